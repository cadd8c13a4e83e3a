//! What the successful responses of an operation amount to.

use std::collections::BTreeSet;

use super::content::{Written, alike, alternatives, asked_for, essence, is_alike, written};
use super::{
    Api, MediaType, Method, Operation, Property, Response, SchemaId, Shape, Status, alias_target,
    shape,
};
use crate::normalize::notes::EVENT;

/// What a success answers.
#[derive(Clone, Debug)]
pub struct Success<'a> {
    /// What it answers when nothing else is asked for.
    pub answer: SuccessShape<'a>,
    /// The event stream it can be asked for in its place.
    pub events: Option<&'a MediaType>,
    /// The media types of `answer`, as a request asks for them, in document order.
    pub accept: Vec<String>,
}

/// The ways a success can look.
#[derive(Clone, Debug)]
pub enum SuccessShape<'a> {
    /// Nothing, or nothing that is described.
    Empty,
    /// JSON.
    Json(&'a MediaType),
    /// Text, of any of these types.
    Text(Vec<&'a MediaType>),
    /// Bytes, of any of these types.
    Download(Vec<&'a MediaType>),
    /// A stream of events.
    Events(&'a MediaType),
    /// One of several, told apart by status and media type.
    ByStatus(Vec<SuccessPart<'a>>),
}

/// One of several answers.
#[derive(Clone, Debug)]
pub struct SuccessPart<'a> {
    /// The response it belongs to.
    pub response: &'a Response,
    /// Its body, if it has one.
    pub media: Option<&'a MediaType>,
    /// The other media types of the response that say the same and are written alike.
    pub also: Vec<&'a MediaType>,
    /// How the body is written.
    pub written: Written,
}

/// What success of `operation` looks like. `default` is one only where no 2XX is listed.
#[must_use]
pub fn success<'a>(api: &'a Api, operation: &'a Operation) -> Success<'a> {
    let mut responses: Vec<&Response> =
        operation.responses.iter().filter(|response| is_success(response.status)).collect();
    responses.sort_by_key(|response| response.status);
    if responses.is_empty() {
        responses.extend(operation.responses.iter().find(|r| r.status == Status::Default));
    }
    // The answer to HEAD has no body, whatever GET would answer (RFC 9110 §9.3.2).
    if operation.method == Method::Head {
        return Success { answer: SuccessShape::Empty, events: None, accept: Vec::new() };
    }
    let is_events = |media: &&MediaType| written(api, media) == Written::Events;
    let events = responses.iter().find_map(|response| response.content.iter().find(is_events));
    let parts: Vec<SuccessPart<'a>> =
        responses.iter().flat_map(|response| response_parts(api, response)).collect();
    match events {
        // Beside events an answer without a body is a stream that ends at once.
        Some(events) if parts.iter().all(|part| part.media.is_none()) => {
            Success { answer: SuccessShape::Events(events), events: None, accept: Vec::new() }
        }
        events => {
            let accept = accepted(&parts);
            Success { answer: joined(api, parts), events, accept }
        }
    }
}

/// The media types of `parts`, each once, in document order for each status.
fn accepted(parts: &[SuccessPart<'_>]) -> Vec<String> {
    let mut accepted: Vec<String> = Vec::new();
    for part in parts {
        let own = part.media.into_iter().chain(part.also.iter().copied());
        let mut own: Vec<&MediaType> = own.collect();
        own.sort_by_key(|media| {
            part.response.content.iter().position(|known| std::ptr::eq(known, *media))
        });
        for asked in own.into_iter().map(|media| asked_for(&media.media_type)) {
            if !accepted.contains(&asked) {
                accepted.push(asked);
            }
        }
    }
    accepted
}

/// Whether an answer of this status is a success.
#[must_use]
pub fn is_success(status: Status) -> bool {
    matches!(status, Status::Exact(200..=299) | Status::Range(2))
}

/// The bodies one status may have, event streams aside.
fn response_parts<'a>(api: &'a Api, response: &'a Response) -> Vec<SuccessPart<'a>> {
    // "MUST NOT have content": 204, and 205 (RFC 9110 §15.3.5 and §15.3.6).
    let never = matches!(response.status, Status::Exact(204 | 205));
    let part = |media: &'a MediaType| SuccessPart {
        response,
        media: Some(media),
        also: alike(api, &response.content, media)
            .filter(|other| !std::ptr::eq(*other, media))
            .collect(),
        written: bytes_in_disguise(api, response, media),
    };
    let mut parts: Vec<SuccessPart<'a>> = alternatives(api, &response.content)
        .into_iter()
        .filter(|_| !never)
        .map(part)
        .filter(|part| part.written != Written::Events)
        .collect();
    // Without JSON to read, text beside bytes is bytes: the content type tells them apart.
    let has = |parts: &[SuccessPart<'_>], wanted| parts.iter().any(|part| part.written == wanted);
    if has(&parts, Written::Bytes) && !has(&parts, Written::Json) {
        parts.iter_mut().for_each(|part| part.written = Written::Bytes);
    }
    if parts.is_empty() && (never || response.content.is_empty()) {
        parts.push(SuccessPart {
            response,
            media: None,
            also: Vec::new(),
            written: Written::Bytes,
        });
    }
    parts
}

/// How a response is written. JSON that is described as no more than a string, beside bytes, is
/// those bytes under another type; forms are not answered by anyone, so they are text.
fn bytes_in_disguise(api: &Api, response: &Response, media: &MediaType) -> Written {
    let is_bytes = |media: &MediaType| written(api, media) == Written::Bytes;
    match written(api, media) {
        Written::Json if response.content.iter().any(is_bytes) => {
            match media.schema.map(|id| shape(api, alias_target(api, id))) {
                Some(Shape::String(None)) => Written::Bytes,
                _ => Written::Json,
            }
        }
        Written::Form => Written::Text,
        Written::Multipart => Written::Bytes,
        other => other,
    }
}

fn joined<'a>(api: &Api, parts: Vec<SuccessPart<'a>>) -> SuccessShape<'a> {
    let medias: Option<Vec<&'a MediaType>> = parts.iter().map(|part| part.media).collect();
    let all = |wanted| parts.iter().all(|part| part.written == wanted);
    match medias {
        None if parts.iter().all(|part| part.media.is_none()) => SuccessShape::Empty,
        Some(medias) => match medias.as_slice() {
            [] => SuccessShape::Empty,
            [first, rest @ ..]
                if all(Written::Json)
                    && rest.iter().all(|media| is_alike(api, first.schema, media.schema)) =>
            {
                SuccessShape::Json(first)
            }
            _ if all(Written::Text) => SuccessShape::Text(distinct(medias)),
            _ if all(Written::Bytes) => SuccessShape::Download(distinct(medias)),
            _ => SuccessShape::ByStatus(parts),
        },
        None => SuccessShape::ByStatus(parts),
    }
}

/// Each media type once.
fn distinct(medias: Vec<&MediaType>) -> Vec<&MediaType> {
    let mut kept: Vec<&MediaType> = Vec::new();
    for media in medias {
        if !kept.iter().any(|known| essence(&known.media_type) == essence(&media.media_type)) {
            kept.push(media);
        }
    }
    kept
}

/// The responses that are errors: 4XX, 5XX, and `default` beside a listed success.
#[must_use]
pub fn errors(operation: &Operation) -> Vec<&Response> {
    let has_success = operation.responses.iter().any(|response| is_success(response.status));
    let mut errors: Vec<&Response> = operation
        .responses
        .iter()
        .filter(|response| match response.status {
            Status::Exact(status) => (400..600).contains(&status),
            Status::Range(first) => matches!(first, 4 | 5),
            Status::Default => has_success,
        })
        .collect();
    errors.sort_by_key(|response| response.status);
    errors
}

/// The JSON an error's body holds.
#[must_use]
pub fn error_body<'a>(api: &Api, response: &'a Response) -> Option<&'a MediaType> {
    let is_json = |media: &&MediaType| written(api, media) == Written::Json;
    alternatives(api, &response.content).into_iter().find(is_json)
}

/// What an event of the stream `media` holds: `itemSchema` (OpenAPI 3.2 §4.8.14), else the schema,
/// or the items of a schema that lists them.
#[must_use]
pub fn event_schema(api: &Api, media: &MediaType) -> Option<SchemaId> {
    media.item_schema.or_else(|| {
        let schema = media.schema?;
        match shape(api, alias_target(api, schema)) {
            Shape::List(items) => Some(items),
            _ => Some(schema),
        }
    })
}

/// Whether `id` describes a whole event (its `data` and `event` with it, WHATWG HTML §9.2) rather
/// than what its data holds: an object of no other members, or a union of such. One without `event` is
/// a whole event where the document can mean nothing else.
#[must_use]
pub fn is_whole_event(api: &Api, id: SchemaId) -> bool {
    const FIELDS: [&str; 4] = ["event", "data", "id", "retry"];
    let mut seen = BTreeSet::new();
    let mut open = vec![id];
    while let Some(id) = open.pop().map(|id| alias_target(api, id)) {
        if !seen.insert(id) {
            continue;
        }
        match shape(api, id) {
            Shape::Object(object) => {
                let has = |name: &str| object.properties.iter().any(|known| known.name == name);
                let is_field = |property: &Property| FIELDS.contains(&property.name.as_str());
                let is_event = has("event") || api.schema(id).extensions.contains_key(EVENT);
                if !(is_event && has("data") && object.properties.iter().all(is_field)) {
                    return false;
                }
            }
            Shape::Union(members) => open.extend(members),
            _ => return false,
        }
    }
    true
}

/// Whether the data of the whole events `id` is text, whatever it looks like: that of each member is a
/// string.
#[must_use]
pub fn is_event_text(api: &Api, id: SchemaId) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![id];
    while let Some(id) = open.pop().map(|id| alias_target(api, id)) {
        if !seen.insert(id) {
            continue;
        }
        match shape(api, id) {
            Shape::Object(object) => {
                let data = object.properties.iter().find(|known| known.name == "data");
                let data = data.map(|data| shape(api, alias_target(api, data.schema)));
                let is_text = match data {
                    Some(Shape::String(_) | Shape::StringEnum(_)) => true,
                    Some(Shape::Constant(value)) => value.as_str().is_some(),
                    _ => false,
                };
                if !is_text {
                    return false;
                }
            }
            Shape::Union(members) => open.extend(members),
            _ => return false,
        }
    }
    true
}
