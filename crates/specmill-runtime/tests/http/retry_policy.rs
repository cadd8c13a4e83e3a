//! Policies of trying again other than the default.

use std::time::Duration;

use specmill_runtime::http::{
    Body, Error, ErrorKind, RetryPolicy, Transport, TransportError, TransportErrorKind,
    TransportFuture, types,
};
use specmill_test_server::{Answer, TestServer};

use crate::example::{Client, INVITE, Invite};

fn invite() -> Invite {
    Invite { id: "1".into(), email: None }
}

fn busy(status: u16) -> Answer {
    Answer::json(status, "{}").header("retry-after-ms", "1")
}

/// A client whose waits take no time.
fn client(server: &TestServer, policy: RetryPolicy) -> Client {
    let policy = policy.first_wait(Duration::ZERO);
    Client::builder().base_url(server.url()).bearer("sk-1").retry(policy).build().unwrap()
}

/// Fails without the network; what it says of whether it sent is its own.
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

async fn broken(kind: TransportErrorKind, was_sent: bool, policy: RetryPolicy) -> Error {
    let builder = Client::builder().bearer("sk-1").transport(Broken(kind, was_sent));
    let client = builder.retry(policy).build().unwrap();
    client.invites().create(&invite()).await.unwrap_err()
}

#[tokio::test]
async fn the_calls_policy_goes_before_the_clients_and_the_short_form_changes_its_number() {
    let server = TestServer::with_handler(|_| busy(500)).unwrap();
    let client = client(&server, RetryPolicy::default().max_retries(1));
    let call = || client.invites().retrieve("1");
    let many = RetryPolicy::default().max_retries(3);
    assert_eq!(call().await.unwrap_err().attempts(), 2);
    assert_eq!(call().retry(many.clone()).await.unwrap_err().attempts(), 4);
    assert_eq!(call().retry(RetryPolicy::none()).await.unwrap_err().attempts(), 1);
    assert_eq!(call().retry(many.clone()).max_retries(0).await.unwrap_err().attempts(), 1);
    assert_eq!(call().max_retries(0).retry(many).await.unwrap_err().attempts(), 4);
}

#[tokio::test]
async fn only_the_listed_statuses_are_tried_again() {
    let server = TestServer::start().unwrap();
    let client = client(&server, RetryPolicy::default().statuses([418]));
    server.answer(busy(503));
    assert_eq!(client.invites().retrieve("1").await.unwrap_err().attempts(), 1);
    server.answer(busy(418)).answer(Answer::json(200, INVITE));
    assert_eq!(client.invites().retrieve("1").await.unwrap().attempts(), 2);
}

#[tokio::test]
async fn a_server_that_is_not_obeyed_has_no_say() {
    let server = TestServer::start().unwrap();
    let client = client(&server, RetryPolicy::default().obey_should_retry(false));
    server.answer(busy(500).header("x-should-retry", "false")).answer(Answer::json(200, INVITE));
    assert_eq!(client.invites().retrieve("1").await.unwrap().attempts(), 2);
    server.answer(busy(400).header("x-should-retry", "true"));
    assert_eq!(client.invites().retrieve("1").await.unwrap_err().attempts(), 1);
}

#[tokio::test]
async fn without_a_convention_no_header_but_retry_after_has_a_say() {
    let server = TestServer::start().unwrap();
    let client = Client::neutral(&server);
    server.answer(busy(400).header("x-should-retry", "true"));
    assert_eq!(client.invites().retrieve("1").await.unwrap_err().attempts(), 1);
    // Were milliseconds heard, this would take a minute.
    let busy = busy(500).header("x-should-retry", "false").header("retry-after", "0");
    server.answer(busy.header("retry-after-ms", "59000")).answer(Answer::json(200, INVITE));
    assert_eq!(client.invites().retrieve("1").await.unwrap().attempts(), 2);
    assert!(server.requests().iter().all(|request| request.header("x-retry-count").is_none()));
}

#[tokio::test]
async fn with_the_safer_choice_a_post_is_sent_once() {
    let server = TestServer::start().unwrap();
    let client = client(&server, RetryPolicy::default().idempotent_only(true));
    let create = || client.invites().create(&invite());
    server.answer(busy(503));
    assert_eq!(create().await.unwrap_err().attempts(), 1);
    server.answer(Answer::close());
    let error = create().await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Connection, 1));

    for again in [busy(503), Answer::close()] {
        server.answer(again.clone()).answer(Answer::json(200, INVITE));
        assert_eq!(client.invites().retrieve("1").await.unwrap().attempts(), 2);
        server.answer(again).answer(Answer::json(200, INVITE));
        assert_eq!(create().idempotency_key("k").await.unwrap().attempts(), 2);
    }
    // The server asks for it, and knows best.
    server.answer(busy(503).header("x-should-retry", "true")).answer(Answer::json(200, INVITE));
    assert_eq!(create().await.unwrap().attempts(), 2);
}

#[tokio::test(start_paused = true)]
async fn with_the_safer_choice_what_was_not_sent_is_tried_again() {
    let careful = || RetryPolicy::default().idempotent_only(true);
    for kind in [TransportErrorKind::Connect, TransportErrorKind::Timeout] {
        assert_eq!(broken(kind, false, careful()).await.attempts(), 3);
        assert_eq!(broken(kind, true, careful()).await.attempts(), 1);
    }
}

#[tokio::test(start_paused = true)]
async fn connection_failures_and_timeouts_can_be_left_alone() {
    let no_connection = || RetryPolicy::default().after_connection_failure(false);
    let no_timeout = || RetryPolicy::default().after_timeout(false);
    use TransportErrorKind::{Connect, Other, Timeout};
    assert_eq!(broken(Connect, false, no_connection()).await.attempts(), 1);
    assert_eq!(broken(Other, true, no_connection()).await.attempts(), 1);
    assert_eq!(broken(Timeout, true, no_connection()).await.attempts(), 3);
    assert_eq!(broken(Timeout, true, no_timeout()).await.attempts(), 1);
    assert_eq!(broken(Connect, false, no_timeout()).await.attempts(), 3);
}

#[tokio::test(start_paused = true)]
async fn the_waits_are_those_of_the_policy() {
    let policy = RetryPolicy::default()
        .max_retries(4)
        .first_wait(Duration::from_secs(3))
        .longest_wait(Duration::from_secs(10))
        .jitter(0.0);
    // The clock is paused: it goes on by what is waited for, and by nothing else.
    let start = tokio::time::Instant::now();
    assert_eq!(broken(TransportErrorKind::Other, true, policy).await.attempts(), 5);
    assert_eq!(start.elapsed().as_secs(), 3 + 6 + 10 + 10);
}
