//! Every example in `spec/` is valid by its schema, and has no member that nobody describes; and
//! every body has one.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::path::Path;
use std::sync::Arc;

use openai_rest::json::Value;
use specmill_core::Limits;
use specmill_core::source::{self, Node, Overlays, Pointer};
use specmill_core::spec::{MediaType, SchemaId, Written, event_schema, written};
use specmill_mock::{Description, Direction, Schema};

/// What was looked at, and what is wrong.
#[derive(Default)]
struct Found {
    count: usize,
    faults: Vec<String>,
}

impl Found {
    fn check(&mut self, at: &Pointer, schema: &Schema, example: &Value) {
        self.count += 1;
        let faults = schema.faults(example);
        self.faults.extend(faults.iter().map(|fault| format!("{at}: {fault}")));
        let unknown = schema.undescribed(example);
        self.faults
            .extend(unknown.iter().map(|member| format!("{at}: `{member}` is not described")));
    }
}

fn description() -> Description {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("spec/openapi.yaml");
    let document = source::read(&path, &Overlays::Beside, &Limits::default()).unwrap();
    Description::new(&document).unwrap()
}

fn schema(description: &Description, id: SchemaId, way: Direction) -> Arc<Schema> {
    description.schema_at(description.api().schema(id).pointer.as_str(), way)
}

fn value(node: &Node) -> Value {
    serde_json::to_value(node).unwrap()
}

/// Every `example` and `examples` of the object at `at`, with where it is.
fn examples(description: &Description, at: &Pointer) -> Vec<(Pointer, Node)> {
    let holder = description.root().at(at).unwrap();
    let mut found = Vec::new();
    if let Some(example) = holder.get("example") {
        found.push((at.child("example"), example.clone()));
    }
    // Of schemas, the list is under the name that `normalize` gives it.
    for key in ["examples", specmill_core::normalize::notes::EXAMPLES] {
        let at = at.child(key);
        match holder.get(key) {
            Some(Node::Array(list)) => {
                found.extend(
                    list.iter().enumerate().map(|(n, example)| (at.child(n), example.clone())),
                );
            }
            Some(Node::Object(named)) => found.extend(
                named.iter().map(|(name, it)| (at.child(name), it.get("value").unwrap().clone())),
            ),
            _ => {}
        }
    }
    found
}

/// Checks the examples of a body; a body without one is a fault.
fn check_body(
    description: &Description,
    (holder, media): (&Pointer, &MediaType),
    way: Direction,
    found: &mut Found,
) {
    let at = holder.child("content").child(&media.media_type);
    let examples = examples(description, &at);
    if examples.is_empty() {
        found.faults.push(format!("{at}: there is no example"));
    }
    for (at, example) in examples {
        match written(description.api(), media) {
            Written::Events => {
                let schema =
                    schema(description, event_schema(description.api(), media).unwrap(), way);
                let text = example.as_str().unwrap();
                for event in events(text) {
                    match serde_json::from_str(&event) {
                        Ok(event) => found.check(&at, &schema, &event),
                        Err(error) => found.faults.push(format!("{at}: {error}: {event}")),
                    }
                }
            }
            // Bytes and text are what they are.
            Written::Bytes | Written::Text => found.count += 1,
            _ => {
                found.check(&at, &schema(description, media.schema.unwrap(), way), &value(&example))
            }
        }
    }
}

/// The data of each event, but for the end of the stream.
fn events(text: &str) -> Vec<String> {
    let data = |block: &str| {
        let lines = block.lines().filter_map(|line| line.strip_prefix("data:"));
        lines.map(str::trim).collect::<Vec<_>>().join("\n")
    };
    let events: Vec<String> =
        text.split("\n\n").map(data).filter(|data| !data.is_empty()).collect();
    assert!(!events.is_empty(), "{text}");
    events.into_iter().filter(|data| data != "[DONE]").collect()
}

fn report(found: &Found) {
    assert!(found.faults.is_empty(), "{}", found.faults.join("\n"));
}

#[test]
fn every_body_has_valid_examples() {
    let description = description();
    let (mut requests, mut responses) = (Found::default(), Found::default());
    for webhook in &description.api().webhooks {
        for media in webhook.request_body.iter().flat_map(|body| &body.content) {
            let body = (&webhook.request_body.as_ref().unwrap().pointer, media);
            check_body(&description, body, Direction::Response, &mut responses);
        }
    }
    for operation in &description.api().operations {
        if let Some(body) = &operation.request_body {
            for media in &body.content {
                let body = (&body.pointer, media);
                check_body(&description, body, Direction::Request, &mut requests);
            }
        }
        for response in &operation.responses {
            for media in &response.content {
                let body = (&response.pointer, media);
                check_body(&description, body, Direction::Response, &mut responses);
            }
        }
    }
    report(&requests);
    report(&responses);
    println!("{} examples of requests, {} of responses", requests.count, responses.count);
    assert!(requests.count >= 50 && responses.count >= 150);
}

#[test]
fn examples_of_parameters_and_headers_are_valid() {
    let description = description();
    let mut found = Found::default();
    for operation in &description.api().operations {
        for parameter in &operation.parameters {
            let schema = schema(&description, parameter.schema, Direction::Request);
            for (at, example) in examples(&description, &parameter.pointer) {
                found.check(&at, &schema, &value(&example));
            }
        }
    }
    println!("{} examples of parameters", found.count);
    report(&found);
}

#[test]
fn examples_of_schemas_are_valid() {
    let description = description();
    let mut found = Found::default();
    for schema in &description.api().schemas {
        let at = &schema.pointer;
        let mut examples = examples(&description, at);
        // OpenAI's own documents have theirs here, as a text of JSON.
        let node = description.root().at(at);
        let shown = node.and_then(|node| node.get("x-oaiMeta")?.get("example"));
        examples
            .extend(shown.map(|example| (at.child("x-oaiMeta").child("example"), example.clone())));
        let schema = description.schema_at(at.as_str(), Direction::Response);
        for (at, example) in examples {
            let parsed = |text| serde_json::from_str(text).ok();
            let example = match &example {
                Node::String(text) if at.as_str().contains("x-oaiMeta") => parsed(text).unwrap(),
                other => value(other),
            };
            found.check(&at, &schema, &example);
        }
    }
    println!("{} examples of schemas", found.count);
    report(&found);
    assert!(found.count > 0);
}
