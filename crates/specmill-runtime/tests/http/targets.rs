//! Paths, query parameters and keys that a client's owner puts elsewhere than the document has them.

use serde_json::{Value, json};
use specmill_runtime::__private as runtime;
use specmill_runtime::http::{
    self, ClientBuilder, Credential, Error, ErrorKind, RequestTarget, types::Method,
};
use specmill_test_server::{Answer, Request, TestServer};

static CHAT: runtime::Operation =
    runtime::Operation::post("chat", "/chat").security(&[&["Token"], &["HeaderKey"]]);

type Builder = ClientBuilder<http::Client>;

fn client(server: &TestServer, configure: impl FnOnce(Builder) -> Builder) -> http::Client {
    let builder = runtime::client_builder::<http::Client>(&crate::example::API);
    configure(builder.base_url(format!("{}/v1", server.url()))).build().unwrap()
}

fn answering(status: u16) -> TestServer {
    TestServer::with_handler(move |_| Answer::json(status, "{}")).unwrap()
}

/// `/hosts/{model}/chat`, of calls that name a model.
fn by_model(target: &RequestTarget<'_>) -> Result<Option<String>, http::BoxError> {
    assert!(!format!("{target:?}").is_empty());
    match (target.operation().id(), target.body_text("model")) {
        ("chat", None) => Err("name a model".into()),
        ("chat", Some(model)) => Ok(Some(target.below(["hosts", &model]))),
        _ => Ok(None),
    }
}

async fn chat(client: &http::Client, body: Value) -> Result<(), Error> {
    runtime::call::<Value>(client, &CHAT).json_serde(&body).await.map(|_| ())
}

fn only(server: &TestServer) -> Request {
    server.requests().pop().unwrap()
}

#[tokio::test]
async fn a_path_is_chosen_by_the_body() {
    let server = answering(200);
    let client = client(&server, |builder| builder.bearer("t").target(by_model));
    chat(&client, json!({"model": "a b/ü?", "n": 1})).await.unwrap();
    assert_eq!(only(&server).target, "/v1/hosts/a%20b%2F%C3%BC%3F/chat");
    // What the call sets in its body counts.
    let call = || runtime::call::<Value>(&client, &CHAT).json_serde(&json!({"model": "a"}));
    call().body_field("model", "b").await.unwrap();
    assert_eq!(only(&server).target, "/v1/hosts/b/chat");
    client.request(Method::GET, "/models").await.unwrap();
    assert_eq!(only(&server).target, "/v1/models");
    let sent = server.requests().len();
    for (body, said) in [
        (json!({"model": 7}), "name a model"),
        (json!([1]), "name a model"),
        (json!({"model": ""}), "the path `/hosts//chat`"),
        (json!({"model": ".."}), "the path `/hosts/../chat`"),
    ] {
        let error = chat(&client, body).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Request, "{error}");
        assert!(error.to_string().contains(said), "{error}");
    }
    assert_eq!(server.requests().len(), sent, "nothing was sent");
}

#[tokio::test]
async fn a_path_that_was_chosen_is_no_sign_of_a_wrong_base_url() {
    let server = answering(404);
    let bare = |builder: Builder| builder.base_url(server.url()).bearer("t").max_retries(0);
    let error = chat(&client(&server, bare), json!({"model": "m"})).await.unwrap_err();
    assert!(error.to_string().contains("check the base URL"), "{error}");
    let chosen = client(&server, |builder| bare(builder).target(by_model));
    let error = chat(&chosen, json!({"model": "m"})).await.unwrap_err();
    assert!(!error.to_string().contains("check the base URL"), "{error}");
    assert!(error.to_string().contains("/hosts/m/chat"), "{error}");
    let target = format!("POST {}/hosts/m/chat", server.url());
    assert_eq!(error.target(), Some(&*target));
}

#[tokio::test]
async fn a_query_parameter_goes_with_every_call_unless_the_call_has_its_own() {
    let server = answering(200);
    let client = client(&server, |builder| builder.query("api-version", "1&2").query("b", "c"));
    let models = || client.request(Method::GET, "/models?a=1");
    models().await.unwrap();
    assert_eq!(only(&server).target, "/v1/models?a=1&api-version=1%262&b=c");
    models().query("api-version", "3").await.unwrap();
    assert_eq!(only(&server).target, "/v1/models?a=1&b=c&api-version=3");
    models().query("api-version", &Value::Null).await.unwrap();
    assert_eq!(only(&server).target, "/v1/models?a=1&b=c");
}

#[tokio::test]
async fn a_key_goes_into_the_header_that_the_server_wants() {
    let server = answering(401);
    let client =
        client(&server, |builder| builder.default_credential(Credential::header("api-key", "k-1")));
    let error = chat(&client, json!({})).await.unwrap_err();
    let request = only(&server);
    assert_eq!((request.header("api-key"), request.header("authorization")), (Some("k-1"), None));
    assert!(!format!("{client:?} {error:?} {error}").contains("k-1"));
    // A header by hand goes before it, and a call can be without.
    let by_hand = runtime::call::<Value>(&client, &CHAT).header("api-key", "k-2");
    by_hand.await.unwrap_err();
    assert_eq!(only(&server).header("api-key"), Some("k-2"));
    let by_hand = runtime::call::<Value>(&client, &CHAT).header("authorization", "Bearer t");
    by_hand.await.unwrap_err();
    assert_eq!(only(&server).header("api-key"), None);
    runtime::call::<Value>(&client, &CHAT).without_credentials().await.unwrap_err();
    assert_eq!(only(&server).header("api-key"), None);
}

#[tokio::test]
async fn a_key_in_a_header_of_its_own_stays_with_its_origin() {
    let other = answering(200);
    let server = TestServer::start().unwrap();
    server.answer(Answer::redirect(302, format!("{}/elsewhere", other.url())));
    let key = Credential::header("api-key", "k-1");
    let client = client(&server, |builder| builder.default_credential(key));
    client.request(Method::GET, "/models").await.unwrap();
    assert_eq!(only(&other).header("api-key"), None);
    assert_eq!(only(&server).header("api-key"), Some("k-1"));
}
