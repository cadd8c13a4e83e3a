//! A successful answer.

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::time::Duration;

use ::http::{HeaderMap, StatusCode};

use super::header_value;
use crate::auto_traits::auto_traits;
use crate::http::describe::Conventions;
use crate::http::error::{Error, ErrorKind, RateLimits};
use crate::http::headers::request_id;
use crate::http::send::Details;
use crate::json::{Decode, DecodeError, Drift};

/// A successful answer: the decoded value, and the status and headers it came with.
///
/// Derefs to the value, so that its fields and methods are at hand; [`Response::into_inner`] moves it
/// out, to keep it or to move its fields:
///
/// ```no_run
/// # use specmill_runtime::http::{Call, Error};
/// # struct Invites { data: Vec<String> }
/// # async fn example(list: Call<Invites>) -> Result<(), Error> {
/// let answer = list.await?;
/// println!("{:?} {}", answer.request_id(), answer.data.len());
/// let invites: Vec<String> = answer.into_inner().data;
/// # Ok(()) }
/// ```
///
/// It is `Send`, `Sync` and `Unpin` where what it holds is.
#[derive(Clone)]
pub struct Response<T> {
    value: T,
    details: Box<Details>,
}

auto_traits!([T: Send + Sync + Unpin] Response<T>: Send + Sync + Unpin);

impl<T> Response<T> {
    pub(crate) fn new(value: T, details: Details) -> Self {
        Self { value, details: Box::new(details) }
    }

    pub(crate) fn into_parts(self) -> (T, Box<Details>) {
        (self.value, self.details)
    }

    /// Its value, and all that came with it.
    pub(crate) fn detach(self) -> (T, Response<()>) {
        (self.value, Response { value: (), details: self.details })
    }

    /// Adds a drift that the decoding of the body could not see.
    pub(crate) fn note_drift(&mut self, drift: Drift) {
        self.details.drift.push(drift);
    }

    /// Converts the response into its value.
    pub fn into_inner(self) -> T {
        self.value
    }

    /// Makes of the response an error of [`ErrorKind::Decode`], with its status and headers: for code that
    /// reads answers by itself, and finds that one is not what it has to be. `message` says why.
    pub fn into_error(self, message: impl Into<String>) -> Error {
        let Details { answer, attempts, .. } = *self.details;
        Error::answered(ErrorKind::Decode, message, answer).with_tries(attempts, true)
    }

    /// Maps the value to another one.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Response<U> {
        Response { value: change(self.value), details: self.details }
    }

    /// The status: 200 to 299, or 101 of a call that changes its protocol ([`Call::upgrade`](crate::http::Call::upgrade)).
    pub fn status(&self) -> StatusCode {
        self.details.answer.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.details.answer.headers
    }

    /// A header as an `H`: a string, a number, a boolean, or a list of them with commas between (style
    /// `simple`). Of several headers of this name, all values with commas between. `None` when
    /// there is none.
    ///
    /// ```no_run
    /// # use specmill_runtime::{http::Response, json::DecodeError};
    /// # fn example(answer: Response<()>) -> Result<(), DecodeError> {
    /// let left: Option<i64> = answer.header("x-ratelimit-remaining").transpose()?;
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// When no `H` can be made of it.
    pub fn header<H: Decode>(&self, name: &str) -> Option<Result<H, DecodeError>> {
        header_value::read(self.headers(), name)
    }

    /// The header `x-request-id`, which the API's support asks for.
    pub fn request_id(&self) -> Option<&str> {
        request_id(self.headers())
    }

    /// The rate limits, as the headers give them.
    pub fn rate_limits(&self) -> RateLimits {
        self.details.answer.rate_limits()
    }

    /// How long the server worked on the request, from the header that the API's
    /// [`Conventions`](crate::http::Conventions::processing_ms_header) name; `None` where they name
    /// none, or it is missing or no number.
    pub fn processing_time(&self) -> Option<Duration> {
        let name = self.conventions().processing_ms_header?;
        let text = self.headers().get(name)?.to_str().ok()?;
        let milliseconds: f64 = text.trim().parse().ok()?;
        Duration::try_from_secs_f64(milliseconds / 1000.0).ok()
    }

    pub(crate) fn conventions(&self) -> &'static Conventions {
        self.details.answer.conventions
    }

    /// The raw body.
    pub fn bytes(&self) -> &[u8] {
        &self.details.answer.body
    }

    /// Where the answer is not what the document says. Empty most of the time, and always under
    /// [`Strictness::Strict`](crate::json::Strictness), which makes drift an error.
    pub fn drift(&self) -> &[Drift] {
        &self.details.drift
    }

    /// How many drifts there were beyond those of [`Response::drift`], which lists a thousand.
    pub fn unlisted_drift(&self) -> usize {
        self.details.unlisted
    }

    /// How many times the request was tried: 1 when it worked at once.
    pub fn attempts(&self) -> u32 {
        self.details.attempts
    }
}

impl<T> Deref for Response<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> DerefMut for Response<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.value
    }
}

/// Of an answer that is a list, its items.
#[diagnostic::do_not_recommend]
impl<T> IntoIterator for Response<Vec<T>> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.value.into_iter()
    }
}

#[diagnostic::do_not_recommend]
impl<'a, T> IntoIterator for &'a Response<Vec<T>> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.value.iter()
    }
}

impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("value", &self.value)
            .field("status", &self.status())
            .field("request_id", &self.request_id())
            .field("drift", &self.details.drift)
            .field("attempts", &self.details.attempts)
            .finish_non_exhaustive()
    }
}
