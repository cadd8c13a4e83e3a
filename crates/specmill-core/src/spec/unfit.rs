//! Discriminators and examples that do not fit the schemas they belong to. Whether they do is known
//! only once all schemas are.

use std::collections::BTreeSet;

use super::content::is_json;
use super::model::{Api, Discriminator, JsonKind, MediaType, Operation, SchemaId, SchemaKind};
use super::shape::unwrapped;
use super::union::json_kinds;
use super::{Shape, alias_target, essence, shape};
use crate::diagnostics::Diagnostics;
use crate::tree::{Node, Pointer};

/// Says what of each discriminator leads nowhere.
pub(super) fn report_discriminators(api: &Api, diagnostics: &mut Diagnostics) {
    for (schema, resolved) in api.schemas.iter().zip(&api.resolved) {
        let (SchemaKind::OneOf(_, Some(declared)) | SchemaKind::AnyOf(_, Some(declared))) =
            &schema.kind
        else {
            continue;
        };
        let members = &resolved.members;
        let place = schema.pointer.child("discriminator");
        report_mapping(api, declared, members, &place, diagnostics);
        report_property(api, declared, members, &place, diagnostics);
    }
}

fn report_mapping(
    api: &Api,
    declared: &Discriminator,
    members: &[SchemaId],
    place: &Pointer,
    diagnostics: &mut Diagnostics,
) {
    if declared.mapping.is_empty() {
        return;
    }
    let reached = reached(api, members);
    for (value, target) in &declared.mapping {
        if !reached.contains(&alias_target(api, *target))
            && !reached.contains(&unwrapped(api, *target))
        {
            let name = name(api, *target);
            diagnostics.warning(
                "invalid-discriminator",
                &place.child("mapping").child(value),
                format!("`{value}` is mapped to {name}, which is no member of the union"),
                "a value with it is kept as `Unknown`; list the schema among the members",
            );
        }
    }
}

/// The members, and those of the unions among them.
fn reached(api: &Api, members: &[SchemaId]) -> BTreeSet<SchemaId> {
    let mut found = BTreeSet::new();
    let mut next = members.to_vec();
    while let Some(id) = next.pop() {
        let id = alias_target(api, id);
        if !found.insert(id) {
            continue;
        }
        if let Shape::Union(inner) = shape(api, id) {
            next.extend(inner);
        }
    }
    found
}

/// A member without the property is sent without what tells it from the others.
fn report_property(
    api: &Api,
    declared: &Discriminator,
    members: &[SchemaId],
    place: &Pointer,
    diagnostics: &mut Diagnostics,
) {
    for member in members {
        let Shape::Object(object) = shape(api, alias_target(api, *member)) else { continue };
        if !object.properties.iter().any(|property| property.name == declared.property) {
            let (name, property) = (name(api, *member), &declared.property);
            diagnostics.warning(
                "invalid-discriminator",
                &place.child("propertyName"),
                format!("{name} has no property `{property}` by which it is told from the others"),
                "it is sent without the property; describe it in each member",
            );
        }
    }
}

fn name(api: &Api, id: SchemaId) -> String {
    let schema = api.schema(id);
    match &schema.component {
        Some(name) => format!("`{name}`"),
        None => format!("`{}`", schema.pointer),
    }
}

/// Says of each example that is written as text which is neither a value of its schema nor the JSON
/// of one, and takes it out.
pub(super) fn report_examples(api: &mut Api, diagnostics: &mut Diagnostics) {
    for id in (0..api.schemas.len()).map(SchemaId) {
        let schema = api.schema(id);
        if is_unfit(api, id, schema.example.as_ref(), &schema.pointer, diagnostics) {
            api.schemas[id.0].example = None;
        }
    }
    let mut unfit = Vec::new();
    for (at, operation) in api.operations.iter().enumerate() {
        for (which, (place, media)) in media_types(operation).enumerate() {
            let place = place.child("content").child(&media.media_type).child("example");
            let is_json = is_json(&essence(&media.media_type));
            let Some(schema) = media.schema.filter(|_| is_json) else { continue };
            if is_unfit(api, schema, media.example.as_ref(), &place, diagnostics) {
                unfit.push((at, which));
            }
        }
    }
    for (at, which) in unfit {
        let operation = api.operations.get_mut(at);
        if let Some(media) = operation.and_then(|found| media_types_mut(found).nth(which)) {
            media.example = None;
        }
    }
}

fn media_types(operation: &Operation) -> impl Iterator<Item = (&Pointer, &MediaType)> {
    let body = operation.request_body.iter().map(|body| (&body.pointer, &body.content));
    let answers = operation.responses.iter().map(|response| (&response.pointer, &response.content));
    body.chain(answers).flat_map(|(place, content)| content.iter().map(move |media| (place, media)))
}

fn media_types_mut(operation: &mut Operation) -> impl Iterator<Item = &mut MediaType> {
    let body = operation.request_body.iter_mut().map(|body| &mut body.content);
    let answers = operation.responses.iter_mut().map(|response| &mut response.content);
    body.chain(answers).flatten()
}

fn is_unfit(
    api: &Api,
    id: SchemaId,
    example: Option<&Node>,
    place: &Pointer,
    diagnostics: &mut Diagnostics,
) -> bool {
    let Some(Node::String(text)) = example else { return false };
    let Some(kinds) = json_kinds(api, id) else { return false };
    if kinds.contains(JsonKind::String) || kinds.is_empty() {
        return false;
    }
    let Err(fault) = serde_json::from_str::<serde::de::IgnoredAny>(text) else { return false };
    diagnostics.warning(
        "invalid-example",
        place,
        format!(
            "this example is a string, which its schema does not allow, and the string is not \
             JSON: {fault}"
        ),
        "the example is left out; write the value itself",
    );
    true
}
