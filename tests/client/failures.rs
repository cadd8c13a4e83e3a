//! Errors of the server and of the network.

use std::net::TcpListener;
use std::time::Duration;

use openai_rest::http::ErrorKind;
use specmill_test_server::{Answer, TestServer};

use crate::{INVITE, KEY, builder, client, list};

const LONG: Duration = Duration::from_secs(60);

/// An answer after which no test waits for its next try.
fn busy(status: u16) -> Answer {
    let body = r#"{"error": {"message": "too much to do", "type": "server_error"}}"#;
    Answer::json(status, body).header("retry-after-ms", "1")
}

#[tokio::test]
async fn a_refused_key_is_not_tried_again_and_not_shown() {
    let server = TestServer::start().unwrap();
    let body = format!(
        r#"{{"error": {{"message": "Incorrect API key provided: {KEY}.",
        "type": "invalid_request_error", "param": null, "code": "invalid_api_key"}}}}"#
    );
    server.answer(Answer::json(401, body).header("x-request-id", "req-9"));
    let client = client(&server);
    let error = client.invites().list().await.unwrap_err();
    assert!(error.is_authentication());
    assert_eq!((error.attempts(), server.requests().len()), (1, 1));
    assert_eq!((error.code(), error.request_id()), (Some("invalid_api_key"), Some("req-9")));
    assert_eq!(error.error_type(), Some("invalid_request_error"));
    let text = error.to_string();
    assert!(text.starts_with("Incorrect API key provided: [secret]. (status 401"), "{text}");

    let shown = format!("{error} {error:?} {error:#?} {client:?} {:?}", client.invites().list());
    assert!(!shown.contains(KEY), "{shown}");
    assert!(!format!("{:?}", builder(server.url()).build().unwrap()).contains(KEY));
}

#[tokio::test]
async fn what_is_not_there() {
    let server = TestServer::start().unwrap();
    server.answer(Answer::json(404, r#"{"error": {"message": "no such organization"}}"#));
    let error = client(&server).invites().list().await.unwrap_err();
    assert!(error.is_not_found());
    assert_eq!(error.message(), Some("no such organization"));
    let asked = format!("GET {}/organization/invites", server.url());
    let advice = "check the base URL: the document's server has the path `/v1`, which it lacks";
    assert_eq!(
        error.to_string(),
        format!("no such organization (status 404 Not Found, {asked}, list-invites); {advice}")
    );
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn an_html_error_page_is_told_in_its_own_words() {
    let page = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>";
    let server = TestServer::with_handler(move |_| Answer::html(502, page)).unwrap();
    let error =
        client(&server).invites().list().with(|call| call.max_retries(0)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Server);
    assert!(error.to_string().contains("502 Bad Gateway"), "{error}");
    assert!(!error.to_string().contains('<'), "{error}");
    assert_eq!(error.body(), page.as_bytes());
}

#[tokio::test]
async fn a_busy_server_is_asked_again() {
    let server = TestServer::start().unwrap();
    server.answer(busy(429)).answer(Answer::json(200, list(INVITE)));
    let page = client(&server).invites().list().limit(2).after("a/b").await.unwrap();
    assert_eq!((page.attempts(), page.data.len()), (2, 1));
    let requests = server.requests();
    let counts: Vec<_> =
        requests.iter().map(|request| request.header("x-stainless-retry-count")).collect();
    assert_eq!(counts, [Some("0"), Some("1")]);
    assert_eq!(requests[0].target, requests[1].target);
}

#[tokio::test]
async fn a_server_that_fails_thrice() {
    let server = TestServer::with_handler(|_| busy(500)).unwrap();
    let error = client(&server).invites().list().await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Server, 3));
    assert_eq!(server.requests().len(), 3);
    let text = error.to_string();
    assert!(text.starts_with("too much to do (status 500"), "{text}");
    assert!(text.ends_with("list-invites, 3 tries)"), "{text}");
}

#[tokio::test]
async fn a_refused_connection() {
    // A port that was free a moment ago.
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let client = builder(format!("http://127.0.0.1:{port}")).max_retries(0).build().unwrap();
    let error = client.invites().list().await.unwrap_err();
    assert_eq!((error.kind(), error.status()), (ErrorKind::Connection, None));
    assert!(!error.was_sent());
    assert!(error.to_string().starts_with("no connection to http://127.0.0.1:"), "{error}");
}

#[tokio::test]
async fn a_body_cut_midway() {
    let server =
        TestServer::with_handler(|_| Answer::json(200, "{\"object\": \"li").cut(90)).unwrap();
    let error =
        client(&server).invites().list().with(|call| call.max_retries(1)).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Connection, 2));
    assert_eq!(error.body(), b"{\"object\": \"li");
    assert_eq!(error.status().unwrap(), 200);

    let server = TestServer::start().unwrap();
    server.answer(Answer::json(200, list(INVITE)).cut(9)).answer(Answer::json(200, list(INVITE)));
    assert_eq!(client(&server).invites().list().await.unwrap().data.len(), 1);
}

#[tokio::test]
async fn a_server_slower_than_the_timeout() {
    let server = TestServer::with_handler(|_| Answer::json(200, list("")).delay(LONG)).unwrap();
    let short = Duration::from_millis(50);
    // Of one call, of the client.
    let by_call = client(&server).invites().list().call().timeout(short).max_retries(0);
    let other = builder(server.url()).timeout(short).max_retries(0).build().unwrap();
    for call in [by_call, other.invites().list().call()] {
        let error = call.await.unwrap_err();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Timeout, 1));
        assert!(error.was_sent());
        assert!(error.to_string().contains("50ms"), "{error}");
    }
}

#[tokio::test]
async fn the_key_does_not_follow_a_redirect_to_another_host() {
    let other = TestServer::with_handler(|_| Answer::json(200, list(""))).unwrap();
    let server = TestServer::start().unwrap();
    server.answer(Answer::redirect(307, format!("{}/elsewhere", other.url())));
    // What the other host makes of a call without a key is its business.
    let _ = client(&server).invites().list().await;
    let [followed] = other.requests().try_into().unwrap();
    assert_eq!((&*followed.target, followed.header("authorization")), ("/elsewhere", None));
    assert!(server.requests()[0].header("authorization").is_some());
}
