//! `encoding`: how single properties of a form are written.

use super::context::{Context, lower_style};
use crate::ir::PropertyEncoding;
use crate::spec::{
    MediaType, ParameterStyle, RequestBody, Shape, alias_target, essence, is_header_name, shape,
};
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
            let message = format!("`{property}` is not a property of the schema");
            warn(context, &place, message);
            continue;
        }
        let mut encoding = lower_one(context, property, node, &place);
        // "This field SHALL be ignored if the request body media type is not a multipart" (OpenAPI
        // 3.0 §4.7.15).
        if let Some(encoding) = encoding.as_mut().filter(|_| is_multipart(media)) {
            encoding.headers = headers(context, node, &place);
        }
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
        headers: Vec::new(),
    })
}

fn is_multipart(media: &MediaType) -> bool {
    essence(&media.media_type).starts_with("multipart/")
}

/// Headers of a part that have one value. `Content-Type` "SHALL be ignored in this section" (OpenAPI
/// 3.0 §4.7.15).
fn headers(context: &mut Context<'_>, node: &Node, place: &Pointer) -> Vec<(String, String)> {
    let members = node.get("headers").and_then(Node::as_object).into_iter().flatten();
    let mut found = Vec::new();
    for (name, header) in members.filter(|(name, _)| !name.eq_ignore_ascii_case("content-type")) {
        let place = place.child("headers").child(name);
        if !is_header_name(name) || name.eq_ignore_ascii_case("content-disposition") {
            warn(context, &place, format!("no part can have a header `{name}` set"));
            continue;
        }
        match only_value(header) {
            Some(value) => found.push((name.to_ascii_lowercase(), value)),
            None => {
                let message = format!(
                    "the header `{name}` of a part has no value: a `const`, an `enum` of one, or a \
                     `default` in its schema is sent"
                );
                warn(context, &place, message);
            }
        }
    }
    found
}

/// The value that a header has, whoever sends it; none where it would end the line.
fn only_value(header: &Node) -> Option<String> {
    let schema = header.get("schema")?;
    let of_enum = match schema.get("enum").and_then(Node::as_array) {
        Some([one]) => Some(one),
        _ => None,
    };
    let text = match schema.get("const").or(of_enum).or(schema.get("default"))? {
        Node::String(text) => text.clone(),
        Node::Number(number) => number.to_string(),
        Node::Bool(value) => value.to_string(),
        _ => return None,
    };
    text.bytes().all(|byte| (b' '..=b'~').contains(&byte)).then_some(text)
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
    match media.schema.map(|id| shape(context.api, alias_target(context.api, id))) {
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
    let help = "it is left out; correct the document";
    context.diagnostics.warning("invalid-encoding", place, message, help);
}
