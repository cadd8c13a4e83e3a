//! Request bodies.

use std::collections::BTreeSet;

use super::context::Context;
use super::{docs, encodings};
use crate::ir::{Body, BodyChoice, BodyContent, BodyKind, BodyVariant, Note, StreamFlag, TypeRef};
use crate::names::OperationNames;
use crate::spec::{
    self, Api, MediaType, Property, SchemaId, SchemaKind, Shape, Written, alias_target,
    body_alternatives, can_be_object, essence, other_media_types, shape, written,
};
use crate::tree::Node;

/// The body of `operation`, if it has one.
pub(super) fn lower_body(
    context: &mut Context<'_>,
    operation: &spec::Operation,
    names: &OperationNames,
) -> Option<Body> {
    let body = operation.request_body.as_ref()?;
    let content = body_alternatives(context.api, &body.content);
    let kind = match (content.as_slice(), &names.body_choice) {
        ([], _) => BodyKind::One(undescribed(context, body)),
        ([only], _) => BodyKind::One(lower_content(context, body, only)),
        (several, Some(choice)) => BodyKind::Choice(BodyChoice {
            name: choice.name.clone(),
            variants: several
                .iter()
                .zip(&choice.variants)
                .map(|(media, name)| BodyVariant {
                    name: name.clone(),
                    media_type: media.media_type.clone(),
                    content: lower_content(context, body, media),
                })
                .collect(),
        }),
        // Names are made from the same list.
        ([first, ..], None) => BodyKind::One(lower_content(context, body, first)),
    };
    let kept = content.iter().flat_map(|kept| other_media_types(context.api, &body.content, kept));
    let also: Vec<String> = kept.map(|media| essence(&media.media_type)).collect();
    let mut docs = docs::plain(body.description.as_deref());
    docs.notes.extend(wildcard_note(&kind));
    docs.notes.extend((!also.is_empty()).then_some(Note::OtherMediaTypes(also)));
    Some(Body { name: names.body.clone(), required: body.required, kind, docs })
}

/// A range of media types leaves it to the caller which of them it is.
fn wildcard_note(kind: &BodyKind) -> Option<Note> {
    match kind {
        BodyKind::One(BodyContent::Bytes(media_type)) if media_type.contains('*') => {
            Some(Note::AnyMediaType(media_type.clone()))
        }
        _ => None,
    }
}

fn undescribed(context: &mut Context<'_>, body: &spec::RequestBody) -> BodyContent {
    context.diagnostics.warning(
        "undescribed-request-body",
        &body.pointer,
        "none of the media types of this request body is supported".to_owned(),
        "it is sent as bytes (`application/octet-stream`); describe its content",
    );
    BodyContent::Bytes("application/octet-stream".to_owned())
}

fn lower_content(
    context: &mut Context<'_>,
    body: &spec::RequestBody,
    media: &MediaType,
) -> BodyContent {
    let media_type = media.media_type.clone();
    let form = written(context.api, media);
    if !matches!(form, Written::Form | Written::Multipart) {
        encodings::warn_unused(context, body, media);
    }
    match form {
        Written::Json => BodyContent::Json(context.media_type_ref(media), media_type),
        Written::Multipart => {
            note_mixed(context, body, media);
            let encodings = encodings::lower(context, body, media);
            BodyContent::Multipart(parts_type(context, body, media), encodings)
        }
        Written::Form if is_object(context.api, media) => {
            let encodings = encodings::lower(context, body, media);
            BodyContent::Form(context.media_type_ref(media), encodings)
        }
        Written::Form => {
            context.diagnostics.warning(
                "body-not-an-object",
                &body.pointer.child("content").child(&media_type),
                "a form body must be an object, and this schema is not one".to_owned(),
                "the caller gives the text of the form; describe an object",
            );
            BodyContent::Text(media_type)
        }
        Written::Text | Written::Events if essence(&media_type) == "text/*" => {
            BodyContent::Text("text/plain".to_owned())
        }
        Written::Text | Written::Events => BodyContent::Text(media_type),
        Written::Bytes => {
            note_mixed(context, body, media);
            BodyContent::Bytes(media_type)
        }
    }
}

/// `multipart/form-data` is the one kind whose parts a schema describes.
fn note_mixed(context: &mut Context<'_>, body: &spec::RequestBody, media: &MediaType) {
    let essence = essence(&media.media_type);
    if essence.starts_with("multipart/") && essence != "multipart/form-data" {
        context.diagnostics.warning(
            "unsupported-multipart",
            &body.pointer.child("content").child(&media.media_type),
            format!("the parts of `{essence}` cannot be made from a schema"),
            "the caller gives the body as bytes; use `multipart/form-data` if you can",
        );
    }
}

/// What the parts are made from: an object's properties. A part must have a name (RFC 7578 §4.2), so
/// what is no object becomes a map, whose keys the caller chooses.
fn parts_type(context: &mut Context<'_>, body: &spec::RequestBody, media: &MediaType) -> TypeRef {
    let ty = context.media_type_ref(media);
    if is_object(context.api, media) {
        return ty;
    }
    context.diagnostics.warning(
        "body-not-an-object",
        &body.pointer.child("content").child(&media.media_type),
        "a multipart body must be an object, and this schema is not one".to_owned(),
        "it becomes a map from part names to this schema; describe an object",
    );
    TypeRef::Map(Box::new(ty))
}

/// Whether what `media` describes can be an object.
fn is_object(api: &Api, media: &MediaType) -> bool {
    media.schema.is_none_or(|schema| can_be_object(api, schema))
}

/// Where `operation` is told to stream: a boolean `stream` in its body, or in its query.
pub(super) fn stream_flag(api: &Api, operation: &spec::Operation) -> Option<StreamFlag> {
    const FLAG: &str = "stream";
    let content = operation.request_body.iter().flat_map(|body| &body.content);
    let mut schemas = content
        .filter(|media| {
            matches!(written(api, media), Written::Json | Written::Multipart | Written::Form)
        })
        .filter_map(|media| media.schema);
    if schemas.any(|schema| has_flag(api, schema, FLAG)) {
        return Some(StreamFlag::Body(FLAG.to_owned()));
    }
    let in_query = operation.parameters.iter().any(|parameter| {
        parameter.location == spec::ParameterLocation::Query
            && parameter.name == FLAG
            && is_flag(api, parameter.schema)
    });
    in_query.then(|| StreamFlag::Query(FLAG.to_owned()))
}

/// Whether the schema, or a part of what it is composed of, has the boolean property `name`.
fn has_flag(api: &Api, id: SchemaId, name: &str) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![id];
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        match &api.schema(id).kind {
            SchemaKind::Object { properties, .. } => {
                let is_it = |known: &Property| known.name == name && is_flag(api, known.schema);
                if properties.iter().any(is_it) {
                    return true;
                }
            }
            SchemaKind::OneOf(members, _) | SchemaKind::AnyOf(members, _) => open.extend(members),
            SchemaKind::Alias(target) => open.push(*target),
            _ => {}
        }
    }
    false
}

fn is_flag(api: &Api, id: SchemaId) -> bool {
    match shape(api, alias_target(api, id)) {
        Shape::Boolean => true,
        Shape::Constant(value) => *value == Node::Bool(true),
        _ => false,
    }
}
