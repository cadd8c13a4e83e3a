//! How the body of a successful answer becomes a value.

use super::error::{RawAnswer, content_type};
use super::exchange::Outcome;
use crate::json::{DecodeError, Decoded};

/// Makes a value of an answer. The one function that is compiled for each type of answer.
pub(crate) type DecodeAnswer<T> = fn(&mut Outcome) -> Result<Decoded<T>, DecodeError>;

pub(crate) struct Decoding<T> {
    /// The `accept` header.
    pub(crate) accept: &'static str,
    pub(crate) reading: Reading,
    pub(crate) decode: DecodeAnswer<T>,
}

/// Whether the body of a success is read before it is given out.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Reading {
    Whole,
    /// Streamed, whatever it is.
    Stream,
    /// Streamed if it is an event stream; else it is an error, which is to have the body.
    Events,
}

impl<T> Decoding<T> {
    /// A body that is read to its end.
    pub(crate) fn whole(accept: &'static str, decode: DecodeAnswer<T>) -> Self {
        Self { accept, reading: Reading::Whole, decode }
    }
}

impl Reading {
    pub(crate) fn is_stream(self, answer: &RawAnswer) -> bool {
        let is_wanted = match self {
            Self::Whole => false,
            Self::Stream => true,
            Self::Events => is_event_stream(content_type(&answer.headers)),
        };
        is_wanted && answer.status.is_success()
    }
}

/// Servers that do not tell a type are taken at their word.
fn is_event_stream(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    essence.is_empty() || essence.eq_ignore_ascii_case("text/event-stream")
}

impl<T> Clone for Decoding<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Decoding<T> {}
