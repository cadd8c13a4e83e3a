//! What a request gets that is as it should be: the document's example, or what its schema makes.

use bytes::Bytes;
use http::{HeaderName, Request, Response, StatusCode, header};
use serde_json::Value;
use specmill_core::source::Node;
use specmill_core::spec::{self, MediaType, Operation, Written, is_success, written};

use crate::content;
use crate::description::Description;
use crate::events;
use crate::json_schema::Direction;
use crate::made::{Made, json};
use crate::named_examples;
use crate::prefer::Preferences;
use crate::problem::Problem;
use crate::state::Step;

/// A valid request, and what is known of it.
pub(crate) struct Asked<'a> {
    pub(crate) request: &'a Request<Bytes>,
    pub(crate) body: Option<&'a Value>,
    pub(crate) preferences: &'a Preferences,
    /// Whether the same was asked for before.
    pub(crate) is_again: bool,
}

/// The answer of an operation; `step` is what it does to things. A fault where an example is asked for
/// that the document does not have.
pub(crate) fn answer(
    description: &Description,
    operation: &Operation,
    asked: &Asked<'_>,
    step: Option<&mut Step<'_>>,
) -> Result<Response<Bytes>, Problem> {
    let Asked { request, body, preferences, is_again } = *asked;
    let (described, code) = content::response(operation, preferences.code);
    let status = StatusCode::from_u16(code).unwrap_or(StatusCode::OK);
    let mut answer = Response::new(Bytes::new());
    *answer.status_mut() = status;
    preferences.note(answer.headers_mut());
    let streamed = content::is_streamed(request, body);
    let api = description.api();
    let chosen = described
        .and_then(|described| content::media_type(api, described, request.headers(), streamed));
    let example;
    let (media, media_type) = match (&preferences.example, described, chosen) {
        (Some(name), described, chosen) => {
            let first = chosen.as_ref().map(|(media, _)| *media);
            example = named(description, operation, described, first, name, status)?;
            let media_type = match (first, chosen) {
                (Some(first), Some((_, concrete))) if first.pointer == example.pointer => concrete,
                _ => example.media_type.clone(),
            };
            (&example, media_type)
        }
        (None, _, Some(chosen)) => chosen,
        (None, described, None) => {
            if let Some(described) = described {
                add_headers(description, described, &mut answer);
            }
            return Ok(answer);
        }
    };
    let Some(described) = described else { return Ok(answer) };
    add_headers(description, described, &mut answer);
    let is_chosen = preferences.example.is_some();
    if let Ok(value) = media_type.parse() {
        answer.headers_mut().insert(header::CONTENT_TYPE, value);
    }
    let made = Made { description, operation, media };
    *answer.body_mut() = match written(api, media) {
        // `image/*` may come as JSON only where that is what is asked for.
        Written::Json => {
            // An example that was asked for comes as it is.
            let is_success = status.is_success() && is_success(described.status) && !is_chosen;
            let step = step.filter(|_| is_success);
            Bytes::from(made.json(request, is_success, is_again && is_success, step))
        }
        Written::Events => Bytes::from(events::text(&made, streamed)),
        Written::Text | Written::Form | Written::Multipart => Bytes::from(made.text()),
        Written::Bytes => made.bytes(),
    };
    let succeeds = status.is_success() && is_success(described.status);
    if streamed && succeeds && written(api, media) == Written::Json {
        as_event(description, &mut answer);
    }
    Ok(answer)
}

/// The entry of `content` that has an example of this name, with it as the example: `first` where that has
/// one, else another of the response.
fn named(
    description: &Description,
    operation: &Operation,
    described: Option<&spec::Response>,
    first: Option<&MediaType>,
    name: &str,
    status: StatusCode,
) -> Result<MediaType, Problem> {
    let others = described.into_iter().flat_map(|described| &described.content);
    let found = first
        .into_iter()
        .chain(others)
        .find_map(|media| Some((media, named_examples::find(description, media, name)?)));
    match found {
        Some((media, Some(value))) => {
            Ok(MediaType { example: Some(value.clone()), ..media.clone() })
        }
        Some((_, None)) => {
            let message = format!("the example `{name}` has no value in the document");
            let help = "its `externalValue` is not read: write the value as `value`";
            Err(Problem::new(StatusCode::BAD_REQUEST, message).help(help))
        }
        None => {
            let status = status.as_u16();
            let message = format!("the document has no example `{name}` for status {status}");
            let all = named_examples::all(description, operation);
            let help =
                "name one of these; with another status, `Prefer: code=STATUS, example=NAME`";
            Err(Problem::new(StatusCode::BAD_REQUEST, format!("{message}: {all}")).help(help))
        }
    }
}

/// Headers that are of the connection or that frame the body (RFC 9110, sections 7.6.1 and 8.6), and what
/// the body itself decides: a client would read it wrongly by a value that is made up.
const NOT_MADE_UP: [HeaderName; 11] = [
    header::CONNECTION,
    HeaderName::from_static("keep-alive"),
    HeaderName::from_static("proxy-connection"),
    header::TE,
    header::TRAILER,
    header::TRANSFER_ENCODING,
    header::UPGRADE,
    header::CONTENT_LENGTH,
    header::CONTENT_ENCODING,
    header::CONTENT_RANGE,
    header::DATE,
];

/// The headers that the document describes, as far as they can be sent.
fn add_headers(
    description: &Description,
    described: &spec::Response,
    answer: &mut Response<Bytes>,
) {
    for (name, schema) in &described.headers {
        let Ok(name) = HeaderName::from_bytes(name.as_bytes()) else { continue };
        if NOT_MADE_UP.contains(&name) {
            continue;
        }
        let schema = description.schema(*schema, Direction::Response);
        let value = schema.sample().map(|value| match value {
            Node::String(text) => text,
            other => json(&other),
        });
        if let Some(value) = value.and_then(|value| http::HeaderValue::from_str(&value).ok()) {
            answer.headers_mut().insert(name, value);
        }
    }
}

/// Makes the answer a stream if the API has streams, though the document describes none here.
fn as_event(description: &Description, answer: &mut Response<Bytes>) {
    let Some(end) = &description.api().conventions.stream_end else { return };
    let text = events::of_answer(answer.body(), end);
    *answer.body_mut() = text;
    let media_type = header::HeaderValue::from_static("text/event-stream");
    answer.headers_mut().insert(header::CONTENT_TYPE, media_type);
}
