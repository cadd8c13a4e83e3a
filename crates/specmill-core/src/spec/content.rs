//! What the media types of a body amount to: how each is written, and which of them say the same.
//!
//! Naming and lowering both ask here, so that a choice has a name exactly when it has a type.

use std::collections::BTreeSet;

use super::{
    AdditionalProperties, Api, MediaType, SchemaId, SchemaKind, Shape, alias_target, shape,
};

/// How a body of some media type is written; what comes first is preferred where several media
/// types carry the same schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Written {
    /// JSON.
    Json,
    /// `multipart/form-data`
    Multipart,
    /// `application/x-www-form-urlencoded`
    Form,
    /// Text that nobody takes apart.
    Text,
    /// Bytes.
    Bytes,
    /// `text/event-stream`
    Events,
}

/// How `media` is written: by its media type, and by its schema where that does not tell.
#[must_use]
pub fn written(api: &Api, media: &MediaType) -> Written {
    let essence = essence(&media.media_type);
    let schema = media.schema.map(|id| shape(api, alias_target(api, id)));
    let is_binary = matches!(&schema, Some(Shape::String(Some("binary"))));
    match essence.as_str() {
        "multipart/form-data" => Written::Multipart,
        "application/x-www-form-urlencoded" => Written::Form,
        "text/event-stream" => Written::Events,
        _ if is_binary => Written::Bytes,
        "*/*" | "application/*" => Written::Json,
        _ if is_json(&essence) => Written::Json,
        _ if is_text(&essence) => Written::Text,
        _ if has_no_text(&essence) => Written::Bytes,
        // `application/sdp` with a string is text; with an object, nothing here can write it.
        _ => match schema {
            Some(Shape::String(None) | Shape::StringEnum(_) | Shape::Constant(_)) => Written::Text,
            _ => Written::Bytes,
        },
    }
}

/// A media type in lower case and without its parameters (RFC 9110 §8.3.1).
#[must_use]
pub fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// A media type as a request asks for it: in lower case, with its parameters, `charset` aside, which
/// the types that are read here do not depend on.
#[must_use]
pub fn asked_for(media_type: &str) -> String {
    let parameters = media_type.split(';').skip(1).map(str::trim);
    let kept = parameters.filter(|parameter| {
        let name = parameter.split('=').next().unwrap_or_default().trim();
        !parameter.is_empty() && !name.eq_ignore_ascii_case("charset")
    });
    kept.fold(essence(media_type), |asked, parameter| format!("{asked};{parameter}"))
}

/// `application/json` itself, and any `+json` (RFC 6839).
pub(super) fn is_json(essence: &str) -> bool {
    matches!(essence, "application/json" | "text/json") || essence.ends_with("+json")
}

fn is_text(essence: &str) -> bool {
    const TEXTS: [&str; 6] = [
        "application/xml",
        "application/yaml",
        "application/x-yaml",
        "application/graphql",
        "application/javascript",
        "application/ecmascript",
    ];
    essence.starts_with("text/")
        || essence.ends_with("+xml")
        || essence.ends_with("+yaml")
        || TEXTS.contains(&essence)
}

/// Whether no body of this type is text, whatever its schema says.
fn has_no_text(essence: &str) -> bool {
    const BYTES: [&str; 6] = [
        "application/octet-stream",
        "application/zip",
        "application/gzip",
        "application/pdf",
        "application/x-tar",
        "application/x-protobuf",
    ];
    let families = ["image/", "audio/", "video/", "font/", "multipart/"];
    families.iter().any(|family| essence.starts_with(family)) || BYTES.contains(&essence)
}

/// One media type for each different body `content` allows, in document order. Of those that say the
/// same it is the preferred one; files cannot travel in JSON, so with one in the schema
/// `multipart/form-data` is.
#[must_use]
pub fn alternatives<'a>(api: &Api, content: &'a [MediaType]) -> Vec<&'a MediaType> {
    distinct(api, content, |known, media| says_the_same(api, known, media))
}

/// One media type for each different body that a request may have. As [`alternatives`], but JSON of one
/// schema under several names is several bodies where none of them is plain JSON: a JSON Patch and a
/// JSON Merge Patch ask for different things, and no document says which is meant.
#[must_use]
pub fn body_alternatives<'a>(api: &Api, content: &'a [MediaType]) -> Vec<&'a MediaType> {
    let is_plain = |media: &MediaType| !essence(&media.media_type).ends_with("+json");
    let is_json = |media: &MediaType| written(api, media) == Written::Json;
    let has_plain = content.iter().any(|media| is_json(media) && is_plain(media));
    distinct(api, content, |known, media| {
        let is_other = is_json(known)
            && is_json(media)
            && essence(&known.media_type) != essence(&media.media_type);
        says_the_same(api, known, media) && (has_plain || !is_other)
    })
}

/// The media types of a request that are left out of [`body_alternatives`] beside `kept`, and that can
/// be written of the same value: JSON, forms and multipart.
pub fn other_media_types<'a>(
    api: &'a Api,
    content: &'a [MediaType],
    kept: &'a MediaType,
) -> impl Iterator<Item = &'a MediaType> {
    let alternatives = body_alternatives(api, content);
    let is_written = |media: &MediaType| {
        matches!(written(api, media), Written::Json | Written::Multipart | Written::Form)
            && !media.media_type.contains('*')
            && !loses_file(api, media)
    };
    content.iter().filter(move |media| {
        is_written(kept)
            && is_written(media)
            && says_the_same(api, kept, media)
            && !alternatives.iter().any(|known| std::ptr::eq(*known, *media))
    })
}

fn distinct<'a>(
    api: &Api,
    content: &'a [MediaType],
    is_same: impl Fn(&MediaType, &MediaType) -> bool,
) -> Vec<&'a MediaType> {
    let mut found: Vec<&MediaType> = Vec::new();
    for media in content {
        match found.iter_mut().find(|known| is_same(known, media)) {
            Some(known) if rank(api, media) < rank(api, known) => *known = media,
            Some(_) => {}
            None => found.push(media),
        }
    }
    found
}

/// Those of `content` that say the same as `media` and are written alike, `media` among them.
pub(super) fn alike<'a>(
    api: &'a Api,
    content: &'a [MediaType],
    media: &'a MediaType,
) -> impl Iterator<Item = &'a MediaType> {
    let wanted = written(api, media);
    content
        .iter()
        .filter(move |other| written(api, other) == wanted && says_the_same(api, media, other))
}

/// Whether two media types are two ways to write one value. Bytes and text are what their media type
/// says: a PNG and a JPEG are two things, however alike their schemas.
fn says_the_same(api: &Api, one: &MediaType, other: &MediaType) -> bool {
    let is_raw = |media| matches!(written(api, media), Written::Text | Written::Bytes);
    let told_by_schema = match (is_raw(one), is_raw(other)) {
        (false, false) => true,
        (true, true) => essence(&one.media_type) == essence(&other.media_type),
        _ => one.schema.is_some(),
    };
    told_by_schema && is_alike(api, one.schema, other.schema)
}

/// The place of `media` among those with its schema; lower is better.
fn rank(api: &Api, media: &MediaType) -> (bool, Written, bool) {
    let written = written(api, media);
    (loses_file(api, media), written, essence(&media.media_type) != "application/json")
}

/// Whether a file in the schema cannot travel in this media type.
fn loses_file(api: &Api, media: &MediaType) -> bool {
    let has_file = media.schema.is_some_and(|id| api.resolved[id.0].holds_file);
    has_file && matches!(written(api, media), Written::Json | Written::Form)
}

/// Whether two bodies are of one type: the same component, or written out twice alike.
#[must_use]
pub fn is_alike(api: &Api, one: Option<SchemaId>, other: Option<SchemaId>) -> bool {
    match (one, other) {
        (None, None) => true,
        (Some(one), Some(other)) => same_schema(api, one, other, &mut BTreeSet::new()),
        _ => false,
    }
}

/// `compared` holds the pairs that are looked at already: one that leads back to itself differs
/// where something else in it does.
fn same_schema(
    api: &Api,
    one: SchemaId,
    other: SchemaId,
    compared: &mut BTreeSet<(SchemaId, SchemaId)>,
) -> bool {
    let (one, other) = (alias_target(api, one), alias_target(api, other));
    if one == other || !compared.insert((one, other)) {
        return true;
    }
    let (a, b) = (api.schema(one), api.schema(other));
    // A component is a type of its own, whatever another one looks like.
    if a.component.is_some() || b.component.is_some() || a.nullable != b.nullable {
        return false;
    }
    let mut all = |a: &[SchemaId], b: &[SchemaId]| {
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same_schema(api, *a, *b, &mut *compared))
    };
    match (&a.kind, &b.kind) {
        (SchemaKind::Any(_), SchemaKind::Any(_)) | (SchemaKind::Boolean, SchemaKind::Boolean) => {
            true
        }
        (SchemaKind::Integer(a), SchemaKind::Integer(b))
        | (SchemaKind::Number(a), SchemaKind::Number(b))
        | (SchemaKind::String(a), SchemaKind::String(b)) => a == b,
        (SchemaKind::Enum(a), SchemaKind::Enum(b)) => a == b,
        (
            SchemaKind::Array { items: a, prefix: a_prefix },
            SchemaKind::Array { items: b, prefix: b_prefix },
        ) => all(&[*a], &[*b]) && all(a_prefix, b_prefix),
        (
            SchemaKind::Object { properties: a, additional: a_more },
            SchemaKind::Object { properties: b, additional: b_more },
        ) => {
            a.len() == b.len()
                && a.iter().zip(b).all(|(a, b)| {
                    a.name == b.name && a.required == b.required && all(&[a.schema], &[b.schema])
                })
                && match (a_more, b_more) {
                    (AdditionalProperties::Schema(a), AdditionalProperties::Schema(b)) => {
                        all(&[*a], &[*b])
                    }
                    (a, b) => a == b,
                }
        }
        (SchemaKind::OneOf(a, _), SchemaKind::OneOf(b, _))
        | (SchemaKind::AnyOf(a, _), SchemaKind::AnyOf(b, _)) => all(a, b),
        _ => false,
    }
}
