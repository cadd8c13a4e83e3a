//! What answers tell of rate limits.

use std::time::Duration;

use specmill_runtime::http::{RateLimits, RetryPolicy};
use specmill_test_server::{Answer, TestServer};

use crate::example::{Client, INVITE};

fn limited(answer: Answer) -> Answer {
    answer
        .header("x-ratelimit-limit-requests", "60")
        .header("x-ratelimit-remaining-requests", "59")
        .header("x-ratelimit-reset-requests", "1s")
        .header("x-ratelimit-limit-tokens", "150000")
        .header("x-ratelimit-remaining-tokens", "149984")
        .header("x-ratelimit-reset-tokens", "6m0s")
        .header("x-processing-ms", "250")
}

fn check(limits: &RateLimits) {
    let requests = limits.requests;
    assert_eq!((requests.limit, requests.remaining), (Some(60), Some(59)));
    assert_eq!(requests.reset, Some(Duration::from_secs(1)));
    let tokens = limits.tokens;
    assert_eq!((tokens.limit, tokens.remaining), (Some(150_000), Some(149_984)));
    assert_eq!(tokens.reset, Some(Duration::from_secs(360)));
}

#[tokio::test]
async fn answers_and_errors_tell_the_limits() {
    let server = TestServer::start().unwrap();
    let client = Client::of(&server);
    server.answer(limited(Answer::json(200, INVITE)));
    let answer = client.invites().retrieve("1").await.unwrap();
    check(&answer.rate_limits());
    assert_eq!(answer.rate_limits().retry_after, None);
    assert_eq!(answer.processing_time(), Some(Duration::from_millis(250)));

    server.answer(limited(Answer::json(429, "{}")).header("retry-after", "20"));
    let call = client.invites().retrieve("1").retry(RetryPolicy::none());
    let limits = call.await.unwrap_err().rate_limits();
    check(&limits);
    assert_eq!(limits.retry_after, Some(Duration::from_secs(20)));
}

#[tokio::test]
async fn without_conventions_the_standards_and_the_usual_names_count() {
    let server = TestServer::start().unwrap();
    let client = Client::neutral(&server);
    let headers = limited(Answer::json(200, INVITE)).header("retry-after-ms", "5");
    server.answer(headers.header("x-ratelimit-remaining", "3").header("retry-after", "20"));
    let answer = client.invites().retrieve("1").await.unwrap();
    let limits = answer.rate_limits();
    assert_eq!((limits.requests.limit, limits.requests.remaining), (None, Some(3)));
    assert_eq!(limits.tokens, Default::default());
    assert_eq!(limits.retry_after, Some(Duration::from_secs(20)));
    assert_eq!(answer.processing_time(), None);

    let policy = "\"default\";q=100;w=60";
    let limited = Answer::json(200, INVITE).header("ratelimit-policy", policy);
    server.answer(limited.header("ratelimit", "\"default\";r=50;t=30"));
    let limits = client.invites().retrieve("1").await.unwrap().rate_limits();
    assert_eq!((limits.requests.limit, limits.requests.remaining), (Some(100), Some(50)));
    assert_eq!(limits.requests.reset, Some(Duration::from_secs(30)));
}

#[tokio::test]
async fn what_is_not_told_or_is_nonsense_is_nothing() {
    let server = TestServer::start().unwrap();
    let client = Client::of(&server);
    server.answer(Answer::json(200, INVITE));
    server.answer(
        Answer::json(200, INVITE)
            .header("x-ratelimit-limit-requests", "many")
            .header("x-ratelimit-reset-tokens", "soon")
            .header("x-processing-ms", "-1"),
    );
    for _ in 0..2 {
        let answer = client.invites().retrieve("1").await.unwrap();
        assert_eq!(answer.rate_limits(), RateLimits::default());
        assert_eq!(answer.processing_time(), None);
    }
    let unsent = client.invites().retrieve("").await.unwrap_err();
    assert_eq!(unsent.rate_limits(), RateLimits::default());
}
