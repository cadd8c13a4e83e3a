//! Bodies, where the client was told to log them.

use ::http::HeaderValue;
use tracing::Level;

use super::super::client::Client;
use super::super::error::{RawAnswer, content_type};
use super::super::prepare::Prepared;
use super::on::TARGET;
use super::redact::redacted;

pub(crate) fn request_body(client: &Client, request: &Prepared) {
    if !is_wanted(client) || request.body.is_empty() {
        return;
    }
    let media_type = request.body.content_type.as_ref().map(HeaderValue::to_str);
    let media_type = media_type.and_then(Result::ok).unwrap_or_default();
    let secrets = &request.authorization.secrets;
    match request.body.bytes() {
        Some(bytes) => {
            let (body, bytes) = (redacted(media_type, bytes, secrets), bytes.len());
            tracing::trace!(target: TARGET, media_type, bytes, body, "request body");
        }
        // What is streamed is not read for the log.
        None => tracing::trace!(target: TARGET, media_type, "request body, streamed"),
    }
}

pub(crate) fn answer_body(client: &Client, request: &Prepared, answer: &RawAnswer) {
    if !is_wanted(client) || answer.body.is_empty() {
        return;
    }
    let media_type = content_type(&answer.headers);
    let body = redacted(media_type, &answer.body, &request.authorization.secrets);
    tracing::trace!(target: TARGET, media_type, bytes = answer.body.len(), body, "answer body");
}

fn is_wanted(client: &Client) -> bool {
    client.shared.log_bodies && tracing::enabled!(target: TARGET, Level::TRACE)
}
