//! Limits of a schema, for its documentation. No limit costs a schema its kind.

use super::located::Located;
use super::model::Limits;
use super::reader::Reader;
use crate::normalize::notes;
use crate::tree::{Node, Number};

impl<'d> Reader<'d> {
    /// The limits of the schema at `at`, those `normalize` set aside included.
    pub(super) fn limits(&mut self, at: &Located<'d>) -> Limits {
        Limits {
            minimum: self.bound(at, "minimum", "exclusiveMinimum"),
            maximum: self.bound(at, "maximum", "exclusiveMaximum"),
            multiple_of: self.limit(at, "multipleOf", "a number", number),
            min_size: self.size(at, ["minLength", "minItems", "minProperties"]),
            max_size: self.size(at, ["maxLength", "maxItems", "maxProperties"]),
            pattern: self.limit(at, "pattern", "a string", |node| node.as_str().map(str::to_owned)),
            unique_items: self
                .limit(at, "uniqueItems", "`true` or `false`", Node::as_bool)
                .unwrap_or_default(),
        }
    }

    /// A bound, and whether the bound itself is excluded.
    fn bound(&mut self, at: &Located<'d>, keyword: &str, exclusive: &str) -> Option<(f64, bool)> {
        let excluded = self.limit(at, exclusive, "`true` or `false`", Node::as_bool);
        let bound = self.limit(at, keyword, "a number", number)?;
        Some((bound, excluded.unwrap_or_default()))
    }

    fn size(&mut self, at: &Located<'d>, keywords: [&str; 3]) -> Option<u64> {
        let sizes = keywords.map(|keyword| self.limit(at, keyword, "a whole number", whole));
        sizes.into_iter().flatten().next()
    }

    fn limit<T>(
        &mut self,
        at: &Located<'d>,
        keyword: &str,
        due: &str,
        read: impl Fn(&Node) -> Option<T>,
    ) -> Option<T> {
        let limit =
            at.member(keyword).or_else(|| at.member(&format!("{}{keyword}", notes::LIMIT)))?;
        let value = read(limit.node);
        if value.is_none() {
            let message = format!("`{keyword}` must be {due}, but is {}", limit.node.kind());
            let help = "the limit is left out of the documentation; correct the document";
            self.diagnostics.warning("invalid-schema", &limit.pointer, message, help);
        }
        value
    }
}

fn number(node: &Node) -> Option<f64> {
    match node {
        Node::Number(Number::Signed(value)) => Some(*value as f64),
        Node::Number(Number::Unsigned(value)) => Some(*value as f64),
        Node::Number(Number::Float(value)) => Some(*value),
        _ => None,
    }
}

/// A count, also where it is written `1e3`.
fn whole(node: &Node) -> Option<u64> {
    match node {
        Node::Number(Number::Signed(value)) => u64::try_from(*value).ok(),
        Node::Number(Number::Unsigned(value)) => Some(*value),
        Node::Number(Number::Float(value)) if *value >= 0.0 && value.fract() == 0.0 => {
            Some(*value as u64)
        }
        _ => None,
    }
}
