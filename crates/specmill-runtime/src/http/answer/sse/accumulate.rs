//! The value that the events of a stream are parts of.

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

/// A type of events that are parts of one value, and how they make it up.
///
/// It is told in JSON, so that what is in no description, and is in the events, is in the value as
/// well.
pub trait Accumulate: Decode + Encode {
    /// What the events make up.
    type Whole: Decode;
    /// What is kept between two events.
    type State: Default + Send;

    /// Adds an event.
    fn add(state: &mut Self::State, event: Value);

    /// What there is of the whole, in its shape.
    fn whole(state: &Self::State) -> Value;

    /// What it lacks to be whole, in a few words; `None` if it is whole. `is_done` is whether the
    /// server said `[DONE]`.
    fn missing(state: &Self::State, is_done: bool) -> Option<String>;
}

/// Events put together, whoever read them; [`Accumulating`] reads them from a stream.
///
/// It is `Send`.
pub struct Accumulator<E: Accumulate> {
    state: E::State,
}

auto_traits!([E: Accumulate] Accumulator<E>: Send);

impl<E: Accumulate> Accumulator<E> {
    /// One without any event.
    #[must_use]
    pub fn new() -> Self {
        Self { state: E::State::default() }
    }

    /// Adds an event. What its type has no field for is not in it any more;
    /// [`Accumulator::push_json`] keeps that.
    pub fn push(&mut self, event: &E) {
        // A value can always be written as JSON.
        let json = serde_json::from_slice(&json::encode(event)).unwrap_or_default();
        E::add(&mut self.state, json);
    }

    /// Adds an event as it came: the `data` of a server-sent event.
    ///
    /// # Errors
    /// When it is not JSON. Then nothing is added.
    pub fn push_json(&mut self, event: &str) -> Result<(), DecodeError> {
        let event = Tape::parse(event.as_bytes())?.root().to_value();
        E::add(&mut self.state, event);
        Ok(())
    }

    /// What there is of the whole, all members that came with it included.
    #[must_use]
    pub fn json(&self) -> Value {
        E::whole(&self.state)
    }

    /// What there is of the whole, read leniently.
    ///
    /// # Errors
    /// When something has not come that the whole cannot be without.
    pub fn snapshot(&self) -> Result<E::Whole, DecodeError> {
        self.decode(&self.json().to_string()).map(|decoded| decoded.value)
    }

    /// Whether nothing is missing.
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

/// An [`EventStream`] that puts together what its events are parts of. Made by
/// [`Response::accumulate`].
///
/// [`Accumulating::try_next`] gives each event as it comes, [`Accumulating::finish`] what they are
/// all together; either alone will do. It is a `futures_core::Stream` as well.
///
/// It is `Send` and `Unpin`.
#[must_use = "events are read when they are asked for"]
pub struct Accumulating<E: Accumulate> {
    events: EventStream<E>,
    accumulator: Accumulator<E>,
    details: Box<Details>,
}

auto_traits!([E: Accumulate] Accumulating<E>: Send + Unpin);

impl<E: Accumulate> Response<EventStream<E>> {
    /// The same stream, which puts its events together while they are read.
    pub fn accumulate(self) -> Accumulating<E> {
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
            let summary = format!("the stream ended before its answer was whole: {missing}");
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
                let summary = format!("what the events make up cannot be read: {error}");
                Err(self.events.error(ErrorKind::Decode, summary).with_source(error))
            }
        }
    }

    /// What there is of the whole so far, read leniently.
    ///
    /// # Errors
    /// When something has not come that the whole cannot be without.
    pub fn snapshot(&self) -> Result<E::Whole, DecodeError> {
        self.accumulator.snapshot()
    }

    /// What was put together so far.
    pub fn accumulator(&self) -> &Accumulator<E> {
        &self.accumulator
    }

    /// The header `x-request-id`, which the API's support asks for.
    pub fn request_id(&self) -> Option<&str> {
        request_id(&self.details.answer.headers)
    }

    /// The stream, for what it tells of the event given last.
    pub fn events(&self) -> &EventStream<E> {
        &self.events
    }

    fn poll_event(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<E, Error>>> {
        let state = &mut self.accumulator.state;
        self.events.poll_event(cx, |event| E::add(state, event.to_value()))
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
