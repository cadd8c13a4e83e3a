//! The errors of verifying a webhook.

use std::fmt;
use std::time::Duration;

use crate::json::DecodeError;

/// The error of a webhook that was not accepted. It contains neither the secret nor the signatures.
#[derive(Debug)]
#[non_exhaustive]
pub enum WebhookError {
    /// The secret cannot be used; the text says why.
    InvalidSecret(&'static str),
    /// This header is not there.
    MissingHeader(&'static str),
    /// This header is there more than once.
    RepeatedHeader(&'static str),
    /// This header is not ASCII text.
    InvalidHeader(&'static str),
    /// `webhook-timestamp` is not a number of seconds.
    InvalidTimestamp,
    /// It was sent longer ago than is tolerated: this long.
    TooOld(Duration),
    /// It was sent in the future, further off than is tolerated: this far. A clock is wrong.
    TooNew(Duration),
    /// None of the signatures is that of this body, id and timestamp with this secret.
    WrongSignature,
    /// It is from the API, and its body cannot be read.
    Body(DecodeError),
}

impl fmt::Display for WebhookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InvalidSecret(reason) => write!(f, "the webhook secret cannot be used: {reason}"),
            Self::MissingHeader(name) => write!(f, "the webhook has no header `{name}`"),
            Self::RepeatedHeader(name) => write!(f, "the webhook has several headers `{name}`"),
            Self::InvalidHeader(name) => {
                write!(f, "the header `{name}` of the webhook is not text")
            }
            Self::InvalidTimestamp => {
                f.write_str("`webhook-timestamp` is not a number of seconds since 1970")
            }
            Self::TooOld(age) => write!(f, "the webhook was sent {age:?} ago, which is too long"),
            Self::TooNew(ahead) => {
                write!(f, "the webhook was sent {ahead:?} in the future; a clock is wrong")
            }
            Self::WrongSignature => f.write_str(
                "no signature of the webhook fits; is this the endpoint's secret, and the body as \
                 it came?",
            ),
            Self::Body(error) => write!(f, "the body of the webhook cannot be read: {error}"),
        }
    }
}

impl std::error::Error for WebhookError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Body(error) => Some(error),
            _ => None,
        }
    }
}
