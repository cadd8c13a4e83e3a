//! Connections that do not come about, or do not last.

use std::time::Duration;

use specmill_runtime::__private as runtime;
use specmill_test_server::{Answer, End, TestServer};

use super::table::{answered, documented};
use super::{client, client_of, invite, until};
use crate::example::INVITE;

fn reset() -> Answer {
    Answer::raw("").end(End::Reset)
}

#[tokio::test]
async fn a_refused_connection_was_never_sent() {
    let url = TestServer::start().unwrap().url();
    let error = client_of(url).invites().create(&invite()).await.unwrap_err();
    documented("a_refused_connection_was_never_sent", &error);
    assert!(error.to_string().starts_with("no connection to http://127.0.0.1:"), "{error}");
    assert!(error.to_string().to_lowercase().contains("refused"), "{error}");
    assert!(std::error::Error::source(&error).is_some());
}

#[tokio::test]
async fn a_reset_before_the_request_is_read() {
    let server = TestServer::start().unwrap();
    server.reset_connections(2);
    let error = client(&server).invites().create(&invite()).await.unwrap_err();
    documented("a_reset_before_the_request_is_read", &error);
    assert!(server.requests().is_empty());

    server.reset_connections(1).answer(Answer::json(200, INVITE));
    let answer = client(&server).invites().create(&invite()).await.unwrap();
    assert_eq!((answer.attempts(), server.requests().len()), (2, 1));
}

#[tokio::test]
async fn a_reset_after_the_request_is_read() {
    let server = TestServer::start().unwrap();
    server.answer(reset()).answer(reset());
    let error = client(&server).invites().create(&invite()).await.unwrap_err();
    documented("a_reset_after_the_request_is_read", &error);
    assert_eq!(server.requests().len(), 2);

    server.answer(reset()).answer(Answer::json(200, INVITE));
    assert_eq!(client(&server).invites().create(&invite()).await.unwrap().attempts(), 2);
}

#[tokio::test]
async fn a_connection_closed_without_an_answer_is_tried_again() {
    let server = TestServer::start().unwrap();
    server.answer(Answer::close()).answer(Answer::json(200, INVITE));
    let answer = client(&server).invites().create(&invite()).await.unwrap();
    assert_eq!(answer.attempts(), 2);

    server.answer(Answer::close()).answer(Answer::close());
    let error = client(&server).invites().create(&invite()).await.unwrap_err();
    documented("a_connection_closed_without_an_answer_is_tried_again", &error);
}

#[tokio::test]
async fn a_waiting_connection_that_was_closed_costs_no_try() {
    let server = TestServer::with_handler(|_| Answer::json(200, INVITE)).unwrap();
    let client = client(&server);
    client.invites().create(&invite()).await.unwrap();
    server.close_connections();
    until(|| server.open_connections() == 0).await;
    // The client's side has been told by now, and needs a moment to read it.
    tokio::time::sleep(Duration::from_millis(50)).await;
    let answer = client.invites().create(&invite()).await.unwrap();
    answered("a_waiting_connection_that_was_closed_costs_no_try", &answer);
    assert_eq!((server.requests().len(), server.connections()), (2, 2));
}

#[tokio::test]
async fn an_answer_that_is_not_http() {
    let server = TestServer::with_handler(|_| Answer::raw("SSH-2.0-OpenSSH_9.6\r\n")).unwrap();
    let error = client(&server).invites().retrieve("1").await.unwrap_err();
    documented("an_answer_that_is_not_http", &error);
    assert_eq!(error.status(), None);
}

#[tokio::test]
async fn a_call_that_is_dropped_closes_its_connection() {
    let server = TestServer::with_handler(|_| Answer::raw("").end(End::Stall)).unwrap();
    let client = client(&server);
    tokio::select! {
        _ = client.invites().create(&invite()) => panic!("there is no answer"),
        () = until(|| server.requests().len() == 1) => {}
    }
    // Ends only when the server has seen the end of it.
    until(|| server.open_connections() == 0).await;
    assert_eq!((server.connections(), server.requests().len()), (1, 1), "nothing is tried again");
}

#[tokio::test]
async fn a_stream_or_download_that_is_dropped_closes_its_connection() {
    static OPERATION: runtime::Operation = runtime::Operation::get("stream", "/stream");
    let server = TestServer::with_handler(|_| {
        let event = Answer::status(200).part(Duration::ZERO, "data: 1\n\n");
        event.header("content-type", "text/event-stream").cut(100).end(End::Stall)
    })
    .unwrap();
    let client = client(&server).client;
    let mut stream = runtime::call_for_events::<i64>(&client, &OPERATION).await.unwrap();
    assert_eq!(stream.try_next().await.unwrap(), Some(1));
    assert_eq!(server.open_connections(), 1);
    drop(stream);
    until(|| server.open_connections() == 0).await;

    let mut download = runtime::call_for_download(&client, &OPERATION, "*/*").await.unwrap();
    assert_eq!(download.try_next().await.unwrap().unwrap().len(), 9);
    assert_eq!(server.open_connections(), 1);
    drop(download);
    until(|| server.open_connections() == 0).await;
}
