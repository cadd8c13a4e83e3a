//! Polling: sending a call again until its answer meets a condition.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use super::description::Call;
use crate::auto_traits::auto_traits;
use crate::clock::{Instant, after, check_runtime, sleep, timeout_at};
use crate::http::answer::Response;
use crate::http::client::Client;
use crate::http::error::{Error, ErrorKind};

/// How long to wait between two calls where neither the server nor the caller says.
const INTERVAL: Duration = Duration::from_secs(1);

/// The shortest and the longest wait that a server may ask for.
const SHORTEST: Duration = Duration::from_millis(10);
const LONGEST: Duration = Duration::from_secs(60);

type Condition<T> = Box<dyn FnMut(&T) -> bool + Send>;
/// The call that is sent from the second time on, made of the first answer.
type Next<T> = Box<dyn FnOnce(&T, &Client) -> Call<T> + Send>;
type Outcome<T> = Result<Response<T>, PollError<T>>;

/// A call that is sent again until its answer meets a condition. Awaiting it starts the calls.
/// Created by [`Call::poll_until`] and [`Call::and_poll`].
///
/// It is `Send` and `Unpin` where its answer is `Send` and `Sync`.
#[must_use = "nothing is sent until it is awaited"]
pub struct Polling<T> {
    call: Call<T>,
    /// As long as the first answer has not come, and where it needs another call than the first.
    next: Option<Next<T>>,
    is_done: Condition<T>,
    interval: Duration,
    deadline: Option<Duration>,
}

auto_traits!([T: Send + Sync] Polling<T>: Send + Unpin);

impl<T> Call<T> {
    /// The same call, sent again and again until `is_done` holds of an answer: for what the server
    /// works on by itself, such as a batch.
    ///
    /// Each call has the retries and time limits of this one; an error of one ends it. Dropping the
    /// future ends it as well. There is no limit on all of it unless [`Polling::deadline`] sets one.
    ///
    /// ```no_run
    /// # use std::time::Duration;
    /// # use specmill_runtime::http::{Client, Error, types::Method};
    /// # async fn example(client: Client) -> Result<(), Error> {
    /// let call = client.request(Method::GET, "/batches/batch-1");
    /// let batch = call
    ///     .poll_until(|batch| batch["status"] == "completed" || batch["status"] == "failed")
    ///     .deadline(Duration::from_secs(3600))
    ///     .await?;
    /// println!("{}", batch["output_file_id"]);
    /// # Ok(()) }
    /// ```
    pub fn poll_until(self, is_done: impl FnMut(&T) -> bool + Send + 'static) -> Polling<T> {
        let is_done = Box::new(is_done);
        Polling { call: self, next: None, is_done, interval: INTERVAL, deadline: None }
    }

    /// This call, once, and then the one that asks for what it answered with, until that is done: for
    /// calls that begin work on the server, such as creating or cancelling a batch.
    ///
    /// Options, headers and credentials of this call hold for the ones after it as well.
    pub fn and_poll(self) -> Polling<T>
    where
        T: Pollable,
    {
        let mut polling = self.poll_until(T::is_done);
        polling.next = Some(Box::new(T::get_again));
        polling
    }
}

/// What the server works on by itself, and answers with before it is done: see [`Call::and_poll`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be waited for: `Pollable` is not implemented for it",
    label = "not a type of work whose status becomes final",
    note = "send the call that asks for it until its answer meets a condition, with `.poll_until(…)`"
)]
pub trait Pollable: Sized + 'static {
    /// Whether there is no more to wait for.
    fn is_done(&self) -> bool;

    /// The call that asks for it again.
    fn get_again(&self, client: &Client) -> Call<Self>;
}

impl<T> Polling<T> {
    /// Sets options of each of the calls; see [`Call::with`].
    pub fn with(mut self, options: impl FnOnce(Call<T>) -> Call<T>) -> Self {
        self.call = options(self.call);
        self
    }

    /// How long to wait between two calls: 1 s by default. A server says it itself where the API's
    /// [`Conventions`](crate::http::Conventions::poll_after_ms_header) name a header for it.
    pub fn interval(mut self, interval: Duration) -> Self {
        self.interval = interval;
        self
    }

    /// How long all calls and waits together may take, from when it is awaited.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = Some(deadline);
        self
    }

    async fn run(mut self) -> Outcome<T> {
        let mut last = None;
        if let Err(fault) = check_runtime() {
            let error = Error::unsent(ErrorKind::Configuration, fault.to_string());
            let error = error.with_operation(self.call.draft.operation.id()).with_source(fault);
            return Err(PollError { error, last });
        }
        let end = self.deadline.and_then(after);
        let mut answers = 0;
        loop {
            let result = match before(end, self.call.clone().into_future()).await {
                Some(result) => result,
                None => return Err(self.too_late(answers, last)),
            };
            let answer = match result {
                Ok(answer) => answer,
                Err(error) => return Err(PollError { error, last }),
            };
            if (self.is_done)(&answer) {
                return Ok(answer);
            }
            if let Some(next) = self.next.take() {
                let mut call = next(&answer, &self.call.client);
                call.draft.inherit_settings(&self.call.draft);
                self.call = call;
            }
            let wait = asked_wait(&answer).unwrap_or(self.interval);
            last = Some(Box::new(answer));
            answers += 1;
            if before(end, sleep(wait)).await.is_none() {
                return Err(self.too_late(answers, last));
            }
        }
    }

    fn too_late(&self, answers: u32, last: Option<Box<Response<T>>>) -> PollError<T> {
        let deadline = self.deadline.unwrap_or_default();
        let summary = format!("{answers} answers in {deadline:?}, none of which met the condition");
        let error = Error::unsent(ErrorKind::Timeout, summary)
            .with_operation(self.call.draft.operation.id())
            .with_tries(answers, true);
        PollError { error, last }
    }
}

/// The output of `future`; `None` if it is not ready at `end`.
async fn before<F: Future>(end: Option<Instant>, future: F) -> Option<F::Output> {
    match end {
        Some(end) => timeout_at(end, future).await.ok(),
        None => Some(future.await),
    }
}

/// The wait that the server asks for. A fraction is allowed; what is no number is ignored.
fn asked_wait<T>(answer: &Response<T>) -> Option<Duration> {
    let name = answer.conventions().poll_after_ms_header?;
    bounded_wait(answer.headers().get(name)?.to_str().ok()?)
}

fn bounded_wait(milliseconds: &str) -> Option<Duration> {
    let milliseconds: f64 = milliseconds.trim().parse().ok()?;
    let asked = Duration::try_from_secs_f64(milliseconds / 1000.0).ok()?;
    Some(asked.clamp(SHORTEST, LONGEST))
}

impl<T: Send + 'static> IntoFuture for Polling<T> {
    type Output = Outcome<T>;
    type IntoFuture = Pin<Box<dyn Future<Output = Outcome<T>> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}

impl<T> fmt::Debug for Polling<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Polling")
            .field("call", &self.call)
            .field("interval", &self.interval)
            .field("deadline", &self.deadline)
            .finish_non_exhaustive()
    }
}

/// The error of a [`Polling`] that ended before its condition was met, with the last answer. `?` makes an
/// [`Error`] of it where that is what a function returns.
///
/// It is `Send` and `Sync` where what it holds is.
pub struct PollError<T> {
    error: Error,
    last: Option<Box<Response<T>>>,
}

auto_traits!([T: Send + Sync] PollError<T>: Send + Sync);

impl<T> PollError<T> {
    /// What ended it: the error of a call, or [`ErrorKind::Timeout`] at the deadline.
    pub fn error(&self) -> &Error {
        &self.error
    }

    /// The answer that came last, if one came.
    pub fn last(&self) -> Option<&Response<T>> {
        self.last.as_deref()
    }

    /// The answer that came last, if one came.
    pub fn into_last(self) -> Option<Response<T>> {
        self.last.map(|last| *last)
    }
}

impl<T> From<PollError<T>> for Error {
    fn from(error: PollError<T>) -> Self {
        error.error
    }
}

impl<T> fmt::Display for PollError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)
    }
}

impl<T> fmt::Debug for PollError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PollError")
            .field("error", &self.error)
            .field("has_last", &self.last.is_some())
            .finish()
    }
}

impl<T> std::error::Error for PollError<T> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        std::error::Error::source(&self.error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_that_is_asked_for_has_bounds() {
        assert_eq!(bounded_wait(" 1500.5 "), Some(Duration::from_micros(1_500_500)));
        assert_eq!(bounded_wait("0"), Some(SHORTEST));
        assert_eq!(bounded_wait("1e15"), Some(LONGEST));
        assert_eq!(bounded_wait("-1"), None);
        assert_eq!(bounded_wait("soon"), None);
    }
}
