//! Accumulating the chunks of a chat completion.

use serde_json::{Map, Value};

use super::delta::append_delta;
use crate::http::{Accumulate, Accumulating, Accumulator};
use crate::types::{CreateChatCompletionResponse, CreateChatCompletionStreamResponse};

/// The chunks of a chat completion, which accumulate into the answer that the same call returns
/// without streaming.
///
/// ```no_run
/// # use openai_rest::{Client, Error, types::CreateChatCompletionRequest};
/// # async fn run(client: Client, request: CreateChatCompletionRequest) -> Result<(), Error> {
/// let mut stream = client.chat().create_completion(&request).stream().await?.accumulate();
/// while let Some(chunk) = stream.try_next().await? {
///     let delta = chunk.choices.first().and_then(|choice| choice.delta.content.as_deref());
///     print!("{}", delta.unwrap_or_default());
/// }
/// let answer = stream.finish().await?;
/// println!("\n{:?}", answer.usage);
/// # Ok(()) }
/// ```
///
/// [`Accumulating::snapshot`] gives the answer so far; a choice that is not at its end has the finish
/// reason `Other("")` there.
pub type ChatStream = Accumulating<CreateChatCompletionStreamResponse>;

/// An accumulator for the chunks of a chat completion; see [`ChatStream`].
pub type ChatAccumulator = Accumulator<CreateChatCompletionStreamResponse>;

/// The state between the chunks of a chat completion.
#[derive(Debug, Default)]
pub struct ChatParts {
    /// All but `choices`.
    completion: Map<String, Value>,
    /// In the order of their `index`, each with a `message` in place of the `delta`.
    choices: Vec<(u64, Map<String, Value>)>,
}

impl Accumulate for CreateChatCompletionStreamResponse {
    type Whole = CreateChatCompletionResponse;
    type State = ChatParts;

    fn add(parts: &mut ChatParts, chunk: Value) {
        let Value::Object(chunk) = chunk else { return };
        for (name, value) in chunk {
            match (&*name, value) {
                ("choices", Value::Array(choices)) => {
                    for choice in choices {
                        add_choice(&mut parts.choices, choice);
                    }
                }
                ("choices" | "object", _) => {}
                (_, value) => replace(&mut parts.completion, name, value),
            }
        }
    }

    fn whole(parts: &ChatParts) -> Value {
        let mut completion = parts.completion.clone();
        completion.insert("object".to_owned(), "chat.completion".into());
        let choices = parts.choices.iter().map(|(_, choice)| whole_choice(choice.clone()));
        completion.insert("choices".to_owned(), choices.collect());
        completion.into()
    }

    fn missing(parts: &ChatParts, is_done: bool) -> Option<String> {
        if parts.choices.is_empty() {
            return Some("no choice came".to_owned());
        }
        // A server may leave the reason out; then `[DONE]` has to do.
        let mut open = parts.choices.iter().filter(|(_, choice)| !has_ended(choice));
        let (index, _) = open.next().filter(|_| !is_done)?;
        Some(format!("choice {index} has no `finish_reason`"))
    }
}

/// Sets a member to what came last, unless that says nothing.
fn replace(members: &mut Map<String, Value>, name: String, value: Value) {
    let says_nothing = value.is_null() || value == "";
    if !says_nothing || !members.contains_key(&name) {
        members.insert(name, value);
    }
}

fn add_choice(choices: &mut Vec<(u64, Map<String, Value>)>, choice: Value) {
    let Value::Object(members) = choice else { return };
    let index = members.get("index").and_then(Value::as_u64).unwrap_or_default();
    let place = choices.binary_search_by_key(&index, |(index, _)| *index).unwrap_or_else(|place| {
        choices.insert(place, (index, Map::new()));
        place
    });
    let Some((_, known)) = choices.get_mut(place) else { return };
    for (name, value) in members {
        match &*name {
            "delta" => append_delta(known.entry("message").or_insert(Value::Null), value),
            "logprobs" => append_delta(known.entry(name).or_insert(Value::Null), value),
            _ => replace(known, name, value),
        }
    }
}

fn has_ended(choice: &Map<String, Value>) -> bool {
    choice.get("finish_reason").is_some_and(Value::is_string)
}

/// A choice with what every choice has, and its tool calls without the `index` they only have in
/// chunks.
fn whole_choice(mut choice: Map<String, Value>) -> Value {
    if !has_ended(&choice) {
        choice.insert("finish_reason".to_owned(), "".into());
    }
    choice.entry("logprobs").or_insert(Value::Null);
    let message = choice.entry("message").or_insert(Value::Null);
    if !message.is_object() {
        *message = Map::new().into();
    }
    if let Value::Object(message) = message {
        message.entry("role").or_insert_with(|| "assistant".into());
        message.entry("content").or_insert(Value::Null);
        message.entry("refusal").or_insert(Value::Null);
        let calls = message.get_mut("tool_calls").and_then(Value::as_array_mut);
        for call in calls.into_iter().flatten().filter_map(Value::as_object_mut) {
            call.shift_remove("index");
            // Only chunks can be without.
            if let Some(kind) =
                ["function", "custom"].into_iter().find(|kind| call.contains_key(*kind))
            {
                call.entry("type").or_insert_with(|| kind.into());
            }
        }
    }
    choice.into()
}
