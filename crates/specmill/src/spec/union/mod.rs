//! The members of a union, and how a value finds the one it is.

mod choose;
mod kinds;
mod tag;

use indexmap::IndexMap;

use super::shape::unwrapped;
use super::{Api, Discriminator, SchemaId, SchemaKind, Shape, behind, shape};
use crate::source::Node;
use choose::Chooser;
pub(super) use kinds::json_kinds;

/// A union's members and the way to each.
#[derive(Clone, Debug, Default)]
pub struct Union {
    /// The members; the numbers in `selection` are indexes here.
    pub members: Vec<UnionMember>,
    /// How a value finds its member.
    pub selection: Selection,
}

/// A member of a union.
#[derive(Clone, Debug, PartialEq)]
pub enum UnionMember {
    /// A schema.
    Schema(SchemaId),
    /// One value: a constant, or a value of an enum that stands in place.
    Value(Node),
}

/// How a value finds its member, tried in this order: by the constants among the members, `tag`,
/// `kinds`, `properties`, `fewest`.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// By the value of a property, declared as the discriminator or implied by constants.
    pub tag: Option<Tag>,
    /// By JSON kind.
    pub kinds: Vec<(JsonKind, usize)>,
    /// By a required property that no other member has.
    pub properties: Vec<(String, usize)>,
    /// By the fewest faults.
    pub fewest: Vec<usize>,
}

/// A property whose values tell members apart.
#[derive(Clone, Debug)]
pub struct Tag {
    /// The property.
    pub property: String,
    /// Each value, with the members that have it.
    pub values: IndexMap<String, Vec<usize>>,
}

/// What a JSON text begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum JsonKind {
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
}

/// The members of a `oneOf` or `anyOf` as they are chosen from: a union in place is part of the one
/// around it, and what is listed twice is one member.
pub(super) fn flattened(api: &Api, members: &[SchemaId]) -> Vec<SchemaId> {
    let mut found = Vec::new();
    flatten(api, members, &mut found, &mut Vec::new());
    found
}

/// Unions in unions are followed this far: stacks are not without end.
const DEEPEST: usize = 64;

fn flatten(api: &Api, members: &[SchemaId], found: &mut Vec<SchemaId>, path: &mut Vec<SchemaId>) {
    for member in members {
        let id = telling(api, *member);
        match &api.schema(id).kind {
            SchemaKind::OneOf(inner, discriminator) | SchemaKind::AnyOf(inner, discriminator)
                if api.schema(id).component.is_none()
                    && discriminator
                        .as_ref()
                        .is_none_or(|declared| declared.mapping.is_empty())
                    && path.len() < DEEPEST
                    && !path.contains(&id) =>
            {
                path.push(id);
                flatten(api, inner, found, path);
                path.pop();
            }
            _ if found.contains(&id) => {}
            _ => found.push(id),
        }
    }
}

/// The schema `id` stands for, annotations around it aside.
fn telling(api: &Api, mut id: SchemaId) -> SchemaId {
    for _ in 0..api.schemas.len() {
        id = unwrapped(api, id);
        let SchemaKind::AllOf(members) = &api.schema(id).kind else { break };
        let mut telling =
            members.iter().filter(|member| !matches!(api.schema(**member).kind, SchemaKind::Any));
        match (telling.next(), telling.next()) {
            (Some(only), None) => id = *only,
            _ => break,
        }
    }
    id
}

/// The union `id` is; without members if it is none.
#[must_use]
pub fn union(api: &Api, id: SchemaId) -> Union {
    let id = behind(api, id);
    let Shape::Union(schemas) = shape(api, id) else { return Union::default() };
    let members = expanded(api, &schemas);
    let selection = Chooser::new(api, &members).selection(discriminator(api, id));
    Union { members, selection }
}

/// The members, with the values of constants and of enums in place each on its own.
fn expanded(api: &Api, schemas: &[SchemaId]) -> Vec<UnionMember> {
    let mut members: Vec<UnionMember> = Vec::new();
    for id in schemas {
        let in_place = api.schema(*id).component.is_none();
        let values = match (shape(api, *id), &api.schema(behind(api, *id)).kind) {
            (Shape::Constant(value), _) => vec![value.clone()],
            (Shape::StringEnum(_) | Shape::IntegerEnum(_), SchemaKind::Enum(values))
                if in_place =>
            {
                values.clone()
            }
            _ => {
                members.push(UnionMember::Schema(*id));
                continue;
            }
        };
        for value in values.into_iter().map(UnionMember::Value) {
            if !members.contains(&value) {
                members.push(value);
            }
        }
    }
    members
}

fn discriminator(api: &Api, id: SchemaId) -> Option<&Discriminator> {
    match &api.schema(unwrapped(api, id)).kind {
        SchemaKind::OneOf(_, discriminator) | SchemaKind::AnyOf(_, discriminator) => {
            discriminator.as_ref()
        }
        _ => None,
    }
}
