//! Keys by which a server knows a request that it has seen before.

use specmill_runtime::__private as runtime;
use specmill_runtime::http;
use specmill_test_server::{Answer, Request, TestServer};

use crate::example::{Client, INVITE, Invite, InviteList};

const HEADER: &str = "idempotency-key";

fn invite() -> Invite {
    Invite { id: "1".into(), email: None }
}

fn client(server: &TestServer) -> Client {
    let builder = Client::builder().base_url(server.url()).bearer("sk-1");
    builder.idempotency_key_header("Idempotency-Key").build().unwrap()
}

fn keys(requests: &[Request]) -> Vec<Option<String>> {
    requests.iter().map(|request| request.header(HEADER).map(str::to_owned)).collect()
}

#[tokio::test]
async fn all_tries_of_a_call_have_one_key_and_the_next_call_another() {
    let server = TestServer::start().unwrap();
    let busy = || Answer::json(503, "{}").header("retry-after-ms", "1");
    let client = client(&server);
    let create = client.invites().create(&invite());
    for _ in 0..2 {
        server.answer(busy()).answer(busy()).answer(Answer::json(200, INVITE));
        create.clone().await.unwrap();
    }
    let keys = keys(&server.requests());
    let first = keys[0].clone().unwrap();
    assert_eq!(first.len(), 36, "{first}");
    assert_eq!((&keys[1], &keys[2]), (&keys[0], &keys[0]));
    assert_eq!((&keys[4], &keys[5]), (&keys[3], &keys[3]));
    assert_ne!(keys[0], keys[3]);
}

#[tokio::test]
async fn only_what_may_not_be_done_twice_gets_one() {
    let server = TestServer::with_handler(|_| Answer::json(200, INVITE)).unwrap();
    let client = client(&server);
    client.invites().retrieve("1").await.unwrap();
    client.invites().delete("1").await.unwrap();
    Client::of(&server).invites().create(&invite()).await.unwrap();
    assert_eq!(keys(&server.requests()), [None, None, None]);
    static PATCH: runtime::Operation = runtime::Operation::patch("patch", "/x");
    runtime::call_for_nothing(&client.client, &PATCH).await.unwrap();
    assert!(server.requests()[3].header(HEADER).is_some());
}

#[tokio::test]
async fn the_conventions_of_an_api_can_want_keys() {
    static API: runtime::Api = runtime::Api::new("Keys", "1", "https://example.invalid")
        .conventions(http::Conventions::NEUTRAL.idempotency_key_header("X-Key"));
    static POST: runtime::Operation = runtime::Operation::post("post", "/x");
    let server = TestServer::with_handler(|_| Answer::status(204)).unwrap();
    let builder = || runtime::client_builder(&API).base_url(server.url());
    runtime::call_for_nothing(&builder().build().unwrap(), &POST).await.unwrap();
    let own = builder().idempotency_key_header("x-own").build().unwrap();
    runtime::call_for_nothing(&own, &POST).await.unwrap();
    let requests = server.requests();
    assert_eq!(requests[0].header("x-key").map(str::len), Some(36));
    assert_eq!(requests[1].header("x-key"), None);
    assert_eq!(requests[1].header("x-own").map(str::len), Some(36));
}

#[tokio::test]
async fn a_calls_own_key_goes_before() {
    let server = TestServer::with_handler(|_| Answer::json(200, INVITE)).unwrap();
    let client = client(&server);
    client.invites().create(&invite()).idempotency_key("mine").await.unwrap();
    client.invites().create(&invite()).header(HEADER, "by-hand").await.unwrap();
    // Also where the client names no header, and where the method needs none.
    let plain = Client::of(&server);
    plain.invites().create(&invite()).idempotency_key("plain").await.unwrap();
    plain.invites().retrieve("1").idempotency_key("get").await.unwrap();
    let expected = ["mine", "by-hand", "plain", "get"].map(|key| Some(key.to_owned()));
    assert_eq!(keys(&server.requests()), expected);
}

#[tokio::test]
async fn pages_are_calls_with_keys_of_their_own() {
    static OPERATION: runtime::Operation = runtime::Operation::post("search", "/search");
    let server = TestServer::start().unwrap();
    let page = |id: &str, more: bool| {
        Answer::json(200, format!(r#"{{"data": [{{"id": "{id}"}}], "has_more": {more}}}"#))
    };
    let client = client(&server).client;
    let call = || runtime::call::<InviteList>(&client, &OPERATION);
    server.answer(page("1", true)).answer(page("2", false));
    call().pages_by("after").collect().await.unwrap();
    server.answer(page("1", true)).answer(page("2", false));
    call().idempotency_key("mine").pages_by("after").collect().await.unwrap();
    let keys = keys(&server.requests());
    assert!(keys.iter().all(Option::is_some));
    assert_ne!(keys[0], keys[1]);
    assert_eq!(keys[2].as_deref(), Some("mine"));
    assert_ne!(keys[3], keys[2]);
}

#[tokio::test]
async fn keys_and_names_that_cannot_be_sent_are_told_and_nothing_is_sent() {
    let server = TestServer::start().unwrap();
    let builder = Client::builder().idempotency_key_header("not a name");
    let error = builder.build().unwrap_err();
    assert!(error.is_configuration() && error.to_string().contains("`not a name`"), "{error}");
    for (key, reason) in [("", "is empty"), (" ", "is empty"), ("a\r\nb", "line break")] {
        let error = client(&server).invites().create(&invite()).idempotency_key(key).await;
        let error = error.unwrap_err();
        assert!(error.is_request() && !error.was_sent(), "{error}");
        assert!(error.to_string().contains(reason), "{error}");
    }
    assert!(server.requests().is_empty());
}
