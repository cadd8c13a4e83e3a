//! A chat completion that is streamed, in words.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::chat_event::ChatEvent;
use super::stream_error::{StreamError, event_json, incomplete};
use crate::ChatStream;
use crate::chat::ChatClient;
use crate::http::{Error, Response};
use crate::json::Value;
use crate::types::{
    ChatCompletionTokenLogprob, CreateChatCompletionRequest, CreateChatCompletionResponse,
};

type Fault = StreamError<CreateChatCompletionResponse>;

/// A chat completion as events in words: [`ChatEvent`]s. Created by [`ChatClient::stream`], and from a
/// [`ChatStream`] by `From`.
///
/// A stream that ends before its choices do is an error, which has what had come. It is a
/// `futures_core::Stream` as well.
#[must_use = "events are read when they are asked for"]
pub struct ChatEvents {
    stream: ChatStream,
    ready: VecDeque<ChatEvent>,
    words: Words,
    has_ended: bool,
}

impl ChatClient<'_> {
    /// Creates a chat completion, and streams it as events in words.
    ///
    /// ```no_run
    /// use openai_rest::ChatEvent;
    /// # use openai_rest::{Client, Error, types::CreateChatCompletionRequest};
    /// # async fn run(client: Client, request: CreateChatCompletionRequest) -> Result<(), Error> {
    /// let mut events = client.chat().stream(&request).await?;
    /// while let Some(event) = events.try_next().await? {
    ///     match event {
    ///         ChatEvent::ContentDelta { delta, .. } => print!("{delta}"),
    ///         ChatEvent::ToolCallArgumentsDone { name, arguments, .. } => {
    ///             println!("{name}({arguments})");
    ///         }
    ///         _ => {}
    ///     }
    /// }
    /// let answer = events.finish().await?;
    /// println!("{:?}", answer.usage);
    /// # Ok(()) }
    /// ```
    ///
    /// Of a call with options of its own, they are made from its stream:
    /// `ChatEvents::from(call.stream().await?.accumulate())`.
    ///
    /// # Errors
    /// Those of the call.
    pub async fn stream(&self, body: &CreateChatCompletionRequest) -> Result<ChatEvents, Error> {
        Ok(self.create_completion(body).stream().await?.accumulate().into())
    }
}

impl From<ChatStream> for ChatEvents {
    fn from(stream: ChatStream) -> Self {
        let (ready, words) = (VecDeque::new(), Words::default());
        Self { stream, ready, words, has_ended: false }
    }
}

impl ChatEvents {
    /// The next event; `None` after the last.
    ///
    /// # Errors
    /// [`StreamError`], with what had come.
    pub async fn try_next(&mut self) -> Result<Option<ChatEvent>, Fault> {
        self.next().await.transpose()
    }

    /// The next event or the error in its place; `None` after the last.
    pub async fn next(&mut self) -> Option<Result<ChatEvent, Fault>> {
        poll_fn(|cx| self.poll_event(cx)).await
    }

    /// Reads the events that are left, and gives what all of them make up: the answer that the same call
    /// gives without a stream.
    ///
    /// # Errors
    /// [`StreamError`], with what had come.
    pub async fn finish(&mut self) -> Result<Response<CreateChatCompletionResponse>, Fault> {
        match self.stream.finish().await {
            Ok(answer) => Ok(answer),
            Err(error) => Err(StreamError::of(&self.stream, error)),
        }
    }

    /// The stream of chunks, for the answer so far ([`ChatStream::snapshot`]) and for details.
    ///
    /// [`ChatStream::snapshot`]: crate::http::Accumulating::snapshot
    pub fn chunks(&self) -> &ChatStream {
        &self.stream
    }

    fn poll_event(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<ChatEvent, Fault>>> {
        loop {
            if let Some(event) = self.ready.pop_front() {
                return Poll::Ready(Some(Ok(event)));
            }
            if self.has_ended {
                return Poll::Ready(None);
            }
            match ready!(Pin::new(&mut self.stream).poll_next(cx)) {
                Some(Ok(chunk)) => {
                    self.ready.push_back(ChatEvent::Chunk(Box::new(chunk)));
                    let json = event_json(self.stream.events().last_data());
                    self.words.add(&json, &self.stream, &mut self.ready);
                }
                Some(Err(error)) => {
                    self.has_ended = !self.stream.events().is_open();
                    let json = event_json(&String::from_utf8_lossy(error.body()));
                    if !self.has_ended {
                        self.words.add(&json, &self.stream, &mut self.ready);
                    }
                    return Poll::Ready(Some(Err(StreamError::of(&self.stream, error))));
                }
                None => {
                    self.has_ended = true;
                    if let Some(error) = incomplete(&mut self.stream, cx) {
                        return Poll::Ready(Some(Err(StreamError::of(&self.stream, error))));
                    }
                    // Of choices without a finish reason, which some servers leave out.
                    self.words.finish(None, &self.stream, &mut self.ready);
                }
            }
        }
    }
}

impl Stream for ChatEvents {
    type Item = Result<ChatEvent, Fault>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_event(cx)
    }
}

impl fmt::Debug for ChatEvents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ChatEvents").field("stream", &self.stream).finish_non_exhaustive()
    }
}

/// What has to be known of earlier chunks.
#[derive(Default)]
struct Words {
    /// The `id` and name of each tool call, by the place of its choice and its own.
    calls: BTreeMap<(u64, u64), (String, String)>,
    /// The choices that are at their end.
    ended: BTreeSet<u64>,
}

impl Words {
    /// Says what a chunk does.
    fn add(&mut self, chunk: &Value, stream: &ChatStream, ready: &mut VecDeque<ChatEvent>) {
        for member in list(chunk, "choices") {
            let choice = number(member, "index");
            let delta = &member["delta"];
            if let Some(delta) = text(delta, "content") {
                ready.push_back(ChatEvent::ContentDelta { choice, delta });
            }
            if let Some(delta) = text(delta, "refusal") {
                ready.push_back(ChatEvent::RefusalDelta { choice, delta });
            }
            for call in list(delta, "tool_calls") {
                ready.extend(self.add_call(choice, call));
            }
            if let Some(delta) = tokens(&member["logprobs"], "content") {
                ready.push_back(ChatEvent::LogprobsContentDelta { choice, delta });
            }
            if let Some(delta) = tokens(&member["logprobs"], "refusal") {
                ready.push_back(ChatEvent::LogprobsRefusalDelta { choice, delta });
            }
            if member["finish_reason"].is_string() {
                self.finish(Some(choice), stream, ready);
            }
        }
    }

    fn add_call(&mut self, choice: u64, call: &Value) -> Option<ChatEvent> {
        let index = self.place_of(choice, call);
        let is_new = !self.calls.contains_key(&(choice, index));
        let (id, name) = self.calls.entry((choice, index)).or_default();
        // Servers that repeat them send them whole.
        if let Some(known) = text(call, "id") {
            *id = known;
        }
        if let Some(known) = text(&call["function"], "name") {
            *name = known;
        }
        let delta = text(&call["function"], "arguments");
        if delta.is_none() && !is_new {
            return None;
        }
        let (id, name, delta) = (id.clone(), name.clone(), delta.unwrap_or_default());
        Some(ChatEvent::ToolCallArgumentsDelta { choice, index, id, name, delta })
    }

    /// The place of a call: its `index`. Servers that send none tell calls apart by their `id`, and go on
    /// with the last one where they send no `id` either.
    fn place_of(&self, choice: u64, call: &Value) -> u64 {
        if let Some(index) = call.get("index").and_then(Value::as_u64) {
            return index;
        }
        let mut calls = self.calls.range((choice, 0)..=(choice, u64::MAX)).rev();
        let Some(((_, last), _)) = calls.clone().next() else { return 0 };
        match text(call, "id") {
            Some(id) => match calls.find(|(_, (known, _))| *known == id) {
                Some(((_, index), _)) => *index,
                None => last.saturating_add(1),
            },
            None => *last,
        }
    }

    /// Says what a choice has as a whole, or what all have that are not at their end.
    fn finish(&mut self, only: Option<u64>, stream: &ChatStream, ready: &mut VecDeque<ChatEvent>) {
        let whole = stream.accumulator().json();
        for member in list(&whole, "choices") {
            let choice = number(member, "index");
            if only.is_some_and(|only| only != choice) || !self.ended.insert(choice) {
                continue;
            }
            let message = &member["message"];
            if let Some(content) = text(message, "content") {
                ready.push_back(ChatEvent::ContentDone { choice, content });
            }
            if let Some(refusal) = text(message, "refusal") {
                ready.push_back(ChatEvent::RefusalDone { choice, refusal });
            }
            // Calls are in the order of their places, of which some may be left out.
            let places = self.calls.range((choice, 0)..=(choice, u64::MAX));
            for ((_, index), call) in
                places.map(|(place, _)| place).zip(list(message, "tool_calls"))
            {
                let index = *index;
                let id = text(call, "id").unwrap_or_default();
                let name = text(&call["function"], "name").unwrap_or_default();
                let arguments = text(&call["function"], "arguments").unwrap_or_default();
                ready.push_back(ChatEvent::ToolCallArgumentsDone {
                    choice,
                    index,
                    id,
                    name,
                    arguments,
                });
            }
            if let Some(content) = tokens(&member["logprobs"], "content") {
                ready.push_back(ChatEvent::LogprobsContentDone { choice, content });
            }
            if let Some(refusal) = tokens(&member["logprobs"], "refusal") {
                ready.push_back(ChatEvent::LogprobsRefusalDone { choice, refusal });
            }
        }
    }
}

fn list<'v>(of: &'v Value, name: &str) -> impl Iterator<Item = &'v Value> {
    of.get(name).and_then(Value::as_array).into_iter().flatten()
}

fn number(of: &Value, name: &str) -> u64 {
    of.get(name).and_then(Value::as_u64).unwrap_or_default()
}

/// A text that says something.
fn text(of: &Value, name: &str) -> Option<String> {
    of.get(name)?.as_str().filter(|text| !text.is_empty()).map(str::to_owned)
}

/// Tokens, if there are any that can be read.
fn tokens(of: &Value, name: &str) -> Option<Vec<ChatCompletionTokenLogprob>> {
    let tokens =
        of.get(name).filter(|tokens| tokens.as_array().is_some_and(|list| !list.is_empty()))?;
    serde_json::from_value(tokens.clone()).ok()
}
