//! Whether and when a call is tried again. The numbers are those of OpenAI's official clients.

use std::time::{Duration, SystemTime};

use ::http::{HeaderMap, Method, StatusCode};

/// How often a call is tried again unless the caller says otherwise.
pub(crate) const MAX_RETRIES: u32 = 2;
/// The longest wait a server may ask for.
const LONGEST_ASKED: Duration = Duration::from_secs(60);
/// The wait after the first try, in seconds; it doubles each time.
const FIRST_WAIT: f64 = 0.5;
/// The longest wait of our own choice, in seconds.
const LONGEST_WAIT: f64 = 8.0;
/// The part of a wait that is left to chance, so that many clients do not return at once.
const JITTER: f64 = 0.25;

/// Whether an answer of this status is worth another try.
pub(crate) fn is_worth_retrying(status: StatusCode, headers: &HeaderMap) -> bool {
    if status.is_success() {
        return false;
    }
    match headers.get("x-should-retry").map(|value| value.as_bytes()) {
        Some(b"true") => true,
        Some(b"false") => false,
        _ => matches!(status.as_u16(), 408 | 409 | 429 | 500..),
    }
}

/// Whether doing it twice is the same as doing it once (RFC 9110, section 9.2.2).
pub(crate) fn is_idempotent(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::PUT | Method::DELETE)
        || matches!(*method, Method::OPTIONS | Method::TRACE)
}

/// How long to wait before the next try, of which `retries` have gone before.
pub(crate) fn wait(headers: Option<&HeaderMap>, retries: u32, now: SystemTime) -> Duration {
    headers
        .and_then(|headers| asked_wait(headers, now))
        .filter(|asked| *asked <= LONGEST_ASKED)
        .unwrap_or_else(|| own_wait(retries, fastrand::f64()))
}

/// `retry-after-ms` (milliseconds, a fraction allowed), else `retry-after` (seconds or an HTTP
/// date; RFC 9110, section 10.2.3). A date that has passed counts for nothing.
fn asked_wait(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = |name| headers.get(name)?.to_str().ok().map(str::trim);
    let number = |text: &str| text.parse::<f64>().ok();
    if let Some(milliseconds) = text("retry-after-ms").and_then(number) {
        return seconds(milliseconds / 1000.0);
    }
    let after = text("retry-after")?;
    match number(after) {
        Some(number) => seconds(number),
        None => httpdate::parse_http_date(after).ok()?.duration_since(now).ok(),
    }
}

/// Negative, huge and not-a-number give nothing.
fn seconds(seconds: f64) -> Option<Duration> {
    Duration::try_from_secs_f64(seconds).ok()
}

/// `min(0.5 · 2ⁿ, 8) s × (1 − 0.25 · chance)`, `chance` between 0 and 1.
fn own_wait(retries: u32, chance: f64) -> Duration {
    let doubled = FIRST_WAIT * f64::from(2_u32.saturating_pow(retries));
    Duration::from_secs_f64(doubled.min(LONGEST_WAIT) * (1.0 - JITTER * chance.clamp(0.0, 1.0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
    }

    #[test]
    fn the_server_may_ask_for_a_wait_of_at_most_a_minute() {
        let now = httpdate::parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT").unwrap();
        let asked = |pairs: &[_]| asked_wait(&headers(pairs), now);
        let ms = Duration::from_millis;
        assert_eq!(asked(&[("retry-after-ms", "5")]), Some(ms(5)));
        assert_eq!(asked(&[("retry-after-ms", "7"), ("retry-after", "9")]), Some(ms(7)));
        assert_eq!(asked(&[("retry-after-ms", "soon"), ("retry-after", "1.5")]), Some(ms(1500)));
        assert_eq!(asked(&[("retry-after", "Sun, 06 Nov 1994 08:49:40 GMT")]), Some(ms(3000)));
        assert_eq!(asked(&[("retry-after", "Sun, 06 Nov 1994 08:49:30 GMT")]), None);
        for nonsense in ["-1", "NaN", "inf", "1e300", "soon", ""] {
            assert_eq!(asked(&[("retry-after", nonsense)]), None, "{nonsense}");
        }
        let long = wait(Some(&headers(&[("retry-after", "61")])), 0, now);
        assert!(long <= ms(500), "{long:?}");
        assert_eq!(wait(Some(&headers(&[("retry-after", "60")])), 0, now), ms(60_000));
    }

    #[test]
    fn our_own_wait_doubles_to_eight_seconds_less_up_to_a_quarter() {
        let secs = |retries, chance| own_wait(retries, chance).as_secs_f64();
        assert_eq!([0, 1, 2, 3, 4, 5, 99].map(|n| secs(n, 0.0)), [0.5, 1., 2., 4., 8., 8., 8.]);
        assert_eq!([0, 4].map(|n| secs(n, 1.0)), [0.375, 6.0]);
    }

    #[test]
    fn the_header_of_the_server_outweighs_the_status() {
        let worth = |status: u16, pairs: &[_]| {
            is_worth_retrying(StatusCode::from_u16(status).unwrap(), &headers(pairs))
        };
        for status in [408, 409, 429, 500, 502, 503, 599] {
            assert!(worth(status, &[]), "{status}");
            assert!(!worth(status, &[("x-should-retry", "false")]), "{status}");
        }
        for status in [400, 401, 403, 404, 422] {
            assert!(!worth(status, &[]), "{status}");
            assert!(worth(status, &[("x-should-retry", "true")]), "{status}");
        }
        assert!(!worth(200, &[("x-should-retry", "true")]));
    }
}
