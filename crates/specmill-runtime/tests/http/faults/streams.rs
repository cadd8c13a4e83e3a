//! Streams that stop, break or tell of an error.

use std::time::Duration;

use specmill_runtime::__private as runtime;
use specmill_runtime::http::Error;
use specmill_test_server::{Answer, End, TestServer};

use super::table::documented;
use super::{LIMIT, client};

static OPERATION: runtime::Operation =
    runtime::Operation::post("chat", "/chat").security(&[&["Token"]]);

const EVENTS: &str = "data: 1\n\ndata: 2";

fn events(text: &str) -> Answer {
    Answer::status(200).header("content-type", "text/event-stream").part(Duration::ZERO, text)
}

/// The error after one event, and that it is the end and was asked for once.
async fn after_one(answer: Answer) -> Error {
    let server = TestServer::start().unwrap();
    server.answer(answer);
    let call = runtime::call_for_events::<i64>(&client(&server).client, &OPERATION);
    let mut stream = call.stall_timeout(LIMIT).await.unwrap();
    assert_eq!(stream.try_next().await.unwrap(), Some(1));
    let error = stream.try_next().await.unwrap_err();
    assert!(!stream.is_open() && stream.try_next().await.unwrap().is_none());
    assert_eq!(server.requests().len(), 1);
    error
}

#[tokio::test]
async fn a_stream_that_stalls() {
    let error = after_one(events(EVENTS).cut(99).end(End::Stall)).await;
    documented("a_stream_that_stalls", &error);
    assert!(error.to_string().contains("nothing came for 150ms, after 16 bytes"), "{error}");
}

#[tokio::test]
async fn a_stream_that_breaks_in_an_event() {
    for end in [End::Close, End::Reset] {
        let error = after_one(events(EVENTS).cut(99).end(end)).await;
        documented("a_stream_that_breaks_in_an_event", &error);
        assert!(error.to_string().contains("broke off after 16 bytes"), "{error}");
    }
}

#[tokio::test]
async fn a_stream_that_ends_in_an_event() {
    let error = after_one(events(EVENTS)).await;
    documented("a_stream_that_ends_in_an_event", &error);
    assert_eq!(error.body(), b"2");
}

#[tokio::test]
async fn chunks_of_a_stream_that_end_too_early() {
    let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\
                transfer-encoding: chunked\r\n\r\n";
    let raw = format!("{head}10\r\n{EVENTS}\r\n");
    let error = after_one(Answer::raw(raw)).await;
    documented("chunks_of_a_stream_that_end_too_early", &error);
}

#[tokio::test]
async fn an_error_inside_of_a_stream() {
    let text = "data: 1\n\ndata: {\"error\": {\"message\": \"overloaded\", \"code\": \"busy\"}}\n\ndata: 2\n\n";
    let error = after_one(events(text)).await;
    documented("an_error_inside_of_a_stream", &error);
    assert_eq!((error.message(), error.code()), (Some("overloaded"), Some("busy")));
}
