//! A response whose stream is cut, and the rest of it, for running without a key.

use openai_rest::json::{Value, json as value};
use specmill_mock::http::{Request, Response};
use specmill_mock::{Bytes, events};

use crate::api::Answer;

/// What is sent before the connection is lost.
const BEFORE: usize = 4;

pub(crate) const ANSWERS: [Answer; 2] = [
    ("createResponse", |_, _| {
        events(all().into_iter().take(BEFORE).map(|event| event.to_string()))
    }),
    ("getResponse", rest),
];

/// The events after the one that the request names.
fn rest(request: &Request<Bytes>, _: usize) -> Response<Bytes> {
    let query = request.uri().query().unwrap_or_default();
    let after = query.split('&').find_map(|pair| pair.strip_prefix("starting_after="));
    let after: usize = after.and_then(|number| number.parse().ok()).unwrap_or_default();
    events(all().into_iter().skip(after + 1).map(|event| event.to_string()))
}

fn all() -> Vec<Value> {
    let message = |text: &str| {
        value!({"type": "message", "id": "msg_1", "role": "assistant", "status": "completed",
            "content": [{"type": "output_text", "text": text, "annotations": [], "logprobs": []}]})
    };
    let call = |arguments: &str| {
        value!({"type": "function_call", "id": "fc_1", "call_id": "call_weather",
            "name": "get_weather", "arguments": arguments, "status": "completed"})
    };
    let response = |status: &str, output: Value| {
        value!({"id": "resp_1", "object": "response", "created_at": 1_767_225_600, "error": null,
            "status": status, "background": true, "incomplete_details": null, "instructions": null,
            "metadata": {}, "model": "gpt-5-mini", "output": output, "parallel_tool_calls": true,
            "temperature": 1.0, "tool_choice": "auto", "tools": [], "top_p": 1.0})
    };
    let text = |kind: &str, name: &str, text: &str| {
        value!({"type": format!("response.output_text.{kind}"), "item_id": "msg_1",
            "output_index": 0, "content_index": 0, name: text, "logprobs": []})
    };
    let added = |place: u64, item: Value| value!({"type": "response.output_item.added", "output_index": place, "item": item});
    let arguments = r#"{"city": "Skagen"}"#;
    let whole = "It leaves at 6:40 from the old pier.";
    let mut all = vec![
        value!({"type": "response.created", "response": response("queued", value!([]))}),
        added(0, message("")),
        text("delta", "delta", "It leaves"),
        text("delta", "delta", " at"),
        text("delta", "delta", " 6:40 from the old pier."),
        text("done", "text", whole),
        added(1, call("")),
        value!({"type": "response.function_call_arguments.done", "item_id": "fc_1",
            "name": "get_weather", "output_index": 1, "arguments": arguments}),
        value!({"type": "response.completed", "response":
            response("completed", value!([message(whole), call(arguments)]))}),
    ];
    for (event, number) in all.iter_mut().zip(0..) {
        event["sequence_number"] = number.into();
    }
    all
}
