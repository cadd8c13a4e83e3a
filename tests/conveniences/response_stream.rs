//! A response in events.

use openai_rest::http::ErrorKind;
use openai_rest::types::{
    CreateResponse, OutputItem, ResponseStatus, ResponseStreamEvent as Event,
};
use openai_rest::{ResponseAccumulator, ResponseStream};
use serde_json::{Value, json};
use specmill_test_server::{Answer, TestServer};

use crate::{client, events};

fn response(status: &str, output: &Value) -> Value {
    json!({"id": "resp-1", "object": "response", "created_at": 1, "status": status, "error": null,
        "incomplete_details": null, "instructions": null, "model": "m", "output": output,
        "parallel_tool_calls": true, "temperature": 1, "tool_choice": "auto", "tools": [],
        "top_p": 1, "metadata": {}})
}

fn with_response(kind: &str, status: &str, output: &Value) -> String {
    json!({"type": kind, "response": response(status, output)}).to_string()
}

fn created() -> String {
    with_response("response.created", "in_progress", &json!([]))
}

/// A message with a text, as far as it has come.
fn message(status: &str, content: &Value) -> Value {
    json!({"type": "message", "id": "msg-1", "role": "assistant", "status": status, "content": content})
}

/// The events of two items that come interleaved: a message and a call of a function.
fn begun() -> Vec<String> {
    let call = |arguments: &str, status: &str| {
        json!({"type": "function_call", "id": "fc-1", "call_id": "call-1", "name": "weather",
            "arguments": arguments, "status": status})
    };
    let text = |text: &str| json!({"type": "output_text", "text": text, "annotations": []});
    let at = |kind: &str, rest: Value| {
        let mut event =
            json!({"type": kind, "item_id": "msg-1", "output_index": 0, "content_index": 0});
        event.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
        event.to_string()
    };
    let added = |place: u64, item: Value| {
        json!({"type": "response.output_item.added", "output_index": place, "item": item})
            .to_string()
    };
    let arguments = |delta: &str| {
        json!({"type": "response.function_call_arguments.delta", "item_id": "fc-1",
            "output_index": 1, "delta": delta})
        .to_string()
    };
    vec![
        created(),
        added(0, message("in_progress", &json!([]))),
        at("response.content_part.added", json!({"part": text("")})),
        at("response.output_text.delta", json!({"delta": "It "})),
        added(1, call("", "in_progress")),
        arguments("{\"city\""),
        at("response.output_text.delta", json!({"delta": "rains"})),
        arguments(":\"Oslo\"}"),
        // Of no item that came.
        json!({"type": "response.output_text.delta", "item_id": "x", "output_index": 7,
            "content_index": 0, "delta": "lost"})
        .to_string(),
        json!({"type": "response.dream.delta", "output_index": 0, "delta": "odd"}).to_string(),
    ]
}

async fn stream(answer: Answer) -> (TestServer, ResponseStream) {
    let server = TestServer::start().unwrap();
    server.answer(answer);
    let request = CreateResponse::new().model("m").input("How is the weather?");
    let stream = client(&server).responses().create(&request).stream().await.unwrap();
    let sent: Value = serde_json::from_str(&server.requests()[0].text()).unwrap();
    assert_eq!(sent, json!({"model": "m", "input": "How is the weather?", "stream": true}));
    (server, stream.accumulate())
}

fn answer(data: &[String]) -> Answer {
    events(data.iter().map(String::as_str))
}

#[tokio::test]
async fn the_last_event_brings_the_whole() {
    for (kind, status, found) in [
        ("response.completed", "completed", ResponseStatus::Completed),
        ("response.failed", "failed", ResponseStatus::Failed),
        ("response.incomplete", "incomplete", ResponseStatus::Incomplete),
    ] {
        let content = json!([
            {"type": "output_text", "text": "It pours", "annotations": [], "logprobs": []},
            {"type": "output_text", "text": "!", "annotations": [], "logprobs": []}]);
        let output = json!([message("completed", &content)]);
        let mut all = begun();
        all.push(with_response(kind, status, &output));
        let (_server, mut stream) = stream(answer(&all)).await;
        let mut count = 0;
        while let Some(event) = stream.try_next().await.unwrap() {
            count += 1;
            assert_eq!(matches!(event, Event::Unknown(_)), count == 10, "{event:?}");
        }
        assert_eq!(count, 11);
        let response = stream.finish().await.unwrap();
        assert_eq!((response.status.as_ref(), response.output.len()), (Some(&found), 1));
        assert_eq!(response.output_text(), "It pours!");
        assert_eq!(response.request_id(), Some("req-1"));
        assert!(response.drift().is_empty(), "{:?}", response.drift());
    }
}

#[tokio::test]
async fn a_stream_that_ends_early_leaves_what_came() {
    let (_server, mut stream) = stream(answer(&begun())).await;
    let error = stream.finish().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Incomplete);
    assert!(error.to_string().contains("`response.completed`"), "{error}");

    let response = stream.snapshot().unwrap();
    assert_eq!(response.status, Some(ResponseStatus::InProgress));
    assert_eq!(response.output_text(), "It rains");
    let [OutputItem::Message(_), OutputItem::FunctionCall(call)] = &response.output[..] else {
        panic!("{:?}", response.output)
    };
    assert_eq!((&*call.name, &*call.arguments), ("weather", r#"{"city":"Oslo"}"#));
}

#[tokio::test]
async fn a_last_event_without_output_has_what_came_before() {
    let mut all = begun();
    all.push(with_response("response.completed", "completed", &json!([])));
    let (_server, mut stream) = stream(answer(&all)).await;
    let response = stream.finish().await.unwrap();
    assert_eq!(response.status, Some(ResponseStatus::Completed));
    assert_eq!((response.output.len(), &*response.output_text()), (2, "It rains"));
}

#[tokio::test]
async fn errors_are_told() {
    let error = r#"{"type": "error", "code": "c", "message": "too hot", "param": null}"#;
    // As an event of that name, which ends the stream.
    let text = format!("data: {}\n\nevent: error\ndata: {error}\n\n", created());
    let named = Answer::status(200)
        .header("content-type", "text/event-stream")
        .part(std::time::Duration::ZERO, text);
    let (_server, mut named) = stream(named).await;
    let found = named.finish().await.unwrap_err();
    assert!(found.is_stream() && found.to_string().starts_with("too hot"), "{found}");
    assert_eq!(named.snapshot().unwrap().id, "resp-1");

    // As one of the document's events.
    let (_server, mut typed) = stream(answer(&[created(), error.to_owned()])).await;
    typed.try_next().await.unwrap();
    assert!(matches!(typed.try_next().await.unwrap(), Some(Event::Error(_))));
    let found = typed.finish().await.unwrap_err();
    assert!(found.is_incomplete() && found.to_string().contains("too hot"), "{found}");
}

#[test]
fn what_is_done_replaces_what_was_told_in_parts() {
    let mut parts = ResponseAccumulator::new();
    assert!(parts.snapshot().is_err(), "nothing has come");
    for event in begun() {
        parts.push_json(&event).unwrap();
    }
    let annotation =
        json!({"type": "url_citation", "url": "u", "title": "t", "start_index": 0, "end_index": 1});
    for event in [
        json!({"type": "response.output_text.done", "output_index": 0, "content_index": 0, "text": "It snows"}),
        json!({"type": "response.output_text.annotation.added", "output_index": 0,
            "content_index": 0, "annotation_index": 0, "annotation": annotation}),
        json!({"type": "response.content_part.added", "output_index": 0, "content_index": 1,
            "part": {"type": "refusal", "refusal": ""}}),
        json!({"type": "response.refusal.delta", "output_index": 0, "content_index": 1, "delta": "no"}),
        json!({"type": "response.output_item.added", "output_index": 2,
            "item": {"type": "reasoning", "id": "rs-1", "summary": []}}),
        json!({"type": "response.reasoning_summary_part.added", "output_index": 2,
            "summary_index": 0, "part": {"type": "summary_text", "text": ""}}),
        json!({"type": "response.reasoning_summary_text.delta", "output_index": 2,
            "summary_index": 0, "delta": "Look "}),
        json!({"type": "response.reasoning_summary_text.delta", "output_index": 2,
            "summary_index": 0, "delta": "out"}),
        json!({"type": "response.function_call_arguments.done", "output_index": 1, "arguments": "{}"}),
        // A place far behind the last one.
        json!({"type": "response.content_part.added", "output_index": 0, "content_index": 4_000_000_000_u32,
            "part": {"type": "refusal", "refusal": ""}}),
    ] {
        parts.push_json(&event.to_string()).unwrap();
    }
    let json = parts.json();
    assert_eq!(json["output"][0]["content"][0]["text"], "It snows");
    assert_eq!(json["output"][0]["content"][0]["annotations"], json!([annotation]));
    assert_eq!(json["output"][0]["content"][1]["refusal"], "no");
    assert_eq!(json["output"][0]["content"].as_array().unwrap().len(), 2);
    assert_eq!(json["output"][1]["arguments"], "{}");
    assert_eq!(json["output"][2]["summary"][0]["text"], "Look out");
    assert_eq!(parts.snapshot().unwrap().output.len(), 3);
    assert!(!parts.is_whole());
}

#[test]
fn commands_of_the_shell_and_what_they_print() {
    let printed =
        json!({"stdout": "a.txt\n", "stderr": "", "outcome": {"type": "exit", "exit_code": 0}});
    let call = json!({"type": "shell_call", "id": "sh-1", "call_id": "c", "status": "in_progress",
        "environment": null,
        "action": {"commands": [], "timeout_ms": null, "max_output_length": null}});
    let output = json!({"type": "shell_call_output", "id": "so-1", "call_id": "c",
        "status": "in_progress", "max_output_length": null, "output": []});
    let command = |verb: &str, place: u64, rest: Value| {
        let mut event = json!({"type": format!("response.shell_call_command.{verb}"),
            "output_index": 0, "command_index": place});
        event.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
        event
    };
    let content = |verb: &str, name: &str, value: &Value| {
        json!({"type": format!("response.shell_call_output_content.{verb}"), "item_id": "so-1",
            "output_index": 1, "command_index": 0, name: value})
    };
    let mut parts = ResponseAccumulator::new();
    parts.push_json(&created()).unwrap();
    for event in [
        json!({"type": "response.output_item.added", "output_index": 0, "item": call}),
        command("added", 0, json!({"command": ""})),
        command("delta", 0, json!({"delta": "ls "})),
        command("added", 1, json!({"command": "p"})),
        command("delta", 0, json!({"delta": "-l"})),
        command("delta", 1, json!({"delta": "wd"})),
        // Of a command that never came.
        command("delta", 7, json!({"delta": "lost"})),
        json!({"type": "response.output_item.added", "output_index": 1, "item": output}),
        content("delta", "delta", &json!({"stdout": "a.t"})),
    ] {
        parts.push_json(&event.to_string()).unwrap();
    }
    let whole = parts.snapshot().unwrap();
    let [OutputItem::ShellCall(call), OutputItem::ShellCallOutput(output)] = &whole.output[..]
    else {
        panic!("{:?}", whole.output)
    };
    assert_eq!(
        (&*call.action.commands, output.output.len()),
        (&["ls -l".into(), "pwd".into()][..], 0)
    );
    for event in [
        command("done", 1, json!({"command": "pwd -P"})),
        content("done", "output", &json!([printed])),
    ] {
        parts.push_json(&event.to_string()).unwrap();
    }
    let json = parts.json();
    assert_eq!(json["output"][0]["action"]["commands"], json!(["ls -l", "pwd -P"]));
    assert_eq!(json["output"][1]["output"], json!([printed]));
    assert_eq!(parts.snapshot().unwrap().output.len(), 2);
}
