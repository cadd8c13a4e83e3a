//! What a message says of a place on the tape.

use std::fmt;

use super::decode_error::DecodeError;
use super::drift::DriftKind;
use super::excerpt;
use super::expected::Expected;
use super::fault::Fault;
use super::path::Locator;
use crate::json::tape::Node;

impl Node<'_> {
    /// Where this is in the document, as JSONPath has it (RFC 9535): `$.data[3].role`. Found by
    /// walking the tape from its start, so it costs nothing until someone asks.
    #[must_use]
    pub fn path(self) -> String {
        Locator::new(self.tape).path(self.index)
    }

    /// A few words about the value, of bounded length: scalars as JSON, of arrays and objects the
    /// size only.
    #[must_use]
    pub fn excerpt(self) -> String {
        excerpt::excerpt(self)
    }

    /// The error that this is not `expected`, such as "an integer".
    #[must_use]
    #[cold]
    pub fn wrong_type(self, expected: impl Into<Expected>) -> DecodeError {
        let kind = if self.is_null() { DriftKind::UnexpectedNull } else { DriftKind::WrongType };
        self.error(kind, expected)
    }

    /// The error that something other than `expected` is here.
    #[must_use]
    #[cold]
    pub fn error(self, kind: DriftKind, expected: impl Into<Expected>) -> DecodeError {
        DecodeError::fault(Fault::at(self, kind, expected.into()))
    }
}

impl fmt::Debug for Node<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.path(), self.excerpt())
    }
}
