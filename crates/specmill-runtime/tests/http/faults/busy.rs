//! Servers that are too busy. Which wait was chosen is told by the deadline that it fits before or
//! does not, as a wait that would end after it is not begun.

use std::time::{Duration, SystemTime};

use specmill_runtime::http::{Error, ErrorKind, Response, RetryPolicy};
use specmill_test_server::{Answer, TestServer};

use super::client;
use super::table::{answered, documented};
use crate::example::{INVITE, Invite};

/// Shorter than our own first wait, which is 375 ms or more.
const SHORT: Duration = Duration::from_millis(300);
/// Longer than our own first wait, and shorter than what servers ask for here.
const LONG: Duration = Duration::from_secs(4);

/// A 429 with this header, and then the answer.
async fn busy(header: (&str, &str), deadline: Duration) -> Result<Response<Invite>, Error> {
    let server = TestServer::start().unwrap();
    let busy = Answer::json(429, "{}").header("x", "").header(header.0, header.1);
    server.answer(busy).answer(Answer::json(200, INVITE));
    client(&server).invites().retrieve("1").deadline(deadline).await
}

fn date(ahead: i64) -> String {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
    let then = now.as_secs().saturating_add_signed(ahead);
    httpdate::fmt_http_date(SystemTime::UNIX_EPOCH + Duration::from_secs(then))
}

#[tokio::test]
async fn a_429_with_retry_after_ms() {
    let answer = busy(("retry-after-ms", "5"), SHORT).await.unwrap();
    answered("a_429_with_retry_after_ms", &answer);
    // What does not fit before the deadline is not begun.
    assert!(busy(("retry-after-ms", "5000"), LONG).await.unwrap_err().is_rate_limit());
}

#[tokio::test]
async fn a_429_with_retry_after_in_seconds() {
    for seconds in ["0", "0.005"] {
        let answer = busy(("retry-after", seconds), SHORT).await.unwrap();
        answered("a_429_with_retry_after_in_seconds", &answer);
    }
    assert_eq!(busy(("retry-after", "5"), LONG).await.unwrap_err().attempts(), 1);
}

#[tokio::test]
async fn a_429_with_retry_after_as_a_date() {
    let answer = busy(("retry-after", &date(2)), LONG).await.unwrap();
    answered("a_429_with_retry_after_as_a_date", &answer);
    assert_eq!(busy(("retry-after", &date(30)), LONG).await.unwrap_err().attempts(), 1);
    // One that has passed says nothing: our own wait.
    assert_eq!(busy(("retry-after", &date(-30)), SHORT).await.unwrap_err().attempts(), 1);
    assert_eq!(busy(("retry-after", &date(-30)), LONG).await.unwrap().attempts(), 2);
}

#[tokio::test]
async fn a_429_without_a_wait() {
    let answer = busy(("x", ""), LONG).await.unwrap();
    answered("a_429_without_a_wait", &answer);
    assert_eq!(busy(("x", ""), SHORT).await.unwrap_err().attempts(), 1);
}

#[tokio::test]
async fn a_wait_that_is_too_long_is_told_and_not_begun() {
    for (status, kind) in [(429, ErrorKind::RateLimit), (503, ErrorKind::Server)] {
        let server = TestServer::start().unwrap();
        server.answer(Answer::json(status, "{}").header("retry-after", "61"));
        let error = client(&server).invites().retrieve("1").await.unwrap_err();
        assert_eq!(error.kind(), kind);
        if status == 429 {
            documented("a_wait_that_is_too_long_is_told_and_not_begun", &error);
        }
        assert_eq!(error.retry_after(), Some(Duration::from_secs(61)));
        assert!(error.to_string().contains("retry after 61 s"), "{error}");
        assert_eq!(server.requests().len(), 1);
    }
    // A date counts from now, and a policy may allow more.
    let error = busy(("retry-after", &date(3600)), LONG).await.unwrap_err();
    let left = error.retry_after().unwrap();
    assert!(left > Duration::from_secs(3500) && left <= Duration::from_secs(3600), "{left:?}");
    let server = TestServer::start().unwrap();
    server.answer(Answer::json(429, "{}").header("retry-after-ms", "120"));
    server.answer(Answer::json(200, INVITE));
    let policy = RetryPolicy::default().longest_asked_wait(Duration::from_millis(100));
    let call = || client(&server).invites().retrieve("1");
    assert_eq!(call().retry(policy.clone()).await.unwrap_err().attempts(), 1);
    server.answer(Answer::json(429, "{}").header("retry-after-ms", "120"));
    server.answer(Answer::json(200, INVITE));
    assert_eq!(call().await.unwrap().attempts(), 1, "what was left of the script");
    let patient = policy.longest_asked_wait(Duration::from_millis(120));
    assert_eq!(call().retry(patient).await.unwrap().attempts(), 2);
}

#[tokio::test]
async fn a_429_that_says_not_to_try_again() {
    let error = busy(("x-should-retry", "false"), LONG).await.unwrap_err();
    documented("a_429_that_says_not_to_try_again", &error);
}

#[tokio::test]
async fn a_429_that_stays() {
    let server = TestServer::with_handler(|_| {
        Answer::json(429, r#"{"error": {"message": "slow down"}}"#).header("retry-after-ms", "1")
    })
    .unwrap();
    let error = client(&server).invites().retrieve("1").await.unwrap_err();
    documented("a_429_that_stays", &error);
    assert_eq!(error.message(), Some("slow down"));
    assert_eq!(server.requests().len(), 2);
}
