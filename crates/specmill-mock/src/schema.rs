//! A schema that stands on its own: to look at, and to check values by.

use std::fmt;
use std::sync::OnceLock;

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
    /// The same with `anyOf` for each `oneOf`; built when it is needed, `None` where it cannot be.
    overlapping: OnceLock<Option<Validator>>,
}

/// What a value that was sent is by its schema.
pub(crate) enum Verdict {
    Valid,
    /// It is valid but for a `oneOf` of which several members take it.
    Overlap(Fault),
    Invalid(Fault),
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
        let validator = compiled(&root);
        Self { root, direction, validator, overlapping: OnceLock::new() }
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

    /// What `value` is. Members of a `oneOf` that overlap are a fault of the document, which servers
    /// seldom notice, so that a value which several of them take is told from one that none takes.
    pub(crate) fn verdict(&self, value: &Value) -> Verdict {
        let Some(fault) = self.first_fault(value) else { return Verdict::Valid };
        let overlapping = self.overlapping.get_or_init(|| {
            let mut root = self.root.clone();
            open_unions(&mut root);
            compiled(&root).ok()
        });
        match overlapping.as_ref().map(|validator| validator.validate(value)) {
            Some(Ok(())) => Verdict::Overlap(fault),
            Some(Err(error)) => Verdict::Invalid(fault_of(&error)),
            None => Verdict::Invalid(fault),
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

fn compiled(root: &Node) -> Result<Validator, Unusable> {
    let value = serde_json::to_value(root).map_err(Unusable::Json)?;
    // What only a backtracking engine can match (look-around, back-references) has a limit;
    // everything else is matched in linear time.
    let patterns = PatternOptions::fancy_regex().backtrack_limit(MOST_BACKTRACKS);
    let options = jsonschema::draft202012::options()
        .should_validate_formats(true)
        .with_pattern_options(patterns);
    options.build(&value).map_err(|error| Unusable::Schema(Box::new(error)))
}

/// Makes an `anyOf` of each `oneOf`, but not where a schema that takes more values makes one that
/// takes fewer.
fn open_unions(schema: &mut Node) {
    let Some(members) = schema.as_object_mut() else { return };
    if let Some(union) = members.shift_remove("oneOf") {
        let mut union = Map::from_iter([("anyOf".to_owned(), union)]);
        if members.contains_key("anyOf") {
            let mut parts = match members.shift_remove("allOf") {
                Some(Node::Array(parts)) => parts,
                _ => Vec::new(),
            };
            parts.push(Node::Object(union));
            union = Map::from_iter([("allOf".to_owned(), Node::Array(parts))]);
        }
        members.extend(union);
    }
    for (key, value) in members.iter_mut() {
        match (key.as_str(), value) {
            ("not" | "if" | "const" | "enum" | "default" | "example", _) => {}
            (
                "properties" | "patternProperties" | "dependentSchemas" | "$defs",
                Node::Object(schemas),
            ) => schemas.values_mut().for_each(open_unions),
            (_, Node::Array(schemas)) => schemas.iter_mut().for_each(open_unions),
            (_, value) => open_unions(value),
        }
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
