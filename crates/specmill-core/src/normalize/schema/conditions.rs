//! Properties that only a condition describes: in `if`, `then`, `else` (JSON Schema 2020-12 §10.2.2),
//! `dependentSchemas`. They are optional properties.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::super::context::Context;
use super::super::{fragment, notes};
use super::unsupported::set_keyword_aside;
use crate::tree::{Map, Node, Pointer, Trail};

/// Keywords whose schemas hold for some values.
const CONDITIONS: [&str; 5] = ["if", "then", "else", "dependentSchemas", "dependencies"];

/// Schemas that are looked into for one.
const MOST_SCHEMAS: usize = 1_000;

/// Each property with what conditions say of it.
type Described = IndexMap<String, Vec<Node>>;

/// Makes what conditions describe, here and in the parts of `allOf` in place, properties of the schema,
/// unless a part of it describes them: that holds for every value.
pub(super) fn take_properties(members: &mut Map, at: &Trail<'_>, context: &mut Context<'_>) {
    let mut described = Described::default();
    let mut walk = Walk { source: context.source, seen: BTreeSet::new(), left: MOST_SCHEMAS };
    walk.conditions(members, &mut described);
    if let Some(Node::Array(parts)) = members.get_mut("allOf") {
        let at = at.member("allOf");
        for (index, part) in parts.iter_mut().enumerate() {
            let Some(part) = part.as_object_mut() else { continue };
            walk.conditions(part, &mut described);
            // Else the part would take them by itself, and not know what is described beside it.
            for keyword in CONDITIONS {
                set_keyword_aside(part, keyword, &at.item(index), context);
            }
        }
    }
    add(members, described, context);
}

fn add(members: &mut Map, described: Described, context: &Context<'_>) {
    if described.is_empty()
        || matches!(members.get("properties"), Some(other) if other.as_object().is_none())
    {
        return;
    }
    let mut known = BTreeSet::new();
    let mut walk = Walk { source: context.source, seen: BTreeSet::new(), left: MOST_SCHEMAS };
    walk.names(members, &mut known);
    let mut added = Vec::new();
    let mut properties = match members.get("properties") {
        Some(Node::Object(properties)) => properties.clone(),
        _ => Map::default(),
    };
    for (name, mut schemas) in described {
        if known.contains(&name) {
            continue;
        }
        let schema = match schemas.len() {
            0 => Node::Object(Map::default()),
            1 => schemas.remove(0),
            _ => Node::Object(Map::from_iter([("anyOf".to_owned(), Node::Array(schemas))])),
        };
        properties.insert(name.clone(), schema);
        added.push(Node::String(name));
    }
    if !added.is_empty() {
        members.insert("properties".to_owned(), Node::Object(properties));
        members.insert(notes::CONDITIONAL.to_owned(), Node::Array(added));
    }
}

struct Walk<'a> {
    source: &'a Node,
    seen: BTreeSet<String>,
    left: usize,
}

impl Walk<'_> {
    /// What the conditions of one schema describe.
    fn conditions(&mut self, members: &Map, described: &mut Described) {
        for keyword in ["then", "else"] {
            if let Some(schema) = members.get(keyword) {
                self.schema(schema, None, described);
            }
        }
        for keyword in ["dependentSchemas", "dependencies"] {
            for schema in
                members.get(keyword).and_then(Node::as_object).into_iter().flat_map(Map::values)
            {
                self.schema(schema, None, described);
            }
        }
        if let Some(test) = members.get("if") {
            // A value that fails the test may have anything there.
            let mut tested = Described::default();
            self.schema(test, None, &mut tested);
            for name in tested.into_keys() {
                described.entry(name).or_default();
            }
        }
    }

    /// What a schema describes that holds for some values; `home` is the `$ref` to it, if that led here.
    fn schema(&mut self, schema: &Node, home: Option<&str>, described: &mut Described) {
        let (Some(members), Some(left)) = (schema.as_object(), self.left.checked_sub(1)) else {
            return;
        };
        self.left = left;
        for (name, schema) in
            members.get("properties").and_then(Node::as_object).into_iter().flatten()
        {
            let schema = match (schema, home) {
                (Node::Bool(false), _) => continue,
                (_, Some(home)) => referring(home, name),
                (schema, None) => schema.clone(),
            };
            let known = described.entry(name.clone()).or_default();
            if !known.contains(&schema) {
                known.push(schema);
            }
        }
        for name in required(schema) {
            described.entry(name.to_owned()).or_default();
        }
        for keyword in ["allOf", "anyOf", "oneOf"] {
            for part in members.get(keyword).and_then(Node::as_array).unwrap_or_default() {
                if home.is_none() {
                    self.schema(part, None, described);
                }
            }
        }
        if home.is_none() {
            self.conditions(members, described);
        }
        if let Some(reference) = members.get("$ref").and_then(Node::as_str)
            && self.seen.insert(reference.to_owned())
            && let Some(target) = fragment::resolve(self.source, reference)
        {
            let target = target.clone();
            self.schema(&target, Some(reference), described);
        }
    }

    /// The properties that a schema describes for every value.
    fn names(&mut self, members: &Map, known: &mut BTreeSet<String>) {
        let Some(left) = self.left.checked_sub(1) else { return };
        self.left = left;
        let properties = members.get("properties").and_then(Node::as_object);
        known.extend(properties.into_iter().flat_map(Map::keys).cloned());
        for part in members.get("allOf").and_then(Node::as_array).unwrap_or_default() {
            part.as_object().into_iter().for_each(|part| self.names(part, known));
        }
        if let Some(reference) = members.get("$ref").and_then(Node::as_str)
            && self.seen.insert(reference.to_owned())
            && let Some(Node::Object(target)) = fragment::resolve(self.source, reference)
        {
            let target = target.clone();
            self.names(&target, known);
        }
    }
}

/// The names that `required` lists.
fn required(schema: &Node) -> impl Iterator<Item = &str> {
    let names = schema.get("required").and_then(Node::as_array).unwrap_or_default();
    names.iter().filter_map(Node::as_str)
}

/// A `$ref` to a property of the schema that `home` refers to.
fn referring(home: &str, name: &str) -> Node {
    let pointer = Pointer::root().child("properties").child(name);
    let reference = Node::String(format!("{home}{}", pointer.as_str().replace('%', "%25")));
    Node::Object(Map::from_iter([("$ref".to_owned(), reference)]))
}
