//! What is said of a successful answer that cannot be read as what the call is for, and how to read it.

use crate::http::describe::Operation;
use crate::http::error::RawAnswer;
use crate::http::headers::{content_encoding, content_type, is_json, says_event_stream};
use crate::json::DecodeError;
use crate::text::excerpt;

/// How to read an answer as it came.
const AS_IT_CAME: &str =
    "`Call::raw` gives its bytes as they are, `Call::into_download` streams them";

/// What happened, and what the caller can do where the answer is of another media type than JSON.
pub(super) fn unread(
    answer: &RawAnswer,
    error: &DecodeError,
    operation: &Operation,
) -> (String, Option<String>) {
    let RawAnswer { status, headers, body, .. } = answer;
    if body.is_empty() && error.is_syntax() {
        return (format!("the answer has no body where JSON was due (status {status})"), None);
    }
    let media_type = content_type(headers);
    // An answer in an unread encoding has its own way out.
    let is_encoded = content_encoding(headers).is_some();
    if says_event_stream(media_type) && !is_encoded {
        let due = error.expected();
        let begins = begins(body);
        let bytes = body.len();
        let summary = format!(
            "the answer is an event stream where {due} was due (status {status}, {bytes} bytes{begins})"
        );
        return (summary, Some(event_advice(operation)));
    }
    let mut summary = format!("the answer cannot be read (status {status}): {error}");
    let is_whole = error.is_syntax() || error.path() == "$";
    if is_encoded || !is_whole || is_json(media_type) {
        return (summary, None);
    }
    let what = match media_type {
        "" => "without a content type".to_owned(),
        media_type => format!("of the type `{media_type}`"),
    };
    summary.push_str(&format!("; it is {what}, {} bytes{}", body.len(), begins(body)));
    (summary, Some(AS_IT_CAME.to_owned()))
}

/// How events are read that an operation answers with.
pub(super) fn event_advice(operation: &Operation) -> String {
    match operation.has_events() {
        true => "`.stream()` of this call asks for the events and reads them one by one".to_owned(),
        false => {
            "`Call::events` reads the events one by one, `Call::raw` gives their bytes".to_owned()
        }
    }
}

/// The beginning of a body that is text.
fn begins(body: &[u8]) -> String {
    let head = body.get(..body.len().min(4096)).unwrap_or_default();
    // A character that the cut goes through has no length.
    let is_binary = std::str::from_utf8(head).is_err_and(|error| error.error_len().is_some());
    match is_binary || head.contains(&0) {
        true => String::new(),
        false => match excerpt(body) {
            text if text.is_empty() => String::new(),
            text => format!(", which begin `{text}`"),
        },
    }
}
