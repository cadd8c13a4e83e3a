//! `patternProperties` and `unevaluatedProperties` (JSON Schema 2020-12 §10.3.2.2, §11.3), which 3.0 writes
//! as `additionalProperties`.

use super::super::notes;
use super::keywords::COMPOSITION;
use crate::tree::{Map, Node};

/// Makes what these keywords describe additional properties: nobody names them either.
pub(super) fn state(members: &mut Map) {
    if !["patternProperties", "unevaluatedProperties"]
        .iter()
        .any(|name| members.contains_key(*name))
    {
        return;
    }
    let stated = members.get("additionalProperties").cloned();
    let unevaluated = stated.clone().or_else(|| unevaluated(members));
    let described = by_pattern(members, unevaluated.as_ref()).or_else(|| unevaluated.clone());
    if described == stated {
        return;
    }
    if let Some(stated) = stated {
        let kept = format!("{}additionalProperties", notes::UNSUPPORTED);
        members.insert(kept, stated);
    }
    members.extend(described.map(|described| ("additionalProperties".to_owned(), described)));
    let name = Node::String("additionalProperties".to_owned());
    members.insert(notes::ADDED.to_owned(), Node::Array(vec![name]));
}

/// `unevaluatedProperties`, where no part of a composition evaluates any: then it says the same as
/// `additionalProperties`.
fn unevaluated(members: &Map) -> Option<Node> {
    let is_composed = COMPOSITION.iter().chain(&["$ref"]).any(|name| members.contains_key(*name));
    let found = members.get("unevaluatedProperties").filter(|_| !is_composed)?;
    matches!(found, Node::Bool(_) | Node::Object(_)).then(|| found.clone())
}

/// Values of any of the patterns and of `others`; a union of them, if they differ. Which name matches
/// which pattern is for the server to check.
fn by_pattern(members: &Map, others: Option<&Node>) -> Option<Node> {
    let patterns = members.get("patternProperties").and_then(Node::as_object)?;
    let mut described: Vec<Node> = Vec::new();
    for schema in patterns.values().chain(others) {
        match schema {
            Node::Bool(true) => return Some(Node::Bool(true)),
            Node::Object(members) if members.is_empty() => return Some(Node::Bool(true)),
            Node::Object(_) if !described.contains(schema) => described.push(schema.clone()),
            _ => {}
        }
    }
    match described.len() {
        0 => None,
        1 => described.pop(),
        _ => {
            let union = [("anyOf".to_owned(), Node::Array(described))];
            Some(Node::Object(Map::from_iter(union)))
        }
    }
}
