//! Every operation, called with all it takes over real HTTP: what goes out is checked against the
//! document, and what the document says comes back is read with no drift.

use std::time::Duration;

use serde_json::Value;
use specmill_runtime::http::{self, ClientBuilder, Credential};
use specmill_runtime::json::Strictness;
use specmill_test_server::{Answer, TestServer};

use crate::document::{Document, same};
use crate::driver::{Call, Given, Operation, Reply};
use crate::examples::{is_event_stream, responses};
use crate::expected::Expected;
use crate::sample::{Direction, Sampler, variants};
use crate::{V2_3_0, V2026_08, listed};

/// A client whose bearer token of each security scheme is the scheme's name.
fn connected<C: From<http::Client>>(
    document: &Document,
    mut builder: ClientBuilder<C>,
    server: &TestServer,
) -> C {
    for scheme in document.security_schemes() {
        builder = builder.credential(scheme, Credential::bearer(scheme));
    }
    builder
        .base_url(server.url())
        .max_retries(0)
        .timeout(Duration::from_secs(20))
        .strictness(Strictness::Strict)
        .build()
        .unwrap()
}

/// What the server says, and what the client has to make of it.
struct Scripted {
    status: u16,
    answer: Answer,
    written: Vec<Value>,
    bytes: Option<Vec<u8>>,
}

/// The first success of an operation, made from its schema.
fn scripted(document: &Document, operation: &Value, streamed: bool, choice: usize) -> Scripted {
    let responses = operation["responses"].as_object().unwrap();
    let (status, response) = responses
        .iter()
        .find(|(status, _)| status.starts_with('2'))
        .or_else(|| responses.iter().next())
        .unwrap();
    let status: u16 = status.parse().unwrap_or(200);
    let content = document.resolved(response)["content"].as_object();
    let sampler = Sampler { document, direction: Direction::Response, choice };
    let wanted = |media_type: &str| {
        content
            .and_then(|content| content.get(media_type))
            .map(|media| document.schema(&media["schema"]))
    };
    let nothing =
        Scripted { status, answer: Answer::status(status), written: Vec::new(), bytes: None };
    let stream = wanted("text/event-stream");
    let is_json = wanted("application/json").is_some();
    match stream.filter(|_| streamed || !is_json) {
        Some(schema) => return events(document, status, &schema),
        None if is_json => {
            let schema = wanted("application/json").unwrap_or_default();
            let value = sampler.sample(&schema).unwrap_or_default();
            let answer = Answer::json(status, value.to_string());
            return Scripted { status, answer, written: vec![value], bytes: None };
        }
        None => {}
    }
    match content.and_then(|content| content.keys().next()) {
        Some(media_type) => Scripted {
            status,
            answer: nothing
                .answer
                .header("content-type", media_type.replace('*', "x"))
                .part(Duration::ZERO, "some content"),
            written: Vec::new(),
            bytes: Some(b"some content".to_vec()),
        },
        None => nothing,
    }
}

/// A stream with an event for each member of the union of events.
fn events(document: &Document, status: u16, schema: &Value) -> Scripted {
    let mut target = schema;
    while let Some(name) = target["$ref"].as_str().and_then(crate::document::component_name) {
        target = document.component(&name);
    }
    let mut text = String::new();
    let mut written = Vec::new();
    for choice in 0..variants(target) {
        let sampler = Sampler { document, direction: Direction::Response, choice };
        let Some(value) = sampler.sample(target) else { continue };
        // Where the schema describes the whole event, it has these two.
        match (value["event"].as_str(), value.get("data")) {
            (Some(name), Some(data)) => {
                let data = data.as_str().map_or_else(|| data.to_string(), str::to_owned);
                // The end of the stream, which is no event.
                if data == "[DONE]" {
                    text += "event: done\ndata: [DONE]\n\n";
                    continue;
                }
                text += &format!("event: {name}\ndata: {data}\n\n");
            }
            _ => text += &format!("data: {value}\n\n"),
        }
        if !written.contains(&value) {
            written.push(value);
        } else {
            // Unions inside the members are sampled elsewhere.
            break;
        }
    }
    let text = text + "data: [DONE]\n\n";
    Scripted { status, answer: stream_answer(status, &text), written, bytes: None }
}

fn stream_answer(status: u16, text: &str) -> Answer {
    Answer::status(status).header("content-type", "text/event-stream").part(Duration::ZERO, text)
}

/// What is wrong with what came back.
fn reply_faults(reply: &Reply, scripted: &Scripted) -> Vec<String> {
    if let Some(bytes) =
        reply.bytes.as_ref().filter(|bytes| Some(*bytes) != scripted.bytes.as_ref())
    {
        return vec![format!("{} bytes came down", bytes.len())];
    }
    if reply.status != scripted.status {
        return vec![format!("status {} not {}", reply.status, scripted.status)];
    }
    let written: Vec<Value> =
        reply.written.iter().map(|text| serde_json::from_slice(text).unwrap()).collect();
    let differs = |(got, sent): (&Value, &Value)| {
        (!same(got, sent)).then(|| format!("answer written as {got}, read from {sent}"))
    };
    let mut faults: Vec<String> =
        written.iter().zip(&scripted.written).filter_map(differs).collect();
    if !written.is_empty() && written.len() != scripted.written.len() {
        faults.push(format!("{} events of {}", written.len(), scripted.written.len()));
    }
    faults
}

/// Sends a call; what is wrong with it, if anything is.
async fn faults<C>(
    server: &TestServer,
    client: &C,
    call: &Call<C>,
    expected: &Expected<'_>,
    choice: usize,
) -> Vec<String> {
    let sent = match (call.make)(client, &Given { values: &expected.values }) {
        Ok(sent) => sent,
        Err(error) => return vec![error],
    };
    let scripted = scripted(expected.document, expected.operation, call.streamed, choice);
    let before = server.requests().len();
    server.answer(scripted.answer.clone());
    let reply = sent.await;
    let requests = server.requests();
    let Some(request) = requests.get(before) else {
        return vec![format!("nothing was sent: {:?}", reply.err())];
    };
    let mut faults = expected.faults(request, call.what, call.streamed);
    match reply {
        Ok(reply) => faults.extend(reply_faults(&reply, &scripted)),
        Err(error) => faults.push(format!("{error}")),
    }
    faults
}

/// How many of the members of unions in a body are tried.
const MOST_CHOICES: usize = 4;

async fn every_operation<C: From<http::Client>>(
    file: &str,
    version: &str,
    builder: ClientBuilder<C>,
    operations: &[Operation<C>],
) {
    let Some(document) = Document::load(file) else { return };
    let mut found = Vec::new();
    let mut sent = 0;
    let server = TestServer::start().unwrap();
    let client = connected(&document, builder, &server);
    for described in document.operations() {
        let (path, method, _, _) = described;
        let driven = operations.iter().find(|known| known.path == path && known.method == method);
        let Some(operation) = driven else {
            found.push(format!("{method} {path}: left out"));
            continue;
        };
        for call in operation.calls {
            let mut seen = None;
            for choice in 0..MOST_CHOICES {
                let expected = Expected::new(&document, described, call.what, choice);
                if seen.as_ref() == Some(&expected.values) {
                    break;
                }
                sent += 1;
                let mut faults = faults(&server, &client, call, &expected, choice).await;
                faults.truncate(1);
                let streamed = if call.streamed { ", streamed" } else { "" };
                let what = format!("{} ({}{streamed}, member {choice})", operation.id, call.what);
                found.extend(faults.into_iter().map(|fault| {
                    format!("{what}: {}", fault.chars().take(400).collect::<String>())
                }));
                seen = Some(expected.values);
            }
        }
    }
    println!("{file}: {sent} requests");
    listed(&format!("wire_{version}"), found);
}

/// Every event stream among the examples, through the client.
async fn every_event_stream<C: From<http::Client>>(
    file: &str,
    version: &str,
    builder: ClientBuilder<C>,
    operations: &[Operation<C>],
    count: usize,
) {
    let Some(document) = Document::load(file) else { return };
    let server = TestServer::start().unwrap();
    let client = connected(&document, builder, &server);
    let mut found = Vec::new();
    let mut streams = 0;
    for described in document.operations() {
        let (path, method, _, written) = described;
        let texts = responses(written).into_iter().filter_map(Value::as_str);
        for text in texts.filter(|text| is_event_stream(text)) {
            streams += 1;
            let driven = operations.iter().find(|o| o.path == path && o.method == method);
            let call = driven.and_then(|driven| driven.calls.iter().find(|call| call.streamed));
            let name = written["operationId"].as_str().unwrap_or(path);
            let Some(call) = call else {
                found.push(format!("{name}: it has no stream"));
                continue;
            };
            let expected = Expected::new(&document, described, call.what, 0);
            server.answer(stream_answer(200, text));
            match (call.make)(&client, &Given { values: &expected.values }) {
                Err(error) => found.push(format!("{name}: {error}")),
                Ok(sent) => match sent.await {
                    Err(error) => found.push(format!("{name}: {error}")),
                    Ok(reply) => found.push(format!("{name}: {} events", reply.written.len())),
                },
            }
        }
    }
    assert_eq!(streams, count);
    listed(&format!("streams_{version}"), found);
}

#[tokio::test]
async fn every_operation_of_2_3_0_is_called() {
    use crate::v2_3_0::{OPERATIONS, builder};
    every_operation(V2_3_0, "2.3.0", builder(), OPERATIONS).await;
}

#[tokio::test]
async fn every_operation_of_2026_08_is_called() {
    use crate::v2026_08::{OPERATIONS, builder};
    every_operation(V2026_08, "2026-08", builder(), OPERATIONS).await;
}

#[tokio::test]
async fn every_event_stream_of_2_3_0_is_read() {
    use crate::v2_3_0::{OPERATIONS, builder};
    every_event_stream(V2_3_0, "2.3.0", builder(), OPERATIONS, 7).await;
}

#[tokio::test]
async fn every_event_stream_of_2026_08_is_read() {
    use crate::v2026_08::{OPERATIONS, builder};
    every_event_stream(V2026_08, "2026-08", builder(), OPERATIONS, 10).await;
}
