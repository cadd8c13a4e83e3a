//! What is written by hand around the generated client, against a real server on loopback.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot be set up has failed")]

#[cfg(all(bundled_document, convenience = "chat_events", convenience = "chat_text"))]
mod chat_events;
#[cfg(all(bundled_document, convenience = "chat_stream", convenience = "chat_text"))]
mod chat_stream;
#[cfg(all(bundled_document, feature = "embeddings"))]
mod embeddings;
#[cfg(all(
    bundled_document,
    convenience = "chat_messages",
    convenience = "response_items",
    convenience = "function_call_output"
))]
mod messages;
#[cfg(all(
    bundled_document,
    convenience = "poll_batch",
    convenience = "poll_run",
    convenience = "poll_response",
    convenience = "poll_vector_stores",
    convenience = "poll_fine_tuning_job",
    convenience = "poll_video",
    convenience = "poll_eval_run",
    convenience = "poll_file",
    convenience = "create_and_poll_batch",
    convenience = "container_expiry"
))]
mod poll;
#[cfg(all(bundled_document, convenience = "response_events", convenience = "response_text"))]
mod response_events;
#[cfg(all(bundled_document, convenience = "response_stream", convenience = "response_text"))]
mod response_stream;
#[cfg(all(
    bundled_document,
    convenience = "save_images",
    convenience = "save_image_call",
    convenience = "transcription_text",
    convenience = "translation_text"
))]
mod save;
#[cfg(all(
    bundled_document,
    convenience = "chat_stream",
    convenience = "chat_text",
    convenience = "chat_messages",
    convenience = "response_text"
))]
mod servers;
#[cfg(all(
    feature = "schemars",
    bundled_document,
    convenience = "structured_responses",
    convenience = "structured_chat",
    convenience = "responses_function_tool",
    convenience = "chat_function_tool"
))]
mod structured;
mod table;
#[cfg(all(
    feature = "schemars",
    feature = "tool-runner",
    bundled_document,
    convenience = "responses_tool_runner",
    convenience = "chat_tool_runner",
    convenience = "chat_text",
    convenience = "response_text"
))]
mod tool_runner;
#[cfg(all(bundled_document, convenience = "upload_chunked"))]
mod uploads;
#[cfg(all(bundled_document, convenience = "upload_and_poll"))]
mod vector_stores;
#[cfg(feature = "webhooks")]
mod webhooks;
#[cfg(all(bundled_document, feature = "realtime-ws", convenience = "realtime_websocket"))]
mod websocket;

use std::time::Duration;

use openai_rest::Client;
use specmill_test_server::{Answer, TestServer};

#[allow(dead_code, reason = "a document may have nothing to be convenient about")]
fn client(server: &TestServer) -> Client {
    Client::builder().base_url(server.url()).bearer("sk-test-1234").build().unwrap()
}

/// An event stream with an event of each of `data`.
#[allow(dead_code, reason = "a document may have nothing to be convenient about")]
fn events<'a>(data: impl IntoIterator<Item = &'a str>) -> Answer {
    let text: String = data.into_iter().map(|data| format!("data: {data}\n\n")).collect();
    Answer::status(200)
        .header("content-type", "text/event-stream")
        .header("x-request-id", "req-1")
        .part(Duration::ZERO, text)
}
