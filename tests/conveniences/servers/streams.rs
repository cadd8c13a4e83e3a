//! Streams: how they begin, pause, fail and end.

use std::time::Duration;

use openai_rest::http::{ErrorKind, EventStream, Response};
use openai_rest::types::{CreateChatCompletionStreamResponse as Chunk, FinishReason};
use openai_rest::{ChatStream, Client, Error};
use specmill_test_server::{Answer, TestServer};

use super::{asking, question};

const HEAD: &str =
    r#"{"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": "#;

fn chunk(choices: &str) -> String {
    format!("{HEAD}{choices}}}").replace('\n', " ")
}

fn text(text: &str) -> String {
    chunk(&format!(r#"[{{"index": 0, "delta": {{"content": "{text}"}}, "finish_reason": null}}]"#))
}

fn end() -> String {
    chunk(r#"[{"index": 0, "delta": {}, "finish_reason": "stop"}]"#)
}

/// An event stream of this text.
fn streaming(text: String) -> Answer {
    Answer::status(200).header("content-type", "text/event-stream").part(Duration::ZERO, text)
}

async fn begin(client: &Client) -> Result<Response<EventStream<Chunk>>, Error> {
    client.chat().create_completion(&question()).stream().await
}

async fn stream(answer: Answer) -> (TestServer, ChatStream) {
    let (server, client) = asking(answer);
    let stream = begin(&client).await.unwrap().accumulate();
    (server, stream)
}

#[tokio::test]
async fn comments_that_keep_it_alive_are_no_events() {
    let body = format!(
        ": ping - 2026-11-28\n\ndata: {}\n\n: OPENROUTER PROCESSING\n\n:\n\n\n\ndata:{}\r\n\r\n: x\r\n\r\ndata: {}\n\ndata: [DONE]\n\n",
        text("Good "),
        text("day"),
        end()
    );
    let (_server, mut stream) = stream(streaming(body)).await;
    let answer = stream.finish().await.unwrap();
    assert_eq!(answer.text(), Some("Good day"));
    assert!(answer.drift().is_empty(), "{:?}", answer.drift());
}

#[tokio::test]
async fn a_stream_may_end_without_saying_so() {
    // Not even with an empty line.
    for body in [
        format!("data: {}\n\ndata: {}\n\n", text("Hi"), end()),
        format!("data: {}\n\ndata: {}", text("Hi"), end()),
    ] {
        let (_server, mut stream) = stream(streaming(body)).await;
        let answer = stream.finish().await.unwrap();
        assert_eq!(
            (answer.text(), &answer.choices[0].finish_reason),
            (Some("Hi"), &FinishReason::Stop)
        );
    }
    let (_server, mut stream) = stream(streaming(format!("data: {}\n\n", text("Hi")))).await;
    let error = stream.finish().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Incomplete);
    assert_eq!(stream.snapshot().unwrap().text(), Some("Hi"), "what came stays at hand");
}

#[tokio::test]
async fn usage_comes_in_chunks_of_its_own_or_in_all() {
    let usage = r#""usage": {"prompt_tokens": 3, "completion_tokens": 2, "total_tokens": 5}"#;
    let alone = [text("Hi"), end(), format!("{HEAD}[], {usage}}}")];
    let always = [text("Hi"), end()]
        .map(|chunk| chunk.replace(r#"1, "model""#, &format!(r#"1, {usage}, "model""#)));
    let null = [text("Hi"), end(), format!("{HEAD}null, {usage}}}")];
    for chunks in [alone.to_vec(), always.to_vec(), null.to_vec()] {
        let body: String = chunks.iter().map(|chunk| format!("data: {chunk}\n\n")).collect();
        let (_server, mut stream) = stream(streaming(body + "data: [DONE]\n\n")).await;
        let answer = stream.finish().await.unwrap();
        assert_eq!(answer.text(), Some("Hi"));
        assert_eq!(answer.usage.as_ref().unwrap().total_tokens, 5);
        assert_eq!(answer.choices.len(), 1);
    }
}

#[tokio::test]
async fn an_error_in_a_stream_has_its_message() {
    for (event, code) in [
        (r#"data: {"error": {"message": "out of memory", "type": "x", "code": 500}}"#, Some("500")),
        (r#"data: {"error": "out of memory"}"#, None),
        (
            r#"data: {"error": {"object": "error", "message": "out of memory", "code": 400}}"#,
            Some("400"),
        ),
        ("event: error\ndata: {\"message\": \"out of memory\"}", None),
        ("event: error\ndata: {\"detail\": \"out of memory\"}", None),
    ] {
        let body = format!("data: {}\n\n{event}\n\ndata: [DONE]\n\n", text("Hi"));
        let (_server, mut stream) = stream(streaming(body)).await;
        let error = stream.finish().await.unwrap_err();
        assert_eq!(
            (error.kind(), error.message()),
            (ErrorKind::Stream, Some("out of memory")),
            "{event}"
        );
        assert_eq!(error.code(), code, "{event}");
        assert_eq!(stream.snapshot().unwrap().text(), Some("Hi"));
    }
}

#[tokio::test]
async fn reasoning_and_what_else_a_server_adds_accumulates() {
    let reason = |name: &str, text: &str| {
        chunk(&format!(
            r#"[{{"index": 0, "delta": {{"role": "assistant", "content": null, "{name}": "{text}", "tool_calls": null}}, "finish_reason": null}}]"#
        ))
    };
    for name in ["reasoning_content", "reasoning"] {
        let chunks = [reason(name, "It "), reason(name, "is."), text("Yes"), end()];
        let body: String = chunks.iter().map(|chunk| format!("data: {chunk}\n\n")).collect();
        let (_server, mut stream) = stream(streaming(body)).await;
        let first = stream.try_next().await.unwrap().unwrap();
        assert_eq!(first.choices[0].delta.extra[name], "It ");
        let answer = stream.finish().await.unwrap();
        assert_eq!(answer.choices[0].message.extra[name], "It is.");
        assert_eq!(answer.text(), Some("Yes"));
    }
}

/// Whole calls in one chunk, or in pieces, without `index`; arguments as an object.
#[tokio::test]
async fn tool_calls_belong_together_without_an_index() {
    let calls = |calls: &str| {
        let delta = format!(r#"{{"content": null, "tool_calls": {calls}}}"#);
        chunk(&format!(r#"[{{"index": 0, "delta": {delta}, "finish_reason": null}}]"#))
    };
    let whole = vec![calls(
        r#"[{"id": "a", "type": "function", "function": {"name": "f", "arguments": "{\"n\":1}"}},
        {"id": "b", "type": "function", "function": {"name": "g", "arguments": "{\"n\":2}"}}]"#,
    )];
    let pieces = vec![
        calls(r#"[{"id": "a", "function": {"name": "f", "arguments": ""}}]"#),
        calls(r#"[{"function": {"arguments": "{\"n\""}}]"#),
        calls(r#"[{"id": "", "function": {"name": null, "arguments": ":1}"}}]"#),
        calls(
            r#"[{"id": "b", "type": "function", "function": {"name": "g", "arguments": "{\"n\""}}]"#,
        ),
        calls(r#"[{"id": "b", "function": {"arguments": ":2}"}}]"#),
    ];
    let objects = vec![calls(
        r#"[{"id": "a", "type": "function", "function": {"name": "f", "arguments": {"n":1}}},
        {"id": "b", "type": "function", "function": {"name": "g", "arguments": {"n":2}}}]"#,
    )];
    for chunks in [whole, pieces, objects] {
        let body: String = chunks.iter().map(|chunk| format!("data: {chunk}\n\n")).collect();
        let finish = chunk(r#"[{"index": 0, "delta": {}, "finish_reason": "tool_calls"}]"#);
        let (_server, mut stream) = stream(streaming(format!("{body}data: {finish}\n\n"))).await;
        let answer = stream.finish().await.unwrap();
        let calls = answer.choices[0].message.tool_calls.clone().unwrap();
        let calls: Vec<_> = calls
            .iter()
            .map(|call| {
                let openai_rest::types::ChatCompletionToolCall::Function(call) = call else {
                    panic!()
                };
                (call.id.as_str(), call.function.name.as_str(), call.function.arguments.as_str())
            })
            .collect();
        assert_eq!(calls, [("a", "f", "{\"n\":1}"), ("b", "g", "{\"n\":2}")]);
    }
}

#[tokio::test]
async fn chunks_may_lack_what_every_chunk_has() {
    let chunks = [
        r#"{"choices": [{"delta": {"content": "Hi"}}]}"#,
        r#"{"id": "", "object": "", "created": null, "model": null, "choices": [{"index": 0, "delta": null}]}"#,
        r#"{"choices": [{"index": 0, "delta": {"role": null, "content": ""}, "finish_reason": ""}]}"#,
        r#"{"choices": [{"index": 0, "delta": {}, "finish_reason": "eos_token"}]}"#,
    ];
    let body: String = chunks.iter().map(|chunk| format!("data: {chunk}\n\n")).collect();
    let (_server, mut stream) = stream(streaming(body)).await;
    let answer = stream.finish().await.unwrap();
    assert_eq!((answer.text(), &*answer.id), (Some("Hi"), ""));
    assert_eq!(answer.choices[0].finish_reason, FinishReason::from("eos_token"));
}

/// A server that cannot stream, and one that does not say what it sends.
#[tokio::test]
async fn what_is_no_stream_is_told() {
    let (_server, client) = asking(Answer::json(200, r#"{"choices": []}"#));
    let error = begin(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.to_string().contains("application/json"), "{error}");
    let body = format!("data: {}\n\ndata: {}\n\ndata: [DONE]\n\n", text("Hi"), end());
    let (_server, client) = asking(Answer::status(200).part(Duration::ZERO, body));
    let answer = begin(&client).await.unwrap().accumulate().finish().await.unwrap();
    assert_eq!(answer.text(), Some("Hi"));
}
