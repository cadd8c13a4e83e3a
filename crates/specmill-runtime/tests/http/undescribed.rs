//! Successful answers of a media type that the operation does not describe: what came, how to read it,
//! and its bytes are in the error.

use std::time::Duration;

use serde_json::Value;
use specmill_runtime::__private as runtime;
use specmill_runtime::http::types::Method;
use specmill_runtime::http::{Call, Error};
use specmill_runtime::json::Strictness;
use specmill_test_server::{Answer, TestServer};

use crate::example::{Client, Invite};

static PLAIN: runtime::Operation = runtime::Operation::post("create", "/jobs");
static STREAMED: runtime::Operation = runtime::Operation::post("chat", "/chat").with_events();

const EVENTS: &str = "data: {\"delta\": \"a\"}\n\ndata: [DONE]\n\n";

#[derive(Debug, PartialEq)]
enum Transcript {
    Json(Invite),
    Text(String),
}

runtime::answers!(Transcript {
    200 "application/json" => Json(json),
    200 "text/plain" => Text(text),
});

#[derive(Debug, PartialEq)]
enum AnyText {
    Json(Invite),
    Text(String),
}

runtime::answers!(AnyText { 200 "application/json" => Json(json), 200 "text/*" => Text(text) });

fn typed(media_type: &str, body: impl Into<Vec<u8>>) -> Answer {
    Answer::status(200).header("content-type", media_type).part(Duration::ZERO, body)
}

struct Api {
    server: TestServer,
    client: Client,
}

impl Api {
    fn new() -> Self {
        let server = TestServer::start().unwrap();
        let client = Client::of(&server);
        Self { server, client }
    }

    /// The error of `call`, which `answer` is the answer to.
    async fn error<T: std::fmt::Debug>(&self, answer: Answer, call: Call<T>) -> Error {
        self.server.answer(answer);
        let error = call.max_retries(0).await.unwrap_err();
        assert_eq!(error.status().map(|status| status.as_u16()), Some(200), "{error}");
        error
    }
}

#[tokio::test]
async fn events_where_one_value_is_due_are_told_with_the_way_to_read_them() {
    let api = Api::new();
    let client = &api.client.client;
    let events = || typed("Text/Event-Stream; charset=utf-8", EVENTS);
    let request = || client.request(Method::POST, "/chat");
    macro_rules! assert_errors {
        ($($call:expr => $due:literal $advice:literal),* $(,)?) => {$(
            let error = api.error(events(), $call).await;
            assert!(error.is_decode() && error.body() == EVENTS.as_bytes(), "{error:?}");
            let text = error.to_string();
            let expected = concat!("the answer is an event stream where ", $due, " was due");
            assert!(text.starts_with(expected), "{text}");
            assert!(text.contains("36 bytes, which begin `data: {\"delta\": \"a\"}"), "{text}");
            assert!(text.contains(concat!("; `", $advice)), "{text}");
        )*};
    }
    assert_errors!(
        runtime::call::<Invite>(client, &STREAMED) => "a JSON value" ".stream()",
        runtime::call::<Invite>(client, &PLAIN) => "a JSON value" "Call::events",
        // Open types take any text, but events are none.
        runtime::call::<String>(client, &STREAMED) => "a JSON value" ".stream()",
        runtime::call_for_json::<Value>(client, &STREAMED, "*/*") => "a JSON value" ".stream()",
        runtime::call_for_nothing(client, &PLAIN).typed::<String>() => "a JSON value" "Call::events",
        runtime::call_for_text(client, &STREAMED, "text/plain") => "text/plain" ".stream()",
        runtime::call_for_scalar::<String>(client, &STREAMED, "text/plain")
            => "text/plain" ".stream()",
        runtime::call_by_status::<AnyText>(client, &STREAMED)
            => "200 application/json or 200 text/*" ".stream()",
        runtime::call_for_download(client, &STREAMED, "audio/mpeg") => "audio/mpeg" ".stream()",
        runtime::call_for_download(client, &PLAIN, "application/octet-stream")
            => "application/octet-stream" "Call::events",
        request() => "a JSON value" "Call::events",
        request().typed::<Invite>() => "a JSON value" "Call::events",
        request().typed_serde::<Value>() => "a JSON value" "Call::events",
    );
}

#[tokio::test]
async fn the_ways_out_that_an_error_names_read_the_answer() {
    let api = Api::new();
    let call = || runtime::call::<Invite>(&api.client.client, &PLAIN);
    let answer = || typed("text/event-stream", EVENTS);
    api.server.answer(answer()).answer(answer()).answer(answer());
    let mut events = call().events::<Value>().await.unwrap();
    assert_eq!(events.collect().await.unwrap(), [serde_json::json!({"delta": "a"})]);
    assert_eq!(*call().raw().await.unwrap(), EVENTS);
    assert_eq!(call().into_download().await.unwrap().read().await.unwrap(), EVENTS);
}

/// JSON under the name of events is JSON.
#[tokio::test]
async fn what_is_json_is_read_whatever_it_is_called() {
    let api = Api::new();
    for media_type in ["text/event-stream", "text/html", "application/octet-stream", "x"] {
        api.server.answer(typed(media_type, r#"{"id": "a"}"#));
        let answer = runtime::call::<Invite>(&api.client.client, &PLAIN).await.unwrap();
        assert_eq!(answer.id, "a", "{media_type}");
    }
}

/// Events can go on for longer than a whole answer may take.
#[tokio::test]
async fn a_stream_that_does_not_end_names_the_way_to_read_it() {
    let api = Api::new();
    let endless = typed("text/event-stream", EVENTS).part(Duration::from_secs(60), "data: {}\n\n");
    let call = runtime::call::<Invite>(&api.client.client, &STREAMED);
    let error = api.error(endless, call.timeout(Duration::from_millis(500))).await;
    assert!(error.is_timeout() && error.to_string().contains("; `.stream()`"), "{error}");
    assert_eq!(error.body(), EVENTS.as_bytes());

    let large = typed("text/event-stream", EVENTS.repeat(100));
    let call = runtime::call::<Invite>(&api.client.client, &PLAIN);
    let error = api.error(large, call.max_answer_size(100)).await;
    assert!(error.is_too_large() && error.to_string().contains("; `Call::events`"), "{error}");
}

#[tokio::test]
async fn an_answer_of_another_media_type_says_what_it_is_and_how_to_read_it() {
    let api = Api::new();
    let client = &api.client.client;
    let page = "<!DOCTYPE html><html><head><title>Sign in</title></head></html>";
    let archive = b"PK\x03\x04\0\0\xff";
    macro_rules! assert_errors {
        ($($call:expr, $media_type:literal, $body:expr => $said:literal),* $(,)?) => {$(
            let answer = match $media_type {
                "" => Answer::status(200).part(Duration::ZERO, $body),
                media_type => typed(media_type, $body),
            };
            let error = api.error(answer, $call).await;
            assert!(error.is_decode(), "{error:?}");
            assert_eq!(error.body(), &$body[..]);
            let text = error.to_string();
            assert!(text.starts_with("the answer cannot be read (status 200 OK): "), "{text}");
            assert!(text.contains($said), "{text}");
            assert!(text.contains("; `Call::raw` gives its bytes as they are, "), "{text}");
            // Nothing of bytes that are no text is quoted.
            assert!(!text.contains("PK"), "{text}");
        )*};
    }
    let json = || runtime::call::<Invite>(client, &PLAIN);
    let text = || runtime::call_for_text(client, &PLAIN, "text/plain");
    let number = || runtime::call_for_scalar::<i64>(client, &PLAIN, "text/plain");
    let one_of = || runtime::call_by_status::<Transcript>(client, &PLAIN);
    assert_errors!(
        json(), "text/html; charset=utf-8", page.as_bytes()
            => "it is of the type `text/html; charset=utf-8`, 63 bytes, which begin `Sign in`",
        json(), "text/csv", b"a,b\n1,2\n" => "of the type `text/csv`, 8 bytes, which begin `a,b 1,2`",
        json(), "application/zip", archive => "it is of the type `application/zip`, 7 bytes (",
        json(), "", b"a: b" => "it is without a content type, 4 bytes, which begin `a: b`",
        client.request(Method::GET, "/x"), "application/zip", archive => "`application/zip`, 7 bytes (",
        text(), "text/html", page.as_bytes() => "`text/html`, 63 bytes, which begin `Sign in`",
        text(), "application/zip", archive => "expected text/plain, found application/zip",
        text(), "application/octet-stream", archive => "`application/octet-stream`, 7 bytes (",
        number(), "image/png", archive => "of the type `image/png`, 7 bytes (",
        number(), "text/html", page.as_bytes() => "`text/html`, 63 bytes, which begin `Sign in`",
        runtime::call_for_download(client, &PLAIN, "application/pdf"), "text/html", page.as_bytes()
            => "expected application/pdf, found text/html",
        one_of(), "text/html", page.as_bytes()
            => "expected 200 application/json or 200 text/plain, found 200 text/html",
        one_of(), "application/zip", archive => "of the type `application/zip`, 7 bytes (",
    );
    // Bytes are given out with their own type, and a file may be a page.
    for (accept, media_type) in [
        ("image/png", "image/webp"),
        ("image/png", "application/octet-stream"),
        ("image/png", ""),
        ("application/octet-stream", "text/html"),
        ("*/*", "text/event-stream"),
        ("text/html, application/pdf", "text/html"),
    ] {
        api.server.answer(typed(media_type, page));
        let mut file = runtime::call_for_download(client, &PLAIN, accept).await.unwrap();
        assert_eq!(file.content_type().unwrap_or_default(), media_type);
        assert_eq!(file.read().await.unwrap(), page);
    }
    // A page is the text of an operation that describes pages, and any text may be called HTML.
    for (accept, body) in [("text/html", page), ("text/*", page), ("text/plain", "a")] {
        api.server.answer(typed("text/html", body));
        assert_eq!(*runtime::call_for_text(client, &PLAIN, accept).await.unwrap(), body);
    }
}

/// Which text it is may depend on the request, and servers say so: that is drift, but the text.
#[tokio::test]
async fn text_of_another_kind_is_the_text_variant() {
    let api = Api::new();
    let call = || runtime::call_by_status::<Transcript>(&api.client.client, &PLAIN);
    for (media_type, drift) in
        [("text/plain; charset=utf-8", 0), ("text/vtt", 1), ("Text/SRT", 1), ("text/html", 1)]
    {
        api.server.answer(typed(media_type, "WEBVTT")).answer(typed(media_type, "WEBVTT"));
        let answer = call().await.unwrap();
        assert_eq!(*answer, Transcript::Text("WEBVTT".into()), "{media_type}");
        assert_eq!(answer.drift().len(), drift, "{media_type}");
        let strict = call().strictness(Strictness::Strict).await;
        assert_eq!(strict.is_err(), drift > 0, "{media_type}");
    }
    api.server.answer(Answer::json(200, r#"{"id": "a"}"#));
    let invite = Invite { id: "a".into(), email: None };
    assert_eq!(call().await.unwrap().into_inner(), Transcript::Json(invite));
    api.server.answer(typed("text/vtt", "WEBVTT"));
    let any = runtime::call_by_status::<AnyText>(&api.client.client, &PLAIN).await.unwrap();
    assert_eq!((&*any, any.drift().len()), (&AnyText::Text("WEBVTT".into()), 0));
}

/// What a server repeats of the credentials is only in the bytes.
#[tokio::test]
async fn no_secret_is_quoted() {
    let api = Api::new();
    let key = "sk-0123456789abcdef";
    let client = specmill_runtime::http::Client::clone(&api.client.client);
    for (media_type, body) in [
        ("text/plain", format!("denied: {key}")),
        ("text/event-stream", format!("data: {key}\n\n")),
        ("text/html", format!("<html>{key}</html>")),
    ] {
        let call = client.request(Method::GET, "/x").typed::<Invite>().bearer(key);
        let error = api.error(typed(media_type, body.as_bytes()), call).await;
        let shown = format!("{error} {error:?}");
        assert!(error.is_decode() && !shown.contains(key), "{shown}");
        assert_eq!(error.body(), body.as_bytes());
    }
}
