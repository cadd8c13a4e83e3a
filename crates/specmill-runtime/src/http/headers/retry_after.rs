//! How long a server asks its clients to wait.

use std::time::{Duration, SystemTime};

use ::http::HeaderMap;

/// The header `in_ms` (milliseconds, a fraction allowed) where the API has one, else `retry-after`
/// (seconds or an HTTP date; RFC 9110, section 10.2.3). A date that has passed counts for nothing.
pub(crate) fn read(headers: &HeaderMap, in_ms: Option<&str>, now: SystemTime) -> Option<Duration> {
    let text = |name: &str| headers.get(name)?.to_str().ok().map(str::trim);
    let number = |text: &str| text.parse::<f64>().ok();
    if let Some(milliseconds) = in_ms.and_then(text).and_then(number) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_milliseconds_seconds_and_dates() {
        let now = httpdate::parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT").unwrap();
        let asked = |pairs: &[(&'static str, &str)]| {
            let pairs = pairs.iter().map(|(name, value)| {
                (name.parse::<::http::HeaderName>().unwrap(), value.parse().unwrap())
            });
            read(&pairs.collect(), Some("retry-after-ms"), now)
        };
        let ms = Duration::from_millis;
        assert_eq!(asked(&[("retry-after-ms", "5")]), Some(ms(5)));
        assert_eq!(asked(&[("retry-after-ms", "7"), ("retry-after", "9")]), Some(ms(7)));
        assert_eq!(asked(&[("retry-after-ms", "soon"), ("retry-after", "1.5")]), Some(ms(1500)));
        assert_eq!(asked(&[("retry-after", "Sun, 06 Nov 1994 08:49:40 GMT")]), Some(ms(3000)));
        assert_eq!(asked(&[("retry-after", "Sun, 06 Nov 1994 08:49:30 GMT")]), None);
        let both = [("retry-after-ms", "7"), ("retry-after", "9")].map(|(name, value)| {
            (::http::HeaderName::from_static(name), ::http::HeaderValue::from_static(value))
        });
        assert_eq!(read(&both.into_iter().collect(), None, now), Some(ms(9000)));
        for nonsense in ["-1", "NaN", "inf", "1e300", "soon", ""] {
            assert_eq!(asked(&[("retry-after", nonsense)]), None, "{nonsense}");
        }
    }
}
