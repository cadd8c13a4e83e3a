//! Event streams.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::time::Duration;

use serde_json::{Value, json};
use specmill_runtime::__private as runtime;
use specmill_runtime::http::{Call, Error, ErrorKind, EventStream};
use specmill_runtime::json::{self, Strictness};
use specmill_test_server::{Answer, TestServer};

use crate::example::{Client, INVITE, Invite};

static OPERATION: runtime::Operation =
    runtime::Operation::post("chat", "/chat").security(&[&["Token"]]);

#[derive(Clone, Debug, PartialEq)]
struct Delta {
    n: i64,
}
json::object!(Delta { n: required "n" });

fn events(text: impl Into<String>) -> Answer {
    Answer::status(200)
        .header("content-type", "text/event-stream; charset=utf-8")
        .part(Duration::ZERO, text.into())
}

fn call(server: &TestServer) -> Call<EventStream<Delta>> {
    runtime::call_for_events(&Client::of(server).client, &OPERATION)
}

/// All items of an answer, errors too, and whether it ended early.
async fn all(answer: Answer) -> (Vec<Result<i64, Error>>, bool) {
    let server = TestServer::start().unwrap();
    server.answer(answer);
    rest(call(&server).await.unwrap().into_inner()).await
}

async fn rest(mut stream: EventStream<Delta>) -> (Vec<Result<i64, Error>>, bool) {
    let mut items = Vec::new();
    while let Some(item) = stream.next().await {
        items.push(item.map(|delta| delta.n));
    }
    assert!(!stream.is_open() && stream.try_next().await.unwrap().is_none());
    (items, stream.ended_early())
}

#[tokio::test]
async fn a_call_asks_for_events_and_gives_them_typed() {
    let server = TestServer::start().unwrap();
    server.answer(
        events("id: 7\nretry: 20\nevent: delta\ndata: {\"n\": 1}\n\n: wait\r\n\r\ndata: {\"n\":\r\ndata: 2}\r\n\r\n")
            .part(Duration::ZERO, "data: [DONE]\n\n")
            .header("x-request-id", "req-1"),
    );
    let call = Client::of(&server).invites().create(&Invite { id: "1".into(), email: None });
    let mut stream = call.body_field("stream", &true).events::<Delta>().await.unwrap();
    assert_eq!((stream.status().as_u16(), stream.request_id()), (200, Some("req-1")));
    assert_eq!(stream.try_next().await.unwrap(), Some(Delta { n: 1 }));
    assert_eq!((stream.last_event_id(), stream.last_event_name()), (Some("7"), Some("delta")));
    assert_eq!(stream.last_data(), "{\"n\": 1}");
    assert_eq!(stream.retry(), Some(Duration::from_millis(20)));
    assert_eq!(stream.collect().await.unwrap(), [Delta { n: 2 }]);
    assert!(!stream.ended_early() && !stream.is_open());

    let request = server.requests().remove(0);
    assert_eq!(request.header("accept"), Some("text/event-stream"));
    assert_eq!(request.text(), r#"{"id":"1","stream":true}"#);
}

#[tokio::test]
async fn without_conventions_a_stream_ends_with_its_answer() {
    let server = TestServer::start().unwrap();
    let text = "data: {\"n\": 1}\n\ndata: [DONE]\n\ndata: {\"n\": 2}\n\n";
    server.answer(events(text)).answer(events("data: {\"n\": 1}\n\n"));
    let call = || runtime::call_for_events(&Client::neutral(&server).client, &OPERATION);
    let (items, ended_early) = rest(call().await.unwrap().into_inner()).await;
    let [Ok(1), Err(error), Ok(2)] = items.as_slice() else { panic!("{items:?}") };
    assert_eq!((error.kind(), error.body()), (ErrorKind::Decode, &b"[DONE]"[..]));
    let text = error.to_string();
    assert!(text.contains("`streamEnd`") && text.contains("`x-specmill-conventions`"), "{text}");
    assert!(!ended_early);
    let (items, ended_early) = rest(call().await.unwrap().into_inner()).await;
    assert_eq!((items.len(), ended_early), (1, false));
}

#[tokio::test]
async fn an_end_without_done_is_told_apart() {
    let (items, ended_early) = all(events("data: {\"n\": 1}\n\n")).await;
    assert_eq!((items.len(), ended_early), (1, true));
    // The empty line after it may be missing.
    let (items, ended_early) = all(events("data: {\"n\": 1}\n\ndata: [DONE]")).await;
    assert_eq!((items.len(), ended_early), (1, false));
    let (items, ended_early) = all(events("")).await;
    assert!(items.is_empty() && ended_early);
}

/// Servers leave out the empty line behind the last event. A number might have gone on.
#[tokio::test]
async fn a_whole_value_at_the_end_needs_no_empty_line() {
    for (end, ended_early) in [("data: {\"n\": 2}", true), ("data: {\"n\": 2}\n", true)] {
        let (items, early) = all(events(format!("data: {{\"n\": 1}}\n\n{end}"))).await;
        let items: Vec<i64> = items.into_iter().map(Result::unwrap).collect();
        assert_eq!((items, early), (vec![1, 2], ended_early), "{end:?}");
    }
    let (items, early) = all(events("data: {\"n\": 1}\n\ndata: [DONE]")).await;
    assert_eq!((items.len(), early), (1, false));
    for open in ["data: {\"n\": 2", "data: 2", "event: x"] {
        let (items, _) = all(events(format!("data: {{\"n\": 1}}\n\n{open}"))).await;
        let error = items.into_iter().nth(1).unwrap().unwrap_err();
        assert!(error.to_string().contains("in the middle of an event"), "{error}");
    }
    // What is cut on the way is no end.
    let (items, _) = all(events("data: {\"n\": 1}\n\ndata: {\"n\": 2}").cut(1)).await;
    assert!(items.last().unwrap().as_ref().is_err_and(Error::is_connection), "{items:?}");
}

#[tokio::test]
async fn an_end_in_the_middle_of_an_event_is_an_error_with_what_came() {
    let (items, _) = all(events("data: {\"n\": 1}\n\ndata: {\"n\"")).await;
    let error = items[1].as_ref().unwrap_err();
    assert_eq!((error.kind(), error.body()), (ErrorKind::Connection, &b"{\"n\""[..]));

    let (items, ended_early) = all(events("data: {\"n\": 1}\n\n").cut(9)).await;
    let error = items[1].as_ref().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connection);
    assert!(error.to_string().contains("broke off after 16 bytes"), "{error}");
    assert!(!ended_early);
}

#[tokio::test]
async fn a_broken_event_is_an_error_and_the_stream_goes_on() {
    let text = "data: {\"n\": 1}\n\ndata: {nonsense\n\ndata: []\n\ndata:\n\ndata: {\"n\": 2}\n\ndata: [DONE]\n\n";
    let (items, _) = all(events(text)).await;
    assert_eq!((items.len(), *items[0].as_ref().unwrap(), *items[3].as_ref().unwrap()), (4, 1, 2));
    for (item, body) in [(&items[1], "{nonsense"), (&items[2], "[]")] {
        let error = item.as_ref().unwrap_err();
        assert_eq!((error.kind(), error.body()), (ErrorKind::Decode, body.as_bytes()));
        assert!(error.to_string().contains("an event of the stream cannot be read"), "{error}");
        assert_eq!(error.operation(), Some("chat"));
    }
}

#[tokio::test]
async fn an_error_inside_of_the_stream_ends_it() {
    for (text, message) in [
        (r#"data: {"error": {"message": "too much", "code": "c", "type": "t"}}"#, "too much"),
        ("event: error\ndata: {\"message\": \"too little\"}", "too little"),
        ("event: error\ndata: gone", "the server reported an error in the stream"),
    ] {
        let text =
            format!("data: {{\"n\": 1, \"error\": null}}\n\n{text}\n\ndata: {{\"n\": 2}}\n\n");
        let (items, ended_early) = all(events(&*text)).await;
        assert_eq!((items.len(), ended_early), (2, false));
        let error = items[1].as_ref().unwrap_err();
        assert!(error.is_stream() && error.to_string().starts_with(message), "{error}");
        assert!(!error.body().is_empty());
    }
}

#[tokio::test]
async fn drift_is_that_of_the_last_event() {
    let server = TestServer::start().unwrap();
    server.answer(events("data: {\"n\": 1, \"m\": 2}\n\ndata: {\"n\": 3}\n\n"));
    let mut stream = call(&server).await.unwrap();
    stream.try_next().await.unwrap();
    assert_eq!(stream.last_drift()[0].path, "$.m");
    stream.try_next().await.unwrap();
    assert!(stream.last_drift().is_empty());

    server.answer(events("data: {\"n\": 1, \"m\": 2}\n\n"));
    let mut stream = call(&server).strictness(Strictness::Strict).await.unwrap();
    assert!(stream.try_next().await.unwrap_err().is_decode());
}

#[tokio::test]
async fn an_event_of_ten_megabytes() {
    let text = format!("data: {{\"n\": 1{}}}\n\ndata: {{\"n\": 2}}\n\n", " ".repeat(10 << 20));
    let (items, _) = all(events(&*text)).await;
    assert_eq!(items.len(), 2);
    assert!(items.iter().all(Result::is_ok));

    let server = TestServer::start().unwrap();
    server.answer(events(text));
    let stream = call(&server).max_event_size(1 << 20).await.unwrap().into_inner();
    let (items, _) = rest(stream).await;
    let error = items[0].as_ref().unwrap_err();
    assert!(
        error.is_decode() && error.to_string().contains("larger than 1048576 bytes"),
        "{error}"
    );
    assert_eq!(*items[1].as_ref().unwrap(), 2);
}

#[tokio::test]
async fn an_answer_that_is_no_event_stream_is_an_error_with_its_body() {
    let server = TestServer::start().unwrap();
    server.answer(Answer::json(200, INVITE)).answer(Answer::json(404, "{\"message\": \"no\"}"));
    let error = call(&server).await.unwrap_err();
    assert_eq!((error.kind(), error.body()), (ErrorKind::Decode, INVITE.as_bytes()));
    assert!(error.to_string().contains("found `application/json`"), "{error}");
    assert!(call(&server).await.unwrap_err().is_not_found());
}

#[tokio::test]
async fn a_failure_before_the_stream_is_tried_again() {
    let server = TestServer::start().unwrap();
    server.answer(Answer::json(503, "{}").header("retry-after-ms", "1"));
    server.answer(events("data: [DONE]\n\n"));
    let stream = call(&server).await.unwrap();
    assert_eq!(stream.attempts(), 2);
}

#[tokio::test]
async fn a_silent_stream_ends_with_a_timeout() {
    let answer =
        || events("data: {\"n\": 1}\n\n").part(Duration::from_secs(30), "data: [DONE]\n\n");
    let server = TestServer::with_handler(move |_| answer()).unwrap();
    let limit = Duration::from_millis(100);
    let mut stream = call(&server).stall_timeout(limit).await.unwrap();
    assert!(stream.try_next().await.unwrap().is_some());
    let error = stream.try_next().await.unwrap_err();
    assert!(error.is_timeout() && error.to_string().contains("stalled"), "{error}");
    assert!(stream.try_next().await.unwrap().is_none());

    let mut stream = call(&server).deadline(Duration::from_millis(500)).await.unwrap();
    assert!(stream.try_next().await.unwrap().is_some());
    let error = stream.try_next().await.unwrap_err();
    assert!(error.is_timeout() && error.to_string().contains("deadline"), "{error}");
}

#[tokio::test]
async fn the_timeout_of_a_try_does_not_end_a_stream() {
    let answer =
        events("data: {\"n\": 1}\n\n").part(Duration::from_millis(600), "data: [DONE]\n\n");
    let server = TestServer::start().unwrap();
    server.answer(answer);
    let mut stream = call(&server).timeout(Duration::from_millis(300)).await.unwrap();
    assert_eq!(stream.collect().await.unwrap().len(), 1);
}

#[tokio::test]
async fn events_can_be_decoded_whole() {
    let server = TestServer::start().unwrap();
    server.answer(events(
        "event: thread.created\nid: 1\ndata: {\"n\": 1}\n\ndata: some \"text\"\n\nevent: done\ndata: [DONE]\n\n",
    ));
    let call = runtime::call_for_whole_events::<Value>(&Client::of(&server).client, &OPERATION);
    let all = call.await.unwrap().collect().await.unwrap();
    assert_eq!(
        all,
        [
            json!({"event": "thread.created", "data": {"n": 1}, "id": "1"}),
            json!({"data": "some \"text\"", "id": "1"}),
        ]
    );
}

/// Says the head of an answer, then events without end, and gives back how many bytes went out
/// before the other side hung up.
fn endless() -> (String, std::thread::JoinHandle<usize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let thread = std::thread::spawn(move || {
        let (mut socket, _) = listener.accept().unwrap();
        let mut request = [0; 4096];
        let _ = socket.read(&mut request).unwrap();
        let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n";
        socket.write_all(head.as_bytes()).unwrap();
        let event = format!("data: {{\"n\": 1{}}}\n\n", " ".repeat(60_000));
        let mut sent = 0;
        while socket.write_all(event.as_bytes()).is_ok() {
            sent += event.len();
        }
        sent
    });
    (url, thread)
}

#[tokio::test]
async fn dropping_a_stream_closes_the_connection() {
    let (url, thread) = endless();
    let client = Client::builder().base_url(url).bearer("sk-1").build().unwrap().client;
    let mut stream = runtime::call_for_events::<Delta>(&client, &OPERATION).await.unwrap();
    for _ in 0..100 {
        stream.try_next().await.unwrap().unwrap();
    }
    drop(stream);
    // Else the server would never see an end.
    let sent = tokio::task::spawn_blocking(move || thread.join().unwrap()).await.unwrap();
    assert!(sent > 0);
}

#[tokio::test]
async fn a_stream_that_is_done_leaves_the_connection_for_the_next() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    // Takes one connection: a second would wait for ever.
    let thread = std::thread::spawn(move || {
        let (mut socket, _) = listener.accept().unwrap();
        for _ in 0..2 {
            let mut request = [0; 4096];
            let _ = socket.read(&mut request).unwrap();
            let event = "data: [DONE]\n\n";
            let answer = format!(
                "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\
                 transfer-encoding: chunked\r\n\r\n{:x}\r\n{event}\r\n0\r\n\r\n",
                event.len()
            );
            socket.write_all(answer.as_bytes()).unwrap();
        }
    });
    let client = Client::builder().base_url(url).bearer("sk-1").build().unwrap().client;
    for _ in 0..2 {
        let call = runtime::call_for_events::<Delta>(&client, &OPERATION);
        assert!(call.await.unwrap().try_next().await.unwrap().is_none());
        for _ in 0..100 {
            tokio::task::yield_now().await;
        }
    }
    thread.join().unwrap();
}

#[test]
fn streams_can_be_sent_and_show_no_content() {
    fn check<T: Send + Unpin>() {}
    check::<EventStream<Delta>>();
    check::<Call<EventStream<Delta>>>();
}
