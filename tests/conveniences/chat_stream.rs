//! A chat completion in chunks.

use openai_rest::http::{ErrorKind, Response};
use openai_rest::json;
use openai_rest::types::{
    ChatCompletionRequestMessage as Message, ChatCompletionToolCall, CreateChatCompletionRequest,
    CreateChatCompletionResponse, FinishReason as Reason,
};
use openai_rest::{ChatAccumulator, ChatStream};
use serde_json::{Value, json};
use specmill_test_server::{Answer, TestServer};

use crate::{client, events};

/// A chunk with these choices.
fn chunk(choices: &str) -> String {
    format!(
        r#"{{"id": "c-1", "object": "chat.completion.chunk", "created": 7, "model": "m", "choices": {choices}}}"#
    )
}

fn chunks(choices: &[&str]) -> Vec<String> {
    choices.iter().map(|choices| chunk(choices)).collect()
}

fn answer(chunks: &[String], end: &str) -> Answer {
    events(chunks.iter().map(String::as_str).chain(Some(end).filter(|end| !end.is_empty())))
}

/// The stream of a server that answers so.
async fn stream(answer: Answer) -> (TestServer, ChatStream) {
    let server = TestServer::start().unwrap();
    server.answer(answer);
    let request = CreateChatCompletionRequest::new(vec![Message::user("Hello")], "m");
    let call = client(&server).chat().create_completion(&request).stream();
    let stream = call.await.unwrap().accumulate();
    (server, stream)
}

async fn whole(choices: &[&str]) -> Response<CreateChatCompletionResponse> {
    let (_server, mut stream) = stream(answer(&chunks(choices), "[DONE]")).await;
    stream.finish().await.unwrap()
}

#[tokio::test]
async fn chunks_are_given_as_they_come_and_make_up_the_answer() {
    let chunks = chunks(&[
        r#"[{"index": 0, "delta": {"role": "assistant", "content": "", "refusal": null}, "logprobs": null, "finish_reason": null}]"#,
        r#"[{"index": 0, "delta": {"content": "Good "}, "finish_reason": null}]"#,
        r#"[{"index": 0, "delta": {"content": "day"}, "finish_reason": null}]"#,
        r#"[{"index": 0, "delta": {}, "finish_reason": "stop"}]"#,
    ]);
    let (server, mut stream) = stream(answer(&chunks, "[DONE]")).await;
    let mut seen = String::new();
    while let Some(chunk) = stream.try_next().await.unwrap() {
        seen += chunk.choices[0].delta.content.as_deref().unwrap_or_default();
        let so_far = stream.snapshot().unwrap();
        assert_eq!(so_far.text(), Some(&*seen));
        let has_ended = chunk.choices[0].finish_reason.is_some();
        let reason = if has_ended { Reason::Stop } else { Reason::Other(String::new()) };
        assert_eq!(so_far.choices[0].finish_reason, reason);
        assert_eq!(stream.accumulator().is_whole(), has_ended);
    }
    let answer = stream.finish().await.unwrap();
    assert_eq!(answer.text(), Some("Good day"));
    assert_eq!((&*answer.id, answer.created, &*answer.model), ("c-1", 7.into(), "m"));
    assert_eq!(answer.request_id(), Some("req-1"));
    assert!(answer.drift().is_empty(), "{:?}", answer.drift());
    assert_eq!(
        serde_json::from_slice::<Value>(answer.bytes()).unwrap(),
        json!({"id": "c-1", "object": "chat.completion", "created": 7, "model": "m", "choices": [{
            "index": 0, "logprobs": null, "finish_reason": "stop",
            "message": {"role": "assistant", "content": "Good day", "refusal": null}}]})
    );
    let sent: Value = serde_json::from_str(&server.requests()[0].text()).unwrap();
    assert_eq!(
        sent,
        json!({"model": "m", "stream": true, "messages": [{"role": "user", "content": "Hello"}]})
    );
}

#[tokio::test]
async fn several_choices_keep_apart_and_in_order() {
    let answer = whole(&[
        r#"[{"index": 1, "delta": {"content": "b"}, "finish_reason": null}]"#,
        r#"[{"index": 0, "delta": {"content": "a"}, "finish_reason": null}, {"index": 2, "delta": {"content": "c"}, "finish_reason": null}]"#,
        r#"[{"index": 0, "delta": {"content": "A"}, "finish_reason": "length"}]"#,
        r#"[{"index": 1, "delta": {"content": "B"}, "finish_reason": "stop"}, {"index": 2, "delta": {"refusal": "no"}, "finish_reason": "stop"}]"#,
    ])
    .await;
    let texts: Vec<_> =
        answer.choices.iter().map(|choice| choice.message.content.as_deref().unwrap()).collect();
    assert_eq!(texts, ["aA", "bB", "c"]);
    assert_eq!(answer.choices[2].message.refusal.as_deref(), Some("no"));
    let reasons = [Reason::Length, Reason::Stop, Reason::Stop];
    for (choice, reason) in answer.choices.iter().zip(reasons) {
        assert_eq!(choice.finish_reason, reason);
    }
}

#[tokio::test]
async fn calls_of_tools_come_interleaved() {
    let answer = whole(&[
        r#"[{"index": 0, "delta": {"role": "assistant", "content": null, "tool_calls": [{"index": 0, "id": "call-a", "type": "function", "function": {"name": "weather", "arguments": ""}}]}, "finish_reason": null}]"#,
        r#"[{"index": 0, "delta": {"tool_calls": [{"index": 1, "id": "call-b", "type": "function", "function": {"name": "time", "arguments": "{\"zone"}}, {"index": 0, "function": {"arguments": "{\"city\""}}]}, "finish_reason": null}]"#,
        r#"[{"index": 0, "delta": {"tool_calls": [{"index": 0, "id": "", "type": "function", "function": {"name": "weather", "arguments": ":\"Oslo\"}"}}]}, "finish_reason": null}]"#,
        r#"[{"index": 0, "delta": {"tool_calls": [{"index": 1, "function": {"arguments": "\":0}"}}]}, "finish_reason": "tool_calls"}]"#,
    ])
    .await;
    let message = &answer.choices[0].message;
    assert_eq!((answer.text(), &answer.choices[0].finish_reason), (None, &Reason::ToolCalls));
    let calls = message.tool_calls.as_ref().unwrap();
    let calls: Vec<_> = calls
        .iter()
        .map(|call| match call {
            ChatCompletionToolCall::Function(call) => {
                (&*call.id, &*call.function.name, &*call.function.arguments)
            }
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(
        calls,
        [("call-a", "weather", r#"{"city":"Oslo"}"#), ("call-b", "time", r#"{"zone":0}"#)]
    );
    assert!(answer.drift().is_empty(), "{:?}", answer.drift());
}

#[tokio::test]
async fn log_probabilities_and_usage() {
    let token = |text: &str| {
        format!(r#"{{"token": "{text}", "logprob": -0.5, "bytes": [97], "top_logprobs": []}}"#)
    };
    let part = |text: &str, reason: &str| {
        chunk(&format!(
            r#"[{{"index": 0, "delta": {{"content": "{text}"}}, "logprobs": {{"content": [{}], "refusal": null}}, "finish_reason": {reason}}}]"#,
            token(text)
        ))
    };
    let usage = chunk("[]").replace(
        r#""choices""#,
        r#""usage": {"prompt_tokens": 3, "completion_tokens": 2, "total_tokens": 5}, "choices""#,
    );
    let early = part("a", "null").replace(r#""choices""#, r#""usage": null, "choices""#);
    let all = [early, part("b", r#""stop""#), usage];
    let (_server, mut stream) = stream(answer(&all, "[DONE]")).await;
    let answer = stream.finish().await.unwrap();
    assert_eq!(answer.usage.as_ref().unwrap().total_tokens, 5);
    let logprobs = answer.choices[0].logprobs.as_ref().unwrap().content.as_ref().unwrap();
    let tokens: Vec<_> = logprobs.iter().map(|token| &*token.token).collect();
    assert_eq!((tokens, answer.choices.len()), (vec!["a", "b"], 1));
}

#[tokio::test]
async fn what_no_description_has_is_kept() {
    let answer = whole(&[
        r#"[{"index": 0, "delta": {"reasoning_content": "Let me "}, "finish_reason": null}]"#,
        r#"[{"index": 0, "delta": {"reasoning_content": "see.", "content": "4"}, "finish_reason": "stop", "matched": 2}]"#,
    ])
    .await;
    let json: Value = serde_json::from_slice(answer.bytes()).unwrap();
    assert_eq!(json["choices"][0]["message"]["reasoning_content"], "Let me see.");
    assert_eq!(json["choices"][0]["matched"], 2);
    let paths: Vec<_> = answer.drift().iter().map(|drift| &*drift.path).collect();
    assert_eq!(paths, ["$.choices[0].message.reasoning_content", "$.choices[0].matched"]);
}

#[tokio::test]
async fn a_stream_that_ends_early_is_an_error_and_what_came_stays() {
    let begun = [
        chunk(r#"[{"index": 0, "delta": {"content": "a"}, "finish_reason": "stop"}]"#),
        chunk(r#"[{"index": 1, "delta": {"content": "b"}, "finish_reason": null}]"#),
    ];
    let (_server, mut ended) = stream(answer(&begun, "")).await;
    for _ in 0..2 {
        let error = ended.finish().await.unwrap_err();
        assert!(error.is_incomplete(), "{error:?}");
        assert!(error.to_string().contains("choice 1 has no `finish_reason`"), "{error}");
        assert_eq!((error.body(), error.request_id()), (begun[1].as_bytes(), Some("req-1")));
    }
    assert_eq!(ended.snapshot().unwrap().choices[1].message.content.as_deref(), Some("b"));

    let (_server, mut broken) = stream(answer(&begun, "").cut(9)).await;
    assert_eq!(broken.finish().await.unwrap_err().kind(), ErrorKind::Connection);
    assert_eq!(broken.finish().await.unwrap_err().kind(), ErrorKind::Incomplete);
    assert_eq!(broken.snapshot().unwrap().choices.len(), 2);

    let (_server, mut empty) = stream(answer(&[], "[DONE]")).await;
    let error = empty.finish().await.unwrap_err();
    assert!(error.is_incomplete() && error.to_string().contains("no choice came"), "{error}");

    // A server that never gives a reason, and says that it is done.
    let (_server, mut done) = stream(answer(&begun, "[DONE]")).await;
    let reasons: Vec<_> = done
        .finish()
        .await
        .unwrap()
        .into_inner()
        .choices
        .into_iter()
        .map(|it| it.finish_reason)
        .collect();
    assert_eq!(reasons, [Reason::Stop, Reason::Other(String::new())]);
}

#[tokio::test]
async fn errors_inside_of_the_stream() {
    let begun = chunk(r#"[{"index": 0, "delta": {"content": "a"}, "finish_reason": null}]"#);
    let told = r#"{"error": {"message": "overloaded", "code": "c"}}"#;
    let (_server, mut stream) = stream(answer(std::slice::from_ref(&begun), told)).await;
    let error = stream.finish().await.unwrap_err();
    assert!(error.is_stream() && error.to_string().starts_with("overloaded"), "{error}");
    assert_eq!(stream.snapshot().unwrap().text(), Some("a"));
    assert!(stream.accumulator().json().get("error").is_none());
}

#[tokio::test]
async fn an_event_that_cannot_be_read_is_an_error_and_finishing_goes_on() {
    let end = chunk(r#"[{"index": 0, "delta": {"content": "b"}, "finish_reason": "stop"}]"#);
    // A choice is an object, so this is no chunk; it is JSON.
    let bad = chunk(r#"["a"]"#);
    let all = ["{".to_owned(), bad, end];
    let (_server, mut stream) = stream(answer(&all, "[DONE]")).await;
    for body in [all[0].as_bytes(), all[1].as_bytes()] {
        let error = stream.finish().await.unwrap_err();
        assert_eq!((error.kind(), error.body()), (ErrorKind::Decode, body));
    }
    let answer = stream.finish().await.unwrap();
    assert_eq!(answer.text(), Some("b"));
    assert!(String::from_utf8_lossy(answer.bytes()).contains(r#""b""#));
}

#[test]
fn chunks_can_come_from_anywhere() {
    let chunks = chunks(&[
        r#"[{"index": 0, "delta": {"content": "a", "new": "x"}, "finish_reason": null}]"#,
        r#"[{"index": 0, "delta": {"content": "b", "new": "y"}, "finish_reason": "stop"}]"#,
    ]);
    let mut typed = ChatAccumulator::new();
    let mut raw = ChatAccumulator::new();
    for chunk in &chunks {
        typed.push(&json::decode(chunk.as_bytes(), json::Strictness::Lenient).unwrap().value);
        raw.push_json(chunk).unwrap();
    }
    assert!(raw.push_json("{").is_err());
    assert!(typed.is_whole() && raw.is_whole());
    assert_eq!(typed.snapshot().unwrap(), raw.snapshot().unwrap());
    assert_eq!(typed.snapshot().unwrap().text(), Some("ab"));
    assert_eq!(raw.json()["choices"][0]["message"]["new"], "xy");
}
