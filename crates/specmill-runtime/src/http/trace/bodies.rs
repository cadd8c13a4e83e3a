//! Bodies, where the client was told to log them.

use tracing::Level;

use super::on::TARGET;
use super::redact::redacted;
use crate::text::Secrets;

/// `body` is none where it is streamed: what is streamed is not read for the log.
pub(crate) fn request_body(
    is_wanted: bool,
    media_type: &str,
    body: Option<&[u8]>,
    secrets: &Secrets,
) {
    if !is_wanted || !is_trace_enabled() {
        return;
    }
    match body {
        Some(bytes) => {
            let (body, bytes) = (redacted(media_type, bytes, secrets), bytes.len());
            tracing::trace!(target: TARGET, media_type, bytes, body, "request body");
        }
        None => tracing::trace!(target: TARGET, media_type, "request body, streamed"),
    }
}

pub(crate) fn answer_body(is_wanted: bool, media_type: &str, body: &[u8], secrets: &Secrets) {
    if !is_wanted || body.is_empty() || !is_trace_enabled() {
        return;
    }
    let (body, bytes) = (redacted(media_type, body, secrets), body.len());
    tracing::trace!(target: TARGET, media_type, bytes, body, "answer body");
}

fn is_trace_enabled() -> bool {
    tracing::enabled!(target: TARGET, Level::TRACE)
}
