//! The bytes of a request.

use openai_rest::http::types::Method;
use specmill_test_server::{Answer, Request, TestServer};

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
    assert_eq!(request.text(), "");
}

/// The head of a request, the port and the boundary written as words.
fn head(server: &TestServer, request: &Request) -> Vec<String> {
    let host = server.url().replace("http://", "");
    let boundary = request.header("content-type").and_then(|ty| ty.split_once("boundary="));
    let boundary = boundary.map_or("none", |(_, boundary)| boundary);
    let headers = request.headers.iter().map(|(name, value)| format!("{name}: {value}"));
    let lines = [format!("{} {}", request.method, request.target)].into_iter().chain(headers);
    lines.map(|line| line.replace(&host, "HOST").replace(boundary, "BOUNDARY")).collect()
}

/// What the client of any API sends, and how many tries went before each.
#[tokio::test]
async fn all_headers_of_a_call_and_its_tries() {
    let server = TestServer::start().unwrap();
    for _ in 0..2 {
        server.answer(Answer::json(500, "{}").header("retry-after-ms", "1"));
    }
    server.answer(Answer::json(200, list("")));
    client(&server).invites().list().await.unwrap();
    for (tries, request) in server.requests().iter().enumerate() {
        let agent = format!("user-agent: openai-rest/{0} specmill/{0}", env!("CARGO_PKG_VERSION"));
        let expected = [
            "GET /organization/invites",
            &agent,
            "accept: application/json",
            &format!("x-stainless-retry-count: {tries}"),
            &format!("authorization: Bearer {KEY}"),
            "host: HOST",
        ];
        assert_eq!(head(&server, request), expected);
    }
    assert_eq!(server.requests().len(), 3);
}

#[cfg(feature = "images")]
#[tokio::test]
async fn all_headers_and_parts_of_a_multipart_body() {
    use openai_rest::Upload;
    use openai_rest::types::CreateImageEditRequest;

    let server = TestServer::with_handler(|_| Answer::json(200, r#"{"created": 1}"#)).unwrap();
    let image = |name: &str| Upload::bytes("x").file_name(name);
    let request = CreateImageEditRequest::new(vec![image("a.png"), image("b.png")], "A heron").n(2);
    client(&server).images().create_edit(&request).await.unwrap();
    let [request] = server.requests().try_into().unwrap();
    let agent = format!("user-agent: openai-rest/{0} specmill/{0}", env!("CARGO_PKG_VERSION"));
    let expected = [
        "POST /images/edits",
        &agent,
        "accept: application/json",
        "content-type: multipart/form-data; boundary=BOUNDARY",
        "x-stainless-retry-count: 0",
        &format!("authorization: Bearer {KEY}"),
        "host: HOST",
        &format!("content-length: {}", request.body.len()),
    ];
    assert_eq!(head(&server, &request), expected);
    let text = request.text();
    let names: Vec<&str> =
        text.split("form-data; ").skip(1).map(|part| part.split_once("\r\n").unwrap().0).collect();
    let file = |name: &str| format!("name=\"image[]\"; filename=\"{name}\"");
    assert_eq!(names, [&*file("a.png"), &file("b.png"), "name=\"prompt\"", "name=\"n\""]);
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
