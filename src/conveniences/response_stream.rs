//! Accumulating the events of a response.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::http::{Accumulate, Accumulating, Accumulator};
use crate::types::{Response, ResponseStreamEvent};

/// The events of a response, which accumulate into the answer that the same call returns without
/// streaming. The last event has the complete answer; until then it is built from the others.
///
/// ```no_run
/// # use openai_rest::{Client, Error, types::{CreateResponse, ResponseStreamEvent}};
/// # async fn run(client: Client, request: CreateResponse) -> Result<(), Error> {
/// let mut stream = client.responses().create(&request).stream().await?.accumulate();
/// while let Some(event) = stream.try_next().await? {
///     if let ResponseStreamEvent::ResponseOutputTextDelta(event) = event {
///         print!("{}", event.delta);
///     }
/// }
/// let response = stream.finish().await?;
/// println!("\n{:?}: {}", response.status, response.output_text());
/// # Ok(()) }
/// ```
pub type ResponseStream = Accumulating<ResponseStreamEvent>;

/// An accumulator for the events of a response; see [`ResponseStream`].
pub type ResponseAccumulator = Accumulator<ResponseStreamEvent>;

/// The state between the events of a response.
#[derive(Debug, Default)]
pub struct ResponseParts {
    /// As it came last.
    response: Map<String, Value>,
    /// The items of its output, by their place.
    items: BTreeMap<u64, Value>,
    /// Whether the response is at its end, as it came.
    is_final: bool,
    /// The server's message in an event `error`.
    error: Option<String>,
}

/// The list of an item that a part or text is in, and the member of the event with its place there.
type List = (&'static str, &'static str);

const CONTENT: List = ("content", "content_index");
const SUMMARY: List = ("summary", "summary_index");
const COMMANDS: List = ("commands", "command_index");

/// Events that bring a part of an item, without the last word of their type.
const PARTS: [(&str, List); 2] =
    [("response.content_part", CONTENT), ("response.reasoning_summary_part", SUMMARY)];

/// Events that bring a text, without the last word of their type: the list with the part it is of,
/// if it is not the item's own, and what it is called there.
const TEXTS: [(&str, Option<List>, &str); 9] = [
    ("response.output_text", Some(CONTENT), "text"),
    ("response.refusal", Some(CONTENT), "refusal"),
    ("response.reasoning_text", Some(CONTENT), "text"),
    ("response.reasoning_summary_text", Some(SUMMARY), "text"),
    ("response.function_call_arguments", None, "arguments"),
    ("response.mcp_call_arguments", None, "arguments"),
    ("response.custom_tool_call_input", None, "input"),
    ("response.code_interpreter_call.code", None, "code"),
    ("response.code_interpreter_call_code", None, "code"),
];

impl Accumulate for ResponseStreamEvent {
    type Whole = Response;
    type State = ResponseParts;

    fn add(parts: &mut ResponseParts, event: Value) {
        let Value::Object(mut event) = event else { return };
        let Some(Value::String(kind)) = event.remove("type") else { return };
        if let Some(Value::Object(response)) = event.remove("response") {
            parts.response = response;
            parts.is_final =
                matches!(&*kind, "response.completed" | "response.failed" | "response.incomplete");
            return;
        }
        if kind == "error" {
            let message = event.get("message").and_then(Value::as_str);
            parts.error = Some(message.unwrap_or("an error it says nothing about").to_owned());
            return;
        }
        if let Some((what, verb)) = kind.rsplit_once('.') {
            parts.add_output(what, verb, event);
        }
    }

    fn whole(parts: &ResponseParts) -> Value {
        let mut response = parts.response.clone();
        let output = response.entry("output").or_insert(Value::Null);
        // What the server says in the end is what counts, unless it says nothing.
        let is_empty = output.as_array().is_none_or(Vec::is_empty);
        if is_empty || !parts.is_final {
            *output = parts.items.values().cloned().collect();
        }
        response.into()
    }

    fn missing(parts: &ResponseParts, _: bool) -> Option<String> {
        if parts.is_final {
            return None;
        }
        Some(match &parts.error {
            Some(message) => format!("the server reported an error: {message}"),
            None => {
                "none of `response.completed`, `response.failed` and `response.incomplete` came"
                    .to_owned()
            }
        })
    }
}

impl ResponseParts {
    /// Adds what an event `what.verb` brings to the output. What belongs to an item or a part that
    /// never came is left out: it comes again when that is done.
    fn add_output(&mut self, what: &str, verb: &str, mut event: Map<String, Value>) {
        let Some(output_index) = event.get("output_index").and_then(Value::as_u64) else { return };
        if what == "response.output_item" {
            if let Some(item) = event.remove("item") {
                self.items.insert(output_index, item);
            }
            return;
        }
        let Some(item) = self.items.get_mut(&output_index) else { return };
        if what == "response.shell_call_command" {
            return add_command(item, verb, &event);
        }
        if what == "response.shell_call_output_content" {
            return add_command_output(item, verb, event);
        }
        if let Some((_, list)) = PARTS.iter().find(|(name, _)| *name == what) {
            if let Some(part) = event.remove("part") {
                set(item, *list, &event, part);
            }
        } else if let Some((_, list, member)) = TEXTS.iter().find(|(name, ..)| *name == what) {
            let whole = match list {
                Some(list) => part_of(item, *list, &event),
                None => Some(item),
            };
            if let Some(Value::Object(whole)) = whole {
                add_text(whole, member, verb, event);
            }
        } else if what == "response.output_text.annotation"
            && let Some(annotation) = event.remove("annotation")
            && let Some(part) = part_of(item, CONTENT, &event)
        {
            set(part, ("annotations", "annotation_index"), &event, annotation);
        }
    }
}

fn place(event: &Map<String, Value>, (_, index): List) -> Option<usize> {
    usize::try_from(event.get(index)?.as_u64()?).ok()
}

fn part_of<'v>(
    item: &'v mut Value,
    list: List,
    event: &Map<String, Value>,
) -> Option<&'v mut Value> {
    item.get_mut(list.0)?.get_mut(place(event, list)?)
}

/// Puts `part` into its place in a list of `item`: one that is there, or the next.
fn set(item: &mut Value, list: List, event: &Map<String, Value>, part: Value) {
    let (Some(item), Some(place)) = (item.as_object_mut(), place(event, list)) else { return };
    let Some(list) =
        item.entry(list.0).or_insert_with(|| Vec::<Value>::new().into()).as_array_mut()
    else {
        return;
    };
    if place == list.len() {
        list.push(part);
    } else if let Some(known) = list.get_mut(place) {
        *known = part;
    }
}

/// Adds to a command of a call of the shell: commands are texts themselves.
fn add_command(item: &mut Value, verb: &str, event: &Map<String, Value>) {
    let text = |name| event.get(name).and_then(Value::as_str);
    let Some(action) = item.get_mut("action") else { return };
    if let Some(command) = text("command") {
        set(action, COMMANDS, event, command.into());
    } else if let ("delta", Some(delta)) = (verb, text("delta"))
        && let Some(Value::String(command)) = part_of(action, COMMANDS, event)
    {
        command.push_str(delta);
    }
}

/// Adds what a command printed. It has no place before it is known how the command ended, which is
/// a part of it.
fn add_command_output(item: &mut Value, verb: &str, mut event: Map<String, Value>) {
    if let ("done", Some(Value::Array(done))) = (verb, event.remove("output"))
        && let Some(item) = item.as_object_mut()
        && let Value::Array(list) =
            item.entry("output").or_insert_with(|| Vec::<Value>::new().into())
    {
        list.extend(done);
    }
}

fn add_text(
    whole: &mut Map<String, Value>,
    member: &str,
    verb: &str,
    mut event: Map<String, Value>,
) {
    match (verb, event.remove("delta"), event.remove(member)) {
        ("delta", Some(Value::String(delta)), _) => match whole.get_mut(member) {
            Some(Value::String(text)) => text.push_str(&delta),
            _ => {
                whole.insert(member.to_owned(), delta.into());
            }
        },
        ("done", _, Some(text)) => {
            whole.insert(member.to_owned(), text);
        }
        _ => {}
    }
}
