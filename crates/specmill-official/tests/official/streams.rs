//! The event streams among the examples, read event by event.

use std::time::Duration;

use serde_json::{Value, json};
use specmill_runtime::http::{self, ClientBuilder};
use specmill_runtime::json::Strictness;
use specmill_test_server::{Answer, TestServer};

use crate::document::Document;
use crate::driver::{Call, Given, Operation, Type};
use crate::examples::{explained, is_event_stream, responses};
use crate::expected::Expected;
use crate::wire::{EVENTS, connected};
use crate::{V2_3_0, V2026_08, listed};

/// What the streams of the Assistants API hold. The documents do not say so in the operations.
const ASSISTANT_EVENT: &str = "AssistantStreamEvent";

/// The events of a stream: the name, and the data as JSON, or why it is none. The end is no event.
fn events(text: &str) -> Vec<(Option<&str>, Result<Value, String>)> {
    let mut found = Vec::new();
    for block in text.split("\n\n") {
        let field =
            |name: &'static str| block.lines().filter_map(move |line| line.strip_prefix(name));
        let data: Vec<&str> = field("data:").map(str::trim_start).collect();
        if !data.is_empty() && data != ["[DONE]"] {
            let data = serde_json::from_str(&data.join("\n")).map_err(|error| error.to_string());
            found.push((field("event:").next().map(str::trim), data));
        }
    }
    found
}

/// Reads a stream through the client; what is not as described, and why.
async fn by_client<C>(
    server: &TestServer,
    client: &C,
    call: &Call<C>,
    expected: &Expected<'_>,
    text: &str,
) -> Vec<String> {
    let sent = match (call.make)(client, &Given { values: &expected.values }) {
        Ok(sent) => sent,
        Err(error) => return vec![format!("OURS {error}")],
    };
    // The documents' blocks of text have lost the empty line that ends the last event.
    let answer = Answer::status(200).header("content-type", EVENTS);
    server.answer(answer.part(Duration::ZERO, format!("{text}\n")));
    let reply = match sent.await {
        Ok(reply) => reply,
        Err(error) => return vec![format!("OURS {error}")],
    };
    let events = events(text);
    let mut found = vec![format!("{} events", events.len())];
    if reply.written.len() != events.len() {
        found.push(format!("OURS {} events of {}", reply.written.len(), events.len()));
    }
    let schema = expected.event_schema();
    for (number, (_, value)) in events.iter().enumerate() {
        let name = format!("event {number}");
        let value = match value {
            Ok(value) => value,
            Err(error) => {
                found.push(format!("{name}: no JSON: {error}"));
                continue;
            }
        };
        let Some(drift) = reply.drift.get(number) else { break };
        let written: Value = serde_json::from_slice(&reply.written[number]).unwrap();
        if drift.is_empty() && !expected.is_same(&written, value) {
            found.push(format!("OURS {name}: written as {written}, read from {value}"));
        }
        found.extend(explained(expected.document, &name, &schema, value, drift));
    }
    found
}

/// Reads a stream of the Assistants API, of which the operation says nothing, by its type.
fn by_type(document: &Document, types: &[Type], text: &str) -> Vec<String> {
    let read = types.iter().find(|ty| ty.component == ASSISTANT_EVENT).unwrap().read;
    let schema = document.component(ASSISTANT_EVENT);
    let events = events(text);
    let mut found = vec![format!("{} events, of which the operation says nothing", events.len())];
    for (number, (event, data)) in events.into_iter().enumerate() {
        let name = format!("event {number}");
        let data = match data {
            Ok(data) => data,
            Err(error) => {
                found.push(format!("{name}: no JSON: {error}"));
                continue;
            }
        };
        let value = json!({"event": event, "data": data});
        let drift = match read(value.to_string().as_bytes()) {
            Ok(again) => again.drift,
            Err(error) => vec![error],
        };
        found.extend(explained(document, &name, schema, &value, &drift));
    }
    found
}

async fn every_event_stream<C: From<http::Client>>(
    file: &str,
    version: &str,
    builder: ClientBuilder<C>,
    (types, operations): (&[Type], &[Operation<C>]),
    count: usize,
) {
    let Some(document) = Document::load(file) else { return };
    let server = TestServer::start().unwrap();
    let client = connected(document, builder, &server, Strictness::Lenient);
    let mut found = Vec::new();
    let mut streams = 0;
    for described in document.operations() {
        let (path, method, _, written) = described;
        let texts = responses(written).into_iter().filter_map(Value::as_str);
        for text in texts.filter(|text| is_event_stream(text)) {
            streams += 1;
            let driven = operations.iter().find(|o| o.path == path && o.method == method);
            let call = driven.and_then(|driven| driven.calls.iter().find(|call| call.streamed));
            let lines = match call {
                Some(call) => {
                    let expected = Expected::new(document, described, call.what, 0);
                    by_client(&server, &client, call, &expected, text).await
                }
                None => by_type(document, types, text),
            };
            let name = written["operationId"].as_str().unwrap_or(path);
            found.extend(lines.into_iter().map(|line| match line.strip_prefix("OURS ") {
                Some(line) => format!("OURS {name}: {line}"),
                None => format!("{name}: {line}"),
            }));
        }
    }
    assert_eq!(streams, count);
    let ours: Vec<&String> = found.iter().filter(|line| line.starts_with("OURS")).collect();
    assert!(ours.is_empty(), "{ours:#?}");
    listed(&format!("streams_{version}"), found);
}

#[tokio::test]
async fn every_event_stream_of_2_3_0_is_read() {
    use crate::v2_3_0::{OPERATIONS, TYPES, builder};
    every_event_stream(V2_3_0, "2.3.0", builder(), (TYPES, OPERATIONS), 7).await;
}

#[tokio::test]
async fn every_event_stream_of_2026_08_is_read() {
    use crate::v2026_08::{OPERATIONS, TYPES, builder};
    every_event_stream(V2026_08, "2026-08", builder(), (TYPES, OPERATIONS), 10).await;
}
