//! The body of an answer as it comes in, with the limits on how long that may take.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use http_body::Body as _;

use crate::clock::{Sleep, after, check_runtime, now, sleep_until};
use crate::http::describe::OperationRef;
use crate::http::error::{Error, ErrorKind, RawAnswer};
use crate::http::send::{Outcome, StreamLimits, root_cause, take_out_of_drift};
use crate::http::trace::{self, CallSpan};
use crate::http::wire::Body;
use crate::json::Drift;
use crate::text::Secrets;

/// A body that is read as it is asked for: nothing is read ahead. Dropping it closes the connection,
/// unless all of it was read.
pub(crate) struct Incoming {
    /// Gone at the end.
    body: Option<Body>,
    /// Status and headers, without a body.
    head: RawAnswer,
    limits: StreamLimits,
    /// Runs while nothing comes.
    timer: Option<Pin<Box<Sleep>>>,
    is_waiting: bool,
    received: u64,
    operation: OperationRef,
    attempts: u32,
    secrets: Secrets,
    span: CallSpan,
}

impl Incoming {
    pub(crate) fn of(outcome: &mut Outcome) -> Self {
        Self {
            body: outcome.stream.take(),
            head: outcome.answer.clone(),
            limits: outcome.limits,
            timer: None,
            is_waiting: false,
            received: 0,
            operation: outcome.operation.clone(),
            attempts: outcome.attempts,
            secrets: outcome.secrets.clone(),
            span: outcome.span.clone(),
        }
    }

    pub(crate) fn head(&self) -> &RawAnswer {
        &self.head
    }

    /// How many bytes have come so far.
    pub(crate) fn received(&self) -> u64 {
        self.received
    }

    /// The length of what is to come, if it is known.
    pub(crate) fn length(&self) -> Option<u64> {
        self.body.as_ref().and_then(|body| body.size_hint().exact())
    }

    /// The most that may be in memory of it at once, in bytes.
    pub(crate) fn answer_size(&self) -> usize {
        self.limits.answer_size
    }

    /// Reads no more. The connection is closed, or kept if the end of the body has come already.
    pub(crate) fn close(&mut self) {
        self.body = None;
    }

    /// The next bytes; `None` at the end, and after an error.
    pub(crate) fn poll_chunk(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Error>>> {
        loop {
            let Some(body) = &mut self.body else { return Poll::Ready(None) };
            let frame = match Pin::new(body).poll_frame(cx) {
                Poll::Pending => {
                    let error = ready!(self.poll_patience(cx));
                    self.close();
                    self.span.broke(error.kind());
                    return Poll::Ready(Some(Err(error)));
                }
                Poll::Ready(frame) => frame,
            };
            self.is_waiting = false;
            match frame {
                None => self.close(),
                Some(Err(source)) => {
                    let summary = format!(
                        "the answer broke off after {} bytes of its body: {}",
                        self.received,
                        root_cause(&*source)
                    );
                    self.close();
                    self.span.broke(ErrorKind::Connection);
                    let error = Error::answered(ErrorKind::Connection, summary, self.head.clone());
                    let error = self.complete(error.with_source(source));
                    return Poll::Ready(Some(Err(error)));
                }
                // Trailers and empty frames are skipped.
                Some(Ok(frame)) => {
                    if let Some(data) = frame.into_data().ok().filter(|data| !data.is_empty()) {
                        self.received = self.received.saturating_add(data.len() as u64);
                        return Poll::Ready(Some(Ok(data)));
                    }
                }
            }
        }
    }

    /// Ready with the error once nothing has come for too long.
    fn poll_patience(&mut self, cx: &mut Context<'_>) -> Poll<Error> {
        if !std::mem::replace(&mut self.is_waiting, true) {
            let stall = after(self.limits.stall_timeout);
            let until = [stall, self.limits.deadline].into_iter().flatten().min();
            match (until, &mut self.timer) {
                // The time is too far off to be represented.
                (None, timer) => *timer = None,
                (Some(until), Some(timer)) => timer.as_mut().reset(until),
                // It may be read elsewhere than where the call was awaited.
                (Some(until), timer) => match check_runtime() {
                    Ok(()) => *timer = Some(Box::pin(sleep_until(until))),
                    Err(fault) => {
                        let error = self.error(ErrorKind::Configuration, fault.to_string());
                        return Poll::Ready(error.with_source(fault));
                    }
                },
            }
        }
        let Some(timer) = &mut self.timer else { return Poll::Pending };
        ready!(timer.as_mut().poll(cx));
        let is_late = self.limits.deadline.is_some_and(|deadline| deadline <= now());
        let summary = if is_late {
            format!("the answer was not complete at its deadline, after {} bytes", self.received)
        } else {
            format!(
                "the stream stalled: nothing came for {:?}, after {} bytes",
                self.limits.stall_timeout, self.received
            )
        };
        Poll::Ready(self.error(ErrorKind::Timeout, summary))
    }

    /// How much time is left of what the call may take; `None` if it may take any.
    pub(crate) fn time_left(&self) -> Option<Duration> {
        Some(self.limits.deadline?.saturating_duration_since(now()))
    }

    /// What is not as documented in a part of the body, told to the log.
    pub(crate) fn note_drift(&self, drift: &mut [Drift]) {
        take_out_of_drift(drift, &self.secrets);
        self.span.within(|| drift.iter().for_each(|drift| trace::drift(&self.operation, drift)));
    }

    /// Tells the log what ended it before its time.
    pub(crate) fn broke(&self, kind: ErrorKind) {
        self.span.broke(kind);
    }

    /// An error about the answer.
    pub(crate) fn error(&self, kind: ErrorKind, summary: String) -> Error {
        self.complete(Error::answered(kind, summary, self.head.clone()))
    }

    /// An error about the answer, told by `data`, a part of its body.
    pub(crate) fn error_about(&self, kind: ErrorKind, summary: String, data: Bytes) -> Error {
        let answer = RawAnswer { body: data, ..self.head.clone() };
        self.complete(match kind {
            ErrorKind::Stream => Error::streamed(summary, answer),
            _ => Error::answered(kind, summary, answer),
        })
    }

    /// Who is calling and how often it was tried; no secrets.
    pub(crate) fn complete(&self, error: Error) -> Error {
        error
            .with_operation(self.operation.id())
            .with_tries(self.attempts, true)
            .without_secrets(&self.secrets)
    }
}
