//! Which credential goes with which call.

use serde_json::Value;
use specmill_runtime::__private as runtime;
use specmill_runtime::http::{ClientBuilder, Credential, Error, ErrorKind, Secret, types::Method};
use specmill_test_server::{Answer, Request, TestServer};

use crate::example::Client;

static NONE: runtime::Operation = runtime::Operation::get("none", "/none");
static TOKEN: runtime::Operation =
    runtime::Operation::get("token", "/token").security(&[&["Token"]]);
static OAUTH: runtime::Operation =
    runtime::Operation::get("oauth", "/oauth").security(&[&["OAuth"]]);
static LOGIN: runtime::Operation =
    runtime::Operation::get("login", "/login").security(&[&["Login"]]);
static BOTH: runtime::Operation =
    runtime::Operation::get("both", "/both").security(&[&["HeaderKey", "QueryKey"]]);
static EITHER: runtime::Operation = runtime::Operation::get("either", "/either")
    .security(&[&["HeaderKey", "QueryKey"], &["CookieKey"]]);
static OPTIONAL: runtime::Operation =
    runtime::Operation::get("optional", "/optional").security(&[&[], &["CookieKey"]]);
static UNDEFINED: runtime::Operation =
    runtime::Operation::get("undefined", "/undefined").security(&[&["Nobody"]]);

type Builder = ClientBuilder<Client>;

async fn sent(
    operation: &'static runtime::Operation,
    configure: impl FnOnce(Builder) -> Builder,
) -> Result<Request, Error> {
    let server = TestServer::with_handler(|_| Answer::json(200, "null")).unwrap();
    let client = configure(Client::builder().base_url(server.url())).build()?;
    runtime::call::<Value>(&client.client, operation).await?;
    Ok(server.requests().remove(0))
}

fn key(key: &str) -> Credential {
    Credential::api_key(key)
}

#[tokio::test]
async fn each_scheme_puts_its_credential_where_it_belongs() {
    let request = sent(&TOKEN, |b| b.bearer("t-1")).await.unwrap();
    assert_eq!(request.header("authorization"), Some("Bearer t-1"));
    let request = sent(&OAUTH, |b| b.bearer("t-1")).await.unwrap();
    assert_eq!(request.header("authorization"), Some("Bearer t-1"));
    // RFC 7617, section 2.
    let basic = Credential::basic("Aladdin", "open sesame");
    let request = sent(&LOGIN, |b| b.credential("Login", basic)).await.unwrap();
    assert_eq!(request.header("authorization"), Some("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="));
    let both = |b: Builder| b.credential("HeaderKey", key("h")).credential("QueryKey", key("q/&1"));
    let request = sent(&BOTH, both).await.unwrap();
    assert_eq!(request.header("x-key"), Some("h"));
    assert_eq!(request.target, "/both?key=q%2F%261");
    let request = sent(&EITHER, |b| b.credential("CookieKey", key("c;1"))).await.unwrap();
    assert_eq!(request.header("cookie"), Some("session=c%3B1"));
}

#[tokio::test]
async fn the_first_alternative_that_can_be_met_is_taken() {
    let all = |b: Builder| {
        b.credential("CookieKey", key("c"))
            .credential("HeaderKey", key("h"))
            .credential("QueryKey", key("q"))
    };
    let request = sent(&EITHER, all).await.unwrap();
    assert_eq!((request.header("x-key"), request.header("cookie")), (Some("h"), None));
    let half = |b: Builder| b.credential("CookieKey", key("c")).credential("HeaderKey", key("h"));
    let request = sent(&EITHER, half).await.unwrap();
    assert_eq!((request.header("x-key"), request.header("cookie")), (None, Some("session=c")));
}

#[tokio::test]
async fn no_credential_goes_where_none_is_asked_for() {
    let request = sent(&NONE, |b| b.bearer("t-1")).await.unwrap();
    assert_eq!(request.header("authorization"), None);
    let request = sent(&OPTIONAL, |b| b).await.unwrap();
    assert_eq!(request.header("cookie"), None);
    let request = sent(&OPTIONAL, |b| b.credential("CookieKey", key("c"))).await.unwrap();
    assert_eq!(request.header("cookie"), Some("session=c"));
}

#[tokio::test]
async fn a_missing_credential_is_told_before_sending() {
    let error = sent(&EITHER, |b| b.bearer("t-1")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::MissingCredential);
    assert!(!error.was_sent());
    let text = error.to_string();
    assert!(text.contains("HeaderKey with QueryKey, or CookieKey; give it one"), "{text}");
    let error = sent(&EITHER, |b| b.credential_hint("set EXAMPLE_KEY")).await.unwrap_err();
    let text = format!("{error:?}");
    assert!(text.contains("or CookieKey; set EXAMPLE_KEY. Nothing was sent"), "{text}");
    assert!(!text.contains("status") && !text.contains("None"), "{text}");
    let error = sent(&UNDEFINED, |b| b.bearer("t-1")).await.unwrap_err();
    assert!(error.is_missing_credential() && error.to_string().contains("Nobody"), "{error}");
}

#[tokio::test]
async fn what_the_caller_sets_by_hand_counts() {
    let request =
        sent(&TOKEN, |b| b.header("Authorization", "Custom x").bearer("t-1")).await.unwrap();
    assert_eq!(request.header("authorization"), Some("Custom x"));
    let server = TestServer::with_handler(|_| Answer::json(200, "null")).unwrap();
    let client = Client::builder().base_url(server.url()).build().unwrap().client;
    let call = runtime::call::<Value>(&client, &BOTH).header("x-key", "h").query("key", "q");
    call.await.unwrap();
    assert_eq!(server.requests()[0].target, "/both?key=q");
}

#[tokio::test]
async fn a_token_can_be_chosen_by_the_operation() {
    let choose = |b: Builder| {
        b.credential(
            "Token",
            Credential::bearer_for(|operation| match operation.path() {
                "/token" => Some(Secret::from("t-admin")),
                "/bad" => Some(Secret::from("t\n")),
                _ => None,
            }),
        )
    };
    let request = sent(&TOKEN, choose).await.unwrap();
    assert_eq!(request.header("authorization"), Some("Bearer t-admin"));
    static OTHER: runtime::Operation =
        runtime::Operation::get("other", "/other").security(&[&["Token"]]);
    assert!(sent(&OTHER, choose).await.unwrap_err().is_missing_credential());
    static BAD: runtime::Operation = runtime::Operation::get("bad", "/bad").security(&[&["Token"]]);
    let error = sent(&BAD, choose).await.unwrap_err();
    assert!(error.is_request() && error.to_string().contains("white space"), "{error}");
}

#[tokio::test]
async fn an_unknown_endpoint_gets_what_there_is() {
    let server = TestServer::with_handler(|_| Answer::json(200, "null")).unwrap();
    let builder = Client::builder().base_url(server.url());
    let client = builder.bearer("t-1").credential("QueryKey", key("q")).build().unwrap().client;
    client.request(Method::GET, "/x").await.unwrap();
    let request = server.requests().remove(0);
    assert_eq!(request.header("authorization"), Some("Bearer t-1"));
    assert_eq!(request.target, "/x?key=q");
}

#[test]
fn credentials_that_cannot_work_are_told_when_the_client_is_built() {
    let error = |configure: fn(Builder) -> Builder| {
        let error = configure(Client::builder()).build().unwrap_err();
        assert!(error.is_configuration());
        let text = format!("{error} {error:?}");
        assert!(!text.contains("sk-"), "{text}");
        error.to_string()
    };
    let text = error(|b| b.credential("Tokn", Credential::bearer("sk-1")));
    assert!(text.contains("`Tokn`") && text.contains("Token, Login"), "{text}");
    assert!(error(|b| b.bearer("")).contains("empty"));
    assert!(error(|b| b.bearer(" ")).contains("empty"));
    assert!(error(|b| b.bearer("sk-1\n")).contains("trim it"));
    assert!(error(|b| b.bearer("sk-é")).contains("non-ASCII"));
    assert!(error(|b| b.bearer("sk-1\r\nx")).contains("control"));
    let text = error(|b| b.credential("Login", Credential::bearer("sk-1")));
    assert!(text.contains("use Credential::basic"), "{text}");
    let text = error(|b| b.credential("HeaderKey", Credential::bearer("sk-1")));
    assert!(text.contains("use Credential::api_key"), "{text}");
    let text = error(|b| b.credential("Digest", Credential::bearer("sk-1")));
    assert!(text.contains("set the `authorization` header"), "{text}");
    let text = error(|b| b.credential("Login", Credential::basic("a:b", "sk-1")));
    assert!(text.contains("colon"), "{text}");
}
