//! Calls that are sent until there is what one waits for.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use specmill_runtime::__private as runtime;
use specmill_runtime::http::{
    self, Body, Bytes, Call, Error, ErrorKind, PollError, Pollable, Response, Transport,
    TransportFuture, types,
};
use specmill_test_server::{Answer, TestServer};

use crate::example::{Client, Invite};

fn invite(email: &str) -> Answer {
    Answer::json(200, format!(r#"{{"id": "invite-1", "email": "{email}"}}"#))
}

fn call(server: &TestServer) -> Call<Invite> {
    Client::of(server).invites().retrieve("invite-1").header("x-probe", "1")
}

fn is_accepted(invite: &Invite) -> bool {
    invite.email.as_deref() == Some("accepted")
}

type Polled = Result<Response<Invite>, PollError<Invite>>;

#[tokio::test]
async fn the_same_call_is_sent_until_it_holds() {
    let server = TestServer::start().unwrap();
    for email in ["a", "b", "accepted", "too late"] {
        server.answer(invite(email).header("x-poll-after-ms", "0.5"));
    }
    let mut seen = Vec::new();
    let (told, heard) = std::sync::mpsc::channel();
    // Were the header not heard, this would take an hour.
    let polling = call(&server)
        .poll_until(move |invite| {
            told.send(invite.email.clone()).unwrap();
            is_accepted(invite)
        })
        .interval(Duration::from_secs(3600))
        .with(|call| call.header("x-late", &2));
    let answer = polling.await.unwrap();
    assert!(is_accepted(&answer));
    seen.extend(heard.try_iter().flatten());
    assert_eq!(seen, ["a", "b", "accepted"]);
    let requests = server.requests();
    assert_eq!(requests.len(), 3);
    for request in requests {
        assert_eq!(request.target, "/organization/invites/invite-1");
        assert_eq!(request.header("x-probe"), Some("1"));
        assert_eq!(request.header("x-late"), Some("2"));
    }
}

#[tokio::test]
async fn without_a_usable_header_the_interval_counts() {
    let server = TestServer::start().unwrap();
    for header in ["", "soon", "-5", "NaN", "inf", "1e300"] {
        server.answer(invite("a").header("x-poll-after-ms", header));
    }
    server.answer(invite("a")).answer(invite("accepted"));
    call(&server).poll_until(is_accepted).interval(Duration::from_millis(1)).await.unwrap();
    assert_eq!(server.requests().len(), 8);
}

#[tokio::test]
async fn without_a_convention_the_interval_counts() {
    let server = TestServer::start().unwrap();
    // Were it heard, this would take a minute.
    server.answer(invite("a").header("x-poll-after-ms", "60000")).answer(invite("accepted"));
    let call = Client::neutral(&server).invites().retrieve("invite-1");
    call.poll_until(is_accepted).interval(Duration::from_millis(1)).await.unwrap();
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn an_answer_that_is_there_at_once_is_asked_for_once() {
    let server = TestServer::start().unwrap();
    server.answer(invite("accepted"));
    call(&server).poll_until(is_accepted).await.unwrap();
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn an_error_ends_it_and_the_last_answer_is_kept() {
    let server = TestServer::start().unwrap();
    server.answer(invite("a"));
    // Tried again by the call itself.
    server.answer(Answer::json(503, "{}").header("retry-after-ms", "1"));
    server.answer(invite("b"));
    server.answer(Answer::json(404, r#"{"error": {"message": "gone"}}"#));
    let result: Polled =
        call(&server).poll_until(is_accepted).interval(Duration::from_millis(1)).await;
    let error = result.unwrap_err();
    assert!(error.error().is_not_found() && error.to_string().starts_with("gone"), "{error}");
    assert_eq!(error.last().unwrap().email.as_deref(), Some("b"));
    assert_eq!(error.last().unwrap().attempts(), 2);
    assert_eq!(server.requests().len(), 4);
    assert!(format!("{error:?}").contains("NotFound"), "{error:?}");
    let plain: Error = error.into();
    assert!(plain.is_not_found());

    server.answer(Answer::json(401, "{}"));
    let result: Polled = call(&server).poll_until(is_accepted).await;
    assert!(result.unwrap_err().into_last().is_none());
}

/// Answers at once, without a wire, so that the clock can stand still; counts the requests.
struct AtOnce(Arc<AtomicU32>);

impl Transport for AtOnce {
    fn send(&self, _: types::Request<Body>) -> TransportFuture<'_> {
        self.0.fetch_add(1, Ordering::SeqCst);
        let body = Body::from(Bytes::from_static(br#"{"id": "invite-1", "email": "a"}"#));
        Box::pin(async { Ok(types::Response::new(body)) })
    }
}

#[tokio::test(start_paused = true)]
async fn the_deadline_ends_a_wait() {
    let count = Arc::new(AtomicU32::new(0));
    let transport = AtOnce(Arc::clone(&count));
    let client = Client::builder().bearer("sk-token").transport(transport).build().unwrap();
    let call = client.invites().retrieve("invite-1");
    // A second each, unless somebody says otherwise.
    let polling = call.poll_until(is_accepted).deadline(Duration::from_millis(9_500));
    assert!(format!("{polling:?}").contains("9.5s"), "{polling:?}");
    let error = polling.await.unwrap_err();
    assert_eq!(error.error().kind(), ErrorKind::Timeout);
    assert_eq!(error.error().operation(), Some("retrieve-invite"));
    assert_eq!((error.error().attempts(), count.load(Ordering::SeqCst)), (10, 10));
    assert!(error.to_string().starts_with("10 answers in 9.5s"), "{error}");
    assert_eq!(error.into_last().unwrap().email.as_deref(), Some("a"));
}

#[tokio::test]
async fn the_deadline_ends_a_call() {
    let server =
        TestServer::with_handler(|_| invite("a").delay(Duration::from_secs(3600))).unwrap();
    let polling = call(&server).poll_until(is_accepted).deadline(Duration::from_millis(50));
    let error = polling.await.unwrap_err();
    assert!(error.error().is_timeout() && error.error().was_sent(), "{error:?}");
    assert!(error.last().is_none());
}

#[tokio::test]
async fn dropped_it_asks_no_more() {
    let server = TestServer::with_handler(|_| invite("a")).unwrap();
    let mut polling =
        call(&server).poll_until(|_| false).interval(Duration::from_secs(3600)).into_future();
    while server.requests().is_empty() {
        let next = tokio::time::timeout(Duration::from_millis(5), &mut polling).await;
        assert!(next.is_err(), "it never holds");
    }
    drop(polling);
    assert_eq!(server.requests().len(), 1);
}

impl Pollable for Invite {
    fn is_done(&self) -> bool {
        is_accepted(self)
    }

    fn get_again(&self, client: &http::Client) -> Call<Self> {
        crate::example::Client::from(client.clone()).invites().retrieve(&self.id)
    }
}

/// The call that begins what is waited for.
fn begin(server: &TestServer) -> Call<Invite> {
    static OPERATION: runtime::Operation = runtime::Operation::post("invite", "/begin");
    let client = Client::of(server).client;
    runtime::call(&client, &OPERATION).json(&serde_json::json!({"email": "a"}))
}

#[tokio::test]
async fn work_is_begun_once_and_asked_for_until_it_is_done() {
    let server = TestServer::start().unwrap();
    for email in ["a", "b", "accepted"] {
        server.answer(invite(email).header("x-poll-after-ms", "0.5"));
    }
    // Were the header not heard, this would take an hour.
    let polling = begin(&server).header("x-late", &2).idempotency_key("key-1").and_poll();
    let answer = polling.interval(Duration::from_secs(3600)).await.unwrap();
    assert!(is_accepted(&answer));
    let requests = server.requests();
    let lines: Vec<_> =
        requests.iter().map(|request| (&*request.method, &*request.target)).collect();
    let again = ("GET", "/organization/invites/invite-1");
    assert_eq!(lines, [("POST", "/begin"), again, again]);
    for request in &requests {
        assert_eq!(request.header("x-late"), Some("2"));
        let is_first = request.method == "POST";
        assert_eq!(request.header("idempotency-key").is_some(), is_first);
        assert_eq!(request.body.is_empty(), !is_first);
    }
}

#[tokio::test]
async fn work_that_is_done_at_once_is_not_asked_for() {
    let server = TestServer::start().unwrap();
    server.answer(invite("accepted"));
    begin(&server).and_poll().await.unwrap();
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn work_that_has_begun_is_kept_in_the_error() {
    let server = TestServer::start().unwrap();
    server.answer(invite("a").header("x-poll-after-ms", "0.5"));
    server.answer(Answer::json(404, "{}"));
    let error = begin(&server).and_poll().await.unwrap_err();
    assert!(error.error().is_not_found());
    assert_eq!(error.last().unwrap().id, "invite-1");
}
