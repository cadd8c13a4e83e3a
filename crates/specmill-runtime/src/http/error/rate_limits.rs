//! What a server says of how much more it will take.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use ::http::HeaderMap;

use crate::http::headers::retry_after;

/// The rate limits that an answer tells of. What it does not tell, or tells in a way that cannot be
/// read, is `None`.
///
/// ```no_run
/// # use specmill_runtime::http::Response;
/// # async fn example(answer: Response<()>) {
/// let limits = answer.rate_limits();
/// if limits.tokens.remaining == Some(0) {
///     tokio::time::sleep(limits.tokens.reset.unwrap_or_default()).await;
/// }
/// # }
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RateLimits {
    /// Of requests: `x-ratelimit-limit-requests`, `-remaining-requests` and `-reset-requests`; each
    /// else without `-requests`, and then without `x-`.
    pub requests: RateLimit,
    /// Of tokens, of which a model reads and writes: `x-ratelimit-limit-tokens` and so on.
    pub tokens: RateLimit,
    /// How long to wait before the next request: `retry-after-ms`, else `retry-after` (RFC 9110,
    /// section 10.2.3).
    pub retry_after: Option<Duration>,
}

/// One limit, how much of it is left, and when all of it is there again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RateLimit {
    /// The most that is taken in a span of time that the server chooses.
    pub limit: Option<u64>,
    /// What is left of it.
    pub remaining: Option<u64>,
    /// How long until nothing of it is used up, from when the answer was made.
    pub reset: Option<Duration>,
}

impl RateLimits {
    pub(crate) fn of(headers: &HeaderMap, now: SystemTime) -> Self {
        Self {
            requests: RateLimit::of(
                headers,
                |what| {
                    [
                        format!("x-ratelimit-{what}-requests"),
                        format!("x-ratelimit-{what}"),
                        format!("ratelimit-{what}"),
                    ]
                },
                now,
            ),
            tokens: RateLimit::of(headers, |what| [format!("x-ratelimit-{what}-tokens")], now),
            retry_after: retry_after::read(headers, now),
        }
    }
}

impl RateLimit {
    /// `names` are the headers that tell of `limit`, `remaining` and `reset`, the best first.
    fn of<const N: usize>(
        headers: &HeaderMap,
        names: impl Fn(&str) -> [String; N],
        now: SystemTime,
    ) -> Self {
        let text = |what| {
            let mut values = names(what).into_iter().filter_map(|name| headers.get(name));
            values.next()?.to_str().ok()
        };
        Self {
            limit: text("limit").and_then(count),
            remaining: text("remaining").and_then(count),
            reset: text("reset").and_then(|text| until(text, now)),
        }
    }
}

/// A whole number, of which a policy may follow (`100, 100;w=60`).
fn count(text: &str) -> Option<u64> {
    text.split([',', ';']).next()?.trim().parse().ok()
}

/// How long it is until `text`: a duration (`6m0s`), a number of seconds, or a time as the seconds
/// since 1970, which no one would wait for.
fn until(text: &str, now: SystemTime) -> Option<Duration> {
    const YEARS: f64 = 1e9;
    let Ok(seconds) = text.trim().parse::<f64>() else { return duration(text.trim()) };
    let span = Duration::try_from_secs_f64(seconds).ok()?;
    if seconds < YEARS {
        return Some(span);
    }
    Some(UNIX_EPOCH.checked_add(span)?.duration_since(now).unwrap_or_default())
}

/// Numbers with their units in a row, as Go writes durations: `1h2m3.5s`, `120ms`.
fn duration(text: &str) -> Option<Duration> {
    let mut rest = text;
    let mut sum = Duration::ZERO;
    while !rest.is_empty() {
        let number = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let (number, after) = rest.split_at(number);
        let unit = after.find(|c: char| c.is_ascii_digit()).unwrap_or(after.len());
        let (unit, after) = after.split_at(unit);
        let seconds = match unit {
            "d" => 86_400.0,
            "h" => 3600.0,
            "m" => 60.0,
            "s" => 1.0,
            "ms" => 1e-3,
            "us" | "µs" | "μs" => 1e-6,
            "ns" => 1e-9,
            _ => return None,
        };
        let span = Duration::try_from_secs_f64(number.parse::<f64>().ok()? * seconds).ok()?;
        sum = sum.checked_add(span)?;
        rest = after;
    }
    (!text.is_empty()).then_some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits(pairs: &[(&'static str, &str)]) -> RateLimits {
        let pairs = pairs.iter().map(|(name, value)| {
            (name.parse::<::http::HeaderName>().unwrap(), value.parse().unwrap())
        });
        RateLimits::of(&pairs.collect(), SystemTime::now())
    }

    #[test]
    fn durations_are_read_as_go_writes_them() {
        for (text, milliseconds) in [
            ("1s", 1000),
            ("6m0s", 360_000),
            ("120ms", 120),
            ("1h2m3.5s", 3_723_500),
            ("1d1h", 90_000_000),
            ("1500us", 1),
            ("0s", 0),
        ] {
            let found = duration(text).map(|found| found.as_millis());
            assert_eq!(found, Some(milliseconds), "{text}");
        }
        for text in ["", "s", "1", "1x", "1.2.3s", "-1s", "1s 2s", "soon", "1e9h", "1s!", "ms1"] {
            assert_eq!(duration(text), None, "{text}");
        }
        assert_eq!(duration(&format!("{}h", "9".repeat(400))), None);
    }

    #[test]
    fn a_reset_is_a_span_or_a_time() {
        let now = UNIX_EPOCH + Duration::from_secs(1_700_000_000);
        for (text, seconds) in
            [("30", 30.0), ("0.5", 0.5), ("2m", 120.0), ("1700000009", 9.0), ("1600000000", 0.0)]
        {
            assert_eq!(until(text, now).map(|span| span.as_secs_f64()), Some(seconds), "{text}");
        }
        for text in ["", "-1", "NaN", "inf", "1e300", "tomorrow"] {
            assert_eq!(until(text, now), None, "{text}");
        }
    }

    #[test]
    fn each_family_of_names_is_known_and_the_precise_one_goes_first() {
        let found = limits(&[
            ("x-ratelimit-limit-requests", "60"),
            ("x-ratelimit-limit", "1"),
            ("x-ratelimit-remaining", "59"),
            ("ratelimit-reset", "7"),
            ("ratelimit-limit", "2, 2;w=60"),
            ("x-ratelimit-reset-tokens", "6m0s"),
            ("retry-after-ms", "20"),
        ]);
        let reset = Some(Duration::from_secs(7));
        assert_eq!(found.requests, RateLimit { limit: Some(60), remaining: Some(59), reset });
        assert_eq!(found.tokens.reset, Some(Duration::from_secs(360)));
        assert_eq!(found.retry_after, Some(Duration::from_millis(20)));
        assert_eq!(limits(&[("ratelimit-limit", "100, 100;w=60")]).requests.limit, Some(100));
    }

    #[test]
    fn nonsense_is_nothing() {
        let nonsense = ["", "-1", "many", "1.5", "99999999999999999999999", "é"];
        for text in nonsense {
            let found = limits(&[
                ("x-ratelimit-limit-requests", text),
                ("x-ratelimit-remaining-tokens", text),
            ]);
            assert_eq!(found, RateLimits::default(), "{text}");
        }
        assert_eq!(limits(&[]), RateLimits::default());
    }
}
