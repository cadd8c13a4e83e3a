//! `encoding`: how single properties of a form are written.

use super::context::{Context, lower_style};
use crate::ir::PropertyEncoding;
use crate::spec::{MediaType, ParameterStyle, RequestBody, Shape, behind, shape};
use crate::tree::{Node, Pointer};

/// The encodings of `media` that are not the default; a wrong one is left out with a warning.
pub(super) fn lower(
    context: &mut Context<'_>,
    body: &RequestBody,
    media: &MediaType,
) -> Vec<PropertyEncoding> {
    let mut found = Vec::new();
    for (property, node) in &media.encoding {
        let place = place(body, media).child(property);
        if !has_property(context, media, property) {
            let message = format!("`{property}` is no property of the schema");
            warn(context, &place, message);
            continue;
        }
        let encoding = lower_one(context, property, node, &place);
        found.extend(encoding.filter(|encoding| {
            *encoding != PropertyEncoding { property: property.clone(), ..Default::default() }
        }));
    }
    found
}

/// "The `encoding` object SHALL only apply to" forms (OpenAPI 3.0 §4.7.14).
pub(super) fn warn_unused(context: &mut Context<'_>, body: &RequestBody, media: &MediaType) {
    if !media.encoding.is_empty() {
        let message = format!("`encoding` means nothing for `{}`", media.media_type);
        warn(context, &place(body, media), message);
    }
}

fn lower_one(
    context: &mut Context<'_>,
    property: &str,
    node: &Node,
    place: &Pointer,
) -> Option<PropertyEncoding> {
    if node.as_object().is_none() {
        warn(context, place, format!("an encoding must be an object, but is {}", node.kind()));
        return None;
    }
    let content_type = match node.get("contentType") {
        None => None,
        Some(Node::String(types)) => single(types),
        Some(other) => {
            let message = format!("`contentType` must be a string, but is {}", other.kind());
            warn(context, &place.child("contentType"), message);
            None
        }
    };
    let style = match node.get("style") {
        None => None,
        Some(style) => {
            let known = style.as_str().and_then(form_style);
            if known.is_none() {
                let message = "`style` must be `form`, `spaceDelimited`, `pipeDelimited` or \
                               `deepObject`";
                warn(context, &place.child("style"), message.to_owned());
            }
            known.map(lower_style)
        }
    };
    Some(PropertyEncoding {
        property: property.to_owned(),
        content_type,
        style,
        explode: flag(context, node, "explode", place),
        allow_reserved: flag(context, node, "allowReserved", place).unwrap_or_default(),
    })
}

fn flag(context: &mut Context<'_>, node: &Node, key: &str, place: &Pointer) -> Option<bool> {
    match node.get(key)? {
        Node::Bool(value) => Some(*value),
        other => {
            let message = format!("`{key}` must be `true` or `false`, but is {}", other.kind());
            warn(context, &place.child(key), message);
            None
        }
    }
}

/// The one type a part has. A list or a range of them only says what is accepted: which it is, the
/// upload knows.
fn single(types: &str) -> Option<String> {
    let one = types.trim();
    (!one.is_empty() && !one.contains([',', '*'])).then(|| one.to_owned())
}

fn form_style(style: &str) -> Option<ParameterStyle> {
    match style {
        "form" => Some(ParameterStyle::Form),
        "spaceDelimited" => Some(ParameterStyle::SpaceDelimited),
        "pipeDelimited" => Some(ParameterStyle::PipeDelimited),
        "deepObject" => Some(ParameterStyle::DeepObject),
        _ => None,
    }
}

/// Whether the schema has the property; what is no plain object may have any.
fn has_property(context: &Context<'_>, media: &MediaType, name: &str) -> bool {
    match media.schema.map(|id| shape(context.api, behind(context.api, id))) {
        Some(Shape::Object(object)) => {
            object.properties.iter().any(|property| property.name == name)
        }
        _ => true,
    }
}

fn place(body: &RequestBody, media: &MediaType) -> Pointer {
    body.pointer.child("content").child(&media.media_type).child("encoding")
}

fn warn(context: &mut Context<'_>, place: &Pointer, message: String) {
    let help = "it is left out; mend the document";
    context.diagnostics.warning("invalid-encoding", place, message, help);
}
