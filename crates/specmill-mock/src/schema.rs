//! A schema that stands on its own: to look at, and to check values by.

use std::fmt;

use jsonschema::{PatternOptions, ValidationError, Validator};
use serde_json::Value;
use specmill_core::source::{Map, Node};

use crate::fault::{Fault, fault_of};
use crate::json_schema::Direction;

/// A schema of the document with all that it reaches, as JSON Schema 2020-12.
pub struct Schema {
    root: Node,
    direction: Direction,
    validator: Result<Validator, Unusable>,
}

/// Why nothing can be checked by a schema.
enum Unusable {
    /// It cannot be written as JSON.
    Json(serde_json::Error),
    /// It is no JSON Schema.
    Schema(Box<ValidationError<'static>>),
}

impl fmt::Display for Unusable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("its schema is not valid: ")?;
        match self {
            Unusable::Json(error) => error.fmt(f),
            Unusable::Schema(error) => error.fmt(f),
        }
    }
}

/// Steps back while matching one pattern in one text; one that needs more counts as not matched.
const MOST_BACKTRACKS: usize = 100_000;

impl Schema {
    pub(crate) fn new(root: Node, direction: Direction) -> Self {
        let validator = serde_json::to_value(&root).map_err(Unusable::Json).and_then(|value| {
            let mut options = jsonschema::draft202012::options();
            options = options.should_validate_formats(true);
            // What only a backtracking engine can match (look-around, back-references) has a
            // limit; everything else is matched in linear time.
            let patterns = PatternOptions::fancy_regex().backtrack_limit(MOST_BACKTRACKS);
            options = options.with_pattern_options(patterns);
            options.build(&value).map_err(|error| Unusable::Schema(Box::new(error)))
        });
        Self { root, direction, validator }
    }

    /// What is wrong with `value`: nothing, where it is valid. Of a union that no member of fits,
    /// the fault is that of the member the value is most like.
    ///
    /// A schema that is none (a `pattern` that cannot be read, say) finds that fault with every
    /// value, since nothing can be checked by it.
    #[must_use]
    pub fn faults(&self, value: &Value) -> Vec<Fault> {
        match &self.validator {
            Ok(validator) => validator.iter_errors(value).map(|error| fault_of(&error)).collect(),
            Err(error) => {
                vec![Fault::new(String::new(), error.to_string())]
            }
        }
    }

    /// The first of the [`Schema::faults`] of `value`: a large value can have very many.
    #[must_use]
    pub(crate) fn first_fault(&self, value: &Value) -> Option<Fault> {
        match &self.validator {
            Ok(validator) => validator.validate(value).err().map(|error| fault_of(&error)),
            Err(_) => self.faults(value).into_iter().next(),
        }
    }

    /// Whether `value` is valid.
    #[must_use]
    pub fn is_valid(&self, value: &Value) -> bool {
        self.validator.as_ref().is_ok_and(|validator| validator.is_valid(value))
    }

    pub(crate) fn direction(&self) -> Direction {
        self.direction
    }

    pub(crate) fn root(&self) -> &Node {
        &self.root
    }

    /// `node`, or what its `$ref` leads to.
    pub(crate) fn resolved<'s>(&'s self, node: &'s Node) -> &'s Node {
        let mut node = node;
        // A `$ref` to a `$ref` to itself would have no end.
        for _ in 0..16 {
            match reference(node).and_then(|number| self.root.get("$defs")?.get(number)) {
                Some(target) => node = target,
                None => return node,
            }
        }
        node
    }
}

/// The number of the `$defs` that a schema is a reference to.
pub(crate) fn reference(node: &Node) -> Option<&str> {
    node.get("$ref")?.as_str()?.strip_prefix("#/$defs/")
}

/// Every schema that describes the same value as `node`, itself among them: what it refers to,
/// parts of an `allOf`, members of a union.
pub(crate) fn views<'s>(schema: &'s Schema, node: &'s Node) -> Vec<&'s Node> {
    let mut found: Vec<&Node> = Vec::new();
    let mut open = vec![schema.resolved(node)];
    while let Some(node) = open.pop() {
        if found.iter().any(|known| std::ptr::eq(*known, node)) {
            continue;
        }
        found.push(node);
        for key in ["oneOf", "anyOf", "allOf"] {
            let members = node.get(key).and_then(Node::as_array).unwrap_or_default();
            open.extend(members.iter().rev().map(|member| schema.resolved(member)));
        }
    }
    found
}

/// The type of a schema's values, also where only other keywords tell it.
pub(crate) fn kind(members: &Map) -> &str {
    match members.get("type") {
        Some(Node::String(kind)) => kind,
        Some(Node::Array(kinds)) => {
            kinds.iter().filter_map(Node::as_str).find(|kind| *kind != "null").unwrap_or("null")
        }
        _ if ["properties", "additionalProperties", "required"]
            .iter()
            .any(|key| members.contains_key(*key)) =>
        {
            "object"
        }
        _ if members.contains_key("items") || members.contains_key("prefixItems") => "array",
        _ => "any",
    }
}

impl fmt::Debug for Schema {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Schema").field("root", &self.root).finish_non_exhaustive()
    }
}
