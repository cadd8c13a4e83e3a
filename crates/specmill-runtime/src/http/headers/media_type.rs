//! Media types, and what they say of a body.

use ::http::{HeaderMap, header};

/// The media type of a body, with its parameters; empty if it is not told.
pub(crate) fn content_type(headers: &HeaderMap) -> &str {
    headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// `application/json`, or a type whose structure is JSON (RFC 6839, section 3.1).
pub(crate) fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence == "application/json" || essence.ends_with("+json")
}

/// Text of any kind. Frameworks send `text/html` where nobody says what a text is.
pub(crate) fn is_text(media_type: &str) -> bool {
    media_type.trim_start().get(..5).is_some_and(|kind| kind.eq_ignore_ascii_case("text/"))
}

/// Servers that do not tell a type are taken at their word.
pub(crate) fn is_event_stream(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    essence.is_empty() || essence.eq_ignore_ascii_case("text/event-stream")
}
