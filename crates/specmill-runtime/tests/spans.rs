//! Spans and events of calls, as a subscriber of `tracing` sees them.
//!
//! A test binary of its own, for the reason that `secrets.rs` has.
#![cfg(all(feature = "reqwest", feature = "tracing"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]
#![allow(dead_code, reason = "the example API is shared with the other tests")]

#[path = "http/example.rs"]
mod example;

use std::io;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use specmill_runtime::__private as runtime;
use specmill_runtime::http::ClientBuilder;
use specmill_test_server::{Answer, End, TestServer};
use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::fmt::format::FmtSpan;

use example::{Client, Invite};

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

/// The lines that are logged at this level and above while `run` runs, without time and target. The
/// end of a span is a line too, with all of its fields.
fn logged<F: Future<Output = ()>>(level: LevelFilter, run: impl FnOnce() -> F) -> Vec<String> {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(level)
        .with_ansi(false)
        .without_time()
        .with_span_events(FmtSpan::CLOSE)
        .with_writer(move || writer.clone())
        .finish();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    tracing::subscriber::with_default(subscriber, || runtime.block_on(run()));
    let text = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    // What the HTTP stack logs is its own business.
    let ours = text.lines().filter(|line| line.contains(" specmill_runtime: "));
    // How long a span was open is another number each time.
    let ours = ours.map(|line| line.split(" time.busy").next().unwrap().trim());
    ours.map(|line| line.replacen(" specmill_runtime:", "", 1)).collect()
}

fn client(server: &TestServer) -> ClientBuilder<Client> {
    Client::builder().base_url(server.url()).bearer("sk-token").max_retries(1)
}

const CALL: &str = "call{operation=\"retrieve-invite\" http.request.method=\"GET\" \
    url.template=\"/organization/invites/{invite_id}\" server.address=\"127.0.0.1\"";

fn attempt(server: &TestServer) -> String {
    let port = server.url().rsplit(':').next().unwrap().to_owned();
    format!(
        "attempt{{otel.kind=\"client\" otel.name=GET /organization/invites/{{invite_id}} \
         http.request.method=\"GET\" url.template=\"/organization/invites/{{invite_id}}\" \
         server.address=\"127.0.0.1\" server.port={port}"
    )
}

#[test]
fn a_call_is_a_span_and_each_of_its_tries_one_in_it() {
    let server = TestServer::start().unwrap();
    server.answer(Answer::json(429, "{}").header("retry-after-ms", "1"));
    server.answer(Answer::redirect(302, "/there?sig=sk-1"));
    server.answer(Answer::json(200, r#"{"id": "1", "email": 5}"#));
    let lines = logged(LevelFilter::DEBUG, || async {
        client(&server).build().unwrap().invites().retrieve("secret-id").await.unwrap();
    });
    let (call, attempt) = (CALL, attempt(&server));
    let again = format!("{attempt} http.request.resend_count=1");
    let ended = "http.response.status_code=429 error.type=429";
    let expected = [
        format!("DEBUG {call}}}:{attempt}}}: sending attempt=1"),
        format!(
            "DEBUG {call}}}:{attempt} http.response.status_code=429}}: answered status=429 bytes=2"
        ),
        format!("DEBUG {call}}}:{attempt} {ended}}}: failed error.type=429"),
        format!("DEBUG {call}}}:{attempt} {ended}}}: close"),
        format!(
            "INFO {call}}}: trying again after a wait operation=\"retrieve-invite\" attempt=1 \
             wait_ms=1 error.type=429"
        ),
        format!("DEBUG {call}}}:{again}}}: sending attempt=2"),
        format!(
            "DEBUG {call}}}:{again}}}: redirected http.response.status_code=302 to=\"{}\"",
            server.url()
        ),
        format!(
            "DEBUG {call}}}:{again} http.response.status_code=200}}: answered status=200 bytes=23"
        ),
        format!("DEBUG {call}}}:{again} http.response.status_code=200}}: close"),
        format!(
            "WARN {call} attempts=2 http.response.status_code=200}}: the answer is not as \
             documented: $.email: expected a string, found `5` operation=\"retrieve-invite\""
        ),
        format!("INFO {call} attempts=2 http.response.status_code=200}}: close"),
    ];
    assert_eq!(lines, expected, "{lines:#?}");
}

#[test]
fn the_span_of_a_call_says_what_it_failed_with() {
    let server = TestServer::start().unwrap();
    server.answer(Answer::json(404, "{}"));
    server.answer(Answer::json(200, "nonsense"));
    let lines = logged(LevelFilter::INFO, || async {
        let client = client(&server).build().unwrap();
        for _ in 0..2 {
            client.invites().retrieve("1").await.unwrap_err();
        }
        drop(server);
        client.invites().retrieve("1").max_retries(0).await.unwrap_err();
        client.invites().retrieve("..").await.unwrap_err();
    });
    let without_address = CALL.replace(" server.address=\"127.0.0.1\"", "");
    assert_eq!(
        lines,
        [
            format!("INFO {CALL} attempts=1 http.response.status_code=404 error.type=404}}: close"),
            format!(
                "INFO {CALL} attempts=1 http.response.status_code=200 attempts=1 \
                 http.response.status_code=200 error.type=Decode}}: close"
            ),
            format!("INFO {CALL} attempts=1 error.type=Connection}}: close"),
            format!("INFO {without_address} attempts=0 error.type=Request}}: close"),
        ],
        "{lines:#?}"
    );
}

#[test]
fn the_span_of_a_stream_ends_with_it_and_none_of_its_events_is_a_body() {
    static OPERATION: runtime::Operation = runtime::Operation::get("stream", "/stream");
    let server = TestServer::start().unwrap();
    let events = "data: {\"id\": \"1\", \"x\": 1}\n\ndata: {\"id\": \"2\"}\n\n";
    server.answer(
        Answer::status(200)
            .header("content-type", "text/event-stream")
            .part(Duration::ZERO, events)
            .cut(9)
            .end(End::Reset),
    );
    let lines = logged(LevelFilter::TRACE, || async {
        let client = client(&server).log_bodies(true).build().unwrap().client;
        let mut stream = runtime::call_for_events::<Invite>(&client, &OPERATION).await.unwrap();
        assert!(stream.try_next().await.unwrap().is_some());
        assert!(stream.try_next().await.unwrap().is_some());
        assert!(stream.try_next().await.is_err());
    });
    let (drift, close) = (&lines[lines.len() - 2], &lines[lines.len() - 1]);
    assert!(
        drift.starts_with("WARN call{operation=\"stream\"") && drift.contains("$.x"),
        "{drift}"
    );
    assert!(close.contains("error.type=Connection") && close.ends_with("}: close"), "{close}");
    assert!(
        !lines.iter().any(|line| line.contains("body") || line.contains("\"2\"")),
        "{lines:#?}"
    );
    assert!(lines.iter().any(|line| line.ends_with("answered status=200")), "{lines:#?}");
}

#[test]
fn bodies_are_logged_when_asked_for_and_without_secrets() {
    let answer = r#"{"id": "1", "email": "a@b", "token": "t-1", "url": "https://a/b?sig=1"}"#;
    let server = TestServer::with_handler(move |_| Answer::json(200, answer)).unwrap();
    let invite = Invite { id: "sk-token".into(), email: Some("é".into()) };
    let bodies = |level, ask: bool| {
        let lines = logged(level, || async {
            let client = client(&server).log_bodies(ask).build().unwrap();
            let call = client.invites().create(&invite).body_field("password", "p-1");
            call.await.unwrap();
        });
        lines.into_iter().filter(|line| line.contains(" body media_type")).collect::<Vec<_>>()
    };
    assert_eq!(bodies(LevelFilter::TRACE, false), [""; 0]);
    assert_eq!(bodies(LevelFilter::DEBUG, true), [""; 0]);
    let lines = bodies(LevelFilter::TRACE, true);
    let texts: Vec<_> = lines.iter().map(|line| line.rsplit("}: ").next().unwrap()).collect();
    assert_eq!(
        texts,
        [
            r#"request body media_type="application/json" bytes=47 body="{\"id\":\"[secret]\",\"email\":\"é\",\"password\":\"[secret]\"}""#,
            r#"answer body media_type="application/json" bytes=71 body="{\"id\":\"1\",\"email\":\"a@b\",\"token\":\"[secret]\",\"url\":\"https://a/b?[query]\"}""#,
        ]
    );
    assert!(lines[0].starts_with("TRACE call{") && lines[0].contains("}:attempt{"), "{}", lines[0]);
}

#[test]
fn heads_are_logged_with_the_values_that_are_known_to_be_harmless() {
    let server = TestServer::start().unwrap();
    server.answer(
        Answer::json(200, r#"{"id": "1"}"#)
            .header("x-request-id", "req_1")
            .header("x-tenant", "acme")
            .header("set-cookie", "s=1"),
    );
    let lines = logged(LevelFilter::TRACE, || async {
        let client = client(&server).header("x-user", "ann").build().unwrap();
        let call = client.invites().retrieve("1").query("limit", &5).query("email", "a@b");
        call.query("api_key", "k").await.unwrap();
    });
    let head = |of: &str| {
        let line = lines.iter().find(|line| line.contains(&format!("{of} head")));
        line.map(|line| line.rsplit("}: ").next().unwrap().to_owned()).unwrap_or_default()
    };
    let request = head("request");
    for expected in [
        "limit=5&email=[secret]&api_key=[secret]",
        "x-user: [secret]",
        "accept: application/json",
        "authorization: [secret]",
    ] {
        assert!(request.contains(expected), "{expected} not in {request}");
    }
    let answer = head("answer");
    for expected in ["x-request-id: req_1", "x-tenant: [secret]", "set-cookie: [secret]"] {
        assert!(answer.contains(expected), "{expected} not in {answer}");
    }
    for hidden in ["ann", "a@b", "acme", "sk-token"] {
        assert!(!lines.iter().any(|line| line.contains(hidden)), "{hidden} in {lines:#?}");
    }
}

#[test]
fn what_a_server_sends_is_no_line_of_the_log() {
    let server = TestServer::start().unwrap();
    let text =
        serde_json::json!("a\u{1b}[2J\nWARN specmill_runtime: forged\u{202e}\u{2028}b\u{9b}");
    let body = format!("{{\n\"id\": \"1\",\r\n\"email\": [{text}], {text}: {text}}}\u{202e}");
    server.answer(Answer::json(200, body.trim_end_matches('\u{202e}')));
    server.answer(Answer::json(400, format!("{{\"message\": {text}, \"code\": {text}}}")));
    server.answer(Answer::html(400, format!("{body}\nWARN specmill_runtime: forged")));
    let lines = logged(LevelFilter::TRACE, || async {
        let client = client(&server).log_bodies(true).build().unwrap();
        client.invites().retrieve("1").await.unwrap();
        client.invites().retrieve("1").await.unwrap_err();
        client.invites().retrieve("1").await.unwrap_err();
    });
    assert!(lines.iter().any(|line| line.starts_with("WARN")), "{lines:#?}");
    for line in &lines {
        let is_ours = line.contains(" call{") || line.contains("the answer is not as documented");
        assert!(is_ours, "forged: {line}");
        let obeyed = |char: char| char.is_control() || ('\u{2028}'..='\u{202e}').contains(&char);
        assert!(!line.contains(obeyed), "{line:?}");
    }
}
