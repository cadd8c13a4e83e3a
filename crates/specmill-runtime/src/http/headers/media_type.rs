//! Media types, and what they say of a body.

use ::http::{HeaderMap, header};

/// The media type of a body, with its parameters; empty if it is not told.
pub(crate) fn content_type(headers: &HeaderMap) -> &str {
    headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// `application/json`, or a type whose structure is JSON (RFC 6839, section 3.1).
pub(crate) fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type).to_ascii_lowercase();
    essence == "application/json" || essence.ends_with("+json")
}

/// Text of any kind. Frameworks send `text/html` where nobody says what a text is.
pub(crate) fn is_text(media_type: &str) -> bool {
    media_type.trim_start().get(..5).is_some_and(|kind| kind.eq_ignore_ascii_case("text/"))
}

/// Servers that do not tell a type are taken at their word.
pub(crate) fn is_event_stream(media_type: &str) -> bool {
    essence(media_type).is_empty() || says_event_stream(media_type)
}

/// `text/event-stream`, which is no text that is one value.
pub(crate) fn says_event_stream(media_type: &str) -> bool {
    essence(media_type).eq_ignore_ascii_case("text/event-stream")
}

/// Whether no body of this type is text, whatever its bytes.
pub(crate) fn has_no_text(media_type: &str) -> bool {
    const BYTES: [&str; 5] = [
        "application/octet-stream",
        "application/zip",
        "application/gzip",
        "application/pdf",
        "application/x-tar",
    ];
    let essence = essence(media_type).to_ascii_lowercase();
    let family = essence.split_once('/').map_or("", |(family, _)| family);
    matches!(family, "image" | "audio" | "video" | "font") || BYTES.contains(&essence.as_str())
}

/// Whether an answer is events or HTML where bytes of the media types `accept` are due. Bytes of any
/// other type are given out: which they are may depend on the request, and they come with their type.
pub(crate) fn is_foreign(media_type: &str, accept: &str) -> bool {
    const ANY: [&str; 4] = ["*/*", "text/*", "html", "application/octet-stream"];
    let is_any = ANY.iter().any(|any| accept.contains(any));
    let is_html = essence(media_type).eq_ignore_ascii_case("text/html");
    let is_events =
        says_event_stream(media_type) && !["*/*", "text/*"].iter().any(|any| accept.contains(any));
    is_events || (is_html && !is_any)
}

/// Whether a body is a page for people: HTML by its media type, and a whole document. Frameworks
/// send any text as `text/html`.
pub(crate) fn is_page(media_type: &str, body: &[u8]) -> bool {
    let is_begin = |begin: &[u8]| {
        let head = body.trim_ascii_start().get(..begin.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(begin))
    };
    essence(media_type).eq_ignore_ascii_case("text/html")
        && (is_begin(b"<!doctype") || is_begin(b"<html"))
}

/// The media type without its parameters, as it came (RFC 9110, section 8.3.1).
fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim()
}
