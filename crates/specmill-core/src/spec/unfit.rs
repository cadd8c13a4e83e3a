//! Discriminators and examples that do not fit the schemas they belong to. Whether they do is known
//! only once all schemas are.

use std::collections::BTreeSet;

use super::content::is_json;
use super::model::{
    Api, Discriminator, JsonKind, MediaType, Operation, SchemaId, SchemaKind, UnionMember,
};
use super::shape::unwrapped;
use super::union::{can_be_object, json_kinds, union};
use super::{Shape, alias_target, essence, shape};
use crate::diagnostics::Diagnostics;
use crate::tree::{Node, Pointer};

/// Says what of each discriminator leads nowhere.
pub(super) fn report_discriminators(api: &Api, diagnostics: &mut Diagnostics) {
    for (id, (schema, resolved)) in api.schemas.iter().zip(&api.resolved).enumerate() {
        let (SchemaKind::OneOf(_, Some(declared)) | SchemaKind::AnyOf(_, Some(declared))) =
            &schema.kind
        else {
            continue;
        };
        let members = &resolved.members;
        let place = schema.pointer.child("discriminator");
        report_mapping(api, declared, members, &place, diagnostics);
        report_property(api, declared, members, &place, diagnostics);
        report_shared_values(api, SchemaId(id), declared, &place, diagnostics);
    }
}

fn report_mapping(
    api: &Api,
    declared: &Discriminator,
    members: &[SchemaId],
    place: &Pointer,
    diagnostics: &mut Diagnostics,
) {
    if declared.mapping.is_empty() && declared.default.is_none() {
        return;
    }
    let reached = reached(api, members);
    let is_one = |target: &SchemaId| {
        reached.contains(&alias_target(api, *target)) || reached.contains(&unwrapped(api, *target))
    };
    // Of a union in place the members are this one's.
    let is_reached = |target: SchemaId| {
        let inner = match shape(api, alias_target(api, target)) {
            Shape::Union(inner) => inner,
            _ => &[],
        };
        is_one(&target) || (!inner.is_empty() && inner.iter().all(is_one))
    };
    for (value, target) in &declared.mapping {
        let (what, help) = if !can_be_object(api, *target) {
            ("is no object", "a value with it is kept as `Unknown`; map it to an object")
        } else if !is_reached(*target) {
            (
                "is no member of the union",
                "a value with it is kept as `Unknown`; list the schema among the members",
            )
        } else {
            continue;
        };
        let message = format!("`{value}` is mapped to {}, which {what}", name(api, *target));
        let place = place.child("mapping").child(value);
        diagnostics.warning("invalid-discriminator", &place, message, help);
    }
    if let Some(target) = declared.default.filter(|target| !is_reached(*target)) {
        let name = name(api, target);
        diagnostics.warning(
            "invalid-discriminator",
            &place.child("defaultMapping"),
            format!("`defaultMapping` is {name}, which is no member of the union"),
            "there is no default; list the schema among the members",
        );
    }
}

/// A value that two members have as their constant, or by their mapping, tells neither, unless another
/// property does.
fn report_shared_values(
    api: &Api,
    id: SchemaId,
    declared: &Discriminator,
    place: &Pointer,
    diagnostics: &mut Diagnostics,
) {
    let union = union(api, id);
    let Some(tag) = &union.selection.tag else { return };
    let has_others = |at: &usize| tag.values_of(*at).nth(1).is_some();
    for (value, having) in &tag.values {
        let [first, second, ..] = having.as_slice() else { continue };
        if having.iter().any(has_others) {
            continue;
        }
        let member = |at: &usize| match union.members.get(*at) {
            Some(UnionMember::Schema(id)) => Some(*id),
            _ => None,
        };
        let (Some(first), Some(second)) = (member(first), member(second)) else { continue };
        if are_told_by_another(api, first, second) {
            continue;
        }
        let (first, second, property) = (name(api, first), name(api, second), &declared.property);
        diagnostics.warning(
            "invalid-discriminator",
            &place.child("propertyName"),
            format!("`{value}` is the `{property}` of {first} and of {second}"),
            "whichever of them fits with the fewest faults is taken; give each a value of its own",
        );
    }
}

/// Whether two objects have a property whose values they do not share.
fn are_told_by_another(api: &Api, first: SchemaId, second: SchemaId) -> bool {
    let (Shape::Object(first), Shape::Object(second)) =
        (shape(api, alias_target(api, first)), shape(api, alias_target(api, second)))
    else {
        return false;
    };
    let texts = |id: SchemaId| match shape(api, alias_target(api, id)) {
        Shape::Constant(Node::String(text)) => std::slice::from_ref(text),
        Shape::StringEnum(texts) => texts,
        _ => &[],
    };
    first.properties.iter().filter(|property| property.required).any(|one| {
        let same = second.properties.iter().find(|other| other.name == one.name && other.required);
        same.is_some_and(|other| {
            let (ones, others) = (texts(one.schema), texts(other.schema));
            !ones.is_empty() && !others.is_empty() && !ones.iter().any(|text| others.contains(text))
        })
    })
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
