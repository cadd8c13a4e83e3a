//! Every JSON example of the documents is read with no drift and written as it came; where it is not,
//! the example contradicts its own schema, and the snapshot says how.

use serde_json::Value;

use crate::document::Document;
use crate::driver::{Operation, Read, Type};
use crate::{V2_3_0, V2026_08, listed};

/// An example with the schema it is for.
struct Example {
    name: String,
    value: Value,
    schema: Value,
    read: Option<Read>,
    /// The method and path of the operation it is of; none of a component's.
    operation: Option<(String, String)>,
}

impl Example {
    /// Whether `written` is what the type may make of the value.
    fn is_same(&self, document: &Document, written: &Value) -> bool {
        match &self.operation {
            Some((method, path)) => {
                document.settled.is_same_of_operation((method, path), written, &self.value)
            }
            None => document.settled.is_same(&self.name, written, &self.value),
        }
    }
}

/// What the examples of a document are, and the texts that are not JSON.
#[derive(Default)]
struct Found {
    /// `x-oaiMeta.example` of component schemas.
    schemas: Vec<Example>,
    /// `x-oaiMeta.examples.response` of operations.
    responses: Vec<Example>,
    /// `example` and `examples`.
    others: Vec<Example>,
    /// Neither JSON nor events: the name, and why.
    unread: Vec<String>,
}

/// A text of `x-oaiMeta` as JSON; an error where it is none.
fn parsed(value: &Value) -> Result<Value, String> {
    match value.as_str() {
        Some(text) => serde_json::from_str(text).map_err(|error| error.to_string()),
        None => Ok(value.clone()),
    }
}

/// `example` and `examples` of a Schema or Media Type Object.
fn examples_of(holder: &Value) -> Vec<Value> {
    let mut found: Vec<Value> = holder.get("example").into_iter().cloned().collect();
    match &holder["examples"] {
        Value::Array(values) => found.extend(values.iter().cloned()),
        Value::Object(named) => {
            found.extend(named.values().filter_map(|example| example.get("value").cloned()));
        }
        _ => {}
    }
    found
}

fn of_schemas(document: &Document, types: &[Type], found: &mut Found) {
    for ty in types {
        let written = &document.components()[ty.component];
        let example = |value: Value| Example {
            name: ty.component.to_owned(),
            value,
            schema: document.component(ty.component).clone(),
            read: Some(ty.read),
            operation: None,
        };
        match written["x-oaiMeta"].get("example").map(parsed) {
            Some(Ok(value)) => found.schemas.push(example(value)),
            Some(Err(error)) => found.unread.push(format!("{}: {error}", ty.component)),
            None => {}
        }
        found.others.extend(examples_of(written).into_iter().map(example));
    }
}

/// The texts that `x-oaiMeta` shows as responses of an operation.
pub(crate) fn responses(operation: &Value) -> Vec<&Value> {
    let examples = &operation["x-oaiMeta"]["examples"];
    let each = match examples {
        Value::Array(several) => several.iter().collect(),
        one => vec![one],
    };
    each.into_iter().filter_map(|example| example.get("response")).collect()
}

/// Whether a text shows an event stream.
pub(crate) fn is_event_stream(text: &str) -> bool {
    text.lines().any(|line| line.starts_with("data:"))
}

fn of_operations<C>(document: &Document, operations: &[Operation<C>], found: &mut Found) {
    for (path, method, _, written) in document.operations() {
        let name = written["operationId"].as_str().unwrap_or(path).to_owned();
        let driven = operations.iter().find(|known| known.path == path && known.method == method);
        let content = success_json(document, written);
        let schema = content.map(|content| document.schema(&content["schema"])).unwrap_or_default();
        let read = driven.and_then(|operation| operation.answer);
        let operation = Some((method.to_owned(), path.to_owned()));
        let example = |value| Example {
            name: name.clone(),
            value,
            schema: schema.clone(),
            read,
            operation: operation.clone(),
        };
        for text in responses(written) {
            match parsed(text) {
                Ok(value) => found.responses.push(example(value)),
                Err(_) if text.as_str().is_some_and(is_event_stream) => {}
                Err(error) => found.unread.push(format!("{name}, response: {error}")),
            }
        }
        found.others.extend(content.into_iter().flat_map(examples_of).map(example));
        let body = &document.resolved(&written["requestBody"])["content"]["application/json"];
        let schema = document.schema(&body["schema"]);
        found.others.extend(examples_of(body).into_iter().map(|value| Example {
            name: format!("{name}, request"),
            value,
            schema: schema.clone(),
            read: driven.and_then(|operation| operation.body),
            operation: operation.clone(),
        }));
    }
}

/// The JSON of the lowest success status that has some.
pub(crate) fn success_json<'a>(document: &'a Document, operation: &'a Value) -> Option<&'a Value> {
    let responses = operation["responses"].as_object().unwrap();
    let successes = responses.iter().filter(|(status, _)| status.starts_with('2'));
    successes
        .map(|(_, response)| &document.resolved(response)["content"]["application/json"])
        .find(|content| !content.is_null())
}

/// What is wrong with an example, and whose fault it is.
fn faults(document: &Document, example: &Example) -> Vec<String> {
    let name = &example.name;
    let Some(read) = example.read else {
        let whose = if example.schema.is_null() { "" } else { "OURS " };
        return vec![format!("{whose}{name}: the document describes no such JSON")];
    };
    match read(example.value.to_string().as_bytes()) {
        Err(error) => explained(document, name, &example.schema, &example.value, &[error]),
        Ok(again) if again.drift.is_empty() => {
            let written: Value = serde_json::from_slice(&again.written).unwrap();
            let value = &example.value;
            let fault = format!("OURS {name}: written as {written}, read from {value}");
            if example.is_same(document, &written) { Vec::new() } else { vec![fault] }
        }
        Ok(again) => explained(document, name, &example.schema, &example.value, &again.drift),
    }
}

/// Each drift with what a validator says of it; drift that it has nothing to say about is ours.
pub(crate) fn explained(
    document: &Document,
    name: &str,
    schema: &Value,
    value: &Value,
    drift: &[String],
) -> Vec<String> {
    let mut reasons = document.faults(schema, value);
    reasons.extend(document.strict_faults(schema, value));
    let explained = |drift: &String| {
        let lines: Vec<String> = places(value, &pointer(drift))
            .iter()
            .filter_map(|at| {
                let ranked =
                    reasons.iter().filter_map(|reason| Some((reason.explains(at)?, reason)));
                let (_, reason) = ranked.min_by_key(|(rank, _)| *rank)?;
                Some(match reason.is_surplus() {
                    true => format!("{name}: {at}: not described"),
                    false => format!("{name}: {reason}"),
                })
            })
            .collect();
        if lines.is_empty() { vec![format!("OURS {name}: {drift}")] } else { lines }
    };
    let mut lines: Vec<String> = drift.iter().flat_map(explained).collect();
    lines.sort();
    lines.dedup();
    lines
}

/// The JSON pointer of the first path in a drift: `$.data[0].id: …`.
fn pointer(drift: &str) -> String {
    let path = drift.split_once('$').map_or("", |(_, path)| path);
    let path = path.split(": ").next().unwrap_or_default();
    let mut pointer = String::new();
    for (at, part) in path.split("['").enumerate() {
        let (quoted, plain) = match part.split_once("']") {
            Some((name, plain)) if at > 0 => (Some(name), plain),
            _ => (None, part),
        };
        if let Some(name) = quoted {
            pointer.push('/');
            pointer.push_str(&name.replace('~', "~0").replace('/', "~1"));
        }
        pointer.push_str(&plain.replace(['.', '['], "/").replace(']', ""));
    }
    pointer
}

/// The places in `value` that a pointer means whose `*` stand for every position of a list.
fn places(value: &Value, pointer: &str) -> Vec<String> {
    let Some((before, after)) = pointer.split_once("/*") else { return vec![pointer.to_owned()] };
    let items = value.pointer(before).and_then(Value::as_array).map_or(0, Vec::len);
    let places = (0..items).flat_map(|at| places(value, &format!("{before}/{at}{after}")));
    places.collect()
}

fn every_example<C>(
    file: &str,
    version: &str,
    types: &[Type],
    operations: &[Operation<C>],
    counts: (usize, usize),
) {
    let Some(document) = Document::load(file) else { return };
    let mut found = Found::default();
    of_schemas(document, types, &mut found);
    of_operations(document, operations, &mut found);
    assert_eq!((found.schemas.len(), found.responses.len()), counts);
    let all = found.schemas.iter().chain(&found.responses).chain(&found.others);
    let faults: Vec<String> = all.flat_map(|example| faults(document, example)).collect();
    let (ours, theirs): (Vec<_>, Vec<_>) =
        faults.into_iter().partition(|fault| fault.starts_with("OURS"));
    assert!(ours.is_empty(), "{ours:#?}");
    listed(&format!("examples_{version}"), theirs);
    listed(&format!("examples_{version}_not_json"), found.unread);
}

#[test]
fn every_example_of_2_3_0_is_read_and_written_again() {
    use crate::v2_3_0::{OPERATIONS, TYPES};
    every_example(V2_3_0, "2.3.0", TYPES, OPERATIONS, (142, 126));
}

#[test]
fn every_example_of_2026_08_is_read_and_written_again() {
    use crate::v2026_08::{OPERATIONS, TYPES};
    every_example(V2026_08, "2026-08", TYPES, OPERATIONS, (351, 244));
}
