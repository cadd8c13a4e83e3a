//! A server on loopback that takes webhooks: it verifies each, and tells what has happened.

use std::io;
use std::sync::mpsc::{Receiver, channel};

use openai_rest::Webhook;
use openai_rest::http::types::{HeaderMap, HeaderName, HeaderValue};
use openai_rest::types::WebhookEvent;
use specmill_test_server::{Answer, Request, TestServer};

/// Starts the server. What it makes of each request comes out of the channel.
pub(crate) fn start(webhook: Webhook) -> io::Result<(TestServer, Receiver<String>)> {
    let (tell, told) = channel();
    let server = TestServer::with_handler(move |request| {
        let (status, line) = match webhook.event(&headers(request), &request.body) {
            Ok(event) => (200, describe(&event.value)),
            // Whoever it was learns nothing.
            Err(error) => (400, format!("refused: {error}")),
        };
        // Nobody may be listening any more.
        let _ = tell.send(line);
        Answer::status(status)
    })?;
    Ok((server, told))
}

/// What has happened. An event is sent again until it is answered, so the same may come twice: an
/// application remembers their ids.
fn describe(event: &WebhookEvent) -> String {
    match event {
        WebhookEvent::ResponseCompleted(event) => format!("response {} is done", event.data.id),
        WebhookEvent::BatchCompleted(event) => format!("batch {} is done", event.data.id),
        WebhookEvent::BatchFailed(event) => format!("batch {} has failed", event.data.id),
        WebhookEvent::RealtimeCallIncoming(event) => {
            format!("call {} comes in", event.data.call_id)
        }
        WebhookEvent::Unknown(event) => format!("an event of a newer API: {}", event.get()),
        _ => "something else".to_owned(),
    }
}

/// The headers as any web framework hands them out.
fn headers(request: &Request) -> HeaderMap {
    let parsed = |(name, value): &(String, String)| {
        Some((name.parse::<HeaderName>().ok()?, value.parse::<HeaderValue>().ok()?))
    };
    request.headers.iter().filter_map(parsed).collect()
}
