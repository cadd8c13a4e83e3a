//! Unions whose members do not describe the property by which a discriminator tells them apart: the
//! property is sent and read all the same (OpenAPI 3.1.1, "Discriminator Object").

use super::described::{component, described};
use super::tag::tag_part;
use crate::diagnostics::Diagnostics;
use crate::spec::arena::empty;
use crate::spec::{Api, Discriminator, Schema, SchemaId, SchemaKind};

/// Gives each such member its tag.
pub(super) fn add_tags(api: &mut Api, diagnostics: &mut Diagnostics) {
    for id in (0..api.schemas.len()).map(SchemaId) {
        let kind = api.schema(id).kind.clone();
        let (SchemaKind::OneOf(members, Some(declared))
        | SchemaKind::AnyOf(members, Some(declared))) = kind
        else {
            continue;
        };
        let mut declared = declared;
        let mut changed = Vec::with_capacity(members.len());
        for member in &members {
            let own = tagged(api, *member, &mut declared);
            if own.is_some() {
                note(api, id, *member, &declared.property, diagnostics);
            }
            changed.push(own.unwrap_or(*member));
        }
        if changed != members {
            api.schemas[id.0].kind = match api.schema(id).kind {
                SchemaKind::OneOf(..) => SchemaKind::OneOf(changed, Some(declared)),
                _ => SchemaKind::AnyOf(changed, Some(declared)),
            };
        }
    }
}

/// `member` with its tag, if it is an object that does not describe it; what is mapped to it is mapped
/// to that.
fn tagged(api: &mut Api, member: SchemaId, declared: &mut Discriminator) -> Option<SchemaId> {
    let target = component(api, member);
    if declared.default.is_some_and(|default| component(api, default) == target) {
        // It is what values without the property are.
        return None;
    }
    let is_mapped = declared.mapping.values().any(|id| component(api, *id) == target);
    let takes_one = match &api.schema(target).kind {
        SchemaKind::Object { .. } | SchemaKind::AllOf(_) => !holds_union(api, target),
        // Each member of the inner union has it, as nothing else leads there.
        SchemaKind::OneOf(members, None) | SchemaKind::AnyOf(members, None) => {
            let is_object = |id: &SchemaId| {
                let kind = &api.schema(component(api, *id)).kind;
                matches!(kind, SchemaKind::Object { .. })
                    && described(api, *id, &declared.property).is_none()
            };
            is_mapped && members.iter().all(is_object)
        }
        _ => false,
    };
    if !takes_one || described(api, target, &declared.property).is_some() {
        return None;
    }
    let name = api.schema(member).component.clone();
    let to_it = |id: &SchemaId| component(api, *id) == target;
    let mapped: Vec<String> = declared
        .mapping
        .iter()
        .filter(|(_, id)| to_it(id))
        .map(|(value, _)| value.clone())
        .collect();
    let values = if mapped.is_empty() { name.clone().into_iter().collect() } else { mapped };
    let tag = tag_part(api, target, &declared.property, &values)?;
    let own = all_of(api, target, vec![member, tag]);
    let schema = api.schema(target);
    let (title, description) = (schema.title.clone(), schema.description.clone());
    let (deprecated, extensions) = (schema.deprecated, schema.extensions.clone());
    let made = &mut api.schemas[own.0];
    made.known_as = name;
    (made.title, made.description) = (title, description);
    (made.deprecated, made.extensions) = (deprecated, extensions);
    for value in values {
        declared.mapping.insert(value, own);
    }
    Some(own)
}

pub(super) fn note(
    api: &Api,
    union: SchemaId,
    member: SchemaId,
    property: &str,
    diagnostics: &mut Diagnostics,
) {
    let place = api.schema(union).pointer.child("discriminator").child("propertyName");
    let member = api.schema(member);
    let name = member.component.as_deref().unwrap_or(member.pointer.as_str());
    let message =
        format!("`{name}` has no property `{property}` by which it is told from the others");
    let help = "it is sent and read with the value that leads to it; describe it in each member";
    diagnostics.warning("invalid-discriminator", &place, message, help);
}

/// Whether a part of `id` is a union: what its members describe is theirs.
fn holds_union(api: &Api, id: SchemaId) -> bool {
    let SchemaKind::AllOf(parts) = &api.schema(id).kind else { return false };
    parts.iter().any(|part| {
        let part = component(api, *part);
        matches!(api.schema(part).kind, SchemaKind::OneOf(..) | SchemaKind::AnyOf(..))
    })
}

/// A schema made of all of `parts`, at the place of `of`.
fn all_of(api: &mut Api, of: SchemaId, parts: Vec<SchemaId>) -> SchemaId {
    let schema = Schema { kind: SchemaKind::AllOf(parts), ..empty(api.schema(of).pointer.clone()) };
    let id = SchemaId(api.schemas.len());
    api.schemas.push(schema);
    id
}
