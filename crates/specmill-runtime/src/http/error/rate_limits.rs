//! Rate limits, as servers report them in headers.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use ::http::HeaderMap;

use crate::http::describe::{Conventions, LimitHeaders};
use crate::http::headers::retry_after;

/// The rate limits in the headers of an answer. A header that is missing or cannot be read is
/// `None`.
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
    /// Of requests. Each part is read from the first of these headers that is there: the one that the
    /// API's [`Conventions`](crate::http::Conventions::request_limit_headers) name; `ratelimit` and
    /// `ratelimit-policy` (draft-ietf-httpapi-ratelimit-headers; of several limits, the one of which
    /// least is left); `x-ratelimit-limit`, `-remaining` and `-reset`; and the same without `x-`.
    pub requests: RateLimit,
    /// Of tokens, of which a language model reads and writes, from the headers that the API's
    /// [`Conventions`](crate::http::Conventions::token_limit_headers) name.
    pub tokens: RateLimit,
    /// How long to wait before the next request: `retry-after` (RFC 9110, section 10.2.3), or a
    /// header that the API's
    /// [`Conventions`](crate::http::Conventions::retry_after_ms_header) name.
    pub retry_after: Option<Duration>,
}

/// One limit, how much of it is left, and when it is reset.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RateLimit {
    /// The limit for a span of time that the server chooses.
    pub limit: Option<u64>,
    /// How much of it is left.
    pub remaining: Option<u64>,
    /// How long until the whole limit is available again, from when the answer was sent.
    pub reset: Option<Duration>,
}

impl RateLimits {
    pub(crate) fn of(headers: &HeaderMap, conventions: &Conventions, now: SystemTime) -> Self {
        let usual = |prefix| RateLimit {
            limit: text(headers, &format!("{prefix}-limit")).and_then(count),
            remaining: text(headers, &format!("{prefix}-remaining")).and_then(count),
            reset: text(headers, &format!("{prefix}-reset")).and_then(|text| until(text, now)),
        };
        Self {
            requests: RateLimit::named(headers, conventions.request_limit_headers, now)
                .or(RateLimit::drafted(headers))
                .or(usual("x-ratelimit"))
                .or(usual("ratelimit")),
            tokens: RateLimit::named(headers, conventions.token_limit_headers, now),
            retry_after: retry_after::read(headers, conventions.retry_after_ms_header, now),
        }
    }
}

impl RateLimit {
    /// What the headers of these names tell.
    fn named(headers: &HeaderMap, names: LimitHeaders, now: SystemTime) -> Self {
        let text = |name: Option<&str>| text(headers, name?);
        Self {
            limit: text(names.limit).and_then(count),
            remaining: text(names.remaining).and_then(count),
            reset: text(names.reset).and_then(|text| until(text, now)),
        }
    }

    /// What `ratelimit` and `ratelimit-policy` tell: `"a";r=50;t=30` and `"a";q=100;w=60`, or as
    /// earlier drafts have it, `limit=100, remaining=50, reset=30`.
    fn drafted(headers: &HeaderMap) -> Self {
        let all = |name| headers.get_all(name).iter().filter_map(|value| value.to_str().ok());
        let limits: Vec<_> = all("ratelimit").flat_map(items).collect();
        let number = |item: &[&str], key: &str| {
            item.iter().find_map(|part| part.strip_prefix(key)?.strip_prefix('=')?.parse().ok())
        };
        // Each item of an earlier draft has one part.
        let whole: Vec<&str> = limits.iter().filter_map(|item| item.first().copied()).collect();
        let own = |key| number(&whole, key);
        let scarcest = limits.iter().min_by_key(|item| number(item, "r").unwrap_or(u64::MAX));
        let (name, of_it) = match scarcest {
            Some(item) => (item.first(), &**item),
            None => (None, &[][..]),
        };
        let quota = || {
            let mut policies = all("ratelimit-policy").flat_map(items);
            let policy = policies.find(|policy| name.is_none() || policy.first() == name)?;
            number(&policy, "q")
        };
        Self {
            limit: own("limit").or_else(quota),
            remaining: number(of_it, "r").or_else(|| own("remaining")),
            reset: number(of_it, "t").or_else(|| own("reset")).map(Duration::from_secs),
        }
    }

    /// Each part of this, else of the other.
    fn or(self, other: Self) -> Self {
        Self {
            limit: self.limit.or(other.limit),
            remaining: self.remaining.or(other.remaining),
            reset: self.reset.or(other.reset),
        }
    }
}

fn text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name)?.to_str().ok()
}

/// The items of a list (RFC 9651, section 3.1), each split into its value and its parameters. Names
/// of limits are short words, so that none is expected to hold a comma or a semicolon.
fn items(list: &str) -> impl Iterator<Item = Vec<&str>> {
    list.split(',').map(|item| item.split(';').map(str::trim).collect())
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

    const CONVENTIONS: Conventions = Conventions::NEUTRAL
        .request_limit_headers(LimitHeaders::NONE.limit("x-ratelimit-limit-requests"))
        .token_limit_headers(
            LimitHeaders::NONE.remaining("x-left-tokens").reset("x-ratelimit-reset-tokens"),
        )
        .retry_after_ms_header("retry-after-ms");

    fn limits(pairs: &[(&'static str, &str)]) -> RateLimits {
        let pairs = pairs.iter().map(|(name, value)| {
            (name.parse::<::http::HeaderName>().unwrap(), value.parse().unwrap())
        });
        RateLimits::of(&pairs.collect(), &CONVENTIONS, SystemTime::now())
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
    fn the_drafts_of_the_ietf_are_known() {
        let found = limits(&[
            ("ratelimit-policy", "\"burst\";q=100;w=60, \"daily\";q=1000;w=86400"),
            ("ratelimit", "\"burst\";r=90;t=30, \"daily\" ; r=7 ; t=4000"),
            ("x-ratelimit-limit", "5"),
        ]);
        let seconds = |seconds| Some(Duration::from_secs(seconds));
        let expected = RateLimit { limit: Some(1000), remaining: Some(7), reset: seconds(4000) };
        assert_eq!(found.requests, expected);
        let found = limits(&[("ratelimit", "limit=100, remaining=50, reset=5")]);
        let expected = RateLimit { limit: Some(100), remaining: Some(50), reset: seconds(5) };
        assert_eq!(found.requests, expected);
        let found = limits(&[("ratelimit-policy", "default;q=10"), ("ratelimit-remaining", "3")]);
        assert_eq!((found.requests.limit, found.requests.remaining), (Some(10), Some(3)));
    }

    #[test]
    fn without_conventions_no_name_of_one_api_is_read() {
        let headers = [
            ("x-ratelimit-limit-requests", "60"),
            ("x-left-tokens", "1"),
            ("retry-after-ms", "20"),
        ]
        .map(|(name, value)| {
            (::http::HeaderName::from_static(name), ::http::HeaderValue::from_static(value))
        });
        let found = RateLimits::of(
            &headers.into_iter().collect(),
            &Conventions::NEUTRAL,
            SystemTime::now(),
        );
        assert_eq!(found, RateLimits::default());
    }

    #[test]
    fn nonsense_is_nothing() {
        let nonsense = ["", "-1", "many", "1.5", "99999999999999999999999", "é"];
        for text in nonsense {
            let found = limits(&[
                ("x-ratelimit-limit-requests", text),
                ("x-left-tokens", text),
                ("ratelimit", text),
                ("ratelimit-policy", text),
            ]);
            assert_eq!(found, RateLimits::default(), "{text}");
        }
        assert_eq!(limits(&[]), RateLimits::default());
    }
}
