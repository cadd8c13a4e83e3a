//! The events of runs.

use std::future::pending;
use std::sync::Arc;

use openai_rest::tool_runner::{RunnableFunction, ToolRunErrorKind, ToolRunEvent, ToolRunStream};
use openai_rest::types::{
    ChatCompletionRequestMessage as Message, CreateChatCompletionRequest, CreateResponse, Response,
    ResponseStreamEvent as Event,
};
use serde_json::{Value, json};
use specmill_test_server::TestServer;

use super::{call, response, said, sent};
use crate::{client, events};

/// A server that streams these responses, one after the other: their beginning, each item, and their end.
fn server(answers: &[Value]) -> TestServer {
    let server = TestServer::start().unwrap();
    for answer in answers {
        let mut begun = answer.clone();
        (begun["status"], begun["output"]) = ("in_progress".into(), json!([]));
        let mut all = vec![json!({"type": "response.created", "response": begun})];
        for (place, item) in answer["output"].as_array().unwrap().iter().enumerate() {
            all.push(
                json!({"type": "response.output_item.done", "output_index": place, "item": item}),
            );
        }
        all.push(json!({"type": "response.completed", "response": answer}));
        for (event, number) in all.iter_mut().zip(0..) {
            event["sequence_number"] = number.into();
        }
        let all: Vec<_> = all.iter().map(Value::to_string).collect();
        server.answer(events(all.iter().map(String::as_str)));
    }
    server
}

fn echo<'t>() -> RunnableFunction<'t> {
    let parameters = json!({"type": "object"});
    RunnableFunction::with_parameters("echo", "", parameters, |value: Value| async move { value })
}

/// What happens, in short.
async fn happened(stream: &mut ToolRunStream<'_, Response>) -> Vec<String> {
    let mut all = Vec::new();
    while let Some(event) = stream.try_next().await.unwrap() {
        all.push(match event {
            ToolRunEvent::Event(Event::ResponseCreated(_)) => "created".to_owned(),
            ToolRunEvent::Event(Event::ResponseOutputItemDone(_)) => "item".to_owned(),
            ToolRunEvent::Event(Event::ResponseCompleted(_)) => "completed".to_owned(),
            ToolRunEvent::ToolCalled(call) => format!("call {}", call.arguments),
            ToolRunEvent::ToolEnded(outcome) => format!("told {}", outcome.told),
            other => panic!("{other:?}"),
        });
    }
    all
}

#[tokio::test]
async fn events_come_in_order() {
    let calls = [call("call-1", "echo", r#"{"a":1}"#), call("call-2", "echo", r#"{"b":2}"#)];
    let server = server(&[response(&calls), response(&[said("Echo.")])]);
    let client = client(&server);
    let request = CreateResponse::new().model("m").input("Hello?");
    let mut stream = client.responses().run(&request).tool(echo()).stream();
    assert!(server.requests().is_empty());
    assert_eq!(
        happened(&mut stream).await,
        [
            "created",
            "item",
            "item",
            "completed",
            r#"call {"a":1}"#,
            r#"call {"b":2}"#,
            r#"told {"a":1}"#,
            r#"told {"b":2}"#,
            "created",
            "item",
            "completed"
        ]
    );
    assert!(stream.try_next().await.unwrap().is_none());
    let run = stream.finish().await.unwrap();
    assert_eq!((run.answer.output_text().as_str(), run.conversation.len()), ("Echo.", 6));
    assert_eq!(sent(&server, 1)["input"].as_array().unwrap().len(), 5);
    assert_eq!([&sent(&server, 0)["stream"], &sent(&server, 1)["stream"]], [true, true]);
}

#[tokio::test]
async fn a_run_is_finished_without_reading_its_events() {
    let server = server(&[response(&[call("call-1", "echo", "{}")]), response(&[said("Echo.")])]);
    let client = client(&server);
    let request = CreateResponse::new().model("m").input("Hello?");
    let stream = client.responses().run(&request).tool(echo()).stream();
    assert_eq!(stream.finish().await.unwrap().outcomes.len(), 1);
}

#[tokio::test]
async fn a_run_that_ends_too_early_says_so_once() {
    let server = server(&[response(&[call("call-1", "echo", "{}")])]);
    let client = client(&server);
    let request = CreateResponse::new().model("m").input("Hello?");
    let mut stream = client.responses().run(&request).tool(echo()).max_turns(1).stream();
    let error = loop {
        match stream.try_next().await {
            Ok(event) => assert!(event.is_some()),
            Err(error) => break error,
        }
    };
    assert!(matches!(error.kind(), ToolRunErrorKind::TurnLimit(1)));
    assert_eq!(error.progress().answers.len(), 1);
    assert!(stream.try_next().await.unwrap().is_none());
    let error = stream.finish().await.unwrap_err();
    assert!(matches!(error.kind(), ToolRunErrorKind::Ended));
}

#[tokio::test]
async fn a_run_that_is_dropped_ends_its_tools() {
    let server = server(&[response(&[call("call-1", "wait", "{}")])]);
    let client = client(&server);
    let request = CreateResponse::new().model("m").input("Hello?");
    let held = Arc::new(());
    let kept = held.clone();
    let wait = RunnableFunction::with_parameters("wait", "", json!({}), move |_: Value| {
        let kept = kept.clone();
        async move {
            pending::<()>().await;
            drop(kept);
            "never"
        }
    });
    let mut stream = client.responses().run(&request).tool(wait).stream();
    while !matches!(stream.try_next().await.unwrap(), Some(ToolRunEvent::ToolCalled(_))) {}
    // The tool begins, and is left where it is when no one waits for it any longer.
    let more = tokio::time::timeout(std::time::Duration::from_millis(20), stream.try_next()).await;
    assert!(more.is_err());
    assert_eq!(Arc::strong_count(&held), 3);
    drop(stream);
    assert_eq!(Arc::strong_count(&held), 1);
}

#[tokio::test]
async fn chunks_of_a_chat_come_as_they_are() {
    let chunk = |delta: Value, reason: Value| {
        json!({"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m",
            "choices": [{"index": 0, "delta": delta, "finish_reason": reason}]})
        .to_string()
    };
    let called = |id: Value, arguments: &str| {
        json!({"tool_calls": [{"index": 0, "id": id, "type": "function",
            "function": {"name": "echo", "arguments": arguments}}]})
    };
    let server = TestServer::start().unwrap();
    let first = [
        chunk(called(json!("call-1"), "{\"a\""), Value::Null),
        chunk(called(Value::Null, ":1}"), Value::Null),
        chunk(json!({}), json!("tool_calls")),
    ];
    let second = [chunk(json!({"content": "Echo."}), json!("stop"))];
    for chunks in [&first[..], &second] {
        server.answer(events(chunks.iter().map(String::as_str).chain(["[DONE]"])));
    }
    let client = client(&server);
    let request = CreateChatCompletionRequest::new([Message::user("Hello?")], "m");
    let mut stream = client.chat().run(&request).tool(echo()).stream();
    let mut chunks = 0;
    while let Some(event) = stream.try_next().await.unwrap() {
        chunks += usize::from(matches!(event, ToolRunEvent::Event(_)));
    }
    let run = stream.finish().await.unwrap();
    assert_eq!((chunks, run.answer.text()), (4, Some("Echo.")));
    assert_eq!(run.outcomes[0].told, r#"{"a":1}"#);
    assert_eq!(sent(&server, 1)["messages"][2]["content"], r#"{"a":1}"#);
}
