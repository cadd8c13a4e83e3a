//! A successful answer, before it is decoded.

use std::time::Duration;

use ::http::StatusCode;

use super::unread::unread;
use crate::clock::Instant;
use crate::http::describe::OperationRef;
use crate::http::error::{Error, ErrorKind, RawAnswer};
use crate::http::headers::{
    content_encoding, content_type, is_event_stream, is_foreign, unread_encoding,
};
use crate::http::trace::{self, CallSpan};
use crate::http::wire::{AnyConnection, Body};
use crate::json::{DecodeError, Drift, Strictness};
use crate::text::Secrets;

/// A successful answer, before it is decoded.
pub(crate) struct Outcome {
    pub(crate) answer: RawAnswer,
    /// The body, where it is to be streamed; then `answer` has none.
    pub(crate) stream: Option<Body>,
    /// The connection, where its protocol was changed.
    pub(crate) connection: Option<AnyConnection>,
    pub(crate) strictness: Strictness,
    /// The `accept` header.
    pub(crate) accept: &'static str,
    pub(crate) limits: StreamLimits,
    pub(crate) operation: OperationRef,
    pub(crate) attempts: u32,
    pub(crate) secrets: Secrets,
    pub(crate) span: CallSpan,
}

/// What limits the reading of a stream.
#[derive(Clone, Copy, Debug)]
pub(crate) struct StreamLimits {
    pub(crate) stall_timeout: Duration,
    pub(crate) deadline: Option<Instant>,
    /// In bytes.
    pub(crate) event_size: usize,
    /// The limit on what is read into memory at once, in bytes.
    pub(crate) answer_size: usize,
}

impl Outcome {
    /// What a response keeps. Every drift is told to the log.
    pub(crate) fn with_drift(self, mut drift: Vec<Drift>, unlisted: usize) -> Details {
        take_out_of_drift(&mut drift, &self.secrets);
        self.span.within(|| drift.iter().for_each(|drift| trace::drift(&self.operation, drift)));
        Details { answer: self.answer, drift, unlisted, attempts: self.attempts }
    }

    /// The error of a body that the transport did not decompress.
    pub(crate) fn check_encoding(&self, expected: &str) -> Result<(), DecodeError> {
        match content_encoding(&self.answer.headers) {
            Some(coding) if self.stream.is_some() || !self.answer.body.is_empty() => {
                Err(DecodeError::body(expected.to_owned(), unread_encoding(coding)))
            }
            _ => Ok(()),
        }
    }

    /// The error of an answer that is not what the document says.
    pub(crate) fn not_decoded(self, error: DecodeError) -> Error {
        let (summary, advice) = unread(&self.answer, &error, &self.operation);
        let error = Error::answered(ErrorKind::Decode, summary, self.answer)
            .with_source(error)
            .with_advice(advice)
            .with_operation(self.operation.id())
            .with_tries(self.attempts, true)
            .without_secrets(&self.secrets);
        self.span.failed(&error);
        error
    }
}

/// What an answer brings beside its value.
#[derive(Clone)]
pub(crate) struct Details {
    pub(crate) answer: RawAnswer,
    pub(crate) drift: Vec<Drift>,
    pub(crate) unlisted: usize,
    pub(crate) attempts: u32,
}

/// Whether the body of a success is read before it is given out.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Reading {
    Whole,
    /// Streamed, whatever it is.
    Stream,
    /// Streamed, unless it is events or a page for people, which none of these media types is: then it
    /// is an error, which is to have the body.
    Bytes(&'static str),
    /// Streamed if it is an event stream; else it is an error, which is to have the body.
    Events,
    /// A connection of another protocol; any other success is an error, which is to have the body.
    Upgrade,
}

impl Reading {
    pub(crate) fn is_stream(self, answer: &RawAnswer) -> bool {
        let is_wanted = match self {
            Self::Whole | Self::Upgrade => false,
            Self::Stream => true,
            Self::Bytes(accept) => !is_foreign(content_type(&answer.headers), accept),
            Self::Events => is_event_stream(content_type(&answer.headers)),
        };
        is_wanted && answer.status.is_success()
    }

    /// Whether the server does what was asked: the connection is of another protocol from now on.
    pub(crate) fn is_upgrade(self, status: StatusCode) -> bool {
        matches!(self, Self::Upgrade) && status == StatusCode::SWITCHING_PROTOCOLS
    }
}

/// Takes `secrets` out of what drifts quote.
pub(crate) fn take_out_of_drift(drift: &mut [Drift], secrets: &Secrets) {
    drift.iter_mut().for_each(|drift| drift.take_out(secrets));
}
