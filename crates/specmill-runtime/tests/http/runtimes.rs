//! Where calls are awaited: outside of tokio, and in runtimes that lack timers or sockets.

use std::time::{Duration, SystemTime};

use specmill_runtime::__private as runtime;
use specmill_runtime::http::{Error, Token};
use specmill_test_server::{Answer, TestServer};
use tokio::runtime::Builder;

use crate::example::{Client, Invite};

static EVENTS: runtime::Operation = runtime::Operation::get("events", "/events");

fn is_told(error: &Error, expected: &str) {
    assert!(error.is_configuration() && !error.was_sent(), "{error:?}");
    assert!(error.to_string().contains(expected), "{error}");
    assert!(std::error::Error::source(error).is_some(), "{error:?}");
}

fn builders() -> [Builder; 2] {
    [Builder::new_current_thread(), Builder::new_multi_thread()]
}

#[test]
fn a_runtime_without_timers_is_an_error_that_says_so() {
    let server = TestServer::start().unwrap();
    let client = Client::of(&server);
    for mut builder in builders() {
        let runtime = builder.enable_io().build().unwrap();
        let error = runtime.block_on(client.invites().retrieve("1").into_future()).unwrap_err();
        is_told(&error, "has no timers");
        assert_eq!(error.operation(), Some("retrieve-invite"));
        let poll = client.invites().retrieve("1").poll_until(|_| true);
        let poll = poll.deadline(Duration::from_secs(9));
        is_told(runtime.block_on(poll.into_future()).unwrap_err().error(), "has no timers");
        let provider = Client::builder().base_url(server.url());
        let provider = provider.token_provider(|| async { Ok::<_, Error>(Token::new("t")) });
        let call = provider.build().unwrap().invites().retrieve("1").into_future();
        is_told(&runtime.block_on(call).unwrap_err(), "has no timers");
    }
    assert_eq!(server.requests().len(), 0);
}

#[test]
fn a_runtime_without_sockets_is_an_error_that_says_so() {
    let server = TestServer::start().unwrap();
    let client = Client::of(&server);
    for mut builder in builders() {
        let runtime = builder.enable_time().build().unwrap();
        let error = runtime.block_on(client.invites().retrieve("1").into_future()).unwrap_err();
        is_told(&error, "no driver for sockets");
        assert_eq!(error.attempts(), 1);
    }
    assert_eq!(server.requests().len(), 0);
}

#[test]
fn outside_of_a_runtime_is_an_error_that_says_so() {
    let server = TestServer::start().unwrap();
    let call = Client::of(&server).invites().retrieve("1").into_future();
    let error = wait_for(call).unwrap_err();
    is_told(&error, "no tokio runtime here");
}

/// A stream may be read elsewhere than where its call was awaited.
#[test]
fn a_stream_that_is_read_without_timers_is_an_error_that_says_so() {
    let server = TestServer::start().unwrap();
    let wait = Duration::from_secs(60);
    let slow = Answer::status(200).header("content-type", "text/event-stream");
    server.answer(slow.part(Duration::ZERO, "data: {}\n\n").part(wait, "data: {}\n\n"));
    let client = Client::of(&server).client;
    let whole = Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let call = runtime::call_for_events::<serde_json::Value>(&client, &EVENTS);
    let mut events = whole.block_on(call.into_future()).unwrap().into_inner();
    let bare = Builder::new_current_thread().build().unwrap();
    let error = bare.block_on(events.collect()).unwrap_err();
    assert!(error.is_configuration(), "{error:?}");
    assert!(error.to_string().contains("has no timers"), "{error}");
}

/// What blocks brings its own timers and sockets, wherever it is called.
#[cfg(feature = "blocking")]
#[test]
fn blocking_calls_need_nothing_of_the_runtime_they_are_in() {
    use specmill_runtime::http::SendBlocking;

    let server = TestServer::with_handler(|_| Answer::json(200, r#"{"id": "1"}"#)).unwrap();
    let client = Client::of(&server);
    let send = move || client.invites().retrieve("1").send().map(|invite| invite.id.clone());
    assert_eq!(send().unwrap(), "1");
    for mut builder in builders() {
        let bare = builder.build().unwrap();
        let send = send.clone();
        let sent = bare.block_on(async { tokio::task::spawn_blocking(send).await.unwrap() });
        assert_eq!(sent.unwrap(), "1");
    }
}

/// Dates are compared with the clock that the client was given.
#[tokio::test]
async fn dates_are_compared_with_the_clock_of_the_client() {
    let server = TestServer::start().unwrap();
    let then = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777);
    let date = "Sun, 06 Nov 1994 08:49:47 GMT";
    server.answer(Answer::json(200, r#"{"id": "1"}"#).header("retry-after", date));
    server.answer(Answer::json(429, "{}").header("retry-after", date));
    let client = Client::builder().base_url(server.url()).bearer("t").max_retries(0);
    let client = client.clock(move || then).build().unwrap();
    let answer = client.invites().retrieve("1").await.unwrap();
    let _: &Invite = &answer;
    let wait = Some(Duration::from_secs(10));
    assert_eq!(answer.rate_limits().retry_after, wait);
    let error = client.invites().retrieve("1").await.unwrap_err();
    assert_eq!(error.rate_limits().retry_after, wait);
}

/// A token's end is a date as well: one that the clock says is over is asked for anew.
#[tokio::test]
async fn tokens_expire_by_the_clock_of_the_client() {
    let server = TestServer::with_handler(|_| Answer::json(200, r#"{"id": "1"}"#)).unwrap();
    let then = SystemTime::now();
    for (now, asked) in [(then, 1), (then + Duration::from_secs(7200), 3)] {
        let count = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
        let (counted, end) = (count.clone(), then + Duration::from_secs(3600));
        let client = Client::builder().base_url(server.url()).clock(move || now);
        let client = client.token_provider(move || {
            counted.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            async move { Ok::<_, Error>(Token::new("t").expires_at(end)) }
        });
        let client = client.build().unwrap();
        for _ in 0..3 {
            client.invites().retrieve("1").await.unwrap();
        }
        assert_eq!(count.load(std::sync::atomic::Ordering::Relaxed), asked);
    }
}

/// Waits for a future that is ready at once.
fn wait_for<F: Future>(future: F) -> F::Output {
    let mut future = std::pin::pin!(future);
    let mut cx = std::task::Context::from_waker(std::task::Waker::noop());
    loop {
        if let std::task::Poll::Ready(output) = future.as_mut().poll(&mut cx) {
            return output;
        }
    }
}
