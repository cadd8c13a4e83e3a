//! No secret in anything a program prints.
//!
//! A test binary of its own: `tracing` keeps for the whole process whether a place in the code is of
//! interest to anyone, and tests beside this one, which log nowhere, could answer that before it.
#![cfg(all(feature = "reqwest", feature = "tracing"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]
#![allow(dead_code, reason = "the example API is shared with the other tests")]

#[path = "http/example.rs"]
mod example;

use std::io;
use std::sync::{Arc, Mutex};

use specmill_runtime::__private as runtime;
use specmill_runtime::http::types::{self, Method};
use specmill_runtime::http::{
    Body, Call, Credential, Token, Transport, TransportError, TransportErrorKind, TransportFuture,
    Upload,
};
use specmill_test_server::{Answer, TestServer};
use tracing_subscriber::filter::LevelFilter;

use example::{API, Client};

const SECRETS: [&str; 12] = [
    "sk-bearer-1",
    "sk-header-2",
    "sk-query-3/4",
    "sk-query-3%2F4",
    "sk-cookie-5",
    "sk-pass-6",
    "sk-hand-7",
    "sk-call-8",
    "sk-call-9",
    "sk-signed-10",
    "sk-field-11",
    "sk-in-query-12",
];

/// What a provider gives.
const TOKEN: &str = "sk-provided-8";
/// How many of them the client has; the others are those of calls and of the server.
const OF_THE_CLIENT: usize = 7;

static OPERATION: runtime::Operation = runtime::Operation::get("all", "/all").security(&[&[
    "Token",
    "HeaderKey",
    "QueryKey",
    "CookieKey",
]]);

fn client(url: String) -> Client {
    Client::builder()
        .base_url(url)
        .bearer("sk-bearer-1")
        .credential("HeaderKey", Credential::api_key("sk-header-2"))
        .credential("QueryKey", Credential::api_key("sk-query-3/4"))
        .credential("CookieKey", Credential::api_key("sk-cookie-5"))
        .credential("Login", Credential::basic("user", "sk-pass-6"))
        .header("x-api-token", "sk-hand-7")
        .max_retries(1)
        .log_bodies(true)
        .build()
        .unwrap()
}

/// What was logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Log {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

#[test]
fn nothing_printed_or_logged_holds_a_secret() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(LevelFilter::TRACE)
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .finish();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let printed = tracing::subscriber::with_default(subscriber, || runtime.block_on(use_it()));

    let all = printed + &log.text();
    for secret in SECRETS.into_iter().chain([TOKEN]) {
        assert!(!all.contains(secret), "{secret} in {all}");
    }
    let log = log.text();
    for expected in [
        "call{operation=\"all\" http.request.method=\"GET\" url.template=\"/all\"",
        "sending attempt=1",
        "answered status=429",
        "trying again after a wait",
        "request body media_type=\"application/json\"",
        "answer body media_type=\"application/json\"",
        "redirected http.response.status_code=302",
        "WARN",
        "the answer is not as documented: $.email",
    ] {
        assert!(log.contains(expected), "{expected} not in {log}");
    }
}

/// Calls that succeed, drift and fail in every way, and what they print.
async fn use_it() -> String {
    let server = TestServer::start().unwrap();
    let client = client(server.url());
    let call = || runtime::call::<example::Invite>(&client.client, &OPERATION);
    let mut printed =
        format!("{client:?} {:?} {:?} {OPERATION:?} {API:?}", call(), call().items_debug());

    server.answer(Answer::json(429, "{}").header("retry-after-ms", "1"));
    server.answer(
        Answer::json(200, r#"{"id": "1", "email": 5}"#).header("set-cookie", "s=sk-cookie-5"),
    );
    let answer = call().await.unwrap();
    printed += &format!("{answer:?} {:?}", answer.headers());

    // A server that repeats everything it was told.
    // It was not told the password of a scheme that the operation does not take.
    let echo = SECRETS[..OF_THE_CLIENT].join(" ").replace("sk-pass-6", "");
    let json =
        format!(r#"{{"error": {{"message": "{echo}", "code": "{echo}", "type": "{echo}"}}}}"#);
    server.answer(Answer::json(401, json));
    server.answer(Answer::html(400, format!("<html>{echo}")));
    server.answer(Answer::close()).answer(Answer::close());
    server.answer(Answer::redirect(302, "/all?sig=sk-hand-7"));
    server.answer(Answer::redirect(302, "/all?sig=sk-hand-7"));
    server.answer(Answer::json(200, "nonsense"));
    server.answer(Answer::json(200, "{\"id\"").cut(9)).answer(Answer::json(200, "{\"id\"").cut(9));
    for _ in 0..6 {
        let error = call().await.unwrap_err();
        printed += &format!("{error} {error:?} {error:#?}");
    }
    printed += &streamed(&server, &client, &echo).await;
    printed += &provided(&server, &client).await;
    printed += &by_call(&server, &client).await;
    printed += &signed(&server, &client).await;
    printed += &told_by_transport().await;
    let refused = TestServer::start().unwrap().url();
    let refused = self::client(refused).client;
    let error = runtime::call_for_nothing(&refused, &OPERATION).await.unwrap_err();
    printed += &format!("{error} {error:?}");
    let error = refused.request(Method::GET, "/x?token=sk-hand-7").await.unwrap_err();
    printed += &format!("{error} {error:?}");
    printed
}

/// Streams, downloads and uploads, with a server that repeats what it was told.
async fn streamed(server: &TestServer, client: &Client, echo: &str) -> String {
    let call = || runtime::call_for_nothing(&client.client, &OPERATION);
    let events = |text: String| {
        Answer::status(200)
            .header("content-type", "text/event-stream")
            .part(Default::default(), text)
    };
    let mut printed = String::new();
    for secret in SECRETS.iter().filter(|secret| echo.contains(*secret)) {
        server.answer(events(format!(
            "data: {{\"id\": \"1\", \"email\": 5, \"x\": \"{secret}\"}}\n\n\
             data: \"{secret}\"\n\ndata: {{\"error\": {{\"message\": \"{secret}\"}}}}\n\n"
        )));
        let mut stream = call().events::<example::Invite>().await.unwrap();
        stream.try_next().await.unwrap();
        printed += &format!("{stream:?} {:?}", stream.last_drift());
        for _ in 0..2 {
            let error = stream.try_next().await.unwrap_err();
            printed += &format!("{error} {error:?} {error:#?}");
        }
        server.answer(Answer::json(
            200,
            format!("{{\"id\": \"{secret}\", \"email\": [\"{secret}\"]}}"),
        ));
        server.answer(Answer::json(200, format!("\"{secret}\"")));
        let typed = || runtime::call::<example::InviteList>(&client.client, &OPERATION);
        for _ in 0..2 {
            printed += &format!("{:?}", typed().await);
        }
        server.answer(Answer::json(200, "{}"));
        let body = serde_json::json!({"password": secret});
        let call = call().json(&body).body_field("key", secret).into_download();
        printed += &format!("{call:?}");
        printed += &format!("{:?}", call.await.unwrap());
        let upload = Upload::from(secret.to_owned());
        printed +=
            &format!("{upload:?} {:?}", self::Call::bytes(typed(), "text/plain", upload.clone()));
    }
    printed
}

/// A provider's token, which a server repeats that refuses it.
async fn provided(server: &TestServer, client: &Client) -> String {
    let credential = Credential::token_provider(|| async { Ok::<_, io::Error>(TOKEN) });
    let call = || runtime::call::<example::Invite>(&client.client, &OPERATION);
    let call = || call().credential("Token", credential.clone());
    let mut printed = format!("{credential:?} {:?} {:?}", Token::new(TOKEN), call());
    for status in [200, 400, 401] {
        server.answer(Answer::json(
            status,
            format!(r#"{{"id": "1", "email": ["{TOKEN}"], "error": {{"message": "{TOKEN}"}}}}"#),
        ));
        printed += &format!("{:?}", call().await.map(|answer| answer.drift().to_vec()));
    }
    printed
}

/// What a call brings for itself: credentials, and secrets in its body.
async fn by_call(server: &TestServer, client: &Client) -> String {
    let mut printed = String::new();
    let echo = "sk-call-8 sk-call-9";
    let body = format!(r#"{{"message": "{echo}", "client_secret": "sk-field-11"}}"#);
    server.answer(Answer::json(200, body.clone())).answer(Answer::json(403, body));
    for _ in 0..2 {
        let fields = serde_json::json!({
            "password": "sk-field-11",
            "nested": {"api_key": {"value": "sk-field-11"}},
            "arguments": "{\"token\": \"sk-field-11\"}",
        });
        let call = runtime::call::<example::Invite>(&client.client, &OPERATION).json(&fields);
        let call = call
            .bearer("sk-call-8")
            .credential("HeaderKey", Credential::api_key("sk-call-9"))
            .header("x-password", "sk-call-9");
        printed += &format!("{call:?}");
        printed += &format!("{:?}", call.await);
    }
    printed
}

/// Redirects to URLs that are signed, and what comes of them.
async fn signed(server: &TestServer, client: &Client) -> String {
    let mut printed = String::new();
    let url = "/file?X-Amz-Signature=sk-signed-10&expires=5";
    let call = || runtime::call::<example::Invite>(&client.client, &OPERATION);
    let there = || Answer::redirect(302, url);
    server
        .answer(there())
        .answer(Answer::json(200, r#"{"id": "1", "url": "http://a/?s=sk-signed-10"}"#));
    let answer = call().await.unwrap();
    printed += &format!("{answer:?} {:?}", answer.headers());
    server.answer(there()).answer(Answer::json(403, r#"{"message": "no sk-signed-10 here"}"#));
    server.answer(there()).answer(Answer::close()).answer(there()).answer(Answer::close());
    server.answer(there()).answer(there());
    server.answer(Answer::redirect(302, "ftp://a/?sig=sk-signed-10"));
    for _ in 0..4 {
        let error = call().await.unwrap_err();
        printed += &format!("{error} {error:#?} {:?}", error.headers());
    }
    server.answer(there()).answer(Answer::json(200, "{}").cut(9));
    let mut download = call().into_download().await.unwrap();
    let error = download.read().await.unwrap_err();
    printed += &format!("{download:?} {error} {error:#?} {:?}", error.headers());
    printed
}

/// A transport that names the whole URL in its errors, as some do.
struct Talkative;

impl Transport for Talkative {
    fn send(&self, request: types::Request<Body>) -> TransportFuture<'_> {
        let text = format!("cannot send {:?} to {}", request, request.uri());
        Box::pin(async { Err(TransportError::maybe_sent(TransportErrorKind::Other, Named(text))) })
    }
}

#[derive(Debug)]
struct Named(String);

impl std::fmt::Display for Named {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Named {}

async fn told_by_transport() -> String {
    let builder = Client::builder().base_url("http://example.invalid").transport(Talkative);
    let key = Credential::api_key("sk-query-3/4");
    let client = builder.credential("QueryKey", key).max_retries(0).build().unwrap().client;
    let call = client.request(Method::GET, "/x").query("access_token", "sk-in-query-12");
    let error = call.await.unwrap_err();
    // What hides it is only what is shown: the error of the transport is there as it was.
    assert!(error.find_source::<Named>().is_some_and(|named| named.0.contains("sk-in-query-12")));
    let sources = std::iter::successors(std::error::Error::source(&error), |e| e.source());
    let told = sources.map(|source| format!("{source} {source:?}")).collect::<String>();
    assert!(told.contains("cannot send") && !told.contains("sk-in-query-12"), "{told}");
    let refused =
        client.request(Method::GET, "/x").path("nobody", "sk-field-11").await.unwrap_err();
    format!("{error} {error:#?} {refused} {refused:?}")
}

/// A list's `Debug`, without a type that has pages.
trait ItemsDebug {
    fn items_debug(self) -> String;
}

impl ItemsDebug for Call<example::Invite> {
    fn items_debug(self) -> String {
        format!("{:?}", self.header("x", "sk-hand-7").cookie("y", "sk-cookie-5").into_future())
    }
}
