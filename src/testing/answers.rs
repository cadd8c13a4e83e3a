//! Answers of the API as tests want most of them: a text, a call of a function, an error.

#[cfg(any(convenience = "chat_stream", convenience = "response_stream"))]
use serde_json::Value;
use serde_json::json;
use specmill_runtime::http::testing::Answer;

#[cfg(convenience = "chat_stream")]
use crate::types::{CreateChatCompletionResponse, CreateChatCompletionStreamResponse};
#[cfg(convenience = "response_stream")]
use crate::types::{Response, ResponseStreamEvent};

/// When answers were made: 1 January 2026.
#[cfg(any(convenience = "chat_stream", convenience = "response_stream"))]
const CREATED: u64 = 1_767_225_600;
#[cfg(any(convenience = "chat_stream", convenience = "response_stream"))]
const MODEL: &str = "mock-model";

/// An error of the API: status 429 with the code `rate_limit_exceeded`, say.
///
/// ```
/// use openai_rest::testing::{Answer, error};
///
/// let answer: Answer<()> = error(429, "rate_limit_exceeded", "Slow down.").header("retry-after", "0");
/// ```
pub fn error<A, E>(status: u16, code: &str, message: &str) -> Answer<A, E> {
    let kind = if status >= 500 { "server_error" } else { "invalid_request_error" };
    let error = json!({"message": message, "type": kind, "param": null, "code": code});
    Answer::json(json!({"error": error})).status(status)
}

/// A chat completion with one choice, which says `text`.
#[cfg(convenience = "chat_stream")]
pub fn chat_completion(
    text: &str,
) -> Answer<CreateChatCompletionResponse, CreateChatCompletionStreamResponse> {
    let message = json!({"role": "assistant", "content": text, "refusal": null});
    Answer::json(completion(&message, "stop"))
}

/// A chat completion with one choice, which calls the function `name` with these arguments.
#[cfg(convenience = "chat_stream")]
pub fn chat_function_call(
    name: &str,
    arguments: Value,
) -> Answer<CreateChatCompletionResponse, CreateChatCompletionStreamResponse> {
    let function = json!({"name": name, "arguments": arguments.to_string()});
    let call = json!({"id": "call_mock", "type": "function", "function": function});
    let message =
        json!({"role": "assistant", "content": null, "refusal": null, "tool_calls": [call]});
    Answer::json(completion(&message, "tool_calls"))
}

#[cfg(convenience = "chat_stream")]
fn completion(message: &Value, finish_reason: &str) -> Value {
    json!({
        "id": "chatcmpl-mock",
        "object": "chat.completion",
        "created": CREATED,
        "model": MODEL,
        "choices": [{"index": 0, "message": message, "logprobs": null, "finish_reason": finish_reason}],
        "usage": {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0},
    })
}

/// The stream of a chat completion: a chunk for each of these texts, and one that ends the choice.
#[cfg(convenience = "chat_stream")]
pub fn chat_completion_stream<'t>(
    texts: impl IntoIterator<Item = &'t str>,
) -> Answer<CreateChatCompletionResponse, CreateChatCompletionStreamResponse> {
    let chunk = |delta: Value, finish_reason: Option<&str>| {
        let choice =
            json!({"index": 0, "delta": delta, "logprobs": null, "finish_reason": finish_reason});
        json!({
            "id": "chatcmpl-mock",
            "object": "chat.completion.chunk",
            "created": CREATED,
            "model": MODEL,
            "choices": [choice],
        })
    };
    let start =
        Answer::empty().event_json(chunk(json!({"role": "assistant", "content": ""}), None));
    let said = texts
        .into_iter()
        .fold(start, |answer, text| answer.event_json(chunk(json!({"content": text}), None)));
    said.event_json(chunk(json!({}), Some("stop")))
}

/// A response whose output is a message with `text`.
#[cfg(convenience = "response_stream")]
pub fn response(text: &str) -> Answer<Response, ResponseStreamEvent> {
    Answer::json(whole("completed", &json!([message("completed", json!([output_text(text)]))])))
}

/// A response whose output is a call of the function `name` with these arguments.
#[cfg(convenience = "response_stream")]
pub fn response_function_call(
    name: &str,
    arguments: Value,
) -> Answer<Response, ResponseStreamEvent> {
    let call = json!({
        "id": "fc_mock",
        "type": "function_call",
        "call_id": "call_mock",
        "name": name,
        "arguments": arguments.to_string(),
        "status": "completed",
    });
    Answer::json(whole("completed", &json!([call])))
}

/// The stream of a response whose output is a message with these texts, an event for each, between those
/// that begin and end it.
#[cfg(convenience = "response_stream")]
pub fn response_stream<'t>(
    texts: impl IntoIterator<Item = &'t str>,
) -> Answer<Response, ResponseStreamEvent> {
    let texts: Vec<&str> = texts.into_iter().collect();
    let text = texts.concat();
    let place = json!({"item_id": "msg_mock", "output_index": 0, "content_index": 0});
    let done = message("completed", json!([output_text(&text)]));
    let mut events = vec![
        json!({"type": "response.created", "response": whole("in_progress", &json!([]))}),
        json!({
            "type": "response.output_item.added",
            "output_index": 0,
            "item": message("in_progress", json!([])),
        }),
        with(&place, json!({"type": "response.content_part.added", "part": output_text("")})),
    ];
    events.extend(texts.iter().map(|delta| {
        with(&place, json!({"type": "response.output_text.delta", "delta": delta, "logprobs": []}))
    }));
    events.extend([
        with(&place, json!({"type": "response.output_text.done", "text": text, "logprobs": []})),
        with(&place, json!({"type": "response.content_part.done", "part": output_text(&text)})),
        json!({"type": "response.output_item.done", "output_index": 0, "item": done}),
        json!({"type": "response.completed", "response": whole("completed", &json!([done]))}),
    ]);
    let numbered = events.into_iter().enumerate();
    numbered.fold(Answer::empty(), |answer, (number, event)| {
        answer.event_json(with(&json!({"sequence_number": number}), event))
    })
}

#[cfg(convenience = "response_stream")]
fn whole(status: &str, output: &Value) -> Value {
    json!({
        "id": "resp_mock",
        "object": "response",
        "created_at": CREATED,
        "status": status,
        "error": null,
        "incomplete_details": null,
        "instructions": null,
        "metadata": {},
        "model": MODEL,
        "output": output,
        "parallel_tool_calls": true,
        "temperature": 1.0,
        "tool_choice": "auto",
        "tools": [],
        "top_p": 1.0,
    })
}

#[cfg(convenience = "response_stream")]
fn message(status: &str, content: Value) -> Value {
    let (id, kind, role) = ("msg_mock", "message", "assistant");
    json!({"id": id, "type": kind, "role": role, "status": status, "content": content})
}

#[cfg(convenience = "response_stream")]
fn output_text(text: &str) -> Value {
    json!({"type": "output_text", "text": text, "annotations": [], "logprobs": []})
}

/// `event` with the members of `more` behind its own.
#[cfg(convenience = "response_stream")]
fn with(more: &Value, mut event: Value) -> Value {
    if let (Value::Object(event), Value::Object(more)) = (&mut event, more) {
        event.extend(more.clone());
    }
    event
}
