//! Copies of a client with other settings.

use std::time::Duration;

use serde_json::Value;
use specmill_runtime::__private as runtime;
use specmill_runtime::http::{self, Credential, Error, ErrorKind, Token, types::Method};
use specmill_test_server::{Answer, Request, TestServer};

static ALL: runtime::Operation =
    runtime::Operation::get("all", "/all").security(&[&["Token", "HeaderKey"]]);

fn echo() -> TestServer {
    TestServer::with_handler(|_| Answer::json(200, "null")).unwrap()
}

fn original(server: &TestServer) -> http::Client {
    runtime::client_builder::<http::Client>(&crate::example::API)
        .base_url(format!("{}/v9", server.url()))
        .bearer("t-1")
        .credential("HeaderKey", Credential::api_key("h-1"))
        .header("x-tenant", "one")
        .header("x-kept", "kept")
        .query("version", "1")
        .query("kept", "a b")
        .build()
        .unwrap()
}

async fn ask(client: &http::Client) -> Result<(), Error> {
    runtime::call::<Value>(client, &ALL).await.map(|_| ())
}

fn headers<'a>(request: &'a Request, names: &[&str]) -> Vec<&'a str> {
    names.iter().map(|name| request.header(name).unwrap_or("none")).collect()
}

#[tokio::test]
async fn what_is_not_set_stays_and_the_original_does_not_change() {
    const NAMES: [&str; 4] = ["authorization", "x-key", "x-tenant", "x-kept"];
    let server = echo();
    let client = original(&server);
    let copy = client.with(|options| {
        let options = options.bearer("t-2").header("X-Tenant", "two").query("version", "2");
        options.timeout(Duration::from_secs(3))
    });
    let copy_of_copy = copy.with(|options| {
        options.credential("HeaderKey", Credential::api_key("h-3")).base_url(server.url())
    });
    for client in [&client, &copy, &copy_of_copy, &client] {
        ask(client).await.unwrap();
    }
    let [first, copied, again, last] = server.requests().try_into().unwrap();
    for unchanged in [&first, &last] {
        assert_eq!(unchanged.target, "/v9/all?version=1&kept=a%20b");
        assert_eq!(headers(unchanged, &NAMES), ["Bearer t-1", "h-1", "one", "kept"]);
    }
    assert_eq!(copied.target, "/v9/all?kept=a%20b&version=2");
    assert_eq!(headers(&copied, &NAMES), ["Bearer t-2", "h-1", "two", "kept"]);
    assert_eq!(again.target, "/all?kept=a%20b&version=2");
    assert_eq!(headers(&again, &NAMES), ["Bearer t-2", "h-3", "two", "kept"]);
    assert_eq!(server.connections(), 1, "copies share the connections");
    let user_agents: Vec<_> = [&first, &copied].map(|one| one.header("user-agent")).into();
    assert_eq!(user_agents[0], user_agents[1]);
    assert!(format!("{copy:?}").contains("timeout: 3s"), "{copy:?}");
    assert!(!format!("{copy:?} {client:?}").contains("t-"), "{copy:?}");
}

#[tokio::test]
async fn copies_share_the_token_of_a_provider() {
    let server = echo();
    let count = std::sync::atomic::AtomicU32::new(0);
    let provider = move || {
        let number = count.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        async move { Ok::<_, Error>(Token::new(format!("t-{number}"))) }
    };
    let client = original(&server).with(|options| options.token_provider(provider));
    ask(&client).await.unwrap();
    ask(&client.with(|options| options.header("x-tenant", "two"))).await.unwrap();
    let sent = server.requests();
    let tokens: Vec<_> = sent.iter().map(|request| request.header("authorization")).collect();
    assert_eq!(tokens, [Some("Bearer t-0"), Some("Bearer t-0")]);
}

#[tokio::test]
async fn retries_and_limits_are_those_of_the_copy() {
    let server =
        TestServer::with_handler(|_| Answer::json(503, "{}").header("retry-after-ms", "1"))
            .unwrap();
    let client = original(&server).with(|options| options.max_retries(1));
    assert_eq!(ask(&client).await.unwrap_err().attempts(), 2);
    let eager = client.with(|options| options.max_retries(3).timeout(Duration::from_secs(9)));
    assert_eq!(ask(&eager).await.unwrap_err().attempts(), 4);
    assert_eq!(ask(&client).await.unwrap_err().attempts(), 2);
}

#[tokio::test]
async fn what_cannot_be_used_fails_the_calls_of_the_copy_before_anything_is_sent() {
    let server = echo();
    let client = original(&server);
    let broken = [
        (client.with(|o| o.header("x-tenant", "a\nb")), "`x-tenant` cannot be sent"),
        (client.with(|o| o.base_url("api.example.com")), "no scheme: begin it with https://"),
        (client.with(|o| o.bearer(" ")), "the bearer token cannot be sent: its value is empty"),
        (client.with(|o| o.credential("Nobody", Credential::api_key("k"))), "no security scheme"),
        (client.with(|o| o.connect_timeout(Duration::ZERO)), "keeps its transport"),
        (client.with(|o| o.default_credential(Credential::header("a b", "k"))), "`a b`"),
        (client.with(|o| o.default_credential(Credential::header("host", "k"))), "`host`"),
    ];
    for (copy, said) in broken {
        // A copy of it is no better, whatever else is set.
        for copy in [copy.with(|options| options.base_url(server.url())), copy] {
            let error = ask(&copy).await.unwrap_err();
            assert_eq!((error.kind(), error.was_sent()), (ErrorKind::Configuration, false));
            assert!(error.to_string().contains(said), "{error}");
            assert_eq!(error.operation(), Some("all"));
        }
    }
    assert!(server.requests().is_empty());
    ask(&client).await.unwrap();
}

/// Calls by hand, and those of a server of the document, go by the settings of the copy as well.
#[tokio::test]
async fn calls_by_hand_go_where_the_copy_goes() {
    let (server, other) = (echo(), echo());
    let copy = original(&server).with(|options| options.base_url(other.url()));
    copy.request(Method::GET, "/models").await.unwrap();
    assert_eq!((server.requests().len(), other.requests().len()), (0, 1));
}
