//! Typed events as a stream.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;

use super::super::decoding::{DecodeAnswer, Decoding};
use crate::auto_traits::auto_traits;
use crate::http::error::{Error, ErrorKind};
use crate::http::headers::content_type;
use crate::http::send::{Outcome, Reading};

use super::events::{Events, Part};
use crate::json::{Decode, DecodeError, Decoded, Drift, Node, Strictness, Tape};

/// The events of an answer of type `text/event-stream` (WHATWG HTML, section 9.2), each a `E`.
///
/// Nothing is read ahead: a slow reader slows the server down. Dropping the
/// stream closes the connection. It ends with the answer, or at the event that ends streams by the
/// API's [`Conventions`](crate::http::Conventions::stream_end).
///
/// Errors are items of the stream. After one of an event that cannot be read
/// ([`ErrorKind::Decode`](crate::http::ErrorKind::Decode)) it goes on with the next. All others end
/// it: an error that the server tells (an event called `error`, or data with a member `error`;
/// [`ErrorKind::Stream`](crate::http::ErrorKind::Stream), with the data as its body), a connection
/// that broke or ended in the middle of an event, and a time limit.
///
/// It is a `futures_core::Stream`, and needs no such crate: [`EventStream::try_next`], [`EventStream::next`]
/// and [`EventStream::collect`] are its own.
///
/// ```no_run
/// # use specmill_runtime::http::{Call, Error, EventStream};
/// # async fn example(call: Call<EventStream<serde_json::Value>>) -> Result<(), Error> {
/// let mut events = call.await?;
/// while let Some(event) = events.try_next().await? {
///     println!("{}", event["delta"]);
/// }
/// # Ok(()) }
/// ```
///
/// It is `Send`, `Sync` and `Unpin`.
#[must_use = "events are read when they are asked for"]
pub struct EventStream<E> {
    events: Box<Events>,
    decode: DecodeEvent<E>,
    drift: Vec<Drift>,
}

auto_traits!([E] EventStream<E>: Send + Sync + Unpin);

type DecodeEvent<E> = fn(&Tape<'_>, Strictness) -> Result<Decoded<E>, DecodeError>;

impl<E: Decode + Send + 'static> EventStream<E> {
    /// Of each event, the data is decoded.
    pub(crate) fn of_data() -> Decoding<Self> {
        decoding(|outcome| open(outcome, Part::Data, decode_event::<E>))
    }

    /// Each event is decoded as an object of its name, its data as text, and its id.
    pub(crate) fn of_text_events() -> Decoding<Self> {
        decoding(|outcome| open(outcome, Part::WholeText, decode_event::<E>))
    }

    /// Each event is decoded as an object of its name, its data and its id.
    pub(crate) fn of_whole_events() -> Decoding<Self> {
        decoding(|outcome| open(outcome, Part::Whole, decode_event::<E>))
    }
}

fn decoding<E>(decode: DecodeAnswer<EventStream<E>>) -> Decoding<EventStream<E>> {
    Decoding { accept: "text/event-stream", reading: Reading::Events, decode }
}

fn decode_event<E: Decode>(
    tape: &Tape<'_>,
    strictness: Strictness,
) -> Result<Decoded<E>, DecodeError> {
    tape.decode(strictness)
}

fn open<E>(
    outcome: &mut Outcome,
    part: Part,
    decode: DecodeEvent<E>,
) -> Result<Decoded<EventStream<E>>, DecodeError> {
    if outcome.stream.is_none() {
        let found = content_type(&outcome.answer.headers).escape_debug();
        return Err(DecodeError::body("an event stream".into(), format!("`{found}`")));
    }
    outcome.check_encoding("an event stream")?;
    let events = Box::new(Events::of(outcome, part));
    Ok(Decoded::exact(EventStream { events, decode, drift: Vec::new() }))
}

impl<E> EventStream<E> {
    /// The next event; `None` after the last.
    ///
    /// # Errors
    /// See the type: after an error of [`ErrorKind::Decode`](crate::http::ErrorKind::Decode) there
    /// can be more events.
    pub async fn try_next(&mut self) -> Result<Option<E>, Error> {
        poll_fn(|cx| self.poll_event(cx, |_| ())).await.transpose()
    }

    /// The next event or the error in its place; `None` after the last. [`EventStream::try_next`] is the same
    /// for `?`.
    pub async fn next(&mut self) -> Option<Result<E, Error>> {
        poll_fn(|cx| self.poll_event(cx, |_| ())).await
    }

    /// Reads all remaining events.
    ///
    /// # Errors
    /// The first one there is; the events before it are lost.
    pub async fn collect(&mut self) -> Result<Vec<E>, Error> {
        let mut all = Vec::new();
        while let Some(event) = self.try_next().await? {
            all.push(event);
        }
        Ok(all)
    }

    /// The next event; `seen` is given its JSON, unless it tells of an error.
    pub(super) fn poll_event(
        &mut self,
        cx: &mut Context<'_>,
        seen: impl FnOnce(Node<'_>),
    ) -> Poll<Option<Result<E, Error>>> {
        self.drift.clear();
        match ready!(self.events.poll_next(cx)) {
            None => Poll::Ready(None),
            Some(Err(error)) => Poll::Ready(Some(Err(error))),
            Some(Ok(())) => Poll::Ready(Some(self.decode_last(seen))),
        }
    }

    fn decode_last(&mut self, seen: impl FnOnce(Node<'_>)) -> Result<E, Error> {
        let decoded = {
            let json = self.events.json();
            let tape = Tape::parse(json.as_bytes());
            if self.events.is_error(tape.as_ref().ok()) {
                None
            } else {
                Some(tape.and_then(|tape| {
                    seen(tape.root());
                    (self.decode)(&tape, self.events.strictness)
                }))
            }
        };
        let decoded = match decoded {
            Some(Ok(exact)) if exact.drift.is_empty() => Some(Ok(exact)),
            Some(found) => Some(self.unless_text(found)),
            None => None,
        };
        match decoded {
            None => Err(self.events.told_error()),
            Some(Err(error)) => Err(self.events.not_decoded(error)),
            Some(Ok(Decoded { value, mut drift, .. })) => {
                self.events.incoming.note_drift(&mut drift);
                self.drift = drift;
                Ok(value)
            }
        }
    }

    /// What is `found` in an event whose data looks like JSON, unless it is as described if the data is
    /// text: members of a union can differ in that.
    #[cold]
    fn unless_text(
        &self,
        found: Result<Decoded<E>, DecodeError>,
    ) -> Result<Decoded<E>, DecodeError> {
        let Some(text) = self.events.as_text() else { return found };
        let tape = Tape::parse(text.as_bytes());
        match tape.and_then(|tape| (self.decode)(&tape, self.events.strictness)) {
            Ok(exact) if exact.drift.is_empty() => Ok(exact),
            _ => found,
        }
    }

    /// Whether an error ended it.
    pub(super) fn has_failed(&self) -> bool {
        self.events.has_failed()
    }

    /// An error about the answer, with the data of the event read last.
    pub(super) fn error(&self, kind: ErrorKind, summary: String) -> Error {
        let data = Bytes::from(self.events.last.data.clone());
        self.events.incoming.error_about(kind, summary, data)
    }

    pub(super) fn note_drift(&self, drift: &mut [Drift]) {
        self.events.incoming.note_drift(drift);
    }

    /// Where the last event departs from the description; at most a thousand places.
    pub fn last_drift(&self) -> &[Drift] {
        &self.drift
    }

    /// The raw data of the last event, also of one that could not be decoded.
    pub fn last_data(&self) -> &str {
        &self.events.last.data
    }

    /// The name of the last event (its field `event`), if it had one.
    pub fn last_event_name(&self) -> Option<&str> {
        Some(&*self.events.last.name).filter(|name| !name.is_empty())
    }

    /// The last `id` that the server sent. Where the server supports it, a call with the header
    /// `last-event-id` resumes the stream from there.
    pub fn last_event_id(&self) -> Option<&str> {
        self.events.parser.last_id.as_deref()
    }

    /// How long the server wants a client to wait before it connects anew (the field `retry`).
    pub fn retry(&self) -> Option<Duration> {
        self.events.parser.retry.map(Duration::from_millis)
    }

    /// Whether the answer ended before the event that ends streams by the API's
    /// [`Conventions`](crate::http::Conventions::stream_end). False where they name none, and before
    /// the end. Some operations of an API may never send that event.
    pub fn ended_early(&self) -> bool {
        self.events.ended_early()
    }

    /// How much time is left until the call's [`deadline`](crate::http::Call::deadline); `None` if it has
    /// none. What goes on with the stream in another call should take no longer.
    pub fn time_left(&self) -> Option<Duration> {
        self.events.incoming.time_left()
    }

    /// Whether there may be more events.
    pub fn is_open(&self) -> bool {
        self.events.is_open()
    }
}

// No event is ever pinned.
impl<E> Unpin for EventStream<E> {}

impl<E> Stream for EventStream<E> {
    type Item = Result<E, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_event(cx, |_| ())
    }
}

impl<E> fmt::Debug for EventStream<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventStream")
            .field("received_bytes", &self.events.incoming.received())
            .field("last_event_id", &self.last_event_id())
            .field("is_open", &self.is_open())
            .finish_non_exhaustive()
    }
}
