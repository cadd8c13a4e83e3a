//! Servers and networks that do not do what they should.

use std::time::Duration;

use specmill_runtime::http::{
    Body, ErrorKind, Transport, TransportError, TransportErrorKind, TransportFuture, types,
};
use specmill_test_server::{Answer, TestServer};

use crate::example::{Client, INVITE, Invite};

const LONG: Duration = Duration::from_secs(30);

fn invite() -> Invite {
    Invite { id: "1".into(), email: None }
}

/// A client whose waits between tries take no time.
fn patient(url: String) -> Client {
    Client::builder().base_url(url).bearer("sk-token").max_retries(1).build().unwrap()
}

#[tokio::test]
async fn a_refused_connection_was_never_sent() {
    let url = TestServer::start().unwrap().url();
    let error = patient(url).invites().create(&invite()).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Connection, 2));
    assert!(!error.was_sent());
    assert!(error.to_string().starts_with("no connection to http://127.0.0.1:"), "{error}");
    assert!(error.to_string().to_lowercase().contains("refused"), "{error}");
    assert!(std::error::Error::source(&error).is_some());
}

#[tokio::test]
async fn a_connection_closed_without_an_answer_is_tried_again() {
    let server = TestServer::start().unwrap();
    server.answer(Answer::close()).answer(Answer::json(200, INVITE));
    let answer = patient(server.url()).invites().create(&invite()).await.unwrap();
    assert_eq!(answer.attempts(), 2);

    server.answer(Answer::close()).answer(Answer::close());
    let error = patient(server.url()).invites().create(&invite()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connection);
    assert!(error.was_sent(), "the server may have done it");
}

#[tokio::test]
async fn an_answer_that_is_not_http() {
    let server = TestServer::with_handler(|_| Answer::raw("SSH-2.0-OpenSSH_9.6\r\n")).unwrap();
    let error = patient(server.url()).invites().retrieve("1").max_retries(0).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connection);
    assert_eq!(error.status(), None);
}

#[tokio::test]
async fn a_body_cut_off_is_read_again_where_that_is_safe() {
    let server = TestServer::start().unwrap();
    server.answer(Answer::json(200, INVITE).cut(7)).answer(Answer::json(200, INVITE));
    let answer = patient(server.url()).invites().retrieve("1").await.unwrap();
    assert_eq!(answer.attempts(), 2);
}

#[tokio::test]
async fn a_body_cut_off_after_a_post_is_an_error_with_what_there_is() {
    let server = TestServer::start().unwrap();
    server.answer(Answer::json(201, "{\"id\"").header("x-request-id", "req-3").cut(7));
    let error = patient(server.url()).invites().create(&invite()).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Connection, 1));
    assert_eq!(error.status().unwrap(), 201);
    assert_eq!(error.request_id(), Some("req-3"));
    assert_eq!(error.body(), b"{\"id\"");
    assert!(error.to_string().contains("broke off after 5 bytes"), "{error}");
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn chunks_that_end_too_early_are_no_answer() {
    let raw = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{\"id\"\r\n";
    let server = TestServer::with_handler(move |_| Answer::raw(raw)).unwrap();
    let error = patient(server.url()).invites().create(&invite()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connection);
    assert_eq!(error.body(), b"{\"id\"");
}

#[tokio::test]
async fn an_error_whose_body_is_cut_off_is_still_that_error() {
    let server = TestServer::with_handler(|_| Answer::json(404, "{\"mess").cut(5)).unwrap();
    let error = patient(server.url()).invites().retrieve("1").await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::NotFound, 1));
    assert_eq!(error.body(), b"{\"mess");
}

#[tokio::test]
async fn a_server_slower_than_the_timeout() {
    let server = TestServer::with_handler(|_| Answer::json(200, INVITE).delay(LONG)).unwrap();
    let client = patient(server.url());
    let call = client.invites().retrieve("1").timeout(Duration::from_millis(40)).max_retries(1);
    let error = call.await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Timeout, 2));
    assert!(error.was_sent());
    assert!(error.to_string().starts_with("there was no answer after 40ms"), "{error}");
}

#[tokio::test]
async fn a_body_slower_than_the_timeout_keeps_what_came() {
    let server = TestServer::with_handler(|_| {
        Answer::status(200).part(Duration::ZERO, "{\"id\"").part(LONG, ": 1}")
    })
    .unwrap();
    let client = patient(server.url());
    let call = client.invites().create(&invite()).timeout(Duration::from_millis(200));
    let error = call.await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Timeout, 1));
    assert_eq!(error.status().unwrap(), 200);
    assert_eq!(error.body(), b"{\"id\"");
}

/// Fails in one way, always.
struct Broken(TransportErrorKind, bool);

impl Transport for Broken {
    fn send(&self, _request: types::Request<Body>) -> TransportFuture<'_> {
        Box::pin(async move {
            Err(match self.1 {
                true => TransportError::maybe_sent(self.0, "the wire is cut"),
                false => TransportError::not_sent(self.0, "the wire is cut"),
            })
        })
    }
}

#[tokio::test(start_paused = true)]
async fn a_transport_says_what_failed_and_the_defaults_try_thrice() {
    for (kind, expected) in [
        (TransportErrorKind::Connect, ErrorKind::Connection),
        (TransportErrorKind::Timeout, ErrorKind::Timeout),
        (TransportErrorKind::Other, ErrorKind::Connection),
    ] {
        for sent in [true, false] {
            let builder = Client::builder().bearer("sk-1").transport(Broken(kind, sent));
            let error = builder.build().unwrap().invites().retrieve("1").await.unwrap_err();
            assert_eq!((error.kind(), error.attempts()), (expected, 3));
            assert_eq!(error.was_sent(), sent);
            assert!(error.to_string().contains("the wire is cut"), "{error}");
        }
    }
}

#[tokio::test]
async fn many_calls_share_a_client() {
    let server = TestServer::with_handler(|_| Answer::json(200, INVITE)).unwrap();
    let client = Client::of(&server);
    let tasks: Vec<_> = (0..32)
        .map(|n| {
            let client = client.clone();
            tokio::spawn(async move { client.invites().retrieve(&n.to_string()).await.is_ok() })
        })
        .collect();
    for task in tasks {
        assert!(task.await.unwrap());
    }
    assert_eq!(server.requests().len(), 32);
}
