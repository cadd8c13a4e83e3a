//! An object that is also one of several: `allOf` of objects and a union becomes a union of
//! objects, each with what all of them have. Both say the same, and only the second has a type.

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use super::budget::Budget;
use super::schema::{one, replace_with_any};
use crate::spec::arena::empty;
use crate::spec::{
    Api, Discriminator, Resolved, Schema, SchemaId, SchemaKind, Shape, alias_target, shape,
};

/// Rewrites `id`, if it is such an `allOf`.
pub(super) fn distribute(api: &mut Api, id: SchemaId, budget: &mut Budget) {
    let Some(parts) = parts(api, id) else { return };
    // Each member is a type of its own.
    if !budget.spend_types(id, parts.members.len()) {
        replace_with_any(api, id);
        return;
    }
    api.schemas[id.0].kind = union_of_objects(api, &parts, budget);
    one(api, id, budget);
}

/// What is distributed.
struct Parts {
    /// Objects that every member has.
    common: Vec<SchemaId>,
    /// The union.
    members: Vec<SchemaId>,
    discriminator: Option<Discriminator>,
}

fn parts(api: &Api, id: SchemaId) -> Option<Parts> {
    let SchemaKind::AllOf(all) = &api.schema(id).kind else { return None };
    if !matches!(shape(api, id), Shape::Intersection) {
        return None;
    }
    let mut common = Vec::new();
    let mut union = None;
    for part in all {
        match shape(api, alias_target(api, *part)) {
            Shape::Union(members) if union.is_none() => union = Some((*part, members)),
            Shape::Object(_) | Shape::Map(None) => common.push(*part),
            Shape::Any => {}
            _ => return None,
        }
    }
    let (union, members) = union?;
    let is_object = |member: &SchemaId| {
        matches!(shape(api, alias_target(api, *member)), Shape::Object(_) | Shape::Map(None))
    };
    if !members.iter().all(is_object) {
        return None;
    }
    let discriminator = match &api.schema(alias_target(api, union)).kind {
        SchemaKind::OneOf(_, declared) | SchemaKind::AnyOf(_, declared) => declared.clone(),
        _ => None,
    };
    Some(Parts { common, members: members.to_vec(), discriminator })
}

fn union_of_objects(api: &mut Api, parts: &Parts, budget: &mut Budget) -> SchemaKind {
    let first = api.schemas.len();
    for member in &parts.members {
        let schema = api.schema(*member);
        let all = parts.common.iter().copied().chain([*member]).collect();
        let merged = Schema {
            title: schema.component.clone().or_else(|| schema.title.clone()),
            description: schema.description.clone(),
            deprecated: schema.deprecated,
            extensions: schema.extensions.clone(),
            kind: SchemaKind::AllOf(all),
            ..empty(schema.pointer.clone())
        };
        let id = SchemaId(api.schemas.len());
        api.schemas.push(merged);
        api.resolved.push(Resolved::unknown(id));
        one(api, id, budget);
    }
    let merged: Vec<SchemaId> = (first..api.schemas.len()).map(SchemaId).collect();
    let mut moved: IndexMap<SchemaId, SchemaId, FxBuildHasher> = IndexMap::default();
    for (member, merged) in parts.members.iter().zip(&merged) {
        moved.entry(alias_target(api, *member)).or_insert(*merged);
    }
    let discriminator = parts.discriminator.clone().map(|mut declared| {
        for target in declared.mapping.values_mut() {
            *target = moved.get(&alias_target(api, *target)).copied().unwrap_or(*target);
        }
        declared
    });
    SchemaKind::OneOf(merged, discriminator)
}
