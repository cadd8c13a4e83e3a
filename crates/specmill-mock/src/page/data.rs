//! The page as JSON, for programs.

use std::time::Duration;

use specmill_core::source::{Map, Node, Number};
use specmill_core::spec::Operation;

use super::call;
use super::recent::Entry;
use super::shown::Shown;
use crate::named_examples;
use crate::scalar::whole;

pub(super) fn page(shown: &Shown<'_>) -> Node {
    let api = shown.mock.description().api();
    let operations = shown.operations().map(|(number, operation)| {
        object([("number", count(number)), ("operation", described(operation))])
    });
    object([
        ("title", text(&api.title)),
        ("version", text(&api.version)),
        ("url", text(&shown.base)),
        ("things", shown.things().map_or(Node::Null, count)),
        ("reset", text(&shown.reset)),
        ("operations", Node::Array(operations.collect())),
        ("requests", Node::Array(shown.requests.iter().map(request).collect())),
    ])
}

/// One operation, with a command that calls it.
pub(super) fn operation(shown: &Shown<'_>, operation: &Operation) -> Node {
    let mut node = described(operation);
    if let Node::Object(members) = &mut node {
        let examples = operation.responses.iter().flat_map(|response| &response.content);
        let names = examples.flat_map(|it| named_examples::names(shown.mock.description(), it));
        members.insert("examples".to_owned(), Node::Array(names.map(text).collect()));
        members.insert("curl".to_owned(), text(&call::curl(shown, operation)));
    }
    node
}

fn described(operation: &Operation) -> Node {
    object([
        ("id", operation.id.as_deref().map_or(Node::Null, text)),
        ("method", text(operation.method.sent())),
        ("path", text(&operation.path)),
        ("summary", operation.summary.as_deref().map_or(Node::Null, text)),
        ("tags", Node::Array(operation.tags.iter().map(|tag| text(tag)).collect())),
        ("deprecated", Node::Bool(operation.deprecated)),
    ])
}

fn request(entry: &Entry) -> Node {
    let optional = |value: &Option<String>| value.as_deref().map_or(Node::Null, text);
    object([
        ("number", whole(i64::try_from(entry.number).unwrap_or(i64::MAX))),
        ("method", text(&entry.method)),
        ("target", text(&entry.target)),
        ("operation", optional(&entry.operation)),
        ("status", whole(i64::from(entry.status))),
        ("milliseconds", Node::Number(Number::Float(milliseconds(entry.time)))),
        ("fault", optional(&entry.fault)),
        ("help", optional(&entry.help)),
        ("simulated", Node::Bool(entry.is_simulated)),
        ("warnings", Node::Array(entry.warnings.iter().map(|it| text(it)).collect())),
    ])
}

/// To a tenth.
pub(super) fn milliseconds(time: Duration) -> f64 {
    (time.as_secs_f64() * 10_000.0).round() / 10.0
}

fn object<const N: usize>(members: [(&str, Node); N]) -> Node {
    Node::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect::<Map>())
}

fn text(text: &str) -> Node {
    Node::String(text.to_owned())
}

fn count(count: usize) -> Node {
    whole(i64::try_from(count).unwrap_or(i64::MAX))
}
