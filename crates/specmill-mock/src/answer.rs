//! What a request gets that is as it should be: the document's example, or what its schema makes.

use bytes::Bytes;
use http::{HeaderName, Request, Response, StatusCode, header};
use serde_json::Value;
use specmill_core::source::Node;
use specmill_core::spec::{self, Operation, Written, is_success, written};

use crate::content;
use crate::description::Description;
use crate::events;
use crate::json_schema::Direction;
use crate::made::{Made, json};

/// The answer of an operation; `is_again` where the same was asked for before.
pub(crate) fn answer(
    description: &Description,
    operation: &Operation,
    request: &Request<Bytes>,
    body: Option<&Value>,
    is_again: bool,
) -> Response<Bytes> {
    let asked = content::asked_status(request.headers());
    let (described, code) = content::response(operation, asked);
    let status = StatusCode::from_u16(code).unwrap_or(StatusCode::OK);
    let mut answer = Response::new(Bytes::new());
    *answer.status_mut() = status;
    let Some(described) = described else { return answer };
    add_headers(description, described, &mut answer);
    let streamed = content::is_streamed(request, body);
    let api = description.api();
    let Some((media, media_type)) =
        content::media_type(api, described, request.headers(), streamed)
    else {
        return answer;
    };
    if let Ok(value) = media_type.parse() {
        answer.headers_mut().insert(header::CONTENT_TYPE, value);
    }
    let made = Made { description, operation, media };
    *answer.body_mut() = match written(api, media) {
        // `image/*` may come as JSON only where that is what is asked for.
        Written::Json => {
            let is_success = status.is_success() && is_success(described.status);
            Bytes::from(made.json(request, is_success, is_again && is_success))
        }
        Written::Events => Bytes::from(events::text(&made, streamed)),
        Written::Text | Written::Form | Written::Multipart => Bytes::from(made.text()),
        Written::Bytes => made.bytes(),
    };
    let succeeds = status.is_success() && is_success(described.status);
    if streamed && succeeds && written(api, media) == Written::Json {
        as_event(description, &mut answer);
    }
    answer
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
