//! Whether and when a call is tried again.

use std::borrow::Cow;
use std::ops::RangeInclusive;
use std::time::{Duration, SystemTime};

use ::http::{HeaderMap, Method, StatusCode};

use crate::auto_traits::auto_traits;
use crate::http::describe::Conventions;
use crate::http::error::ErrorKind;
use crate::http::headers::retry_after;
use crate::random::fraction;

/// The statuses that are worth another try: the server was too busy or too slow, or in a state that
/// passes.
const STATUSES: &[RangeInclusive<u16>] = &[408..=409, 429..=429, 500..=999];

/// Whether and when a call is tried again.
///
/// | | default |
/// |---|---|
/// | [`max_retries`](Self::max_retries) | 2 |
/// | [`first_wait`](Self::first_wait) | 0.5 s, doubled with each try |
/// | [`longest_wait`](Self::longest_wait) | 8 s |
/// | [`longest_asked_wait`](Self::longest_asked_wait) | 60 s |
/// | [`jitter`](Self::jitter) | 0.25 |
/// | [`statuses`](Self::statuses) | 408, 409, 429, 500 and more |
/// | [`after_connection_failure`](Self::after_connection_failure) | yes |
/// | [`after_timeout`](Self::after_timeout) | yes |
/// | [`obey_should_retry`](Self::obey_should_retry) | yes |
/// | [`idempotent_only`](Self::idempotent_only) | no |
///
/// What no policy changes: a body that cannot be made again (a stream) is sent once; no wait is
/// begun that would end after the deadline; and an answer that breaks off after it began with a
/// success is asked for again only where doing it twice is doing it once.
///
/// ```
/// use std::time::Duration;
/// use specmill_runtime::http::RetryPolicy;
///
/// let patient = RetryPolicy::default()
///     .max_retries(6)
///     .longest_wait(Duration::from_secs(30))
///     .statuses([429, 503]);
/// let careful = RetryPolicy::default().idempotent_only(true);
/// assert_ne!(patient, careful);
/// ```
///
/// It is `Send`, `Sync` and `Unpin`.
#[derive(Clone, Debug, PartialEq)]
#[must_use]
pub struct RetryPolicy {
    max_retries: u32,
    first_wait: Duration,
    longest_wait: Duration,
    longest_asked_wait: Duration,
    jitter: f64,
    /// In order, and none touches the next.
    statuses: Cow<'static, [RangeInclusive<u16>]>,
    after_connection_failure: bool,
    after_timeout: bool,
    obeys_should_retry: bool,
    only_idempotent: bool,
}

auto_traits!([] RetryPolicy: Send + Sync + Unpin);

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            max_retries: 2,
            first_wait: Duration::from_millis(500),
            longest_wait: Duration::from_secs(8),
            longest_asked_wait: Duration::from_secs(60),
            jitter: 0.25,
            statuses: Cow::Borrowed(STATUSES),
            after_connection_failure: true,
            after_timeout: true,
            obeys_should_retry: true,
            only_idempotent: false,
        }
    }
}

impl RetryPolicy {
    /// Every call is tried once.
    pub fn none() -> Self {
        Self::default().max_retries(0)
    }

    /// How many times a call is tried again: one less than it is sent at most.
    pub fn max_retries(mut self, retries: u32) -> Self {
        self.max_retries = retries;
        self
    }

    /// The wait after the first try. It doubles with each try, up to
    /// [`longest_wait`](Self::longest_wait).
    pub fn first_wait(mut self, wait: Duration) -> Self {
        self.first_wait = wait;
        self
    }

    /// The longest wait that the client chooses itself.
    pub fn longest_wait(mut self, wait: Duration) -> Self {
        self.longest_wait = wait;
        self
    }

    /// The longest wait that a server may ask for, in `retry-after` (RFC 9110, section 10.2.3) or a
    /// header of the API's [`Conventions`](crate::http::Conventions::retry_after_ms_header). After
    /// one that asks for more the call fails at once, since a try before that time would be refused
    /// as well; [`Error::retry_after`](crate::http::Error::retry_after) has the wait. With zero, only
    /// `retry-after: 0` is waited for.
    pub fn longest_asked_wait(mut self, wait: Duration) -> Self {
        self.longest_asked_wait = wait;
        self
    }

    /// The part of the client's own wait, between 0 and 1, that is random, so that many clients do
    /// not return at once: with 0.25, a wait of 8 s takes 6 to 8 s.
    pub fn jitter(mut self, part: f64) -> Self {
        self.jitter = if part.is_nan() { 0.0 } else { part.clamp(0.0, 1.0) };
        self
    }

    /// The statuses after which a call is tried again, in place of those there were. A success is
    /// never tried again.
    pub fn statuses(mut self, statuses: impl IntoIterator<Item = u16>) -> Self {
        let mut sorted: Vec<_> = statuses.into_iter().collect();
        sorted.sort_unstable();
        let mut ranges: Vec<RangeInclusive<u16>> = Vec::new();
        for status in sorted {
            match ranges.last_mut() {
                Some(last) if status.saturating_sub(1) <= *last.end() => {
                    *last = *last.start()..=status;
                }
                _ => ranges.push(status..=status),
            }
        }
        self.statuses = Cow::Owned(ranges);
        self
    }

    /// Whether a call is tried again when there was no connection, or it broke.
    pub fn after_connection_failure(mut self, retry: bool) -> Self {
        self.after_connection_failure = retry;
        self
    }

    /// Whether a call is tried again when one try took too long.
    pub fn after_timeout(mut self, retry: bool) -> Self {
        self.after_timeout = retry;
        self
    }

    /// Whether what an answer that is no success says of another try outweighs its status and
    /// [`idempotent_only`](Self::idempotent_only). It says so in a header of the API's
    /// [`Conventions`](crate::http::Conventions::should_retry_header); without one this means nothing.
    pub fn obey_should_retry(mut self, obey: bool) -> Self {
        self.obeys_should_retry = obey;
        self
    }

    /// Whether only what may be done twice is tried again: GET, HEAD, PUT, DELETE, OPTIONS and
    /// TRACE (RFC 9110, section 9.2.2), a call with an idempotency key, and a try of which the
    /// server cannot have seen anything. The safer choice, at the price of errors that
    /// another try would have avoided.
    pub fn idempotent_only(mut self, only: bool) -> Self {
        self.only_idempotent = only;
        self
    }

    /// Whether another try may follow the one that `retries` went before.
    pub(crate) fn has_left(&self, retries: u32) -> bool {
        retries < self.max_retries
    }

    /// Whether an answer is worth another try. `repeatable`: whether the request is idempotent.
    pub(crate) fn after_answer(
        &self,
        status: StatusCode,
        headers: &HeaderMap,
        conventions: &Conventions,
        repeatable: bool,
    ) -> bool {
        if status.is_success() {
            return false;
        }
        let said = conventions.should_retry_header.and_then(|name| headers.get(name));
        match said.map(|value| value.as_bytes()) {
            Some(b"true") if self.obeys_should_retry => return true,
            Some(b"false") if self.obeys_should_retry => return false,
            _ => {}
        }
        let is_listed = self.statuses.iter().any(|range| range.contains(&status.as_u16()));
        is_listed && (repeatable || !self.only_idempotent)
    }

    /// Whether a failure without an answer is worth another try.
    pub(crate) fn after_failure(&self, kind: ErrorKind, was_sent: bool, repeatable: bool) -> bool {
        let is_transient = match kind {
            ErrorKind::Connection => self.after_connection_failure,
            ErrorKind::Timeout => self.after_timeout,
            _ => false,
        };
        is_transient && (repeatable || !was_sent || !self.only_idempotent)
    }

    /// How long to wait before the next try, of which `retries` have gone before; `None` where the
    /// server asks for more than the longest wait.
    pub(crate) fn wait(
        &self,
        headers: Option<&HeaderMap>,
        conventions: &Conventions,
        retries: u32,
        now: SystemTime,
    ) -> Option<Duration> {
        let asked = headers
            .and_then(|headers| retry_after::read(headers, conventions.retry_after_ms_header, now));
        match asked {
            Some(asked) => Some(asked).filter(|asked| *asked <= self.longest_asked_wait),
            None => Some(self.own_wait(retries, fraction())),
        }
    }

    /// `min(first · 2ⁿ, longest) × (1 − jitter · chance)`, `chance` between 0 and 1.
    fn own_wait(&self, retries: u32, chance: f64) -> Duration {
        let doubled = self.first_wait.as_secs_f64() * f64::from(2_u32.saturating_pow(retries));
        let wait = doubled.min(self.longest_wait.as_secs_f64());
        let seconds = wait * (1.0 - self.jitter * chance.clamp(0.0, 1.0));
        // As an `f64`, `Duration::MAX` is rounded up to more than a `Duration` can hold.
        Duration::try_from_secs_f64(seconds).unwrap_or(self.longest_wait)
    }
}

/// Whether doing it twice is the same as doing it once (RFC 9110, section 9.2.2).
pub(crate) fn is_idempotent(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::PUT | Method::DELETE)
        || matches!(*method, Method::OPTIONS | Method::TRACE)
        // A GET with a body (draft-ietf-httpbis-safe-method-w-body, section 2).
        || method.as_str() == "QUERY"
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHOULD_RETRY: Conventions = Conventions::NEUTRAL.should_retry_header("x-should-retry");

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
    }

    #[test]
    fn the_server_may_ask_for_a_wait_of_at_most_a_minute() {
        let wait = |policy: &RetryPolicy, seconds| {
            let headers = headers(&[("retry-after", seconds)]);
            policy.wait(Some(&headers), &Conventions::NEUTRAL, 0, SystemTime::now())
        };
        let policy = RetryPolicy::default();
        let secs = |seconds| Some(Duration::from_secs(seconds));
        assert_eq!((wait(&policy, "60"), wait(&policy, "61")), (secs(60), None));
        assert!(wait(&policy, "soon") <= Some(Duration::from_millis(500)), "our own");
        let policy = policy.longest_asked_wait(Duration::from_secs(61));
        assert_eq!(wait(&policy, "61"), secs(61));
        let policy = policy.longest_asked_wait(Duration::ZERO);
        assert_eq!((wait(&policy, "1"), wait(&policy, "0")), (None, secs(0)));
    }

    #[test]
    fn our_own_wait_doubles_to_eight_seconds_less_up_to_a_quarter() {
        let policy = RetryPolicy::default();
        let secs = |retries, chance| policy.own_wait(retries, chance).as_secs_f64();
        assert_eq!([0, 1, 2, 3, 4, 5, 99].map(|n| secs(n, 0.0)), [0.5, 1., 2., 4., 8., 8., 8.]);
        assert_eq!([0, 4].map(|n| secs(n, 1.0)), [0.375, 6.0]);
    }

    #[test]
    fn waits_that_cannot_be_counted_do_no_harm() {
        let policy = RetryPolicy::default().first_wait(Duration::MAX).longest_wait(Duration::MAX);
        assert_eq!(policy.own_wait(99, 0.0), Duration::MAX);
        assert_eq!(policy.clone().jitter(7.0).own_wait(0, 1.0), Duration::ZERO);
        assert_eq!(policy.clone().jitter(f64::NAN), policy.clone().jitter(-1.0));
        let policy = policy.longest_wait(Duration::ZERO);
        assert_eq!(policy.own_wait(3, 0.5), Duration::ZERO);
    }

    #[test]
    fn the_header_of_the_server_outweighs_the_status_where_it_is_obeyed() {
        let policy = RetryPolicy::default();
        let worth = |policy: &RetryPolicy, status: u16, pairs: &[_]| {
            let status = StatusCode::from_u16(status).unwrap();
            policy.after_answer(status, &headers(pairs), &SHOULD_RETRY, true)
        };
        let (yes, no) = ([("x-should-retry", "true")], [("x-should-retry", "false")]);
        let deaf = policy.clone().obey_should_retry(false);
        for status in [408, 409, 429, 500, 502, 503, 599, 999] {
            assert!(worth(&policy, status, &[]), "{status}");
            assert!(!worth(&policy, status, &no), "{status}");
            assert!(worth(&deaf, status, &no), "{status}");
        }
        for status in [400, 401, 403, 404, 410, 422, 428, 430] {
            assert!(!worth(&policy, status, &[]), "{status}");
            assert!(worth(&policy, status, &yes), "{status}");
            assert!(!worth(&deaf, status, &yes), "{status}");
        }
        assert!(!worth(&policy, 200, &yes));
        let neutral = &Conventions::NEUTRAL;
        assert!(!policy.after_answer(StatusCode::BAD_REQUEST, &headers(&yes), neutral, true));
    }

    #[test]
    fn statuses_are_the_ones_that_were_listed() {
        let policy = RetryPolicy::default().statuses([503, 425, 502, 425, 504]);
        let listed = |status: u16| {
            let status = StatusCode::from_u16(status).unwrap();
            policy.after_answer(status, &HeaderMap::new(), &Conventions::NEUTRAL, true)
        };
        let found: Vec<_> = (100..1000).filter(|status| listed(*status)).collect();
        assert_eq!(found, [425, 502, 503, 504]);
        let same = RetryPolicy::default().statuses((500..=999).chain([429, 408, 409]));
        assert_eq!(same, RetryPolicy::default());
    }

    #[test]
    fn what_may_not_be_done_twice_is_tried_again_only_where_that_is_allowed() {
        let (policy, headers) = (RetryPolicy::default(), HeaderMap::new());
        let careful = policy.clone().idempotent_only(true);
        for (policy, expected) in [(&policy, true), (&careful, false)] {
            let status = StatusCode::SERVICE_UNAVAILABLE;
            assert_eq!(
                policy.after_answer(status, &headers, &Conventions::NEUTRAL, false),
                expected
            );
            assert_eq!(policy.after_failure(ErrorKind::Timeout, true, false), expected);
            assert!(policy.after_answer(status, &headers, &Conventions::NEUTRAL, true));
            assert!(policy.after_failure(ErrorKind::Connection, false, false), "never sent");
            assert!(!policy.after_failure(ErrorKind::Upload, false, true));
        }
        let policy = policy.after_timeout(false);
        assert!(!policy.after_failure(ErrorKind::Timeout, false, true));
        assert!(!policy.after_connection_failure(false).after_failure(
            ErrorKind::Connection,
            false,
            true
        ));
    }
}
