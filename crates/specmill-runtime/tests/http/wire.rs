//! What a call puts on the wire.

use serde_json::{Value, json};
use specmill_runtime::__private as runtime;
use specmill_runtime::http::{self, Call, ErrorKind, Parameter, Style, types::Method};
use specmill_test_server::{Answer, TestServer};

use crate::example::{Client, INVITE, Invite};

/// Values that would be somewhere else in a URL if they were not encoded.
const WILD: &[(&str, &str)] = &[
    ("a/b", "a%2Fb"),
    ("a?b", "a%3Fb"),
    ("a#b", "a%23b"),
    ("50%", "50%25"),
    ("%2e%2e", "%252e%252e"),
    ("a b", "a%20b"),
    ("../x", "..%2Fx"),
    ("..\\x", "..%5Cx"),
    ("é", "%C3%A9"),
    ("日本", "%E6%97%A5%E6%9C%AC"),
    ("a+b&c=d", "a%2Bb%26c%3Dd"),
    ("a\t\r\n\0b", "a%09%0D%0A%00b"),
    ("{x}", "%7Bx%7D"),
    ("-._~", "-._~"),
];

#[tokio::test]
async fn no_value_leaves_its_place_in_the_path() {
    let server = TestServer::with_handler(|_| Answer::json(200, INVITE)).unwrap();
    let client = Client::of(&server);
    for (value, expected) in WILD {
        client.invites().retrieve(value).await.unwrap();
        let request = server.requests().pop().unwrap();
        assert_eq!(request.target, format!("/organization/invites/{expected}"));
    }
}

#[tokio::test]
async fn no_value_leaves_its_place_in_the_query() {
    let server = TestServer::with_handler(|_| Answer::json(200, r#"{"data": []}"#)).unwrap();
    let client = Client::of(&server);
    for (value, expected) in WILD {
        client.invites().list().after(value).limit(3).await.unwrap();
        let request = server.requests().pop().unwrap();
        assert_eq!(request.target, format!("/organization/invites?after={expected}&limit=3"));
        client.invites().list().call().query(value, &1).await.unwrap();
        let request = server.requests().pop().unwrap();
        assert_eq!(request.target, format!("/organization/invites?{expected}=1"));
    }
}

#[tokio::test]
async fn a_path_value_that_would_lead_to_another_endpoint_is_never_sent() {
    let server = TestServer::start().unwrap();
    let client = Client::of(&server);
    for (value, reason) in [("", "is empty"), (".", "another endpoint"), ("..", "another endpoint")]
    {
        let error = client.invites().retrieve(value).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Request);
        assert!(!error.was_sent());
        assert_eq!(error.attempts(), 0);
        assert!(error.to_string().contains(reason), "{error}");
        assert_eq!(error.operation(), Some("retrieve-invite"));
    }
    // A label of an empty text is a lone dot.
    static OPERATION: runtime::Operation = runtime::Operation::get("label", "/a/{x}");
    let label = Parameter::path("x").style(Style::Label);
    let call: Call<Value> = runtime::call(&client.client, &OPERATION).parameter(label, "");
    assert!(call.await.unwrap_err().is_request());
    let missing: Call<Value> = runtime::call(&client.client, &OPERATION);
    assert!(missing.await.unwrap_err().to_string().contains("`x` was not set"));
    for path in ["/a/../b", "/a/%2E%2e/b", "/./a"] {
        let error = client.client.request(Method::GET, path).await.unwrap_err();
        assert!(error.is_request(), "{path}: {error}");
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_url_that_is_too_long_is_never_sent() {
    let server = TestServer::with_handler(|_| Answer::json(200, INVITE)).unwrap();
    let error = Client::of(&server).invites().retrieve(&"x".repeat(1 << 16)).await.unwrap_err();
    assert_eq!((error.kind(), error.was_sent()), (ErrorKind::Request, false));
    assert!(error.to_string().contains("longer than 65534 bytes"), "{error}");
    assert_eq!(error.attempts(), 1);
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn header_values_cannot_end_the_header() {
    let server = TestServer::with_handler(|_| Answer::json(200, INVITE)).unwrap();
    let client = Client::of(&server);
    for value in ["a\r\nx-evil: 1", "a\nb", "a\0b", "a\x7f"] {
        let error = client.invites().retrieve("1").header("x-note", value).await.unwrap_err();
        assert!(error.is_request() && !error.was_sent());
        assert!(error.to_string().contains("`x-note`"), "{error}");
        assert!(!error.to_string().contains("evil"), "the value is not quoted: {error}");
    }
    let error = client.invites().retrieve("1").header("not a name", "a").await.unwrap_err();
    assert!(error.to_string().contains("not a name a header can have"), "{error}");
    assert!(server.requests().is_empty());

    client.invites().retrieve("1").header("x-note", "é 日本\ttab").await.unwrap();
    assert_eq!(server.requests()[0].header("x-note"), Some("é 日本\ttab"));
}

/// RFC 9110, section 7.6.1, and what the transport writes itself.
const OF_CONNECTION: [&str; 10] = [
    "Content-Length",
    "Host",
    "Connection",
    "Keep-Alive",
    "Proxy-Connection",
    "TE",
    "te",
    "Trailer",
    "Transfer-Encoding",
    "Upgrade",
];

#[tokio::test]
async fn headers_of_the_connection_are_refused() {
    static SCHEMES: [http::SecurityScheme; 1] = [runtime::security_scheme::api_key(
        "Smuggled",
        http::ParameterLocation::Header,
        "Transfer-Encoding",
    )];
    static SMUGGLING: runtime::Api =
        runtime::Api::new("Example", "1", "https://example.invalid").security_schemes(&SCHEMES);
    let server = TestServer::with_handler(|_| Answer::json(200, INVITE)).unwrap();
    let client = Client::of(&server);
    for name in OF_CONNECTION {
        let error = client.invites().retrieve("1").header(name, "5").await.unwrap_err();
        assert!(error.is_request() && !error.was_sent(), "{error}");
        let text = error.to_string();
        for part in [&*format!("`{name}`"), "RFC 9110", "leave it out"] {
            assert!(text.contains(part), "{part} not in {text}");
        }
        let error = Client::builder().header(name, "5").build().unwrap_err();
        assert!(error.is_configuration(), "{error}");
        assert!(error.to_string().contains(&format!("the header `{name}` cannot")), "{error}");
        let error = Client::builder().idempotency_key_header(name).build().unwrap_err();
        assert!(error.is_configuration() && error.to_string().contains("RFC 9110"), "{error}");
        // What takes a header away sends none.
        client.invites().retrieve("1").header(name, &None::<String>).await.unwrap();
    }
    assert_eq!(server.requests().len(), OF_CONNECTION.len());

    let key = http::Credential::api_key("chunked");
    let builder = runtime::client_builder::<http::Client>(&SMUGGLING);
    let error = builder.credential("Smuggled", key).build().unwrap_err();
    assert!(error.to_string().contains("`Transfer-Encoding`"), "{error}");
}

#[tokio::test]
async fn the_first_fault_is_the_one_that_is_told() {
    let client = Client::builder().build().unwrap();
    let call = client.invites().retrieve("1").header("a", "\n").header("b", "\n").path("x", "");
    assert!(call.await.unwrap_err().to_string().contains("`a`"));
}

#[tokio::test]
async fn a_json_body_goes_out_with_its_type_and_length() {
    let server = TestServer::with_handler(|_| Answer::json(200, INVITE)).unwrap();
    let client = Client::of(&server);
    let invite = Invite { id: "1".into(), email: Some("é@example.com".into()) };
    let made = client.invites().create(&invite).await.unwrap();
    assert_eq!(made.id, "invite-1");

    let request = server.requests().remove(0);
    assert_eq!(
        (request.method.as_str(), request.target.as_str()),
        ("POST", "/organization/invites")
    );
    assert_eq!(request.text(), r#"{"id":"1","email":"é@example.com"}"#);
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(request.header("content-length"), Some("35"));
    assert_eq!(request.header("accept"), Some("application/json"));
    assert_eq!(request.header("authorization"), Some("Bearer sk-token"));
    let agent = concat!("example-client/1.2.3 specmill/", env!("CARGO_PKG_VERSION"));
    assert_eq!(request.header("user-agent"), Some(agent));
}

#[tokio::test]
async fn setters_replace_and_null_takes_away() {
    let server = TestServer::with_handler(|_| Answer::json(200, r#"{"data": []}"#)).unwrap();
    let client = Client::of(&server);
    let call = client.invites().list().limit(1).after("a").limit(2).call();
    call.clone().query("x", &["1", "2"].map(String::from).to_vec()).await.unwrap();
    call.query("limit", &json!(null)).header("user-agent", &json!(null)).await.unwrap();
    let requests = server.requests();
    assert_eq!(requests[0].target, "/organization/invites?limit=2&after=a&x=1&x=2");
    assert_eq!(requests[1].target, "/organization/invites?after=a");
    assert_eq!(requests[1].header("user-agent"), None);
}

#[tokio::test]
async fn default_headers_are_sent_and_a_call_can_replace_them() {
    let server = TestServer::with_handler(|_| Answer::json(200, INVITE)).unwrap();
    let client = Client::builder()
        .base_url(server.url())
        .header("X-Project", "one")
        .user_agent("mine/1")
        .header("authorization", "Bearer by-hand")
        .build()
        .unwrap();
    client.invites().retrieve("1").await.unwrap();
    client.invites().retrieve("1").header("x-project", "two").await.unwrap();
    let requests = server.requests();
    assert_eq!(requests[0].header("x-project"), Some("one"));
    assert_eq!(requests[0].header("user-agent"), Some("mine/1"));
    assert_eq!(requests[0].header("authorization"), Some("Bearer by-hand"));
    assert_eq!(requests[1].header("x-project"), Some("two"));
}

#[tokio::test]
async fn the_base_url_may_have_a_path_and_the_template_a_query() {
    static OPERATION: runtime::Operation =
        runtime::Operation::get("beta", "/models/{id}?beta=true");
    let server = TestServer::with_handler(|_| Answer::json(200, "1")).unwrap();
    for end in ["/v1", "/v1/"] {
        let base = format!("{}{end}", server.url());
        let client = Client::builder().base_url(base).build().unwrap().client;
        let call: Call<i64> =
            runtime::call(&client, &OPERATION).path("id", "o4/mini").query("n", &1);
        assert_eq!(*call.await.unwrap(), 1);
        assert_eq!(server.requests().pop().unwrap().target, "/v1/models/o4%2Fmini?beta=true&n=1");
    }
}

#[tokio::test]
async fn an_operations_own_server_stays_its_own() {
    let (own, other) = (TestServer::start().unwrap(), TestServer::start().unwrap());
    own.answer(Answer::json(200, "1")).answer(Answer::json(200, "1"));
    other.answer(Answer::json(200, "2")).answer(Answer::json(200, "2"));
    // A generated one is a constant; a test server's port is not.
    let servers: &'static [&'static str] = Box::leak(Box::new([&*own.url().leak()]));
    let operation: &'static runtime::Operation =
        Box::leak(Box::new(runtime::Operation::get("own", "/x").servers(servers)));
    let client = Client::builder().build().unwrap().client;
    assert_eq!(*runtime::call::<i64>(&client, operation).await.unwrap(), 1);
    let client = Client::builder().base_url(other.url()).build().unwrap().client;
    assert_eq!(*runtime::call::<i64>(&client, operation).await.unwrap(), 1);
    // A call may be sent elsewhere, and a client send all of them to one server.
    let call = runtime::call::<i64>(&client, operation).base_url(other.url());
    assert_eq!(*call.await.unwrap(), 2);
    let builder = Client::builder().base_url(other.url()).operation_servers(false);
    let client = builder.build().unwrap().client;
    assert_eq!(*runtime::call::<i64>(&client, operation).await.unwrap(), 2);
}

#[tokio::test]
async fn relative_servers_are_completed_by_the_base_url() {
    static API: runtime::Api = runtime::Api::new("Relative", "1", "/api");
    static PLAIN: runtime::Operation = runtime::Operation::get("plain", "/x/");
    static OWN: runtime::Operation = runtime::Operation::get("own", "/x").servers(&["/own/base/"]);
    let server = TestServer::with_handler(|_| Answer::status(204)).unwrap();
    for (path, expected) in [("", "/api/x/"), ("/", "/api/x/"), ("/proxy", "/proxy/x/")] {
        let builder = runtime::client_builder::<http::Client>(&API);
        let client = builder.base_url(format!("{}{path}", server.url())).build().unwrap();
        runtime::call_for_nothing(&client, &PLAIN).await.unwrap();
        runtime::call_for_nothing(&client, &OWN).await.unwrap();
        let targets: Vec<_> = server.requests().into_iter().map(|request| request.target).collect();
        assert_eq!(targets[targets.len() - 2..], [expected, "/own/base/x"]);
    }
    let error = runtime::client_builder::<http::Client>(&API).build().unwrap_err();
    assert!(error.to_string().starts_with("the base URL `/api` has no scheme"), "{error}");
}

#[tokio::test]
async fn server_variables_are_set_and_checked() {
    use runtime::server::{plain, variable, with_variables};
    static API: runtime::Api = runtime::Api::new("Vars", "1", "http://demo.localhost:1/v2")
        .servers(&[
            with_variables(
                "http://{tenant}.localhost:{port}/{base}",
                "",
                &[
                    variable("tenant", "demo", &[], "Yours."),
                    variable("port", "1", &["1", "2"], ""),
                    variable("base", "v2", &[], ""),
                ],
            ),
            plain("http://sandbox.localhost:1/v2", "Sandbox."),
        ])
        .operation_servers(&[with_variables(
            "/{own}",
            "",
            &[variable("own", "a", &["a", "b"], "")],
        )]);
    static OWN: runtime::Operation = runtime::Operation::get("own", "/x").server(with_variables(
        "/{own}",
        "",
        &[variable("own", "a", &["a", "b"], "")],
    ));
    static PLAIN: runtime::Operation = runtime::Operation::get("plain", "/x");
    let builder = || runtime::client_builder::<http::Client>(&API).max_retries(0);
    let asked = async |client: http::Client, operation| {
        let error = runtime::call_for_nothing(&client, operation).await.unwrap_err();
        error.to_string().split(':').take(3).collect::<Vec<_>>().join(":")
    };
    let none = "no connection to http://";
    let client = builder().build().unwrap();
    assert_eq!(asked(client, &PLAIN).await, format!("{none}demo.localhost:1"));
    let set = builder().server_variable("tenant", "mine").server_variable("port", "2");
    let client = set.build().unwrap();
    assert_eq!(asked(client, &PLAIN).await, format!("{none}mine.localhost:2"));
    let client = builder().server(1).build().unwrap();
    assert_eq!(asked(client, &PLAIN).await, format!("{none}sandbox.localhost:1"));

    let server = TestServer::with_handler(|_| Answer::status(204)).unwrap();
    let client = builder().base_url(server.url()).server_variable("own", "b").build().unwrap();
    runtime::call_for_nothing(&client, &OWN).await.unwrap();
    assert_eq!(server.requests()[0].target, "/b/x");

    for (name, value, expected) in [
        ("port", "3", "the server variable `port` cannot be `3`: the document allows `1`, `2`"),
        ("own", "c", "the server variable `own` cannot be `c`: the document allows `a`, `b`"),
        ("tenant", "evil.example/", "cannot be `evil.example/`: it would change other parts"),
        ("base", "v2?x", "cannot be `v2?x`: it would change other parts"),
        ("tennant", "x", "the variables are `tenant`, `port`, `base`, `own`"),
    ] {
        let error = builder().server_variable(name, value).build().unwrap_err();
        assert_eq!(error.kind(), http::ErrorKind::Configuration);
        assert!(error.to_string().contains(expected), "{error}");
    }
    let error = builder().server(2).build().unwrap_err();
    assert!(error.to_string().contains("there is no server 2: the document has 2"), "{error}");
    let client = builder().build().unwrap();
    assert_eq!(client.api().servers()[0].variables()[0].description(), "Yours.");
}

#[tokio::test]
async fn any_method_is_sent_as_it_is_written() {
    static LINK: runtime::Operation = runtime::Operation::custom("Link", "link", "/x");
    static QUERY: runtime::Operation = runtime::Operation::custom("QUERY", "query", "/x");
    let server = TestServer::start().unwrap();
    server.answer(Answer::status(503)).answer(Answer::status(204)).answer(Answer::status(204));
    let policy =
        http::RetryPolicy::default().idempotent_only(true).first_wait(std::time::Duration::ZERO);
    let client = Client::builder().base_url(server.url()).retry(policy).build().unwrap().client;
    // QUERY may be done twice, and of LINK no one knows.
    runtime::call_for_nothing(&client, &QUERY).json(&1_i64).await.unwrap();
    runtime::call_for_nothing(&client, &LINK).await.unwrap();
    let methods: Vec<_> = server.requests().into_iter().map(|request| request.method).collect();
    assert_eq!(methods, ["QUERY", "QUERY", "Link"]);
    assert_eq!(LINK.method().as_str(), "Link");
}

#[tokio::test]
async fn endpoints_the_document_does_not_know_can_be_called() {
    let server = TestServer::with_handler(|_| Answer::json(200, r#"{"ok": true}"#)).unwrap();
    let client = Client::of(&server).client;
    let call = client.request(Method::PATCH, "/new/{id}?a=1").path("id", "x/y").query("b", "2");
    let answer = call.json(&json!({"n": 1})).await.unwrap();
    assert_eq!(answer["ok"], true);
    let request = server.requests().remove(0);
    assert_eq!((request.method.as_str(), request.target.as_str()), ("PATCH", "/new/x%2Fy?a=1&b=2"));
    assert_eq!(request.header("authorization"), Some("Bearer sk-token"));
    assert_eq!(request.text(), r#"{"n":1}"#);
}

#[tokio::test]
async fn a_response_keeps_everything_the_server_sent() {
    let server = TestServer::start().unwrap();
    server.answer(
        Answer::json(201, r#"{"id": "1", "email": 5, "more": true}"#)
            .header("x-request-id", "req-7")
            .header("x-other", "value"),
    );
    let answer = Client::of(&server).invites().retrieve("1").await.unwrap();
    assert_eq!(answer.status(), 201);
    assert_eq!(answer.request_id(), Some("req-7"));
    assert_eq!(answer.headers()["x-other"], "value");
    assert_eq!(answer.bytes(), br#"{"id": "1", "email": 5, "more": true}"#);
    assert_eq!(answer.attempts(), 1);
    assert!(answer.drift().iter().any(|drift| drift.path == "$.email"), "{:?}", answer.drift());
    assert_eq!(answer.into_inner(), Invite { id: "1".into(), email: Some("5".into()) });
}

#[test]
fn calls_and_clients_can_go_anywhere() {
    fn check<T: Send + Sync + Clone + Unpin>() {}
    fn check_future<T: Send + Unpin>(_: T) {}
    check::<specmill_runtime::http::Client>();
    check::<Call<Invite>>();
    let client = Client::builder().build().unwrap();
    check_future(client.invites().retrieve("1").into_future());
    check_future(client.invites().list().items());
    assert_eq!(size_of::<specmill_runtime::http::Error>(), size_of::<usize>());
}

#[test]
fn outside_of_a_runtime_there_is_an_error_and_no_panic() {
    use std::task::{Context, Poll, Waker};
    let client = Client::builder().bearer("sk-1").build().unwrap();
    let mut future = client.invites().retrieve("1").into_future();
    let mut cx = Context::from_waker(Waker::noop());
    let Poll::Ready(Err(error)) = std::pin::Pin::new(&mut future).poll(&mut cx) else {
        panic!("it waits for what will never come");
    };
    assert!(error.is_configuration() && error.to_string().contains("tokio"), "{error}");
}
