//! `enum`.

use super::super::notes;
use super::keywords::{self, COMPOSITION};
use super::nulls;
use crate::tree::{Map, Node, Number};

/// `null` among the values says that the schema is nullable, and is no value of its own.
pub(super) fn take_null(members: &mut Map) {
    let Some(Node::Array(values)) = members.get_mut("enum") else { return };
    let before = values.len();
    let is_kept: Vec<bool> = values.iter().map(|value| *value != Node::Null).collect();
    keep(values, &is_kept);
    if values.len() == before {
        return;
    }
    let is_empty = values.is_empty();
    for name in NAMED {
        match members.get_mut(name) {
            Some(Node::Array(items)) if items.len() == before => keep(items, &is_kept),
            _ => {}
        }
    }
    if is_empty {
        nulls::only(members);
    } else {
        keywords::set_true(members, "nullable");
    }
}

/// Extensions that list something for each value.
const NAMED: [&str; 4] =
    ["x-enum-varnames", "x-enumNames", "x-enum-descriptions", "x-enumDescriptions"];

fn keep(items: &mut Vec<Node>, is_kept: &[bool]) {
    let mut is_kept = is_kept.iter();
    items.retain(|_| is_kept.next().copied().unwrap_or(true));
}

/// Values of one type state the type; values that are lists or objects have none in 3.0's sense.
pub(super) fn state_type(members: &mut Map) {
    let Some(values) = members.get("enum").and_then(Node::as_array) else { return };
    let has = |name: &str| members.contains_key(name);
    match members.get("type").map(Node::as_str) {
        None if has("$ref") || COMPOSITION.into_iter().any(has) => {}
        None => {
            if let Some(name) = common_type(values) {
                members.insert("type".to_owned(), Node::String(name.to_owned()));
            }
        }
        Some(Some("object" | "array"))
            if !values.is_empty() && !has("properties") && !has("items") =>
        {
            keywords::rename(members, "type", notes::TYPE);
        }
        Some(_) => {}
    }
}

fn common_type(values: &[Node]) -> Option<&'static str> {
    let mut common = None;
    for value in values {
        let name = match value {
            Node::String(_) => "string",
            Node::Bool(_) => "boolean",
            Node::Number(Number::Float(_)) => "number",
            Node::Number(_) => "integer",
            Node::Null | Node::Array(_) | Node::Object(_) => return None,
        };
        common = match (common, name) {
            (None, name) => Some(name),
            (Some(known), name) if known == name => Some(name),
            (Some("integer" | "number"), "integer" | "number") => Some("number"),
            _ => return None,
        };
    }
    common
}
