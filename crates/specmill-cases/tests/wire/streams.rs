//! Answers that are read as they come.

use std::time::Duration;

use serde_json::json;
use specmill_cases::streams::types::{NewChat, SpeakRequest};
use specmill_cases::streams::Client;
use specmill_runtime::http::ErrorKind;
use specmill_test_server::{Answer, TestServer};

use crate::{body, client, last};

fn answering(content_type: &str, body: &[u8]) -> (TestServer, Client) {
    let server = TestServer::start().unwrap();
    let answer = Answer::status(200).header("content-type", content_type);
    server.answer(answer.part(Duration::ZERO, body));
    let client = client(Client::builder(), &server);
    (server, client)
}

const CHUNKS: &[u8] = b"data: {\"delta\": \"a\"}\n\ndata: {\"delta\": \"b\"}\n\n";

#[tokio::test]
async fn one_method_answers_whole_or_as_a_stream() {
    let (server, chat) = answering("application/json", br#"{"text": "ab"}"#);
    let answer = chat.chat().create(&NewChat::new("hi")).await.unwrap();
    assert_eq!(answer.text, "ab");
    assert_eq!(body(&server), json!({"text": "hi"}));
    assert_eq!(last(&server).header("accept"), Some("application/json"));

    let (server, chat) = answering("text/event-stream", CHUNKS);
    let mut events = chat.chat().create(&NewChat::new("hi")).stream().await.unwrap();
    let mut text = String::new();
    while let Some(chunk) = events.try_next().await.unwrap() {
        text.push_str(&chunk.delta);
    }
    assert_eq!(text, "ab");
    assert_eq!(body(&server), json!({"text": "hi", "stream": true}));
    assert_eq!(last(&server).header("accept"), Some("text/event-stream"));
}

#[tokio::test]
async fn a_stream_may_be_asked_for_in_the_query() {
    let (server, chat) = answering("text/event-stream", b"data: {\"n\": 1}\n\n");
    let mut events = chat.chat().get("a").stream().await.unwrap();
    assert_eq!(events.try_next().await.unwrap().unwrap().n, 1);
    assert_eq!(last(&server).query("stream"), Some("true"));
}

/// Whoever asks for events by hand and awaits one answer is told the way to read them.
#[tokio::test]
async fn events_that_are_awaited_as_one_answer_name_the_method_that_reads_them() {
    use specmill_cases::streams::types::{AskList, AskShared, AskText};
    let server = TestServer::with_handler(|_| {
        let answer = Answer::status(200).header("content-type", "text/event-stream");
        answer.part(Duration::ZERO, CHUNKS)
    })
    .unwrap();
    let client: Client = client(Client::builder(), &server);
    let asks = client.asks();
    let (mut text, mut list) = (AskText::new("a"), AskList::new(["a"]));
    text.stream = true.into();
    list.stream = Some(true);
    let shared = AskShared::new("a").stream(true);
    macro_rules! assert_named {
        ($($call:expr => $advice:literal),* $(,)?) => {$(
            let error = $call.await.map(|_| ()).unwrap_err();
            assert_eq!((error.kind(), error.body()), (ErrorKind::Decode, CHUNKS));
            assert!(error.to_string().contains(concat!("; `", $advice)), "{error}");
            assert!(last(&server).text().contains("stream"));
        )*};
    }
    let mut speech = SpeakRequest::new("a");
    speech.stream = true.into();
    assert_named! {
        asks.ask(&text.clone().into()) => ".stream()` of this call",
        asks.ask(&list.into()) => ".stream()` of this call",
        asks.ask_shared(&shared) => ".stream()` of this call",
        asks.ask_plain(&shared) => "Call::events` reads the events",
        client.files().speak(&speech) => ".stream()` of this call",
    }
    let mut events = asks.ask(&text.into()).stream().await.unwrap();
    assert_eq!(events.collect().await.unwrap().len(), 2);
}

#[tokio::test]
async fn what_only_streams_is_a_stream_itself() {
    let (_server, chat) = answering("text/event-stream", CHUNKS);
    let mut events = chat.chat().watch("a").await.unwrap();
    assert_eq!(events.try_next().await.unwrap().unwrap().delta, "a");
    let (_server, chat) = answering("text/event-stream", b"data: [1]\n\n");
    let mut events = chat.chat().any_events().await.unwrap();
    assert_eq!(events.try_next().await.unwrap().unwrap(), json!([1]));
}

#[tokio::test]
async fn an_event_described_with_its_name_has_its_name() {
    use specmill_cases::streams::types::WatchThreadsEventEvent;
    let text = b"event: thread.created\ndata: {\"delta\": \"a\"}\n\n";
    let (_server, chat) = answering("text/event-stream", text);
    let mut events = chat.chat().watch_threads().await.unwrap();
    let event = events.try_next().await.unwrap().unwrap();
    assert_eq!(event.event, WatchThreadsEventEvent::ThreadCreated);
    assert_eq!(event.data.delta, "a");
}

#[tokio::test]
async fn bytes_are_downloaded() {
    let (server, files) = answering("application/octet-stream", &[0, 200, 1]);
    let mut file = files.files().get().await.unwrap();
    assert_eq!(file.read().await.unwrap().as_ref(), [0, 200, 1]);
    assert_eq!(last(&server).header("accept"), Some("application/octet-stream"));
    let (server, files) = answering("image/webp", b"x");
    let mut picture = files.files().get_picture().size(3).await.unwrap();
    assert_eq!(picture.content_type(), Some("image/webp"));
    assert_eq!(picture.try_next().await.unwrap().unwrap().as_ref(), b"x");
    let accept = "image/png, image/webp, application/json";
    assert_eq!(last(&server).header("accept"), Some(accept));
}

#[tokio::test]
async fn bytes_and_events_of_one_method() {
    let (_server, files) = answering("audio/mpeg", b"sound");
    let mut sound = files.files().speak(&SpeakRequest::new("hi")).await.unwrap();
    assert_eq!(sound.read().await.unwrap().as_ref(), b"sound");
    let (server, files) = answering("text/event-stream", CHUNKS);
    let mut events = files.files().speak(&SpeakRequest::new("hi")).stream().await.unwrap();
    assert_eq!(events.try_next().await.unwrap().unwrap().delta, "a");
    let request = last(&server).text();
    assert!(request.contains("name=\"stream\"\r\n\r\ntrue"), "{request}");
}

#[tokio::test]
async fn a_refused_stream_is_an_error_with_its_body() {
    let server = TestServer::start().unwrap();
    server.answer(Answer::json(404, r#"{"error": {"message": "no chat"}}"#));
    let chat: Client = client(Client::builder(), &server);
    let error = chat.chat().watch("a").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound);
    assert!(error.to_string().contains("no chat"), "{error}");
}

#[tokio::test]
async fn openapi_32_says_what_each_event_is() {
    use specmill_cases::openapi32;
    let server = TestServer::start().unwrap();
    let answer = Answer::status(200).header("content-type", "text/event-stream");
    server.answer(answer.part(Duration::ZERO, CHUNKS));
    let newest: openapi32::Client = client(openapi32::Client::builder(), &server);
    let mut events = newest.events().list().stream().await.unwrap();
    assert_eq!(events.try_next().await.unwrap().unwrap().delta, "a");
    server.answer(Answer::status(200).header("content-type", "image/png"));
    let mut picture = newest.events().put_picture(vec![1]).await.unwrap();
    assert_eq!(last(&server).body, [1]);
    assert!(picture.read().await.unwrap().is_empty());
}
