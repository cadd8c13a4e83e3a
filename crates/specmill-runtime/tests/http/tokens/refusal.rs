//! Tokens that the server refuses.

use specmill_runtime::__private as runtime;
use specmill_runtime::http::{Credential, ErrorKind, RetryPolicy, Upload};
use specmill_test_server::{Answer, Request, TestServer};

use super::{Counter, Refused, client, tokens};
use crate::example::INVITE;

static UPLOAD: runtime::Operation =
    runtime::Operation::post("upload", "/upload").security(&[&["Token"]]);

#[tokio::test]
async fn a_refused_token_is_replaced_once_and_the_call_sent_again() {
    let server = TestServer::with_handler(|request| match request.header("authorization") {
        Some("Bearer t-1") => Answer::json(401, r#"{"message": "expired"}"#),
        _ => Answer::json(200, INVITE),
    })
    .unwrap();
    let counter = Counter::default();
    let client = client(&server, counter.credential());
    let call = client.invites().retrieve("1").retry(RetryPolicy::none());
    assert_eq!(call.await.unwrap().attempts(), 2);
    assert_eq!(client.invites().retrieve("1").await.unwrap().attempts(), 1);
    assert_eq!(tokens(&server.requests()), ["Bearer t-1", "Bearer t-2", "Bearer t-2"]);
    let counts: Vec<_> = server.requests().iter().map(retry_count).collect();
    assert_eq!(counts, ["0", "1", "0"]);
}

fn retry_count(request: &Request) -> String {
    request.header("x-retry-count").unwrap_or("none").to_owned()
}

#[tokio::test]
async fn many_calls_with_one_refused_token_ask_once_for_the_next() {
    let server = TestServer::with_handler(|request| match request.header("authorization") {
        Some("Bearer t-1") => Answer::json(401, "{}"),
        _ => Answer::json(200, INVITE),
    })
    .unwrap();
    let counter = Counter::default();
    let client = client(&server, counter.credential());
    let calls: Vec<_> =
        (0..16).map(|_| tokio::spawn(client.invites().retrieve("1").into_future())).collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(counter.asked(), 2);
}

#[tokio::test]
async fn a_server_that_refuses_every_token_is_asked_twice() {
    let server = TestServer::with_handler(|_| Answer::json(401, r#"{"message": "no"}"#)).unwrap();
    let counter = Counter::default();
    let error = client(&server, counter.credential()).invites().retrieve("1").await.unwrap_err();
    assert!(error.is_authentication());
    assert_eq!((error.attempts(), counter.asked()), (2, 2));
    assert_eq!(error.message(), Some("no"));

    // The same token again would be refused again.
    let same = Credential::token_provider(|| async { Ok::<_, Refused>("always") });
    let error = client(&server, same).invites().retrieve("1").await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Authentication, 1));
}

#[tokio::test]
async fn a_stream_is_not_sent_again_with_the_new_token_but_the_next_call_has_it() {
    let server = TestServer::start().unwrap();
    server.answer(Answer::json(401, "{}")).answer(Answer::status(204));
    let counter = Counter::default();
    let client = client(&server, counter.credential()).client;
    let upload = || runtime::call_for_nothing(&client, &UPLOAD);
    let once = Upload::reader(&b"abc"[..]);
    let error = upload().bytes("text/plain", once).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Authentication, 1));
    upload().text("text/plain", "abc").await.unwrap();
    assert_eq!(tokens(&server.requests()), ["Bearer t-1", "Bearer t-2"]);
}

#[tokio::test]
async fn a_provider_that_fails_after_a_refusal_leaves_what_the_server_said() {
    let server = TestServer::with_handler(|_| Answer::json(401, r#"{"message": "no"}"#)).unwrap();
    let counter = Counter::default();
    let count = counter.clone();
    let credential = Credential::token_provider(move || {
        let token = count.next();
        async move { if token == "t-1" { Ok(token) } else { Err(Refused("later")) } }
    });
    let error = client(&server, credential).invites().retrieve("1").await.unwrap_err();
    assert!(error.is_credential() && error.was_sent());
    assert_eq!((error.attempts(), error.status().unwrap().as_u16()), (1, 401));
    assert_eq!(error.body(), br#"{"message": "no"}"#);
    assert!(error.to_string().contains("the identity service said later"), "{error}");
}

#[tokio::test]
async fn a_refusal_of_another_host_is_none_of_the_token() {
    let (server, other) = (TestServer::start().unwrap(), TestServer::start().unwrap());
    server.answer(Answer::redirect(302, format!("{}/there", other.url())));
    other.answer(Answer::json(401, "{}"));
    let counter = Counter::default();
    let error = client(&server, counter.credential()).invites().retrieve("1").await.unwrap_err();
    assert!(error.is_authentication());
    assert_eq!((error.attempts(), counter.asked()), (1, 1));
    assert_eq!(tokens(&other.requests()), ["none"]);
}
