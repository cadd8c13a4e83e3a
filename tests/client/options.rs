//! What every call can be told, reached from generated code.

use openai_rest::http::types::Method;
use openai_rest::http::{Credential, RetryPolicy, Token};
use openai_rest::json::Value;
use openai_rest::types::InviteRequest;
use specmill_test_server::{Answer, TestServer};

use crate::{INVITE, builder, client, list};

fn invite() -> InviteRequest {
    InviteRequest::new("ada@example.com", "reader")
}

#[tokio::test]
async fn every_call_has_them_in_the_same_place() {
    let server = TestServer::with_handler(|request| match request.method.as_str() {
        "GET" => Answer::json(200, list("")).header("x-ratelimit-remaining-requests", "7"),
        _ => Answer::json(200, INVITE),
    })
    .unwrap();
    let client = client(&server);
    let call = client.invites().list().with(|call| call.bearer("sk-other")).limit(2);
    let page = call.call().raw().await.unwrap();
    assert_eq!(&**page, list("").as_bytes());
    assert_eq!(page.rate_limits().requests.remaining, Some(7));
    let made = client.invites().invite_user(&invite()).with(|call| call.idempotency_key("k-1"));
    assert_eq!(made.body_field("role", &()).body_field("new", &1).await.unwrap().id, "invite-1");
    let [listed, made] = server.requests().try_into().unwrap();
    assert_eq!(listed.header("authorization"), Some("Bearer sk-other"));
    assert_eq!(made.header("idempotency-key"), Some("k-1"));
    assert_eq!(made.text(), r#"{"email":"ada@example.com","new":1}"#);
}

#[tokio::test]
async fn a_provider_gives_the_token_and_the_policy_the_number_of_tries() {
    let server = TestServer::start().unwrap();
    for _ in 0..4 {
        server.answer(Answer::json(503, "{}").header("retry-after-ms", "1"));
    }
    let token = || async { Ok::<_, std::io::Error>(Token::new("t-1")) };
    let client = builder(server.url())
        .credential("AdminApiKeyAuth", Credential::token_provider(token))
        .retry(RetryPolicy::default().max_retries(3))
        .build()
        .unwrap();
    let error = client.invites().get("1").await.unwrap_err();
    assert_eq!(error.attempts(), 4);
    assert_eq!(server.requests()[0].header("authorization"), Some("Bearer t-1"));
}

#[tokio::test]
async fn an_unknown_endpoint_gives_a_typed_answer() {
    let server = TestServer::with_handler(|_| Answer::json(200, r#"[1, "a"]"#)).unwrap();
    let call = client(&server).request(Method::POST, "/new").typed::<Vec<Value>>();
    assert_eq!(call.json(&invite()).await.unwrap().len(), 2);
}
