//! The kinds of JSON that a schema allows.

use std::collections::BTreeSet;

use super::{DEEPEST, JsonKind};
use crate::source::Node;
use crate::spec::{Api, SchemaId, Shape, behind, shape};

/// The kinds of JSON a schema allows, `null` aside; `None` where any.
pub(in crate::spec) fn json_kinds(
    api: &Api,
    id: SchemaId,
    path: &mut Vec<SchemaId>,
) -> Option<BTreeSet<JsonKind>> {
    let id = behind(api, id);
    let one = |kind| Some(BTreeSet::from([kind]));
    match shape(api, id) {
        Shape::Any | Shape::Intersection | Shape::Same(_) => None,
        Shape::Boolean | Shape::Constant(Node::Bool(_)) => one(JsonKind::Boolean),
        Shape::Integer(_) | Shape::IntegerEnum(_) => one(JsonKind::Integer),
        Shape::Number(_) | Shape::Constant(Node::Number(_)) => {
            Some(BTreeSet::from([JsonKind::Integer, JsonKind::Number]))
        }
        Shape::String(_) | Shape::StringEnum(_) | Shape::Constant(_) => one(JsonKind::String),
        Shape::List(_) | Shape::Tuple(_) => one(JsonKind::Array),
        Shape::Map(_) | Shape::Object(_) => one(JsonKind::Object),
        Shape::Union(members) => {
            if path.contains(&id) {
                return Some(BTreeSet::new());
            }
            if path.len() >= DEEPEST {
                return None;
            }
            path.push(id);
            let mut kinds = Some(BTreeSet::new());
            for member in &members {
                kinds = match (kinds, json_kinds(api, *member, path)) {
                    (Some(kinds), Some(more)) => Some(&kinds | &more),
                    _ => None,
                };
            }
            path.pop();
            kinds
        }
    }
}
