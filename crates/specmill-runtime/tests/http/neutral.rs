//! All that a client sends of an API of which nothing is known but its document, byte by byte.

use std::time::Duration;

use specmill_runtime::__private as runtime;
use specmill_runtime::http::{Call, EventStream, Upload};
use specmill_test_server::{Answer, Request, TestServer};

use crate::example::{Client, INVITE, Invite};

const AGENT: &str =
    concat!("user-agent: example-client/1.2.3 specmill/", env!("CARGO_PKG_VERSION"));

/// The head of a request, the port and the boundary written as words.
fn head(server: &TestServer, request: &Request) -> Vec<String> {
    let host = server.url().replace("http://", "");
    let boundary = request.header("content-type").and_then(|ty| ty.split_once("boundary="));
    let boundary = boundary.map_or("none", |(_, boundary)| boundary);
    // With the feature `gzip`, the transport says that it reads that.
    let is_ours = |name: &str| !(cfg!(feature = "gzip") && name == "accept-encoding");
    let headers = request.headers.iter().filter(|(name, _)| is_ours(name));
    let headers = headers.map(|(name, value)| format!("{name}: {value}"));
    let lines = [format!("{} {}", request.method, request.target)].into_iter().chain(headers);
    lines.map(|line| line.replace(&host, "HOST").replace(boundary, "BOUNDARY")).collect()
}

/// The heads of all requests so far.
fn heads(server: &TestServer) -> Vec<Vec<String>> {
    server.requests().iter().map(|request| head(server, request)).collect()
}

fn invite() -> Invite {
    Invite { id: "1".into(), email: None }
}

static SEND: runtime::Operation = runtime::Operation::post("send", "/send");

#[test]
fn a_convention_that_cannot_be_kept_is_an_error_of_the_builder() {
    use specmill_runtime::http::{Client, Conventions};

    static HOST: runtime::Api = runtime::Api::new("Host", "1", "https://example.invalid")
        .conventions(Conventions::NEUTRAL.retry_count_header("Host"));
    static SPACE: runtime::Api = runtime::Api::new("Space", "1", "https://example.invalid")
        .conventions(Conventions::NEUTRAL.retry_count_header("x tries"));
    static KEY: runtime::Api = runtime::Api::new("Key", "1", "https://example.invalid")
        .conventions(Conventions::NEUTRAL.idempotency_key_header("te"));
    for (api, reason) in [
        (&HOST, "the number of tries cannot be in the header `Host`"),
        (&SPACE, "`x tries` is not a name a header can have"),
        (&KEY, "the key cannot be in the header `te`"),
    ] {
        let error = runtime::client_builder::<Client>(api).build().unwrap_err();
        assert!(error.is_configuration(), "{error:?}");
        assert!(error.to_string().contains(reason), "{error}");
    }
}

#[tokio::test]
async fn a_get() {
    let server = TestServer::with_handler(|_| Answer::json(200, INVITE)).unwrap();
    Client::neutral(&server).invites().retrieve("1").await.unwrap();
    let expected = [
        "GET /organization/invites/1",
        AGENT,
        "accept: application/json",
        "authorization: Bearer sk-token",
        "host: HOST",
    ];
    assert_eq!(heads(&server), [expected]);
    assert!(server.requests()[0].body.is_empty());
}

#[tokio::test]
async fn json_and_its_tries() {
    let server = TestServer::start().unwrap();
    for _ in 0..2 {
        server.answer(Answer::json(503, "{}").header("retry-after", "0"));
    }
    server.answer(Answer::json(200, INVITE));
    let answer = Client::neutral(&server).invites().create(&invite()).await.unwrap();
    assert_eq!(answer.attempts(), 3);
    let expected = [
        "POST /organization/invites",
        AGENT,
        "accept: application/json",
        "content-type: application/json",
        "authorization: Bearer sk-token",
        "host: HOST",
        "content-length: 10",
    ];
    assert_eq!(heads(&server), [expected; 3]);
    assert_eq!(server.requests()[2].text(), r#"{"id":"1"}"#);
}

#[tokio::test]
async fn a_form_a_multipart_body_and_none() {
    let server = TestServer::with_handler(|_| Answer::status(204)).unwrap();
    let client = Client::neutral(&server).client;
    let call = || runtime::call_for_nothing(&client, &SEND);
    call().form(&invite(), &[]).await.unwrap();
    let file = Upload::bytes("x").file_name("a.png");
    call().multipart(&invite(), &[]).body_field("file", &file).await.unwrap();
    call().await.unwrap();
    let [form, multipart, none] = heads(&server).try_into().unwrap();
    let rest = ["host: HOST", "content-length: 4"];
    let start = ["POST /send", AGENT, "accept: */*"];
    let of_type = |ty: &'static str| [&start[..], &[ty]].concat();
    let expected = of_type("content-type: application/x-www-form-urlencoded");
    assert_eq!(form, [&expected[..], &rest[..]].concat());
    let length = format!("content-length: {}", server.requests()[1].body.len());
    let expected = of_type("content-type: multipart/form-data; boundary=BOUNDARY");
    assert_eq!(multipart, [&expected[..], &["host: HOST", &length]].concat());
    assert_eq!(none, [&start[..], &["host: HOST"]].concat());
}

#[tokio::test]
async fn a_stream() {
    let server = TestServer::start().unwrap();
    server.answer(
        Answer::status(200)
            .header("content-type", "text/event-stream")
            .part(Duration::ZERO, "data: 1\n\n"),
    );
    let client = Client::neutral(&server).client;
    let call: Call<EventStream<i64>> = runtime::call_for_events(&client, &SEND);
    let events = call.json(&invite()).await.unwrap().collect().await.unwrap();
    assert_eq!(events, [1]);
    let expected = [
        "POST /send",
        AGENT,
        "accept: text/event-stream",
        "content-type: application/json",
        "host: HOST",
        "content-length: 10",
    ];
    assert_eq!(heads(&server), [expected]);
}
