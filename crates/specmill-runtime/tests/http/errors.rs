//! What a server says, and what a caller hears.

use specmill_runtime::http::{ErrorKind, types::Method};
use specmill_runtime::json::Strictness;
use specmill_test_server::{Answer, TestServer};

use crate::example::{Client, Invite};

#[tokio::test]
async fn each_status_is_its_kind() {
    let server = TestServer::start().unwrap();
    let client = Client::of(&server);
    for (status, kind) in [
        (400, ErrorKind::BadRequest),
        (401, ErrorKind::Authentication),
        (403, ErrorKind::PermissionDenied),
        (404, ErrorKind::NotFound),
        (409, ErrorKind::Conflict),
        (418, ErrorKind::Status),
        (422, ErrorKind::UnprocessableEntity),
        (429, ErrorKind::RateLimit),
        (500, ErrorKind::Server),
        (503, ErrorKind::Server),
        (304, ErrorKind::Redirect),
    ] {
        server.answer(Answer::json(status, "{}"));
        let error = client.invites().retrieve("1").max_retries(0).await.unwrap_err();
        assert_eq!(error.kind(), kind);
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
        assert!(error.was_sent());
        assert_eq!(error.attempts(), 1);
    }
}

#[tokio::test]
async fn an_error_leads_with_what_the_server_said() {
    let server = TestServer::start().unwrap();
    let body = r#"{"error": {"message": "Incorrect API key\nprovided.",
        "type": "invalid_request_error", "param": null, "code": "invalid_api_key"}}"#;
    server.answer(Answer::json(401, body).header("x-request-id", "req-1"));
    let error = Client::of(&server).invites().list().await.unwrap_err();
    assert!(error.is_authentication());
    assert_eq!(error.message(), Some("Incorrect API key\nprovided."));
    assert_eq!(error.error_type(), Some("invalid_request_error"));
    assert_eq!(error.code(), Some("invalid_api_key"));
    assert_eq!(error.param(), None);
    assert_eq!(error.request_id(), Some("req-1"));
    assert_eq!(error.body(), body.as_bytes());
    assert_eq!(
        error.to_string(),
        "Incorrect API key provided. (status 401 Unauthorized, code invalid_api_key, request req-1, \
         list-invites)"
    );
}

/// Escape sequences, a carriage return over what was written, text that is turned around, and ends
/// of lines by other names.
const OBEYED: &str =
    "\u{1b}[2J\u{1b}]0;title\u{7}a\rb\nc\u{202e}d\u{2066}e\u{2028}f\u{85}g\u{9b}31mh\u{7f}\u{feff}";

fn is_one_plain_line(text: &str) -> bool {
    // What Rust itself would have to escape, but for quotes and backslashes.
    text.chars().all(|char| matches!(char, '\'' | '"' | '\\') || char.escape_debug().count() == 1)
}

#[tokio::test]
async fn an_error_is_one_line_that_a_terminal_does_not_obey() {
    assert!(
        !is_one_plain_line("a\u{202e}") && !is_one_plain_line("\u{1b}") && is_one_plain_line("é…")
    );
    let server = TestServer::start().unwrap();
    let client = Client::of(&server);
    let text = serde_json::json!(OBEYED);
    let said = format!(
        r#"{{"error": {{"message": {text}, "code": {text}, "type": {text}, "param": {text}}}}}"#
    );
    for answer in [
        Answer::json(400, said),
        Answer::html(400, OBEYED),
        Answer::raw(format!("HTTP/1.1 400 {}\r\ncontent-length: 0\r\n\r\n", "Bad\u{9b}31m")),
        Answer::json(200, format!(r#"{{"id": {text}, "email": {text}, {text}: 5}} x"#)),
        Answer::json(200, format!(r#"[{text}]"#)),
        Answer::json(200, format!(r#"{{"id": "1", {text}: 5, "email": [{text}]}}"#)),
        Answer::redirect(302, "ftp://a/\u{9b}31m\u{202e}"),
        Answer::redirect(307, format!("http://\u{202e}.example/{}", "\u{202e}\u{9b}31m")),
        Answer::raw(format!("HTTP/1.1 \u{1b}[31m{OBEYED}")),
    ] {
        server.answer(answer);
        let call = client.invites().create(&Invite { id: "1".into(), email: None });
        let error = call.strictness(Strictness::Strict).max_retries(0).await.unwrap_err();
        let source = std::error::Error::source(&error).map(ToString::to_string).unwrap_or_default();
        for text in [error.to_string(), format!("{error:?}"), source] {
            assert!(is_one_plain_line(&text), "{text:?}");
        }
    }
}

#[tokio::test]
async fn what_an_error_says_is_not_longer_than_one_reads() {
    let server = TestServer::start().unwrap();
    let long = "é ".repeat(50_000);
    let body = serde_json::json!({"error": {"message": long, "code": "c".repeat(5000)}});
    server.answer(Answer::json(400, body.to_string()).header("x-request-id", "r".repeat(5000)));
    let error = Client::of(&server).invites().retrieve("1").await.unwrap_err();
    assert_eq!(error.message(), Some(&*long), "all of it is here");
    let text = error.to_string();
    assert!(text.chars().count() < 1400 && text.contains('…'), "{text}");
    assert!(text.ends_with(", retrieve-invite)"), "{text}");
}

#[tokio::test]
async fn problem_details_and_plain_messages_are_read() {
    let server = TestServer::start().unwrap();
    let client = Client::of(&server);
    let problem =
        r#"{"type": "https://example.com/credit", "title": "No credit", "detail": "30 of 50"}"#;
    server.answer(Answer::json(403, problem));
    server.answer(Answer::json(404, r#"{"message": "no such invite"}"#));
    let error = client.invites().retrieve("1").await.unwrap_err();
    assert_eq!(error.message(), Some("No credit: 30 of 50"));
    assert_eq!(error.error_type(), Some("https://example.com/credit"));
    let error = client.invites().retrieve("1").await.unwrap_err();
    assert!(error.is_not_found());
    assert_eq!(error.message(), Some("no such invite"));
}

#[tokio::test]
async fn what_was_not_found_is_named_and_so_is_a_path_that_the_base_url_lacks() {
    let server = TestServer::with_handler(|_| Answer::json(404, "{}")).unwrap();
    let lacking = Client::of(&server);
    let url = server.url();
    let error = lacking.invites().retrieve("1").await.unwrap_err();
    assert_eq!(
        error.to_string(),
        format!(
            "the server answered 404 Not Found: {{}} (GET {url}/organization/invites/1, \
             retrieve-invite); check the base URL: the document's server has the path `/v1`, which \
             it lacks"
        )
    );
    // Nothing is to be said of one that has it, and a query may hold secrets.
    let base = format!("{url}/proxy/v1");
    let whole = Client::builder().base_url(base).bearer("sk-token").build().unwrap();
    let error = whole.invites().list().after("cursor").await.unwrap_err();
    assert_eq!(
        error.to_string(),
        format!(
            "the server answered 404 Not Found: {{}} (GET {url}/proxy/v1/organization/invites, \
             list-invites)"
        )
    );
    let error = whole.invites().retrieve("sk-token").await.unwrap_err();
    assert!(!format!("{error} {error:?}").contains("sk-token"), "{error:?}");
}

#[tokio::test]
async fn an_error_in_an_encoding_that_is_not_read_says_so() {
    let server = TestServer::start().unwrap();
    server.answer(Answer::json(400, "\u{1b}\u{8}").header("content-encoding", "zstd"));
    let error = Client::of(&server).invites().retrieve("1").await.unwrap_err();
    assert!(error.is_bad_request());
    assert!(error.to_string().contains("in the content encoding `zstd`"), "{error}");
}

#[tokio::test]
async fn a_page_of_html_is_told_by_its_text() {
    let server = TestServer::start().unwrap();
    let client = Client::of(&server);
    let page =
        "<!DOCTYPE html>\n<html><head><title>502 Bad Gateway</title></head><body>nginx</body>";
    server.answer(Answer::html(502, page));
    server.answer(Answer::html(200, page));
    let error = client.invites().retrieve("1").max_retries(0).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Server);
    assert_eq!(error.message(), None);
    assert_eq!(
        error.to_string(),
        "the server answered 502 Bad Gateway: 502 Bad Gateway nginx (retrieve-invite)"
    );
    let error = client.invites().retrieve("1").await.unwrap_err();
    assert!(error.is_decode());
    assert_eq!(error.status().unwrap(), 200);
    assert!(error.to_string().contains("HTML"), "{error}");
    assert_eq!(error.body(), page.as_bytes());
}

#[tokio::test]
async fn an_empty_body_where_json_is_due() {
    let server = TestServer::start().unwrap();
    let client = Client::of(&server);
    for status in [200, 204] {
        server.answer(Answer::status(status).header("x-request-id", "req-2"));
        server.answer(Answer::status(status).header("x-request-id", "req-2"));
        let call = || client.invites().retrieve("1");
        let answer = call().await.unwrap();
        assert_eq!((answer.status().as_u16(), answer.id.as_str()), (status, ""));
        assert_eq!(answer.drift()[0].to_string(), "$: expected a body, found nothing");
        let error = call().strictness(Strictness::Strict).await.unwrap_err();
        assert!(error.is_decode());
        assert_eq!(error.status().unwrap(), status);
        assert_eq!(error.request_id(), Some("req-2"));
        assert!(
            error.to_string().starts_with("the answer has no body where JSON was due"),
            "{error}"
        );
        assert_eq!(error.attempts(), 1, "it would be no better the next time");
    }
}

#[tokio::test]
async fn a_call_without_an_answer_takes_any_body() {
    let server = TestServer::start().unwrap();
    let client = Client::of(&server);
    server.answer(Answer::status(204));
    server.answer(Answer::html(200, "<p>deleted"));
    assert_eq!(client.invites().delete("1").await.unwrap().status(), 204);
    let answer = client.invites().delete("1").await.unwrap();
    assert_eq!(answer.bytes(), b"<p>deleted");
    let request = server.requests().remove(0);
    assert_eq!((request.method.as_str(), request.header("accept")), ("DELETE", Some("*/*")));
}

#[tokio::test]
async fn json_that_is_cut_off_or_does_not_fit_is_a_decode_error_with_its_bytes() {
    let server = TestServer::start().unwrap();
    let client = Client::of(&server);
    for body in [r#"{"id": "1""#, "[]", "nonsense", r#"{"id": "1"} {"#] {
        server.answer(Answer::json(200, body));
        let error = client.invites().retrieve("1").await.unwrap_err();
        assert!(error.is_decode(), "{body}: {error}");
        assert_eq!(error.body(), body.as_bytes());
        assert!(std::error::Error::source(&error).is_some());
    }
}

#[tokio::test]
async fn strictness_is_the_clients_or_the_calls() {
    let server =
        TestServer::with_handler(|_| Answer::json(200, r#"{"id": "1", "email": 5}"#)).unwrap();
    let strict = Client::builder()
        .base_url(server.url())
        .bearer("sk-1")
        .strictness(Strictness::Strict)
        .build()
        .unwrap();
    let error = strict.invites().retrieve("1").await.unwrap_err();
    assert!(error.is_decode() && error.to_string().contains("$.email"), "{error}");
    let call = strict.invites().retrieve("1").strictness(Strictness::Lenient);
    assert_eq!(
        call.await.unwrap().into_inner(),
        Invite { id: "1".into(), email: Some("5".into()) }
    );
}

#[test]
fn what_cannot_be_a_client_is_told_when_it_is_built() {
    let error = |builder: specmill_runtime::http::ClientBuilder<Client>| {
        let error = builder.build().unwrap_err();
        assert!(error.is_configuration() && !error.was_sent());
        error.to_string()
    };
    let builder = Client::builder;
    assert!(error(builder().base_url("example.com")).contains("has no scheme"));
    assert!(error(builder().base_url("https://example.com?a=1")).contains("a query or a fragment"));
    assert!(error(builder().base_url("")).contains("names no server"));
    assert!(error(builder().header("x y", "1")).contains("`x y`"));
    assert!(error(builder().header("x", "1\r\ny: 2")).contains("line break"));
}

#[tokio::test]
async fn nothing_is_connected_when_a_client_is_built() {
    let client = Client::builder().base_url("http://127.0.0.1:9").build().unwrap();
    assert_eq!(client.client.api().title(), "Example");
    let call = client.client.request(Method::GET, "/x?secret=1");
    assert_eq!(call.max_retries(0).await.unwrap_err().operation(), Some("GET /x"));
}
