//! Runs over chat completions.

use openai_rest::tool_runner::{RunnableFunction, ToolFailure, ToolRunErrorKind};
use openai_rest::types::{ChatCompletionRequestMessage as Message, CreateChatCompletionRequest};
use serde_json::{Value, json};

use super::{sent, server};
use crate::client;

fn completion(reason: &str, message: Value) -> Value {
    let mut choice = json!({"index": 0, "finish_reason": reason, "logprobs": null,
        "message": {"role": "assistant", "content": null, "refusal": null}});
    choice["message"].as_object_mut().unwrap().extend(message.as_object().unwrap().clone());
    json!({"id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": "m",
        "choices": [choice]})
}

fn call(id: &str, arguments: &str) -> Value {
    json!({"id": id, "type": "function", "function": {"name": "tide", "arguments": arguments}})
}

fn tide<'t>() -> RunnableFunction<'t> {
    let parameters = json!({"type": "object", "properties": {"day": {"type": "integer"}},
        "required": ["day"], "additionalProperties": false});
    RunnableFunction::with_parameters("tide", "High water.", parameters, |day: Value| async move {
        match day["day"].as_u64() {
            Some(day) => Ok(format!("at {}", 8 + day)),
            None => Err("which day?"),
        }
    })
    .strict(true)
}

fn asked() -> CreateChatCompletionRequest {
    CreateChatCompletionRequest::new([Message::user("When?")], "m")
}

#[tokio::test]
async fn tools_are_run_until_the_model_answers() {
    let custom =
        json!({"id": "call-3", "type": "custom", "custom": {"name": "sing", "input": "la"}});
    let calls = json!([call("call-1", r#"{"day":1}"#), call("call-2", "{}"), custom]);
    let server = server(&[
        completion("tool_calls", json!({"tool_calls": calls})),
        completion("stop", json!({"content": "At nine."})),
    ]);
    let request = asked().tool_choice("required");
    let run = client(&server).chat().run(&request).tool(tide()).await.unwrap();
    assert_eq!(run.answer.text(), Some("At nine."));
    assert!(matches!(run.outcomes[1].result, Err(ToolFailure::Failed(_))));

    let function = json!({"name": "tide", "description": "High water.", "strict": true,
        "parameters": {"type": "object", "properties": {"day": {"type": "integer"}},
            "required": ["day"], "additionalProperties": false}});
    let tools = json!([{"type": "function", "function": function}]);
    let user = json!({"role": "user", "content": "When?"});
    assert_eq!(
        sent(&server, 0),
        json!({"model": "m", "messages": [user], "tools": tools, "tool_choice": "required"})
    );
    let tool =
        |id: &str, content: &str| json!({"role": "tool", "tool_call_id": id, "content": content});
    let mut messages = vec![
        user,
        json!({"role": "assistant", "content": null, "refusal": null, "tool_calls": calls}),
        tool("call-1", "at 9"),
        tool("call-2", "error: which day?"),
        tool("call-3", "error: there is no such tool; those there are: tide"),
    ];
    assert_eq!(
        sent(&server, 1),
        json!({"model": "m", "messages": messages, "tools": tools, "tool_choice": "auto"})
    );
    messages.push(json!({"role": "assistant", "content": "At nine.", "refusal": null}));
    assert_eq!(serde_json::to_value(&run.conversation).unwrap(), json!(messages));
}

#[tokio::test]
async fn a_choice_among_tools_is_one_for_the_first_turn() {
    let server = server(&[
        completion("tool_calls", json!({"tool_calls": [call("call-1", r#"{"day":1}"#)]})),
        completion("stop", json!({"content": "At nine."})),
    ]);
    let allowed = |mode: &str| {
        let tools = json!([{"type": "function", "function": {"name": "tide"}}]);
        json!({"type": "allowed_tools", "allowed_tools": {"mode": mode, "tools": tools}})
    };
    let mut request = asked();
    request.tool_choice = Some(serde_json::from_value(allowed("required")).unwrap());
    client(&server).chat().run(&request).tool(tide()).await.unwrap();
    assert_eq!(sent(&server, 0)["tool_choice"], allowed("required"));
    assert_eq!(sent(&server, 1)["tool_choice"], allowed("auto"));
}

#[tokio::test]
async fn a_run_without_tools_is_a_call() {
    let server = server(&[completion("stop", json!({"content": "At nine."}))]);
    let run = client(&server).chat().run(&asked()).await.unwrap();
    assert_eq!((run.conversation.len(), run.outcomes.len()), (2, 0));
    assert_eq!(sent(&server, 0).get("tools"), None);
}

#[tokio::test]
async fn calls_that_may_be_cut_off_are_not_run() {
    let cut = completion("length", json!({"tool_calls": [call("call-1", "{\"day\"")]}));
    let server = server(&[cut]);
    let error = client(&server).chat().run(&asked()).tool(tide()).await.unwrap_err();
    assert!(matches!(error.kind(), ToolRunErrorKind::CutOff), "{error:?}");
    assert!(error.progress().outcomes.is_empty());
}
