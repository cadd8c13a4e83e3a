//! The bytes of a request.

use openai_rest::http::types::Method;
use specmill_test_server::{Answer, TestServer};

use crate::{KEY, client, list};

fn empty_lists() -> TestServer {
    TestServer::with_handler(|_| Answer::json(200, list(""))).unwrap()
}

#[tokio::test]
async fn a_call_without_options_is_a_bare_get() {
    let server = empty_lists();
    client(&server).invites().list().await.unwrap();
    let [request] = server.requests().try_into().unwrap();
    assert_eq!(request.method, "GET");
    assert_eq!(request.target, "/organization/invites");
    assert_eq!(request.header("authorization"), Some(&*format!("Bearer {KEY}")));
    assert_eq!(request.header("accept"), Some("application/json"));
    assert_eq!(request.header("content-type"), None);
    assert!(request.header("user-agent").unwrap().starts_with("specmill-runtime/"));
    assert_eq!(request.text(), "");
}

#[tokio::test]
async fn parameters_are_sent_once_each() {
    let server = empty_lists();
    client(&server).invites().list().limit(50).after("a").limit(7).await.unwrap();
    let [request] = server.requests().try_into().unwrap();
    assert_eq!(request.target, "/organization/invites?limit=7&after=a");
}

#[tokio::test]
async fn no_value_leaves_its_place_in_the_query() {
    let cases = [
        ("a/b", "a%2Fb"),
        ("a?b", "a%3Fb"),
        ("a#b", "a%23b"),
        ("100%", "100%25"),
        ("%2F", "%252F"),
        ("a b", "a%20b"),
        ("a+b", "a%2Bb"),
        ("..", ".."),
        ("../../keys", "..%2F..%2Fkeys"),
        ("x&limit=1", "x%26limit%3D1"),
        ("a=b", "a%3Db"),
        ("Grüße, 世界", "Gr%C3%BC%C3%9Fe%2C%20%E4%B8%96%E7%95%8C"),
        ("a\r\nhost: b", "a%0D%0Ahost%3A%20b"),
        ("-._~", "-._~"),
        ("", ""),
    ];
    let server = empty_lists();
    let client = client(&server);
    for (value, encoded) in cases {
        client.invites().list().after(value).await.unwrap();
        let sent = server.requests().pop().unwrap().target;
        assert_eq!(sent, format!("/organization/invites?after={encoded}"), "{value:?}");
    }
}

#[tokio::test]
async fn the_base_url_keeps_its_path() {
    let server = empty_lists();
    for slash in ["", "/"] {
        let client = crate::builder(format!("{}/proxy/v1{slash}", server.url())).build().unwrap();
        client.invites().list().await.unwrap();
        let sent = server.requests().pop().unwrap().target;
        assert_eq!(sent, "/proxy/v1/organization/invites");
    }
}

#[tokio::test]
async fn an_endpoint_the_document_does_not_have() {
    let server = TestServer::with_handler(|_| Answer::json(200, r#"{"id": "o4"}"#)).unwrap();
    let call = client(&server).request(Method::GET, "/models/{id}").path("id", "a/../b?c");
    assert_eq!(call.await.unwrap()["id"], "o4");
    let [request] = server.requests().try_into().unwrap();
    assert_eq!(request.target, "/models/a%2F..%2Fb%3Fc");
    assert_eq!(request.header("authorization"), Some(&*format!("Bearer {KEY}")));
}
