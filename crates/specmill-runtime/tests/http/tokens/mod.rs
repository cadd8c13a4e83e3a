//! Tokens that a provider gives.

#[cfg(feature = "blocking")]
mod blocking;
mod expiry;
mod refusal;
mod waiting;

use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use specmill_runtime::__private as runtime;
use specmill_runtime::http::{
    Body, Bytes, Credential, Secret, Token, Transport, TransportFuture, types,
};
use specmill_test_server::{Answer, Request, TestServer};

use crate::example::{Client, INVITE};

static ALL: runtime::Operation =
    runtime::Operation::get("all", "/all").security(&[&["Token", "HeaderKey"]]);
static OPEN_ID: runtime::Operation =
    runtime::Operation::get("openid", "/openid").security(&[&["OpenId"]]);
static OAUTH: runtime::Operation =
    runtime::Operation::get("oauth", "/oauth").security(&[&["OAuth"], &["Login"]]);

/// Counts how often it was asked; the tokens are `t-1`, `t-2`, ….
#[derive(Clone, Default)]
struct Counter(Arc<AtomicUsize>);

impl Counter {
    fn asked(&self) -> usize {
        self.0.load(Ordering::SeqCst)
    }

    fn next(&self) -> String {
        format!("t-{}", self.0.fetch_add(1, Ordering::SeqCst) + 1)
    }

    fn credential(&self) -> Credential {
        let counter = self.clone();
        Credential::token_provider(move || {
            let token = counter.next();
            async move { Ok::<_, Refused>(token) }
        })
    }
}

#[derive(Debug, PartialEq)]
struct Refused(&'static str);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the identity service said {}", self.0)
    }
}

impl std::error::Error for Refused {}

fn client(server: &TestServer, credential: Credential) -> Client {
    Client::builder().base_url(server.url()).credential("Token", credential).build().unwrap()
}

fn tokens(requests: &[Request]) -> Vec<String> {
    requests.iter().map(|r| r.header("authorization").unwrap_or("none").to_owned()).collect()
}

#[tokio::test]
async fn each_bearer_scheme_takes_a_provider() {
    let server = TestServer::with_handler(|_| Answer::json(200, "1")).unwrap();
    let counter = Counter::default();
    let builder = Client::builder().base_url(server.url());
    let count = counter.clone();
    let client = builder
        .token_provider(move || {
            let token = count.next();
            async move { Ok::<_, Refused>(Secret::from(token)) }
        })
        .credential("HeaderKey", Credential::api_key("h"))
        .build()
        .unwrap()
        .client;
    runtime::call::<i64>(&client, &ALL).await.unwrap();
    runtime::call::<i64>(&client, &OAUTH).await.unwrap();
    runtime::call::<i64>(&client, &OPEN_ID).await.unwrap();
    client.request(types::Method::GET, "/unknown").await.unwrap();
    let requests = server.requests();
    assert_eq!(requests[0].header("x-key"), Some("h"));
    assert_eq!(tokens(&requests), ["Bearer t-1"; 4]);
    assert_eq!(counter.asked(), 1, "the schemes share it");
    assert!(!format!("{client:?}").contains("t-1"));

    let login = Client::builder().credential("Login", counter.credential()).build().unwrap_err();
    assert!(login.to_string().contains("use Credential::basic"), "{login}");
}

#[tokio::test]
async fn a_token_that_cannot_be_sent_is_told_without_being_shown() {
    let server = TestServer::start().unwrap();
    for token in ["", "sk-1\n", "sk-é", "sk-1\r\nx: y"] {
        let bad = Credential::token_provider(move || async move { Ok::<_, Refused>(token) });
        let error = client(&server, bad).invites().retrieve("1").await.unwrap_err();
        assert!(error.is_credential() && !error.was_sent(), "{error}");
        assert!(error.to_string().contains("cannot be sent"), "{error}");
        assert!(!format!("{error} {error:?}").contains("sk-"), "{error:?}");
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn no_token_of_a_provider_is_in_what_is_printed() {
    let server = TestServer::with_handler(|request| {
        let echo = request.header("authorization").unwrap_or_default().to_owned();
        Answer::json(400, format!(r#"{{"error": {{"message": "{echo}"}}}}"#))
    })
    .unwrap();
    let secret = Credential::token_provider(|| async { Ok::<_, Refused>(Token::new("sk-secret")) });
    let error = client(&server, secret.clone()).invites().retrieve("1").await.unwrap_err();
    let printed = format!("{error} {error:?} {secret:?} {:?}", Token::new("sk-secret"));
    assert!(!printed.contains("sk-secret"), "{printed}");
    assert!(error.message().unwrap().contains("[secret]"));
}

/// Keeps the tokens that it was sent with, and says 200.
#[derive(Clone, Default)]
struct Recorder(Arc<Mutex<Vec<String>>>);

impl Transport for Recorder {
    fn send(&self, request: types::Request<Body>) -> TransportFuture<'_> {
        let token = request.headers()["authorization"].to_str().unwrap().to_owned();
        self.0.lock().unwrap().push(token);
        Box::pin(async {
            Ok(types::Response::new(Body::from(Bytes::from_static(b"{\"id\": \"1\"}"))))
        })
    }
}

#[tokio::test]
async fn a_call_can_have_a_provider_of_its_own() {
    let server = TestServer::with_handler(|_| Answer::json(200, INVITE)).unwrap();
    let client = Client::of(&server);
    let own = Counter::default().credential();
    for _ in 0..2 {
        client.invites().retrieve("1").credential("Token", own.clone()).await.unwrap();
    }
    client.invites().retrieve("1").await.unwrap();
    assert_eq!(tokens(&server.requests()), ["Bearer t-1", "Bearer t-1", "Bearer sk-token"]);
}
