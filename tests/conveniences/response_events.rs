//! A response in words, which goes on where it was cut.

use std::time::Duration;

use openai_rest::http::ErrorKind;
use openai_rest::types::{CreateResponse, ResponseStatus};
use openai_rest::{ResponseEvent, ResponseEvents};
use serde_json::{Value, json};
use specmill_test_server::{Answer, End, TestServer};

use crate::{client, events};

/// The events of a response with a text, numbered from 0.
fn parts(is_background: bool) -> Vec<String> {
    let response = |status: &str, output: Value| {
        json!({"id": "resp_1", "object": "response", "created_at": 1, "error": null,
            "incomplete_details": null, "instructions": null, "model": "m", "output": output,
            "parallel_tool_calls": true, "temperature": 1, "tool_choice": "auto", "tools": [],
            "top_p": 1, "metadata": {}, "status": status, "background": is_background})
    };
    let message = |text: &str| {
        json!({"type": "message", "id": "msg", "role": "assistant", "status": "completed",
            "content": [{"type": "output_text", "text": text, "annotations": [], "logprobs": []}]})
    };
    let text = |kind: &str, name: &str, text: &str| {
        json!({"type": format!("response.output_text.{kind}"), "item_id": "msg", "output_index": 0,
            "content_index": 0, name: text, "logprobs": []})
    };
    let events = [
        json!({"type": "response.created", "response": response("queued", json!([]))}),
        json!({"type": "response.output_item.added", "output_index": 0, "item": message("")}),
        text("delta", "delta", "Good"),
        text("delta", "delta", " day"),
        text("done", "text", "Good day"),
        json!({"type": "response.completed", "response":
            response("completed", json!([message("Good day")]))}),
    ];
    let numbered = events.into_iter().zip(0..).map(|(mut event, number)| {
        event["sequence_number"] = number.into();
        event.to_string()
    });
    numbered.collect()
}

fn of(parts: &[String]) -> Answer {
    events(parts.iter().map(String::as_str))
}

async fn stream(server: &TestServer) -> ResponseEvents {
    let request = CreateResponse::new().model("m").input("Hello").background(true);
    client(server).responses().stream(&request).await.unwrap()
}

fn said(event: &ResponseEvent) -> Option<String> {
    Some(match event {
        ResponseEvent::Event(_) => return None,
        ResponseEvent::Resumed { starting_after, .. } => format!("resumed after {starting_after}"),
        ResponseEvent::OutputTextDelta { delta, .. } => format!("text + {delta}"),
        ResponseEvent::OutputTextDone { text, .. } => format!("text = {text}"),
        ResponseEvent::FunctionCallArgumentsDelta { call_id, name, delta, .. } => {
            format!("{call_id} {name} + {delta}")
        }
        ResponseEvent::FunctionCallArgumentsDone { call_id, name, arguments, .. } => {
            format!("{call_id} {name} = {arguments}")
        }
        other => format!("{other:?}"),
    })
}

/// All that is said, and how many events of the server came.
async fn all(events: &mut ResponseEvents) -> (Vec<String>, usize) {
    let (mut lines, mut raw) = (Vec::new(), 0);
    while let Some(event) = events.try_next().await.unwrap() {
        match said(&event) {
            Some(line) => lines.push(line),
            None => raw += 1,
        }
    }
    (lines, raw)
}

#[tokio::test]
async fn texts_come_in_parts_and_then_as_a_whole() {
    let server = TestServer::start().unwrap();
    server.answer(of(&parts(false)));
    let mut events = stream(&server).await;
    let (lines, raw) = all(&mut events).await;
    assert_eq!(lines, ["text + Good", "text +  day", "text = Good day"]);
    assert_eq!((raw, events.sequence_number(), events.response_id()), (6, Some(5), Some("resp_1")));
    let response = events.finish().await.unwrap();
    assert_eq!(response.output_text(), "Good day");
    assert!(response.drift().is_empty(), "{:?}", response.drift());
}

#[tokio::test]
async fn a_call_has_the_name_of_its_function() {
    let mut parts = parts(false);
    let item = json!({"type": "function_call", "id": "fc", "call_id": "call_1", "name": "weather",
        "arguments": "", "status": "in_progress"});
    let arguments = |kind: &str, name: &str, text: &str, number: u64| {
        json!({"type": format!("response.function_call_arguments.{kind}"), "item_id": "fc",
            "output_index": 1, name: text, "sequence_number": number})
        .to_string()
    };
    let added = json!({"type": "response.output_item.added", "output_index": 1, "item": item,
        "sequence_number": 5});
    let last = parts.pop().unwrap().replace("\"sequence_number\":5", "\"sequence_number\":8");
    parts.extend([
        added.to_string(),
        arguments("delta", "delta", "{}", 6),
        arguments("done", "arguments", "{}", 7),
        last,
    ]);
    let server = TestServer::start().unwrap();
    server.answer(of(&parts));
    let (lines, _) = all(&mut stream(&server).await).await;
    assert_eq!(lines[3..], ["call_1 weather + {}", "call_1 weather = {}"]);
}

/// The ways in which a stream is cut, after these parts.
fn cuts(parts: &[String]) -> [Answer; 3] {
    [of(parts), of(parts).cut(100), of(parts).end(End::Reset).cut(100)]
}

#[tokio::test]
async fn a_response_in_the_background_goes_on_where_it_was_cut() {
    let parts = parts(true);
    for cut in cuts(&parts[..3]) {
        let server = TestServer::start().unwrap();
        server.answer(cut);
        // Before the rest, the server may repeat what it has sent.
        server.answer(of(&parts[2..4])).answer(of(&parts[4..]));
        let mut events = stream(&server).await;
        let (lines, raw) = all(&mut events).await;
        assert_eq!(
            lines,
            ["text + Good", "resumed after 2", "text +  day", "resumed after 3", "text = Good day"]
        );
        assert_eq!(raw, 6);
        assert_eq!(events.finish().await.unwrap().status, Some(ResponseStatus::Completed));
        let asked: Vec<_> =
            server.requests().into_iter().skip(1).map(|request| request.target).collect();
        assert_eq!(
            asked,
            [
                "/responses/resp_1?stream=true&starting_after=2",
                "/responses/resp_1?stream=true&starting_after=3"
            ]
        );
    }
}

#[tokio::test]
async fn a_stream_that_stalls_goes_on_unless_its_time_is_over() {
    let parts = parts(true);
    let stalled = || of(&parts[..3]).end(End::Stall).cut(100).end(End::Stall);
    let server = TestServer::start().unwrap();
    server.answer(stalled()).answer(of(&parts[3..]));
    let request = CreateResponse::new().model("m").input("Hello").background(true);
    let client = client(&server);
    let call = client.responses().create(&request).stream();
    let call = call.stall_timeout(Duration::from_millis(30));
    let mut events = client.responses().events_of(call).await.unwrap();
    assert_eq!(events.finish().await.unwrap().output_text(), "Good day");

    server.answer(stalled());
    let call = client.responses().create(&request).stream().deadline(Duration::from_millis(200));
    let mut events = client.responses().events_of(call).await.unwrap();
    let error = events.finish().await.unwrap_err();
    assert_eq!(error.error().kind(), ErrorKind::Timeout);
    assert_eq!(error.partial().unwrap().output_text(), "Good");
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn a_stream_that_brings_nothing_new_is_given_up() {
    let parts = parts(true);
    let server = TestServer::start().unwrap();
    for _ in 0..10 {
        server.answer(of(&parts[..3]));
    }
    let mut events = stream(&server).await.max_resumes(2);
    let error = events.finish().await.unwrap_err();
    assert_eq!(error.error().kind(), ErrorKind::Incomplete);
    assert_eq!(error.partial().unwrap().output_text(), "Good");
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn other_streams_end_with_what_had_come() {
    for cut in cuts(&parts(false)[..3]) {
        let server = TestServer::start().unwrap();
        server.answer(cut);
        let error = stream(&server).await.finish().await.unwrap_err();
        assert!(matches!(error.error().kind(), ErrorKind::Incomplete | ErrorKind::Connection));
        assert_eq!(error.partial().unwrap().output_text(), "Good");
        assert_eq!(server.requests().len(), 1);
    }
    // What the server will not send again ends it as well.
    let server = TestServer::start().unwrap();
    server.answer(of(&parts(true)[..3]));
    server.answer(Answer::json(404, r#"{"error": {"message": "no such response"}}"#));
    let mut events = stream(&server).await;
    let error = events.finish().await.unwrap_err();
    assert_eq!(error.error().kind(), ErrorKind::NotFound);
    assert_eq!(error.partial().unwrap().output_text(), "Good");
    assert!(events.try_next().await.unwrap().is_none());
}

#[tokio::test]
async fn a_response_is_taken_up_by_its_id() {
    let server = TestServer::start().unwrap();
    let parts = parts(true);
    server.answer(of(&parts[3..5])).answer(of(&parts[5..]));
    let client = client(&server);
    let mut events = client.responses().resume_stream("resp_1", 2).await.unwrap();
    let (lines, _) = all(&mut events).await;
    assert_eq!(lines, ["text +  day", "text = Good day", "resumed after 4"]);
    assert_eq!(events.finish().await.unwrap().output_text(), "Good day");
    let asked: Vec<_> = server.requests().into_iter().map(|request| request.target).collect();
    assert_eq!(asked[0], "/responses/resp_1?stream=true&starting_after=2");

    server.answer(of(&parts));
    let mut events = client.responses().resume_stream("resp_1", None).await.unwrap();
    assert_eq!(events.finish().await.unwrap().output_text(), "Good day");
    assert_eq!(server.requests()[2].target, "/responses/resp_1?stream=true");
}
