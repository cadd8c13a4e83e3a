//! Trying again, and when not to.

use std::time::{Duration, SystemTime};

use specmill_runtime::http::ErrorKind;
use specmill_test_server::{Answer, TestServer};

use crate::example::{Client, INVITE, Invite};

fn ok() -> Answer {
    Answer::json(200, INVITE)
}

fn busy(status: u16) -> Answer {
    Answer::json(status, "{}").header("retry-after-ms", "5")
}

#[tokio::test]
async fn a_busy_server_is_asked_again() {
    for status in [408, 409, 429, 500, 503] {
        let server = TestServer::start().unwrap();
        server.answer(busy(status)).answer(busy(status)).answer(ok());
        let answer = Client::of(&server).invites().retrieve("1").await.unwrap();
        assert_eq!(answer.attempts(), 3);
        let counts: Vec<_> = server
            .requests()
            .iter()
            .map(|request| request.header("x-retry-count").map(str::to_owned))
            .collect();
        assert_eq!(counts, ["0", "1", "2"].map(|count| Some(count.to_owned())));
    }
}

#[tokio::test]
async fn each_retry_header_is_obeyed() {
    let date = |ahead| httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(ahead));
    for (name, value) in [
        ("retry-after-ms", "5".to_owned()),
        ("retry-after", "0".to_owned()),
        ("retry-after", "0.005".to_owned()),
        // Less than two seconds by the time it is read.
        ("retry-after", date(1)),
    ] {
        let server = TestServer::start().unwrap();
        server.answer(Answer::json(429, "{}").header(name, &*value)).answer(ok());
        let answer = Client::of(&server).invites().retrieve("1").await.unwrap();
        assert_eq!(answer.attempts(), 2, "{name}: {value}");
    }
}

#[tokio::test]
async fn three_failures_are_an_error() {
    let server = TestServer::start().unwrap();
    for text in ["one", "two", "three"] {
        let body = format!(r#"{{"error": {{"message": "{text}"}}}}"#);
        server.answer(Answer::json(500, body).header("retry-after-ms", "5"));
    }
    let error = Client::of(&server).invites().retrieve("1").await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Server, 3));
    assert_eq!(error.message(), Some("three"));
    assert!(error.to_string().ends_with("3 tries)"), "{error}");
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn the_number_of_retries_is_the_clients_or_the_calls() {
    let server = TestServer::with_handler(|_| busy(500)).unwrap();
    let builder = || Client::builder().base_url(server.url()).bearer("sk-1");
    let client = builder().max_retries(0).build().unwrap();
    assert_eq!(client.invites().retrieve("1").await.unwrap_err().attempts(), 1);
    assert_eq!(client.invites().retrieve("1").max_retries(4).await.unwrap_err().attempts(), 5);
}

#[tokio::test]
async fn the_server_may_say_whether_to_try_again() {
    let server = TestServer::start().unwrap();
    let client = Client::of(&server);
    server.answer(busy(500).header("x-should-retry", "false"));
    assert_eq!(client.invites().retrieve("1").await.unwrap_err().attempts(), 1);
    server.answer(busy(400).header("x-should-retry", "true")).answer(ok());
    assert_eq!(client.invites().retrieve("1").await.unwrap().attempts(), 2);
}

#[tokio::test]
async fn a_refusal_is_not_repeated() {
    let server = TestServer::start().unwrap();
    server.answer(busy(401)).answer(ok());
    let error = Client::of(&server).invites().retrieve("1").await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Authentication, 1));
}

#[tokio::test]
async fn a_body_is_sent_again_in_full() {
    let server = TestServer::start().unwrap();
    server.answer(busy(503)).answer(ok());
    let invite = Invite { id: "1".into(), email: None };
    Client::of(&server).invites().create(&invite).await.unwrap();
    let bodies: Vec<_> = server.requests().iter().map(|request| request.text()).collect();
    assert_eq!(bodies, [r#"{"id":"1"}"#, r#"{"id":"1"}"#]);
}

#[tokio::test]
async fn a_wait_that_does_not_fit_before_the_deadline_is_not_begun() {
    let server =
        TestServer::with_handler(|_| Answer::json(429, "{}").header("retry-after", "50")).unwrap();
    let call = Client::of(&server).invites().retrieve("1").deadline(Duration::from_secs(5));
    let error = call.await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::RateLimit, 1));
}

#[tokio::test]
async fn a_deadline_ends_a_try() {
    let server = TestServer::with_handler(|_| ok().delay(Duration::from_secs(30))).unwrap();
    let call = Client::of(&server).invites().retrieve("1").deadline(Duration::from_millis(50));
    let error = call.await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Timeout, 1));
}
