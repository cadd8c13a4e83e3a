//! Accumulating the events of a stream into the value that they are parts of.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use serde_json::Value;

use super::super::response::Response;
use super::stream::EventStream;
use crate::auto_traits::auto_traits;
use crate::http::error::{Error, ErrorKind};
use crate::http::headers::request_id;
use crate::http::send::Details;
use crate::json::{self, Decode, DecodeError, Decoded, Encode, Strictness, Tape};

/// A type of events that are parts of one value, and how they are put together.
///
/// It works on JSON, so that members of the events that no description has are in the value as well.
#[diagnostic::on_unimplemented(
    message = "events of `{Self}` cannot be put together: `Accumulate` is not implemented for it",
    label = "not a type of events that are parts of one value",
    note = "read the events one by one, with `.try_next().await?` of their `EventStream`"
)]
pub trait Accumulate: Decode + Encode {
    /// The type of the complete value.
    type Whole: Decode;
    /// What is kept between two events.
    type State: Default + Send;

    /// Adds an event.
    fn add(state: &mut Self::State, event: Value);

    /// The value so far, in the shape of the complete one.
    fn whole(state: &Self::State) -> Value;

    /// What it lacks to be whole, in a few words; `None` if it is whole. `is_done` is whether the
    /// stream came to the end that the API's
    /// [`Conventions`](crate::http::Conventions::stream_end) name, or, where they name none, to that
    /// of the answer.
    fn missing(state: &Self::State, is_done: bool) -> Option<String>;
}

/// Accumulates events, wherever they come from; [`Accumulating`] reads them from a stream.
///
/// It is `Send`.
pub struct Accumulator<E: Accumulate> {
    state: E::State,
    /// Whether an event has come.
    has_begun: bool,
}

auto_traits!([E: Accumulate] Accumulator<E>: Send);

impl<E: Accumulate> Accumulator<E> {
    /// Creates an accumulator without events.
    #[must_use]
    pub fn new() -> Self {
        Self { state: E::State::default(), has_begun: false }
    }

    /// Adds a decoded event. Members for which its type has no field are lost;
    /// [`Accumulator::push_json`] keeps them.
    pub fn push(&mut self, event: &E) {
        // A value can always be written as JSON.
        let json = serde_json::from_slice(&json::encode(event)).unwrap_or_default();
        self.add(json);
    }

    /// Adds a raw event: the `data` of a server-sent event.
    ///
    /// # Errors
    /// When it is not JSON. Then nothing is added.
    pub fn push_json(&mut self, event: &str) -> Result<(), DecodeError> {
        let event = Tape::parse(event.as_bytes())?.root().to_value();
        self.add(event);
        Ok(())
    }

    fn add(&mut self, event: Value) {
        self.has_begun = true;
        E::add(&mut self.state, event);
    }

    /// The value so far as JSON, with all members that were received.
    #[must_use]
    pub fn json(&self) -> Value {
        E::whole(&self.state)
    }

    /// The value so far, decoded leniently.
    ///
    /// # Errors
    /// When a part without which it cannot be decoded was not received yet.
    pub fn snapshot(&self) -> Result<E::Whole, DecodeError> {
        if !self.has_begun {
            return Err(DecodeError::body(
                "a value".into(),
                "nothing, as no event has come".into(),
            ));
        }
        self.decode(&self.json().to_string()).map(|decoded| decoded.value)
    }

    /// Whether the value is complete.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        E::missing(&self.state, false).is_none()
    }

    fn decode(&self, json: &str) -> Result<Decoded<E::Whole>, DecodeError> {
        json::decode(json.as_bytes(), Strictness::Lenient)
    }
}

impl<E: Accumulate> Default for Accumulator<E> {
    fn default() -> Self {
        Self::new()
    }
}

impl<E: Accumulate> fmt::Debug for Accumulator<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Accumulator").field("is_whole", &self.is_whole()).finish_non_exhaustive()
    }
}

/// An [`EventStream`] that accumulates the value its events are parts of. Created by
/// [`Response::accumulate`].
///
/// [`Accumulating::try_next`] returns each event, [`Accumulating::finish`] the complete value; it is
/// enough to call one of them. It is a `futures_core::Stream` as well.
///
/// It is `Send` and `Unpin`.
#[must_use = "events are read when they are asked for"]
pub struct Accumulating<E: Accumulate> {
    events: EventStream<E>,
    accumulator: Accumulator<E>,
    details: Box<Details>,
}

auto_traits!([E: Accumulate] Accumulating<E>: Send + Unpin);

// The bound is on the method, since the compiler then says what `Accumulate` says of itself.
impl<E> Response<EventStream<E>> {
    /// The same stream, which accumulates its events while they are read.
    pub fn accumulate(self) -> Accumulating<E>
    where
        E: Accumulate,
    {
        let (events, details) = self.into_parts();
        Accumulating { events, accumulator: Accumulator::new(), details }
    }
}

impl<E: Accumulate> Accumulating<E> {
    /// The next event; `None` after the last.
    ///
    /// # Errors
    /// Those of [`EventStream`]. After one of [`ErrorKind::Decode`] there can be more events; if the
    /// event is JSON, it is part of the whole all the same.
    pub async fn try_next(&mut self) -> Result<Option<E>, Error> {
        poll_fn(|cx| self.poll_event(cx)).await.transpose()
    }

    /// The next event or the error in its place; `None` after the last. [`Accumulating::try_next`] is the same
    /// for `?`.
    pub async fn next(&mut self) -> Option<Result<E, Error>> {
        poll_fn(|cx| self.poll_event(cx)).await
    }

    /// Reads the events that are left, and gives what all of them make up: the answer that the same
    /// call gives without a stream. Its [`Response::bytes`] are the JSON that was put together.
    ///
    /// # Errors
    /// The first one that there is in the stream; after one of [`ErrorKind::Decode`] it can be asked
    /// to go on. [`ErrorKind::Incomplete`] when the stream ends too early, and `Decode` when no
    /// value can be made of what came; [`Accumulating::accumulator`] has that.
    pub async fn finish(&mut self) -> Result<Response<E::Whole>, Error> {
        while self.try_next().await?.is_some() {}
        let is_done = !self.events.ended_early() && !self.events.has_failed();
        if let Some(missing) = E::missing(&self.accumulator.state, is_done) {
            let summary = format!("the stream ended before its answer was complete: {missing}");
            return Err(self.events.error(ErrorKind::Incomplete, summary));
        }
        let json = self.accumulator.json().to_string();
        match self.accumulator.decode(&json) {
            Ok(Decoded { value, mut drift, unlisted }) => {
                self.events.note_drift(&mut drift);
                let mut details = self.details.clone();
                details.answer.body = Bytes::from(json);
                details.drift = drift;
                details.unlisted = unlisted;
                Ok(Response::new(value, *details))
            }
            Err(error) => {
                let summary = format!("the value of the events cannot be read: {error}");
                Err(self.events.error(ErrorKind::Decode, summary).with_source(error))
            }
        }
    }

    /// Goes on with the events of another answer, in place of those that are left of this one: for a stream
    /// that was cut, of an API that can send the rest. The events so far stay part of the value.
    pub fn continue_with(&mut self, answer: Response<EventStream<E>>) {
        (self.events, self.details) = answer.into_parts();
    }

    /// The value so far, decoded leniently.
    ///
    /// # Errors
    /// When a part without which it cannot be decoded was not received yet.
    pub fn snapshot(&self) -> Result<E::Whole, DecodeError> {
        self.accumulator.snapshot()
    }

    /// The accumulator with the events so far.
    pub fn accumulator(&self) -> &Accumulator<E> {
        &self.accumulator
    }

    /// The header `x-request-id`, which the API's support asks for.
    pub fn request_id(&self) -> Option<&str> {
        request_id(&self.details.answer.headers)
    }

    /// The underlying stream, for the details of the last event.
    pub fn events(&self) -> &EventStream<E> {
        &self.events
    }

    fn poll_event(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<E, Error>>> {
        let accumulator = &mut self.accumulator;
        self.events.poll_event(cx, |event| accumulator.add(event.to_value()))
    }
}

// No event is ever pinned.
impl<E: Accumulate> Unpin for Accumulating<E> {}

impl<E: Accumulate> Stream for Accumulating<E> {
    type Item = Result<E, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_event(cx)
    }
}

impl<E: Accumulate> fmt::Debug for Accumulating<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Accumulating")
            .field("events", &self.events)
            .field("accumulator", &self.accumulator)
            .finish_non_exhaustive()
    }
}
