//! The events of an answer, not yet decoded.

use std::borrow::Cow;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use serde::de::IgnoredAny;
use serde_json::Value;

use super::super::incoming::Incoming;
use super::parser::{Parsed, Parser, SseEvent};
use crate::http::error::{Error, ErrorKind};
use crate::http::send::Outcome;
use crate::json::{DecodeError, Strictness, Tape};

/// An event that ends streams, and is not named as such, is a word: nothing longer, in bytes.
const LONGEST_END: usize = 40;

/// What is decoded of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Its data.
    Data,
    /// All of it, as an object of `event`, `data`, `id` and `retry`; data that is JSON is that.
    Whole,
    /// The same with data that is text, whatever it looks like.
    WholeText,
}

/// The events of an answer, one after the other. Not generic: it is compiled once.
pub(super) struct Events {
    pub(super) incoming: Incoming,
    pub(super) parser: Parser,
    chunk: Bytes,
    part: Part,
    limit: usize,
    pub(super) strictness: Strictness,
    /// The data that ends a stream, in an API that has one.
    stream_end: Option<&'static str>,
    /// The event given last.
    pub(super) last: SseEvent,
    state: State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Open,
    Done,
    /// The answer ended, and nothing had said that it would.
    EndedEarly,
    Failed,
}

impl Events {
    pub(super) fn of(outcome: &mut Outcome, part: Part) -> Self {
        let limit = outcome.limits.event_size;
        Self {
            incoming: Incoming::of(outcome),
            parser: Parser::new(limit),
            chunk: Bytes::new(),
            part,
            limit,
            strictness: outcome.strictness,
            stream_end: outcome.answer.conventions.stream_end,
            last: SseEvent::default(),
            state: State::Open,
        }
    }

    pub(super) fn ended_early(&self) -> bool {
        self.state == State::EndedEarly
    }

    pub(super) fn has_failed(&self) -> bool {
        self.state == State::Failed
    }

    pub(super) fn is_open(&self) -> bool {
        self.state == State::Open
    }

    /// Reads up to the next event and keeps it as the last one; `None` at the end.
    pub(super) fn poll_next(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<(), Error>>> {
        loop {
            if self.state != State::Open {
                return Poll::Ready(None);
            }
            let event = match self.parser.next(&mut self.chunk) {
                Some(Parsed::Event(event)) => event,
                Some(Parsed::TooLarge) => {
                    let summary = format!(
                        "an event of the stream is larger than {} bytes and was skipped",
                        self.limit
                    );
                    return Poll::Ready(Some(Err(self.incoming.error(ErrorKind::Decode, summary))));
                }
                None => match ready!(self.incoming.poll_chunk(cx)) {
                    Some(Ok(chunk)) => {
                        self.chunk = chunk;
                        continue;
                    }
                    Some(Err(error)) => return Poll::Ready(Some(Err(self.fail(error)))),
                    None => return Poll::Ready(self.end()),
                },
            };
            if self.is_end(&event) {
                self.finish(State::Done);
            } else if self.part != Part::Data || !event.data.trim().is_empty() {
                self.last = event;
                return Poll::Ready(Some(Ok(())));
            }
            // An event without data is ignored: some servers send it to keep the connection alive.
        }
    }

    fn is_end(&self, event: &SseEvent) -> bool {
        self.stream_end.is_some_and(|end| event.data.trim() == end)
    }

    fn finish(&mut self, state: State) {
        self.state = state;
        self.incoming.close();
    }

    fn fail(&mut self, error: Error) -> Error {
        self.finish(State::Failed);
        error
    }

    /// The answer ended before it said so: as it should, in the middle of an event, or behind one that lacks
    /// only the empty line which ends events. Such an event is given out, as long as it cannot be the beginning
    /// of a longer one.
    fn end(&mut self) -> Option<Result<(), Error>> {
        let state = match self.parser.finish() {
            // Where nothing is to come before the end, it is no earlier than it should be.
            None if self.stream_end.is_none() => State::Done,
            None => State::EndedEarly,
            Some(event) if self.is_end(&event) => State::Done,
            Some(event) if self.part == Part::Data && is_closed(&event.data) => {
                self.last = event;
                let state = if self.stream_end.is_none() { State::Done } else { State::EndedEarly };
                self.finish(state);
                return Some(Ok(()));
            }
            Some(event) => {
                let summary = "the stream ended in the middle of an event".to_owned();
                let data = Bytes::from(event.data);
                let error = self.incoming.error_about(ErrorKind::Connection, summary, data);
                self.incoming.broke(ErrorKind::Connection);
                return Some(Err(self.fail(error)));
            }
        };
        self.finish(state);
        None
    }

    /// The last event as the JSON that is to be decoded.
    pub(super) fn json(&self) -> Cow<'_, str> {
        match self.part {
            Part::Data => Cow::Borrowed(&self.last.data),
            Part::WholeText => self.whole(false).into(),
            Part::Whole => self.whole(self.has_json()).into(),
        }
    }

    /// The same with data that looks like JSON and is text, where that may be.
    pub(super) fn as_text(&self) -> Option<String> {
        (self.part == Part::Whole && self.has_json()).then(|| self.whole(false))
    }

    fn has_json(&self) -> bool {
        serde_json::from_str::<IgnoredAny>(&self.last.data).is_ok()
    }

    fn whole(&self, is_json: bool) -> String {
        let SseEvent { name, data, retry } = &self.last;
        let data = if is_json { Cow::Borrowed(&**data) } else { quoted(data).into() };
        let mut members = Vec::new();
        if !name.is_empty() {
            members.push(format!("\"event\":{}", quoted(name)));
        }
        members.push(format!("\"data\":{data}"));
        if let Some(id) = &self.parser.last_id {
            members.push(format!("\"id\":{}", quoted(id)));
        }
        if let Some(retry) = retry {
            members.push(format!("\"retry\":{retry}"));
        }
        format!("{{{}}}", members.join(","))
    }

    /// Whether the last event, whose JSON this is, tells of an error: it is called `error`, or has
    /// something under that name.
    pub(super) fn is_error(&self, json: Option<&Tape<'_>>) -> bool {
        let root = json.map(Tape::root);
        let data = match self.part {
            Part::Data => root,
            Part::Whole | Part::WholeText => root.and_then(|root| root.get("data")),
        };
        let error = data.and_then(|data| data.get("error"));
        self.last.name == "error" || error.is_some_and(|error| !error.is_null())
    }

    /// Ends the stream with the error that the last event tells.
    pub(super) fn told_error(&mut self) -> Error {
        let summary = "the server reported an error in the stream".to_owned();
        let data = Bytes::from(self.last.data.clone());
        let error = self.incoming.error_about(ErrorKind::Stream, summary, data);
        self.incoming.broke(ErrorKind::Stream);
        self.fail(error)
    }

    /// The error of an event that is not what the document says. The stream goes on.
    pub(super) fn not_decoded(&self, error: DecodeError) -> Error {
        let mut summary = format!("an event of the stream cannot be read: {error}");
        let is_word = !self.last.data.contains(char::is_whitespace) && error.is_syntax();
        if self.stream_end.is_none() && is_word && self.last.data.len() <= LONGEST_END {
            summary.push_str(
                "; if this ends streams of the API, name it as `streamEnd` in its \
                 `x-specmill-conventions`",
            );
        }
        let data = Bytes::from(self.last.data.clone());
        let answer = self.incoming.error_about(ErrorKind::Decode, summary, data);
        self.incoming.complete(answer.with_source(error))
    }
}

/// Whether a text is a whole object or array, which no further text makes another.
fn is_closed(data: &str) -> bool {
    let is_bracketed = data.trim_start().starts_with(['{', '[']);
    is_bracketed && serde_json::from_str::<IgnoredAny>(data).is_ok()
}

fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}
