//! The kinds of JSON that a schema allows.

use crate::spec::{Api, JsonKind, Kinds, SchemaId, Shape, alias_target, shape};
use crate::tree::Node;

/// The kinds of JSON a schema allows, `null` aside; `None` where any.
pub(in crate::spec) fn json_kinds(api: &Api, id: SchemaId) -> Option<Kinds> {
    api.resolved[alias_target(api, id).0].kinds
}

/// Whether a value of `id` can be an object.
#[must_use]
pub fn can_be_object(api: &Api, id: SchemaId) -> bool {
    json_kinds(api, id).is_none_or(|kinds| kinds.contains(JsonKind::Object))
}

/// Works them out for `id`; those of what it is made of are known.
pub(in crate::spec) fn json_kinds_of(api: &Api, id: SchemaId) -> Option<Kinds> {
    let one = |kind| Some(Kinds::of(&[kind]));
    match shape(api, id) {
        Shape::Any => None,
        Shape::Same(target) => json_kinds(api, target),
        Shape::Constant(Node::Null) => Some(Kinds::default()),
        Shape::NumberOrString(number) => {
            json_kinds(api, number).map(|kinds| kinds.and(Kinds::of(&[JsonKind::String])))
        }
        Shape::Boolean | Shape::Constant(Node::Bool(_)) => one(JsonKind::Boolean),
        Shape::Integer(_) | Shape::IntegerEnum(_) => one(JsonKind::Integer),
        Shape::Number(_) | Shape::Constant(Node::Number(_)) => {
            Some(Kinds::of(&[JsonKind::Integer, JsonKind::Number]))
        }
        Shape::String(_) | Shape::StringEnum(_) | Shape::Constant(_) => one(JsonKind::String),
        Shape::List(_) | Shape::Tuple(_) => one(JsonKind::Array),
        Shape::Map(_) | Shape::Object(_) => one(JsonKind::Object),
        Shape::Union(members) => members.iter().try_fold(Kinds::default(), |kinds, member| {
            json_kinds(api, *member).map(|more| kinds.and(more))
        }),
    }
}
