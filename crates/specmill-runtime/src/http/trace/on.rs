//! Spans and events.

use std::fmt;
use std::time::Duration;

use ::http::{Method, StatusCode};
use tracing::field::{Empty, debug};
use tracing::{Instrument, Span};
use url::Url;

use crate::http::describe::Operation;
use crate::http::error::{Error, ErrorKind};
use crate::json::Drift;

/// What to filter by: `RUST_LOG=specmill_runtime=debug`.
pub(super) const TARGET: &str = "specmill_runtime";

/// The span of a call, from when it is awaited to its answer; to the end of a streamed one.
#[derive(Clone)]
pub(crate) struct CallSpan(Span);

/// The span of one try.
pub(crate) struct AttemptSpan(Span);

impl CallSpan {
    pub(crate) fn of(operation: &Operation) -> Self {
        Self(tracing::info_span!(
            target: TARGET,
            "call",
            operation = operation.id(),
            http.request.method = operation.method().as_str(),
            url.template = template(operation),
            server.address = Empty,
            attempts = Empty,
            http.response.status_code = Empty,
            error.type = Empty,
        ))
    }

    /// Where the call goes first.
    pub(crate) fn goes_to(&self, url: &Url) {
        self.0.record("server.address", url.host_str());
    }

    pub(crate) fn around<F: Future>(&self, call: F) -> impl Future<Output = F::Output> + use<F> {
        call.instrument(self.0.clone())
    }

    pub(crate) fn within<T>(&self, tell: impl FnOnce() -> T) -> T {
        self.0.in_scope(tell)
    }

    pub(crate) fn answered(&self, attempts: u32, status: StatusCode) {
        self.0.record("attempts", attempts);
        self.0.record("http.response.status_code", status.as_u16());
    }

    pub(crate) fn failed(&self, error: &Error) {
        self.0.record("attempts", error.attempts());
        if let Some(status) = error.status() {
            self.0.record("http.response.status_code", status.as_u16());
        }
        self.0.record("error.type", debug(error_type(error)));
    }

    /// An answer whose beginning was recorded as a success failed later.
    pub(crate) fn broke(&self, kind: ErrorKind) {
        self.0.record("error.type", debug(kind));
    }
}

impl AttemptSpan {
    pub(crate) fn of(operation: &Operation, method: &Method, url: &Url, attempt: u32) -> Self {
        let template = template(operation);
        let span = tracing::debug_span!(
            target: TARGET,
            "attempt",
            otel.kind = "client",
            otel.name = %format_args!("{method} {template}"),
            http.request.method = method.as_str(),
            url.template = template,
            server.address = url.host_str(),
            server.port = url.port_or_known_default(),
            http.request.resend_count = Empty,
            http.response.status_code = Empty,
            error.type = Empty,
        );
        if attempt > 1 {
            span.record("http.request.resend_count", attempt - 1);
        }
        span.in_scope(|| tracing::debug!(target: TARGET, attempt, "sending"));
        Self(span)
    }

    pub(crate) fn around<F: Future>(&self, attempt: F) -> impl Future<Output = F::Output> + use<F> {
        attempt.instrument(self.0.clone())
    }

    pub(crate) fn within<T>(&self, tell: impl FnOnce() -> T) -> T {
        self.0.in_scope(tell)
    }

    /// The head of an answer came, and the body, unless it is a stream.
    pub(crate) fn answered(&self, status: StatusCode, bytes: Option<usize>) {
        self.0.record("http.response.status_code", status.as_u16());
        self.0.in_scope(
            || tracing::debug!(target: TARGET, status = status.as_u16(), bytes, "answered"),
        );
    }

    pub(crate) fn failed(&self, error: &Error) {
        let kind = error_type(error);
        self.0.record("error.type", debug(kind));
        self.0.in_scope(|| tracing::debug!(target: TARGET, { error.type = ?kind }, "failed"));
    }
}

/// A redirect is followed: to which server, and not where on it.
pub(crate) fn redirected(status: StatusCode, url: &Url) {
    let (status, to) = (status.as_u16(), url.origin().ascii_serialization());
    tracing::debug!(target: TARGET, { http.response.status_code = status, to }, "redirected");
}

pub(crate) fn retrying(operation: &Operation, attempt: u32, wait: Duration, error: &Error) {
    tracing::info!(
        target: TARGET,
        operation = operation.id(),
        attempt,
        wait_ms = wait.as_millis(),
        error.type = ?error_type(error),
        "trying again after a wait"
    );
}

pub(crate) fn token_not_renewed() {
    tracing::warn!(target: TARGET, "the token provider gave no new token; the current one stays in use");
}

/// The operation is named once more, as the span may be switched off where this is not.
pub(crate) fn drift(operation: &Operation, drift: &Drift) {
    tracing::warn!(target: TARGET, operation = operation.id(), "the answer is not as documented: {drift}");
}

/// `error.type` as OpenTelemetry has it: the status of an error answer, else a word for the kind.
#[derive(Clone, Copy)]
struct ErrorType(Option<u16>, ErrorKind);

fn error_type(error: &Error) -> ErrorType {
    let status = error.status().filter(|status| !status.is_success());
    ErrorType(status.map(|status| status.as_u16()), error.kind())
}

impl fmt::Debug for ErrorType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(status) => write!(f, "{status}"),
            None => write!(f, "{:?}", self.1),
        }
    }
}

/// The path template: without values, and without what a caller may have put behind it.
fn template(operation: &Operation) -> &str {
    operation.path().split('?').next().unwrap_or_default()
}
