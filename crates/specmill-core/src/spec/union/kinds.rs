//! The kinds of JSON that a schema allows.

use super::JsonKind;
use crate::source::Node;
use crate::spec::{Api, SchemaId, Shape, alias_target, shape};

/// A set of kinds of JSON.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::spec) struct Kinds(u8);

impl Kinds {
    fn of(kinds: &[JsonKind]) -> Self {
        Self(kinds.iter().fold(0, |set, kind| set | bit(*kind)))
    }

    /// Whether `kind` is one of them.
    pub(in crate::spec) fn contains(self, kind: JsonKind) -> bool {
        self.0 & bit(kind) != 0
    }

    /// Whether they are `kind` and nothing else.
    pub(in crate::spec) fn is_only(self, kind: JsonKind) -> bool {
        self.0 == bit(kind)
    }

    pub(in crate::spec) fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(in crate::spec) fn is_disjoint(self, other: Self) -> bool {
        self.0 & other.0 == 0
    }
}

fn bit(kind: JsonKind) -> u8 {
    1 << kind as u8
}

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
        Shape::Any | Shape::Intersection => None,
        Shape::Same(target) => json_kinds(api, target),
        Shape::Boolean | Shape::Constant(Node::Bool(_)) => one(JsonKind::Boolean),
        Shape::Integer(_) | Shape::IntegerEnum(_) => one(JsonKind::Integer),
        Shape::Number(_) | Shape::Constant(Node::Number(_)) => {
            Some(Kinds::of(&[JsonKind::Integer, JsonKind::Number]))
        }
        Shape::String(_) | Shape::StringEnum(_) | Shape::Constant(_) => one(JsonKind::String),
        Shape::List(_) | Shape::Tuple(_) => one(JsonKind::Array),
        Shape::Map(_) | Shape::Object(_) => one(JsonKind::Object),
        Shape::Union(members) => members.iter().try_fold(Kinds::default(), |kinds, member| {
            json_kinds(api, *member).map(|more| Kinds(kinds.0 | more.0))
        }),
    }
}
