//! The error of a stream, with what had come before.

use std::fmt;
use std::marker::PhantomData;
use std::pin::pin;
use std::task::{Context, Poll};

use crate::http::{Accumulate, Accumulating, Error};
use crate::json::{self, Decode, DecodeError, Strictness, Value};

/// The error of a stream of events, with the part of its value that had come: a `T`, as far as it is one.
/// `?` makes an [`Error`] of it where that is what a function returns.
pub struct StreamError<T> {
    error: Error,
    partial: Value,
    of: PhantomData<fn() -> T>,
}

impl<T: Decode> StreamError<T> {
    pub(super) fn of<E: Accumulate<Whole = T>>(stream: &Accumulating<E>, error: Error) -> Self {
        Self { error, partial: stream.accumulator().json(), of: PhantomData }
    }

    /// What ended the stream: [`ErrorKind::Incomplete`](crate::http::ErrorKind::Incomplete) where it ended
    /// before its value was complete. After one of [`ErrorKind::Decode`](crate::http::ErrorKind::Decode)
    /// there can be more events.
    pub fn error(&self) -> &Error {
        &self.error
    }

    /// What had come, as JSON.
    pub fn json(&self) -> &Value {
        &self.partial
    }

    /// What had come, decoded leniently.
    ///
    /// # Errors
    /// When a part without which it cannot be decoded had not come.
    pub fn partial(&self) -> Result<T, DecodeError> {
        let json = self.partial.to_string();
        json::decode(json.as_bytes(), Strictness::Lenient).map(|decoded| decoded.value)
    }
}

impl<T> From<StreamError<T>> for Error {
    fn from(error: StreamError<T>) -> Self {
        error.error
    }
}

impl<T> fmt::Display for StreamError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)
    }
}

impl<T> fmt::Debug for StreamError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StreamError").field("error", &self.error).finish_non_exhaustive()
    }
}

impl<T> std::error::Error for StreamError<T> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        std::error::Error::source(&self.error)
    }
}

/// The error of a stream whose last event has been read, if its value is not complete.
pub(super) fn incomplete<E: Accumulate>(
    stream: &mut Accumulating<E>,
    cx: &mut Context<'_>,
) -> Option<Error> {
    match pin!(stream.finish()).poll(cx) {
        Poll::Ready(Err(error)) => Some(error),
        // Nothing is left to wait for.
        Poll::Ready(Ok(_)) | Poll::Pending => None,
    }
}

/// The data of an event as JSON; null if it is none.
pub(super) fn event_json(data: &str) -> Value {
    json::Tape::parse(data.as_bytes()).map(|tape| tape.root().to_value()).unwrap_or_default()
}
