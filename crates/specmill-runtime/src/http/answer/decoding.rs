//! How the body of a successful answer becomes a value.

use crate::http::send::{Outcome, Reading};
use crate::json::{DecodeError, Decoded};

/// Makes a value of an answer. The one function that is compiled for each type of answer.
pub(crate) type DecodeAnswer<T> = fn(&mut Outcome) -> Result<Decoded<T>, DecodeError>;

pub(crate) struct Decoding<T> {
    /// The `accept` header.
    pub(crate) accept: &'static str,
    pub(crate) reading: Reading,
    pub(crate) decode: DecodeAnswer<T>,
}

impl<T> Decoding<T> {
    /// A body that is read to its end.
    pub(crate) fn whole(accept: &'static str, decode: DecodeAnswer<T>) -> Self {
        Self { accept, reading: Reading::Whole, decode }
    }
}

impl<T> Clone for Decoding<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Decoding<T> {}
