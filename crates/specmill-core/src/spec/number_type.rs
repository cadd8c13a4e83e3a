//! `x-specmill-type`: which numbers it makes points in time, and where it says nothing.

use super::located::Located;
use super::model::SchemaKind;
use super::reader::Reader;
use crate::normalize::notes::NUMBER_TYPE;
use crate::tree::{Map, Node};
use crate::unix_unit::UnixUnit;

impl UnixUnit {
    /// The unit of the numbers of a schema: by `x-specmill-type`, else by `format`.
    #[must_use]
    pub fn of_schema(schema: &Map) -> Option<Self> {
        let text = |name: &str| schema.get(name).and_then(Node::as_str);
        let own = text(NUMBER_TYPE);
        let own = own.and_then(|own| Self::ALL.into_iter().find(|unit| unit.name() == own));
        own.or_else(|| Self::of_format(text("format")?))
    }
}

impl Reader<'_> {
    /// Notes an `x-specmill-type` that says nothing of the schema at `at`, which is of this kind.
    pub(super) fn check_type(&mut self, at: &Located<'_>, kind: &SchemaKind) {
        let Some(own) = at.node.get(NUMBER_TYPE) else { return };
        let of_kind = match kind {
            SchemaKind::Integer(_) | SchemaKind::Number(_) => None,
            SchemaKind::String(_) => Some("a string"),
            SchemaKind::Boolean => Some("a boolean"),
            SchemaKind::Enum(_) => Some("an enum"),
            SchemaKind::Array { .. } => Some("a list"),
            SchemaKind::Object { .. } => Some("an object"),
            SchemaKind::Alias(_) => Some("a reference"),
            SchemaKind::AllOf(_) | SchemaKind::OneOf(..) | SchemaKind::AnyOf(..) => {
                Some("a composition")
            }
            SchemaKind::Any(_) => Some("a schema without a type"),
        };
        let is_known = own
            .as_str()
            .is_some_and(|own| UnixUnit::ALL.into_iter().any(|unit| unit.name() == own));
        let (message, help) = if !is_known {
            let shown =
                own.as_str().map_or_else(|| own.kind().to_owned(), |own| format!("`{own}`"));
            let message = format!("`{NUMBER_TYPE}` is {shown}, which is no type");
            (message, "it is left out; the types are `unix-time` and `unix-time-ms`")
        } else if let Some(of_kind) = of_kind {
            let message =
                format!("`{NUMBER_TYPE}` stands on {of_kind}, but Unix times are numbers");
            (message, "it is left out; set it on the schema that has `type: integer` or `number`")
        } else {
            return;
        };
        self.diagnostics.warning("invalid-type", &at.pointer.child(NUMBER_TYPE), message, help);
    }
}
