//! Streams of events as text (WHATWG HTML §9.2).

use bytes::Bytes;
use specmill_core::source::Node;
use specmill_core::spec::{event_schema, is_whole_event};

use crate::json_schema::Direction;
use crate::made::{Made, json};
use crate::sample;

/// The stream: the document's example, which may be its text, an event or a list of them; else an
/// event for each member of the union that events are. Where the conventions of the API have an event
/// that ends streams, it comes last if the request had `stream: true`.
pub(crate) fn text(made: &Made<'_>, streamed: bool) -> String {
    let mut text = match &made.media.example {
        Some(Node::String(text)) => ended(text),
        Some(Node::Array(events)) => events.iter().map(|event| written(made, event)).collect(),
        Some(event) => written(made, event),
        None => documented_stream(made).unwrap_or_else(|| from_schema(made)),
    };
    let end = made.description.api().conventions.stream_end.as_ref().filter(|_| streamed);
    if let Some(end) = end.map(|end| format!("data: {end}\n\n"))
        && !text.ends_with(&end)
    {
        text.push_str(&end);
    }
    text
}

/// The stream of an operation that describes none: its JSON as the one event, and the one that ends streams.
pub(crate) fn of_answer(json: &[u8], end: &str) -> Bytes {
    [b"data: ", json, b"\n\ndata: ", end.as_bytes(), b"\n\n"].concat().into()
}

/// Of the last event of a text the empty line that ends it is easily lost.
fn ended(text: &str) -> String {
    format!("{}\n\n", text.trim_end())
}

/// The stream that `x-oaiMeta` shows.
fn documented_stream(made: &Made<'_>) -> Option<String> {
    let is_stream = |text: &&str| text.lines().any(|line| line.starts_with("data:"));
    made.documented_responses().into_iter().find(is_stream).map(ended)
}

fn from_schema(made: &Made<'_>) -> String {
    let Some(id) = event_schema(made.description.api(), made.media) else { return String::new() };
    let schema = made.description.schema(id, Direction::Response);
    let mut events = sample::of_each_member(&schema, Direction::Response);
    // One that tells of an error would end the stream.
    events.retain(|event| !tells_error(event));
    if events.is_empty() {
        events.extend(schema.sample());
    }
    events.iter().map(|event| written(made, event)).collect()
}

fn tells_error(event: &Node) -> bool {
    let is_error = |key: &str| event.get(key).and_then(Node::as_str) == Some("error");
    is_error("type") || is_error("event") || event.get("error").is_some_and(|it| *it != Node::Null)
}

/// One event: what its data holds, or all of it as an object of `event` and `data`.
fn written(made: &Made<'_>, event: &Node) -> String {
    let api = made.description.api();
    let is_whole = event_schema(api, made.media).is_some_and(|id| is_whole_event(api, id));
    if !is_whole {
        return format!("data: {}\n\n", json(event));
    }
    let mut text = String::new();
    for name in ["event", "id"] {
        if let Some(value) = event.get(name).and_then(Node::as_str) {
            text.push_str(&format!("{name}: {}\n", value.replace(['\r', '\n'], " ")));
        }
    }
    let data = match event.get("data") {
        Some(Node::String(data)) => data.clone(),
        Some(data) => json(data),
        None => String::new(),
    };
    for line in data.lines() {
        text.push_str(&format!("data: {line}\n"));
    }
    text.push('\n');
    text
}
