//! Every operation, called with all it takes over real HTTP: what goes out is checked against the
//! document, and what the document says comes back is read with no drift.

use std::time::Duration;

use serde_json::Value;
use specmill_runtime::http::{self, ClientBuilder, Credential};
use specmill_runtime::json::Strictness;
use specmill_test_server::{Answer, TestServer};

use crate::document::{Document, component_name};
use crate::driver::{Call, Given, Operation, Reply};
use crate::expected::Expected;
use crate::sample::{Direction, Sampler, variants};
use crate::{OURS, V2_3_0, V2026_08, listed};

/// A client whose bearer token of each security scheme is the scheme's name.
pub(crate) fn connected<C: From<http::Client>>(
    document: &Document,
    mut builder: ClientBuilder<C>,
    server: &TestServer,
    strictness: Strictness,
) -> C {
    for scheme in document.security_schemes() {
        builder = builder.credential(scheme, Credential::bearer(scheme));
    }
    builder
        .base_url(server.url())
        .max_retries(0)
        .timeout(Duration::from_secs(20))
        .strictness(strictness)
        .build()
        .unwrap()
}

/// What the server says, and what the client has to make of it.
struct Scripted {
    status: u16,
    media_type: String,
    body: String,
    /// The JSON answer, or each event.
    values: Vec<Value>,
}

impl Scripted {
    fn answer(&self) -> Answer {
        let answer = Answer::status(self.status);
        if self.media_type.is_empty() {
            return answer;
        }
        answer
            .header("content-type", self.media_type.as_str())
            .part(Duration::ZERO, self.body.as_str())
    }
}

/// The first success of an operation, made from its schema: JSON where it has some.
fn scripted(document: &Document, operation: &Value, streamed: bool, choice: usize) -> Scripted {
    let responses = operation["responses"].as_object().unwrap();
    let (status, response) = responses
        .iter()
        .find(|(status, _)| status.starts_with('2'))
        .or_else(|| responses.iter().next())
        .unwrap();
    let status: u16 = status.parse().unwrap_or(200);
    let content = document.resolved(response)["content"].as_object();
    let offered: Vec<&str> = content.into_iter().flatten().map(|(key, _)| key.as_str()).collect();
    let media_type = match offered.as_slice() {
        _ if streamed => EVENTS,
        several if several.contains(&JSON) => JSON,
        several => several
            .iter()
            .find(|one| **one != EVENTS)
            .or(several.first())
            .copied()
            .unwrap_or_default(),
    };
    let sampler = Sampler { document, direction: Direction::Response, choice, inner: 0 };
    let schema = content.and_then(|content| content.get(media_type));
    let schema = schema.map(|media| document.schema(&media["schema"])).unwrap_or_default();
    let (body, values) = match media_type {
        EVENTS => events(document, &schema),
        JSON => {
            let value = sampler.sample(&schema).unwrap_or_default();
            (value.to_string(), vec![value])
        }
        _ => ("some content".to_owned(), Vec::new()),
    };
    Scripted { status, media_type: media_type.replace('*', "x"), body, values }
}

const JSON: &str = "application/json";
pub(crate) const EVENTS: &str = "text/event-stream";

/// A stream with an event for each member of the union of events, and these events.
fn events(document: &Document, schema: &Value) -> (String, Vec<Value>) {
    let mut target = schema;
    while let Some(name) = target["$ref"].as_str().and_then(component_name) {
        target = document.component(&name);
    }
    let sample = |choice| {
        Sampler { document, direction: Direction::Response, choice, inner: 0 }.sample(target)
    };
    let mut values: Vec<Value> = Vec::new();
    for value in (0..variants(target)).filter_map(sample) {
        if values.contains(&value) {
            // All of them were there: unions inside of them are wider.
            break;
        }
        values.push(value);
    }
    let text: String = values.iter().map(|value| format!("data: {value}\n\n")).collect();
    (text + "data: [DONE]\n\n", values)
}

/// What is wrong with what came back.
fn reply_faults(reply: &Reply, scripted: &Scripted, expected: &Expected<'_>) -> Vec<String> {
    if reply.status != scripted.status {
        return vec![format!("status {} not {}", reply.status, scripted.status)];
    }
    if reply.bytes.as_ref().is_some_and(|bytes| bytes != scripted.body.as_bytes()) {
        return vec![format!("other bytes came down than `{}`", scripted.body)];
    }
    let written: Vec<Value> =
        reply.written.iter().map(|text| serde_json::from_slice(text).unwrap()).collect();
    let differs = |(got, sent): (&Value, &Value)| {
        (!expected.is_same(got, sent)).then(|| format!("answer written as {got}, read from {sent}"))
    };
    let mut faults: Vec<String> = reply.drift.concat();
    faults.extend(written.iter().zip(&scripted.values).filter_map(differs));
    if !written.is_empty() && written.len() != scripted.values.len() {
        faults.push(format!("{} values of {}", written.len(), scripted.values.len()));
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
    server.answer(scripted.answer());
    let reply = sent.await;
    let requests = server.requests();
    let Some(request) = requests.get(before) else {
        return vec![format!("nothing was sent: {:?}", reply.err())];
    };
    let mut faults = expected.faults(request, call.what, call.streamed);
    match reply {
        Ok(reply) => faults.extend(reply_faults(&reply, &scripted, expected)),
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
    let client = connected(document, builder, &server, Strictness::Strict);
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
                let expected = Expected::new(document, described, call.what, choice);
                if seen.as_ref() == Some(&expected.values) {
                    break;
                }
                if choice > 0 && !expected.is_valid(call.what) {
                    continue;
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
async fn every_operation_of_ours_is_called() {
    use crate::ours::{OPERATIONS, builder};
    assert_eq!(OPERATIONS.len(), 281);
    every_operation(OURS, "ours", builder(), OPERATIONS).await;
}
