//! Redirects to another origin: what goes along, and what the caller can allow.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use specmill_runtime::__private as runtime;
use specmill_runtime::http::{
    ClientBuilder, Credential, Error, ErrorKind, ReqwestTransport, Upload, types::Method,
};
use specmill_test_server::{Answer, Request, TestServer};

use crate::example::{Client, INVITE};
use crate::tls::{Authority, HOST, TlsServer};

static ALL: runtime::Operation = runtime::Operation::get("all", "/all").security(&[&[
    "Token",
    "HeaderKey",
    "QueryKey",
    "CookieKey",
]]);
static CREATE: runtime::Operation =
    runtime::Operation::post("create", "/create").security(&[&["Token"]]);

/// Headers that hold a secret by what they are called.
const BY_HAND: [&str; 5] =
    ["Ocp-Apim-Subscription-Key", "DD-APPLICATION-KEY", "X-Auth", "X-Session-Id", "X-Key"];

/// Two servers, of which the first redirects every request to the second.
struct Pair {
    first: TestServer,
    second: TestServer,
}

impl Pair {
    fn start(status: u16) -> Self {
        let second = TestServer::with_handler(|_| Answer::json(200, INVITE)).unwrap();
        let there = format!("{}/there", second.url());
        let first =
            TestServer::with_handler(move |_| Answer::redirect(status, there.clone())).unwrap();
        Self { first, second }
    }

    fn builder(&self) -> ClientBuilder<Client> {
        Client::builder().base_url(self.first.url()).bearer("sk-token").max_retries(0)
    }

    fn client(&self) -> Client {
        self.builder().build().unwrap()
    }

    /// What came to the second server.
    fn there(&self) -> Request {
        let mut requests = self.second.requests();
        assert_eq!(requests.len(), 1, "{requests:?}");
        requests.remove(0)
    }
}

fn names(request: &Request) -> BTreeSet<&str> {
    request.headers.iter().map(|(name, _)| name.as_str()).collect()
}

/// What every origin gets; `accept-encoding` is the transport's, where it can decompress.
fn is_for_all(names: &BTreeSet<&str>) -> bool {
    let mut rest = names.clone();
    rest.remove("accept-encoding");
    rest == BTreeSet::from(["accept", "host", "user-agent"])
}

#[tokio::test]
async fn another_origin_gets_what_the_runtime_sets_and_nothing_else() {
    let pair = Pair::start(302);
    let mut builder = pair
        .builder()
        .credential("HeaderKey", Credential::api_key("sk-header"))
        .credential("QueryKey", Credential::api_key("sk-query"))
        .credential("CookieKey", Credential::api_key("sk-cookie"))
        .user_agent("mine/1")
        .idempotency_key_header("idempotency-key")
        .header("x-plain", "of the client");
    for name in BY_HAND {
        builder = builder.header(name, "sk-by-hand");
    }
    let client = builder.build().unwrap().client;
    let call =
        runtime::call::<Value>(&client, &ALL).header("x-of-call", "1").query("own", "sk-own");
    call.cookie("c", "sk-own").idempotency_key("sk-idempotent").await.unwrap();

    let first = pair.first.requests().remove(0);
    assert_eq!(first.target, "/all?own=sk-own&key=sk-query");
    for name in BY_HAND {
        assert!(first.header(&name.to_ascii_lowercase()).is_some(), "{name}");
    }
    let there = pair.there();
    assert!(is_for_all(&names(&there)), "{there:?}");
    assert_eq!((there.target.as_str(), there.header("user-agent")), ("/there", Some("mine/1")));
}

#[tokio::test]
async fn a_call_without_credentials_takes_no_secret_header_anywhere() {
    let pair = Pair::start(302);
    let mut builder = pair.builder().header("x-plain", "1");
    for name in BY_HAND {
        builder = builder.header(name, "sk-by-hand");
    }
    let client = builder.build().unwrap().client;
    runtime::call::<Value>(&client, &ALL).without_credentials().await.unwrap();
    let first = pair.first.requests().remove(0);
    assert_eq!(first.header("x-plain"), Some("1"));
    for request in [first, pair.there()] {
        assert!(!format!("{request:?}").contains("sk-"), "{request:?}");
    }
}

#[tokio::test]
async fn headers_go_along_that_are_allowed_by_name() {
    let pair = Pair::start(302);
    let client = pair
        .builder()
        .credential("HeaderKey", Credential::api_key("sk-header"))
        .header("x-trace", "t")
        .header("x-auth", "sk-auth")
        .redirect_headers(["X-Trace", "x-key"])
        .build()
        .unwrap();
    let call = || runtime::call::<Value>(&client.client, &ALL).header("x-other", "o");
    let call =
        || call().credential("QueryKey", Credential::api_key("sk-q")).cookie("session", "sk-c");
    call().await.unwrap();
    let there = pair.there();
    assert_eq!((there.header("x-trace"), there.header("x-key")), (Some("t"), Some("sk-header")));
    for name in ["authorization", "x-auth", "x-other", "cookie"] {
        assert_eq!(there.header(name), None, "{name}");
    }

    // A call has its own list, which can be empty.
    call().redirect_headers(["authorization", "x-other", "cookie"]).await.unwrap();
    let there = pair.second.requests().remove(1);
    assert_eq!(there.header("authorization"), Some("Bearer sk-token"));
    assert_eq!((there.header("x-other"), there.header("x-trace")), (Some("o"), None));
    assert_eq!((there.header("cookie"), there.header("x-key")), (Some("session=sk-c"), None));
    call().redirect_headers([""; 0]).await.unwrap();
    assert!(is_for_all(&names(&pair.second.requests().remove(2))));

    let error = call().redirect_headers(["x y"]).await.unwrap_err();
    assert!(error.is_request() && error.to_string().contains("`x y`"), "{error}");
    let error = pair.builder().redirect_headers(["x y"]).build().unwrap_err();
    assert!(error.is_configuration() && error.to_string().contains("`x y`"), "{error}");
}

#[tokio::test]
async fn a_body_goes_to_another_origin_where_it_is_allowed() {
    let body = json!({"name": "n"});
    for status in [307, 308] {
        let pair = Pair::start(status);
        let client = pair.client().client;
        let call = || runtime::call::<Value>(&client, &CREATE).json(&body);
        let error = call().await.unwrap_err();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Redirect, 1));
        assert_eq!(error.status().unwrap().as_u16(), status);
        assert!(error.was_sent() && error.headers().unwrap().contains_key("location"));
        let text = error.to_string();
        assert!(
            text.contains("redirect_body(true)") && text.contains(&pair.second.url()),
            "{text}"
        );
        assert!(pair.second.requests().is_empty(), "nothing went there");

        call().redirect_body(true).await.unwrap();
        let there = pair.there();
        assert_eq!((there.method.as_str(), there.text().as_str()), ("POST", r#"{"name":"n"}"#));
        assert_eq!(there.header("content-type"), Some("application/json"));
        assert_eq!(there.header("authorization"), None);

        let client = pair.builder().redirect_body(true).build().unwrap().client;
        let call = || runtime::call::<Value>(&client, &CREATE).json(&body);
        call().header("content-encoding", "identity").await.unwrap();
        let there = pair.second.requests().remove(1);
        assert_eq!(there.header("content-encoding"), Some("identity"), "it says how to read it");
        assert!(call().redirect_body(false).await.unwrap_err().is_redirect());
        assert_eq!(pair.second.requests().len(), 2);
    }
}

#[tokio::test]
async fn a_body_that_is_kept_by_its_method_is_a_body_too() {
    // 301 and 302 make a GET of a POST alone.
    for status in [301, 302] {
        let pair = Pair::start(status);
        let call = pair.client().client.request(Method::PUT, "/x").json(&json!(1));
        assert!(call.await.unwrap_err().is_redirect());
        assert!(pair.second.requests().is_empty());
    }
    let pair = Pair::start(307);
    let upload = Upload::from("text".to_owned());
    let call = pair.client().client.request(Method::POST, "/x").bytes("text/plain", upload);
    assert!(call.await.unwrap_err().to_string().contains("redirect_body(true)"));
}

#[tokio::test]
async fn what_has_no_body_follows_without_one() {
    for (status, method, seen) in [
        (303, Method::POST, "GET"),
        (307, Method::POST, "POST"),
        (308, Method::DELETE, "DELETE"),
        (307, Method::GET, "GET"),
    ] {
        let pair = Pair::start(status);
        let mut call = pair.client().client.request(method, "/x");
        if status == 303 {
            call = call.json(&json!({"name": "n"})).header("content-encoding", "identity");
        }
        call.await.unwrap();
        let there = pair.there();
        assert_eq!((there.method.as_str(), there.text().as_str()), (seen, ""));
        let mut names = names(&there);
        names.remove("content-length");
        assert!(is_for_all(&names), "{there:?}");
    }
}

/// A call over TLS to a server that redirects to `location`.
async fn from_https(status: u16, location: &str) -> Result<Value, Error> {
    let authority = Authority::new();
    let head = format!("HTTP/1.1 {status} Elsewhere\r\nlocation: {location}\r\n");
    let text = format!("{head}connection: close\r\ncontent-length: 0\r\n\r\n");
    let server = TlsServer::answering(&authority, None, text);
    let transport = ReqwestTransport::builder().unwrap().tls_certs_only([authority.certificate()]);
    let transport = transport.resolve(HOST, server.address).no_proxy().build().unwrap();
    let client = Client::builder()
        .base_url(format!("https://{HOST}:{}", server.address.port()))
        .reqwest(transport)
        .bearer("sk-token")
        .redirect_body(true)
        .redirect_headers(["authorization", "x-trace"])
        .header("x-trace", "1")
        .max_retries(0)
        .build()
        .unwrap();
    let call = runtime::call::<Value>(&client.client, &CREATE).json(&json!({"name": "n"}));
    call.await.map(|answer| answer.into_inner())
}

#[tokio::test]
async fn nothing_goes_from_https_to_http() {
    for status in [301, 302, 303, 307, 308] {
        let plain = TestServer::with_handler(|_| Answer::json(200, INVITE)).unwrap();
        let location = format!("{}/there?signature=sk-signed", plain.url());
        let error = from_https(status, &location).await.unwrap_err();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Redirect, 1));
        assert_eq!(error.status().unwrap().as_u16(), status);
        let text = format!("{error} {error:?} {:?}", error.headers());
        assert!(text.contains("from https to http://127.0.0.1"), "{text}");
        assert!(!text.contains("sk-"), "{text}");
        assert!(plain.requests().is_empty() && plain.connections() == 0);
    }
}

#[tokio::test]
async fn a_key_that_is_echoed_stands_in_no_error() {
    let echo = |request: &Request| {
        let all: Vec<_> = request.headers.iter().map(|(_, value)| value.as_str()).collect();
        let all = format!("{} {}", all.join(" "), request.target);
        Answer::json(400, json!({"error": {"message": all, "code": all, "type": all}}).to_string())
    };
    let server = TestServer::with_handler(echo).unwrap();
    let client = Client::builder().base_url(server.url()).header("X-Session-Id", "sk-default");
    let client = client.build().unwrap().client;
    for name in BY_HAND.into_iter().chain(["Authorization", "Cookie"]) {
        let call = client.request(Method::GET, "/x").header(name, "Scheme sk-by-hand");
        let call = call.query("key", "sk-query").query("session_id", "sk-session");
        let debug = format!("{call:?} {client:?}");
        let error = call.await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::BadRequest);
        let text = format!("{debug} {error} {error:?} {:?} {:?}", error.code(), error.error_type());
        assert!(!text.contains("sk-"), "{name}: {text}");
        assert!(text.contains("[secret]"), "{text}");
    }
}
