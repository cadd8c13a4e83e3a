//! What a single call sets in place of its client's.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use specmill_runtime::__private as runtime;
use specmill_runtime::http::{Call, Credential, Error, Upload, types::Method};
use specmill_test_server::{Answer, Request, TestServer};

use crate::example::{Client, INVITE};

static NONE: runtime::Operation = runtime::Operation::get("none", "/none");
static TOKEN: runtime::Operation =
    runtime::Operation::get("token", "/token").security(&[&["Token"]]);
static OAUTH: runtime::Operation =
    runtime::Operation::get("oauth", "/oauth").security(&[&["OAuth"]]);
static BOTH: runtime::Operation =
    runtime::Operation::get("both", "/both").security(&[&["HeaderKey", "QueryKey"]]);
static EITHER: runtime::Operation =
    runtime::Operation::get("either", "/either").security(&[&["HeaderKey"], &["Token"]]);

fn key(key: &str) -> Credential {
    Credential::api_key(key)
}

/// What is sent of a call of a client with a credential for each scheme here.
async fn sent(
    operation: &'static runtime::Operation,
    describe: impl FnOnce(Call<Value>) -> Call<Value>,
) -> Result<Request, Error> {
    let server = TestServer::with_handler(|_| Answer::json(200, "null")).unwrap();
    let client = Client::builder()
        .base_url(server.url())
        .bearer("client")
        .credential("HeaderKey", key("client-h"))
        .credential("QueryKey", key("client-q"))
        .header("x-api-token", "by-hand")
        .build()
        .unwrap();
    describe(runtime::call(&client.client, operation)).await?;
    Ok(server.requests().remove(0))
}

#[tokio::test]
async fn a_calls_credential_goes_before_the_clients() {
    let request = sent(&TOKEN, |call| call.bearer("a").bearer("call")).await.unwrap();
    assert_eq!(request.header("authorization"), Some("Bearer call"));
    let request = sent(&OAUTH, |call| call.bearer("call")).await.unwrap();
    assert_eq!(request.header("authorization"), Some("Bearer call"));
    let request = sent(&BOTH, |call| call.credential("HeaderKey", key("call-h"))).await.unwrap();
    assert_eq!(request.header("x-key"), Some("call-h"));
    assert_eq!(request.target, "/both?key=client-q", "the other is still the client's");
    // A credential that is set for a call is meant to be sent with it.
    let request = sent(&EITHER, |call| call).await.unwrap();
    assert_eq!(
        (request.header("x-key"), request.header("authorization")),
        (Some("client-h"), None)
    );
    let request = sent(&EITHER, |call| call.bearer("call")).await.unwrap();
    assert_eq!(
        (request.header("x-key"), request.header("authorization")),
        (None, Some("Bearer call"))
    );
    let request = sent(&NONE, |call| call.bearer("call")).await.unwrap();
    assert_eq!(request.header("authorization"), Some("Bearer call"));
    assert_eq!(request.header("x-key"), None);
}

#[tokio::test]
async fn a_calls_credential_is_sent_whatever_the_operation_asks_for() {
    let request = sent(&TOKEN, |call| call.credential("HeaderKey", key("call-h"))).await.unwrap();
    assert_eq!(request.header("authorization"), Some("Bearer client"));
    assert_eq!(request.header("x-key"), Some("call-h"));
    static COOKIE: runtime::Operation =
        runtime::Operation::get("cookie", "/cookie").security(&[&["CookieKey"]]);
    let cookie = |call: Call<Value>| call.credential("CookieKey", key("c"));
    let request = sent(&COOKIE, cookie).await.unwrap();
    assert_eq!(request.header("cookie"), Some("session=c"), "once");
}

#[tokio::test]
async fn of_schemes_that_share_a_header_the_calls_credential_has_it() {
    let server = TestServer::with_handler(|_| Answer::json(200, "null")).unwrap();
    let client = Client::of(&server).client;
    let call = client.request(Method::GET, "/x").credential("OAuth", Credential::bearer("call"));
    call.await.unwrap();
    assert_eq!(server.requests()[0].header("authorization"), Some("Bearer call"));
}

#[tokio::test]
async fn a_calls_credential_goes_before_a_default_header() {
    let server = TestServer::with_handler(|_| Answer::json(200, INVITE)).unwrap();
    let builder = Client::builder().base_url(server.url()).header("authorization", "Bearer hand");
    let client = builder.build().unwrap();
    client.invites().retrieve("1").bearer("call").await.unwrap();
    client.invites().retrieve("1").await.unwrap();
    let sent: Vec<_> =
        server.requests().iter().map(|r| r.header("authorization").unwrap().to_owned()).collect();
    assert_eq!(sent, ["Bearer call", "Bearer hand"]);
}

#[tokio::test]
async fn a_call_can_be_without_the_clients_credentials() {
    for operation in [&TOKEN, &BOTH, &NONE] {
        let request = sent(operation, Call::without_credentials).await.unwrap();
        for header in ["authorization", "x-key", "x-api-token"] {
            assert_eq!(request.header(header), None);
        }
        assert!(!request.target.contains('?'));
    }
    let only_own =
        |call: Call<Value>| call.without_credentials().bearer("call").header("x-api-token", "call");
    let request = sent(&BOTH, only_own).await.unwrap();
    assert_eq!(request.header("authorization"), Some("Bearer call"));
    assert_eq!(request.header("x-api-token"), Some("call"));
    assert_eq!((request.header("x-key"), request.target.as_str()), (None, "/both"));
}

#[tokio::test]
async fn credentials_that_cannot_work_are_told_and_nothing_is_sent() {
    let server = TestServer::start().unwrap();
    let client = Client::of(&server);
    let call = || client.invites().retrieve("1");
    for (call, reason) in [
        (
            call().credential("Tokn", Credential::bearer("sk-1")),
            "there is no security scheme `Tokn`",
        ),
        (call().credential("Login", Credential::bearer("sk-1")), "use Credential::basic"),
        (call().credential("HeaderKey", key("")), "empty"),
        (call().bearer(""), "empty"),
        (call().bearer("sk-é"), "non-ASCII"),
        (call().bearer("sk-1\r\nx"), "control"),
        (call().bearer("sk-1\n"), "trim it"),
    ] {
        let error = call.await.unwrap_err();
        assert!(error.is_request() && !error.was_sent(), "{error}");
        assert!(error.to_string().contains(reason), "{error}");
        assert!(!format!("{error} {error:?}").contains("sk-"), "{error:?}");
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_call_can_go_to_another_base_url() {
    let (server, other) = (TestServer::start().unwrap(), TestServer::start().unwrap());
    other.answer(Answer::json(200, INVITE)).answer(Answer::json(200, r#"{"data": []}"#));
    let client = Client::of(&server);
    for end in ["/v2", "/v2/"] {
        let url = format!("{}{end}", other.url());
        let call = client.invites().list().call().base_url(&url).raw();
        call.await.unwrap();
        assert_eq!(other.requests().pop().unwrap().target, "/v2/organization/invites");
    }
    for (url, reason) in [
        ("", "is empty"),
        ("example.com", "has no scheme"),
        ("/v1", "has no scheme"),
        ("ftp://example.com", "begin it with https://"),
        ("https://example.com?key=sk-1", "a query or a fragment"),
        ("https://user:sk-1@example.com", "give the client a credential"),
    ] {
        let error = client.invites().retrieve("1").base_url(url).await.unwrap_err();
        assert!(error.is_request() && !error.was_sent(), "{url}: {error}");
        assert!(error.to_string().contains(reason), "{url}: {error}");
        assert!(!format!("{error} {error:?}").contains("sk-1"), "{error:?}");
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_raw_answer_is_not_decoded() {
    let server = TestServer::start().unwrap();
    let client = Client::of(&server);
    server.answer(Answer::html(200, "<p>é").header("x-request-id", "req-1"));
    server.answer(Answer::json(404, "gone"));
    let call = client.invites().retrieve("1").raw();
    let answer = call.clone().await.unwrap();
    assert_eq!((answer.status().as_u16(), answer.request_id()), (200, Some("req-1")));
    assert_eq!(&**answer, "<p>é".as_bytes());
    assert_eq!(server.requests()[0].header("accept"), Some("application/json"));
    let error = call.await.unwrap_err();
    assert!(error.is_not_found());
    assert_eq!(error.body(), b"gone");
}

#[tokio::test]
async fn an_unknown_endpoint_takes_any_body_and_gives_a_typed_answer() {
    let server = TestServer::with_handler(|_| Answer::json(200, r#"{"a": 1}"#)).unwrap();
    let client = Client::of(&server).client;
    let post = || client.request(Method::POST, "/new").typed::<BTreeMap<String, i64>>();
    assert_eq!(post().json(&json!({"n": 1})).await.unwrap()["a"], 1);
    post().form(&json!({"n": 1}), &[]).await.unwrap();
    let file = Upload::from("text".to_owned()).file_name("a.txt");
    post().multipart(&json!({"n": 1}), &[]).body_field("file", &file).await.unwrap();
    post().bytes("application/octet-stream", &b"\x00\x01"[..]).await.unwrap();
    let requests = server.requests();
    assert_eq!((requests[0].text().as_str(), requests[1].text().as_str()), (r#"{"n":1}"#, "n=1"));
    assert!(requests[2].text().contains("filename=\"a.txt\""), "{}", requests[2].text());
    assert_eq!(requests[3].body, [0, 1]);
    let wrong = client.request(Method::POST, "/new").typed::<Vec<i64>>().await.unwrap_err();
    assert!(wrong.is_decode());
}
