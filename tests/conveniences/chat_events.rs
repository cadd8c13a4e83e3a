//! A chat completion in words.

use openai_rest::http::{Error, ErrorKind};
use openai_rest::types::{ChatCompletionRequestMessage as Message, CreateChatCompletionRequest};
use openai_rest::{ChatEvent, ChatEvents};
use serde_json::{Value, json};
use specmill_test_server::{Answer, TestServer};

use crate::{client, events};

fn chunk(choice: Value) -> String {
    json!({"id": "c", "object": "chat.completion.chunk", "created": 7, "model": "m",
        "choices": [choice]})
    .to_string()
}

fn delta(delta: Value) -> String {
    chunk(json!({"index": 0, "delta": delta, "finish_reason": null}))
}

fn end(reason: &str) -> String {
    chunk(json!({"index": 0, "delta": {}, "finish_reason": reason}))
}

async fn stream(answer: Answer) -> (TestServer, ChatEvents) {
    let server = TestServer::start().unwrap();
    server.answer(answer);
    let request = CreateChatCompletionRequest::new(vec![Message::user("Hello")], "m");
    let events = client(&server).chat().stream(&request).await.unwrap();
    (server, events)
}

/// What an event says, in one line; nothing of a chunk.
fn said(event: &ChatEvent) -> Option<String> {
    Some(match event {
        ChatEvent::Chunk(_) => return None,
        ChatEvent::ContentDelta { choice, delta, .. } => format!("{choice} content + {delta}"),
        ChatEvent::ContentDone { choice, content, .. } => format!("{choice} content = {content}"),
        ChatEvent::RefusalDelta { choice, delta, .. } => format!("{choice} refusal + {delta}"),
        ChatEvent::RefusalDone { choice, refusal, .. } => format!("{choice} refusal = {refusal}"),
        ChatEvent::ToolCallArgumentsDelta { choice, index, id, name, delta, .. } => {
            format!("{choice}.{index} {id} {name} + {delta}")
        }
        ChatEvent::ToolCallArgumentsDone { choice, index, id, name, arguments, .. } => {
            format!("{choice}.{index} {id} {name} = {arguments}")
        }
        ChatEvent::LogprobsContentDelta { choice, delta, .. } => {
            format!("{choice} content tokens + {}", delta[0].token)
        }
        ChatEvent::LogprobsContentDone { choice, content, .. } => {
            format!("{choice} content tokens = {}", content.len())
        }
        ChatEvent::LogprobsRefusalDelta { choice, delta, .. } => {
            format!("{choice} refusal tokens + {}", delta[0].token)
        }
        ChatEvent::LogprobsRefusalDone { choice, refusal, .. } => {
            format!("{choice} refusal tokens = {}", refusal.len())
        }
        other => panic!("{other:?}"),
    })
}

/// All that is said, and how many chunks came.
async fn all(events: &mut ChatEvents) -> (Vec<String>, usize) {
    let (mut lines, mut chunks) = (Vec::new(), 0);
    while let Some(event) = events.try_next().await.unwrap() {
        match said(&event) {
            Some(line) => lines.push(line),
            None => chunks += 1,
        }
    }
    (lines, chunks)
}

#[tokio::test]
async fn texts_come_in_parts_and_then_as_a_whole() {
    let token =
        |text: &str| json!({"token": text, "logprob": -0.5, "bytes": null, "top_logprobs": []});
    let with_tokens =
        chunk(json!({"index": 0, "delta": {"content": "Good"}, "finish_reason": null,
        "logprobs": {"content": [token("Good")], "refusal": null}}));
    let more_tokens =
        chunk(json!({"index": 0, "delta": {"content": " day"}, "finish_reason": null,
        "logprobs": {"content": [token(" day")], "refusal": []}}));
    let chunks = [
        delta(json!({"role": "assistant", "content": "", "refusal": null})),
        with_tokens,
        more_tokens,
        end("stop"),
        "[DONE]".to_owned(),
    ];
    let (server, mut events) = stream(events(chunks.iter().map(String::as_str))).await;
    let (lines, chunks) = all(&mut events).await;
    assert_eq!(
        lines,
        [
            "0 content + Good",
            "0 content tokens + Good",
            "0 content +  day",
            "0 content tokens +  day",
            "0 content = Good day",
            "0 content tokens = 2",
        ]
    );
    assert_eq!(chunks, 4);
    let answer = events.finish().await.unwrap();
    assert_eq!(answer.text(), Some("Good day"));
    assert_eq!(answer.request_id(), Some("req-1"));
    assert!(events.try_next().await.unwrap().is_none());
    let sent: Value = serde_json::from_str(&server.requests()[0].text()).unwrap();
    assert_eq!(sent["stream"], true);
}

#[tokio::test]
async fn calls_of_tools_are_whole_when_nothing_can_follow() {
    let call = |index: u64, id: Option<&str>, name: Option<&str>, arguments: &str| {
        json!({"index": index, "id": id, "type": "function",
            "function": {"name": name, "arguments": arguments}})
    };
    let chunks = [
        delta(json!({"content": null, "tool_calls": [call(0, Some("a"), Some("weather"), "")]})),
        delta(
            json!({"tool_calls": [call(2, Some("b"), Some("time"), "{"), call(0, None, None, "{}")]}),
        ),
        delta(json!({"tool_calls": [call(2, None, None, "}")]})),
        end("tool_calls"),
        "[DONE]".to_owned(),
    ];
    let (_server, mut events) = stream(events(chunks.iter().map(String::as_str))).await;
    assert_eq!(
        all(&mut events).await.0,
        [
            "0.0 a weather + ",
            "0.2 b time + {",
            "0.0 a weather + {}",
            "0.2 b time + }",
            "0.0 a weather = {}",
            "0.2 b time = {}",
        ]
    );
}

#[tokio::test]
async fn calls_without_a_place_are_told_apart_by_their_id() {
    let call = |id: Option<&str>, name: Option<&str>, arguments: &str| json!({"id": id, "type": "function", "function": {"name": name, "arguments": arguments}});
    let chunks = [
        delta(json!({"tool_calls": [call(Some("a"), Some("weather"), "{}")]})),
        delta(json!({"tool_calls": [call(Some("b"), Some("time"), "{")]})),
        delta(json!({"tool_calls": [call(None, None, "}")]})),
        end("tool_calls"),
        "[DONE]".to_owned(),
    ];
    let (_server, mut events) = stream(events(chunks.iter().map(String::as_str))).await;
    let lines = all(&mut events).await.0;
    assert_eq!(lines[..3], ["0.0 a weather + {}", "0.1 b time + {", "0.1 b time + }"]);
}

#[tokio::test]
async fn choices_end_by_themselves_or_with_the_stream() {
    let of = |index: u64, delta: Value, reason: Option<&str>| {
        chunk(json!({"index": index, "delta": delta, "finish_reason": reason}))
    };
    let chunks = [
        of(1, json!({"refusal": "No"}), None),
        of(0, json!({"content": "a"}), None),
        of(1, json!({"refusal": "."}), Some("stop")),
        of(0, json!({"content": "b"}), None),
        "[DONE]".to_owned(),
    ];
    let (_server, mut events) = stream(events(chunks.iter().map(String::as_str))).await;
    assert_eq!(
        all(&mut events).await.0,
        [
            "1 refusal + No",
            "0 content + a",
            "1 refusal + .",
            "1 refusal = No.",
            "0 content + b",
            "0 content = ab",
        ]
    );
}

#[tokio::test]
async fn a_stream_that_is_cut_is_an_error_with_what_had_come() {
    let text =
        [delta(json!({"role": "assistant", "content": "Good"})), delta(json!({"content": " d"}))];
    let whole = events(text.iter().map(String::as_str));
    for (answer, kind) in [
        (whole.clone(), ErrorKind::Incomplete),
        (whole.clone().cut(100), ErrorKind::Connection),
        (
            events([&*text[0], &*text[1], r#"{"error": {"message": "overloaded"}}"#]),
            ErrorKind::Stream,
        ),
    ] {
        let (_server, mut events) = stream(answer).await;
        let mut lines = Vec::new();
        let error = loop {
            match events.try_next().await {
                Ok(event) => lines.extend(said(&event.unwrap())),
                Err(error) => break error,
            }
        };
        assert_eq!(lines, ["0 content + Good", "0 content +  d"]);
        assert_eq!(error.error().kind(), kind);
        assert_eq!(error.partial().unwrap().text(), Some("Good d"));
        assert_eq!(error.json()["choices"][0]["message"]["content"], "Good d");
        assert!(events.try_next().await.unwrap().is_none());
        let plain: Error = events.finish().await.unwrap_err().into();
        assert_eq!(plain.kind(), ErrorKind::Incomplete);
    }
}

#[tokio::test]
async fn an_event_that_cannot_be_read_is_passed_over() {
    let chunks = [delta(json!({"content": "a"})), delta(json!({"content": "b"})), end("stop")];
    let answer = events([&*chunks[0], "{", &*chunks[1], &*chunks[2], "[DONE]"]);
    let (_server, mut events) = stream(answer).await;
    let mut lines = Vec::new();
    let mut faults = 0;
    while let Some(event) = events.next().await {
        match event {
            Ok(event) => lines.extend(said(&event)),
            Err(error) => {
                assert_eq!(error.error().kind(), ErrorKind::Decode);
                faults += 1;
            }
        }
    }
    assert_eq!((lines.len(), faults), (3, 1));
    assert_eq!(lines[2], "0 content = ab");
}
