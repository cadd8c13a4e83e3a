//! Why there is no value.

use std::fmt;

use super::schema_error::SchemaError;
use crate::http::{Error, Response};
use crate::json::DecodeError;

/// The error of a structured output: why there is no value, and the answer that came, if one came.
pub struct ParseError<A> {
    kind: ParseErrorKind,
    text: String,
    answer: Option<Box<Response<A>>>,
}

/// Why there is no value.
#[derive(Debug)]
#[non_exhaustive]
pub enum ParseErrorKind {
    /// Strict mode cannot take the type. Nothing was sent.
    Schema(SchemaError),
    /// The call failed.
    Call(Error),
    /// The model refuses to answer, in its own words.
    Refused(String),
    /// The answer has reached the largest number of tokens (`max_output_tokens`, `max_completion_tokens`) or the
    /// model's context.
    CutOff,
    /// A content filter has cut the answer off.
    ContentFilter,
    /// The answer is not complete for another reason, in the server's words: a failure, or a response that
    /// is still in the background.
    Incomplete(String),
    /// The model calls tools instead of answering.
    ToolCalls,
    /// There is no text in the answer.
    NoText,
    /// The text is not JSON, or not of the type.
    Decode(DecodeError),
}

impl<A> ParseError<A> {
    pub(super) fn unanswered(kind: ParseErrorKind) -> Self {
        Self { kind, text: String::new(), answer: None }
    }

    pub(super) fn new(kind: ParseErrorKind, text: String, answer: Response<A>) -> Self {
        Self { kind, text, answer: Some(Box::new(answer)) }
    }

    /// Why there is no value.
    pub fn kind(&self) -> &ParseErrorKind {
        &self.kind
    }

    /// Why there is no value, moved out of the error.
    pub fn into_kind(self) -> ParseErrorKind {
        self.kind
    }

    /// The model's refusal, if it refuses to answer.
    pub fn refusal(&self) -> Option<&str> {
        match &self.kind {
            ParseErrorKind::Refused(refusal) => Some(refusal),
            _ => None,
        }
    }

    /// The text that came: a part of the JSON where it was cut off, and empty where none came.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The answer, if one came.
    pub fn answer(&self) -> Option<&Response<A>> {
        self.answer.as_deref()
    }

    /// The answer, if one came, moved out of the error.
    pub fn into_answer(self) -> Option<Response<A>> {
        self.answer.map(|answer| *answer)
    }
}

impl<A> From<SchemaError> for ParseError<A> {
    fn from(error: SchemaError) -> Self {
        Self::unanswered(ParseErrorKind::Schema(error))
    }
}

impl<A> From<Error> for ParseError<A> {
    fn from(error: Error) -> Self {
        Self::unanswered(ParseErrorKind::Call(error))
    }
}

impl<A> fmt::Display for ParseError<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.kind)?;
        match self.answer.as_ref().and_then(|answer| answer.request_id()) {
            Some(id) => write!(f, " (request {id})"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for ParseErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Schema(error) => error.fmt(f),
            Self::Call(error) => error.fmt(f),
            Self::Refused(refusal) => {
                write!(f, "the model refuses to answer: {}", refusal.escape_debug())
            }
            Self::CutOff => f.write_str(
                "the answer was cut off at the largest number of tokens; allow more of them",
            ),
            Self::ContentFilter => f.write_str("a content filter has cut the answer off"),
            Self::Incomplete(reason) => {
                write!(f, "the answer is not complete: {}", reason.escape_debug())
            }
            Self::ToolCalls => f.write_str("the model calls tools instead of answering"),
            Self::NoText => f.write_str("there is no text in the answer"),
            Self::Decode(error) => write!(f, "the text of the answer is not of the type: {error}"),
        }
    }
}

impl<A> fmt::Debug for ParseError<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ParseError")
            .field("kind", &self.kind)
            .field("text_bytes", &self.text.len())
            .field("has_answer", &self.answer.is_some())
            .finish()
    }
}

impl<A> std::error::Error for ParseError<A> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.kind {
            ParseErrorKind::Schema(error) => Some(error),
            ParseErrorKind::Call(error) => Some(error),
            ParseErrorKind::Decode(error) => Some(error),
            _ => None,
        }
    }
}
