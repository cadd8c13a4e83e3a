//! What a call tells the log: names, numbers and statuses, never a header, a URL's query or a body.

use std::time::Duration;

use super::error::Error;
use super::operation::Operation;
use crate::json::Drift;

#[cfg(feature = "tracing")]
mod on {
    use super::{Drift, Duration, Error, Operation};

    pub(crate) fn attempt(operation: &Operation, attempt: u32) {
        tracing::debug!(
            operation = operation.id(),
            method = %operation.method(),
            path = path(operation),
            attempt,
            "sending"
        );
    }

    pub(crate) fn answered(operation: &Operation, attempt: u32, status: u16, bytes: usize) {
        tracing::debug!(operation = operation.id(), attempt, status, bytes, "answered");
    }

    pub(crate) fn retrying(operation: &Operation, attempt: u32, wait: Duration, error: &Error) {
        tracing::debug!(
            operation = operation.id(),
            attempt,
            wait_ms = wait.as_millis(),
            kind = ?error.kind(),
            status = error.status().map(|status| status.as_u16()),
            "trying again after a wait"
        );
    }

    pub(crate) fn token_not_renewed() {
        tracing::warn!("the token provider gave no new token; the one there is goes on");
    }

    pub(crate) fn drift(operation: &Operation, drift: &Drift) {
        tracing::warn!(operation = operation.id(), "the answer is not as documented: {drift}");
    }

    /// The template: without values, and without what a caller may have put behind it.
    fn path(operation: &Operation) -> &str {
        operation.path().split('?').next().unwrap_or_default()
    }
}

#[cfg(not(feature = "tracing"))]
mod on {
    use super::{Drift, Duration, Error, Operation};

    pub(crate) fn attempt(_: &Operation, _: u32) {}
    pub(crate) fn answered(_: &Operation, _: u32, _: u16, _: usize) {}
    pub(crate) fn retrying(_: &Operation, _: u32, _: Duration, _: &Error) {}
    pub(crate) fn token_not_renewed() {}
    pub(crate) fn drift(_: &Operation, _: &Drift) {}
}

pub(crate) use on::{answered, attempt, drift, retrying, token_not_renewed};
