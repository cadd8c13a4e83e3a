//! Answers that the transport did not decompress.

use ::http::{HeaderMap, header};

/// The content coding that is left on an answer (RFC 9110, section 8.4): transports take the header
/// away with the codings that they undo.
pub(crate) fn content_encoding(headers: &HeaderMap) -> Option<&str> {
    let coding = headers.get(header::CONTENT_ENCODING)?.to_str().ok()?.trim();
    let is_plain = coding.split(',').all(|name| {
        let name = name.trim();
        name.is_empty() || name.eq_ignore_ascii_case("identity")
    });
    (!is_plain).then_some(coding)
}

/// What to say of a body in this coding, with the way out.
pub(crate) fn unread_encoding(coding: &str) -> String {
    let coding = coding.escape_debug();
    let advice = match coding.to_string().eq_ignore_ascii_case("gzip") {
        true => "turn on the feature `gzip`",
        false => "give the client a transport that does, or ask the server for another",
    };
    format!("a body in the content encoding `{coding}`, which is not read: {advice}")
}
