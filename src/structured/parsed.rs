//! A value that a model has written.

use std::fmt;
use std::ops::Deref;

use serde::de::DeserializeOwned;

use super::answer::{StructuredAnswer, Text};
use super::error::{ParseError, ParseErrorKind};
use crate::http::Response;
use crate::json::{self, Serde, Strictness};

/// A value that a model has written, and the answer that it was in. Derefs to the value; [`Parsed::into_inner`]
/// moves it out.
pub struct Parsed<T, A> {
    value: T,
    answer: Response<A>,
}

impl<T, A> Parsed<T, A> {
    /// Converts it into the value.
    pub fn into_inner(self) -> T {
        self.value
    }

    /// The answer that the value was in, with its usage and headers.
    pub fn answer(&self) -> &Response<A> {
        &self.answer
    }

    /// The value, and the answer that it was in.
    pub fn into_parts(self) -> (T, Response<A>) {
        (self.value, self.answer)
    }
}

impl<T: DeserializeOwned, A: StructuredAnswer> Parsed<T, A> {
    /// The value in an answer, which was to be one of `T`.
    ///
    /// [`Parse`](super::Parse) does this with what it gets; this is for answers that come on another way, such as those of
    /// a batch, or the last of a conversation with tools.
    ///
    /// # Errors
    /// When there is none. Its kind is never `Schema` or `Call`.
    pub fn of(answer: Response<A>) -> Result<Self, ParseError<A>> {
        // What was decoded came of JSON.
        let json = serde_json::from_slice(answer.bytes()).unwrap_or_default();
        let Text { text, fault } = A::text_of(&json);
        if let Some(fault) = fault {
            return Err(ParseError::new(fault, text, answer));
        }
        match json::decode::<Serde<T>>(text.as_bytes(), Strictness::Lenient) {
            Ok(decoded) => Ok(Self { value: decoded.value.into_inner(), answer }),
            Err(error) => Err(ParseError::new(ParseErrorKind::Decode(error), text, answer)),
        }
    }
}

impl<T, A> Deref for Parsed<T, A> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: fmt::Debug, A> fmt::Debug for Parsed<T, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Parsed")
            .field("value", &self.value)
            .field("request_id", &self.answer.request_id())
            .finish_non_exhaustive()
    }
}
