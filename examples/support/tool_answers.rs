//! A model that wants to know the weather before it answers: made up, for running without a key.
#![allow(dead_code, reason = "not every example has a use for all of it")]

use openai_rest::json::{Value, json as value};
use specmill_mock::http::{Request, Response};
use specmill_mock::{Bytes, events, json};

const ARGUMENTS: &str = r#"{"city": "Turku", "unit": "celsius"}"#;

/// The answer that is made of what the function returned.
fn advice(output: &Value) -> String {
    format!("Take an umbrella: {}.", output.as_str().unwrap_or_default())
}

/// A chat completion: the call of a function, or the answer after it was called.
pub(crate) fn chat(request: &Request<Bytes>, turn: usize) -> Response<Bytes> {
    let body: Value = serde_json::from_slice(request.body()).unwrap_or_default();
    let messages = body["messages"].as_array().cloned().unwrap_or_default();
    let output = messages.iter().find(|message| message["tool_call_id"] == "call_weather");
    let (message, reason) = match output {
        Some(output) => (value!({"content": advice(&output["content"])}), "stop"),
        None => {
            let function = value!({"name": "get_weather", "arguments": ARGUMENTS});
            let call = value!({"id": "call_weather", "type": "function", "function": function});
            (value!({"content": null, "tool_calls": [call]}), "tool_calls")
        }
    };
    let mut answer = value!({
        "id": format!("chatcmpl-{turn}"), "object": "chat.completion", "created": 1_767_225_600,
        "model": "gpt-4.1-mini-2025-04-14", "choices": [
            {"index": 0, "message": message, "finish_reason": reason, "logprobs": null}
        ],
    });
    let message = &mut answer["choices"][0]["message"];
    message["role"] = "assistant".into();
    message["refusal"] = Value::Null;
    json(200, answer.to_string())
}

/// The events of a response: the call of a function, or the answer after it was called.
pub(crate) fn response(request: &Request<Bytes>, turn: usize) -> Response<Bytes> {
    let body: Value = serde_json::from_slice(request.body()).unwrap_or_default();
    let input = body["input"].as_array().cloned().unwrap_or_default();
    // The output of a function is understood only behind what the model put out before it.
    let kinds: Vec<_> = input.iter().filter_map(|item| item["type"].as_str()).collect();
    if kinds.ends_with(&["reasoning", "function_call", "function_call_output"]) {
        let text = advice(&input[input.len() - 1]["output"]);
        let part = value!({"type": "output_text", "text": text, "annotations": [],
            "logprobs": []});
        let message = value!({"type": "message", "id": "msg_advice", "role": "assistant",
            "status": "completed", "content": [part]});
        let place = value!({"item_id": "msg_advice", "output_index": 0, "content_index": 0,
            "logprobs": []});
        let event = |kind: &str, name: &str, text: &str| {
            let mut event = place.clone();
            event["type"] = kind.into();
            event[name] = text.into();
            event
        };
        let mut written: Vec<Value> = text
            .split_inclusive(' ')
            .map(|word| event("response.output_text.delta", "delta", word))
            .collect();
        written.push(event("response.output_text.done", "text", &text));
        return whole(turn, &[message], written);
    }
    let thought = value!({"type": "reasoning", "id": "rs_1", "summary": []});
    let call = value!({"type": "function_call", "id": "fc_1", "call_id": "call_weather",
        "name": "get_weather", "arguments": ARGUMENTS, "status": "completed"});
    let done = value!({"type": "response.output_item.done", "output_index": 1, "item": call});
    whole(turn, &[thought, call], vec![done])
}

/// The events of a response that puts out these items, with those of its first half between.
fn whole(turn: usize, output: &[Value], between: Vec<Value>) -> Response<Bytes> {
    let response = |status: &str, output: &[Value]| {
        value!({
            "id": format!("resp_{turn}"), "object": "response", "created_at": 1_767_225_600,
            "status": status, "error": null, "incomplete_details": null, "instructions": null,
            "metadata": {}, "model": "o4-mini-2025-04-16", "output": output,
            "parallel_tool_calls": true, "temperature": 1.0, "tool_choice": "auto", "tools": [],
            "top_p": 1.0, "usage": {"input_tokens": 60 + 40 * turn, "input_tokens_details":
            {"cached_tokens": 0, "cache_write_tokens": 0}, "output_tokens": 20, "output_tokens_details":
            {"reasoning_tokens": 8}, "total_tokens": 80 + 40 * turn},
        })
    };
    let created = response("in_progress", &[]);
    let completed = response("completed", output);
    let mut stream = vec![value!({"type": "response.created", "response": created})];
    stream.extend(between);
    stream.push(value!({"type": "response.completed", "response": completed}));
    for (event, number) in stream.iter_mut().zip(0..) {
        event["sequence_number"] = number.into();
    }
    events(stream.iter().map(Value::to_string))
}
