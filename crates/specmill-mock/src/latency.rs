//! How long answers are held back.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

/// How long answers are held back: always the same time, or one between two.
///
/// ```
/// use std::time::Duration;
/// use specmill_mock::Latency;
///
/// let latency: Latency = "50ms..0.3s".parse()?;
/// assert_eq!(latency, Latency::between(Duration::from_millis(50), Duration::from_millis(300)));
/// assert_eq!("200".parse::<Latency>().unwrap_err().to_string(), "`200` has no unit: write `200ms` or `200s`");
/// # Ok::<(), specmill_mock::LatencyError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Latency {
    least: Duration,
    most: Duration,
}

/// The longest latency. Connections have ten minutes.
const LONGEST: Duration = Duration::from_secs(300);

/// Units of time, with their length in seconds. Of two that fit the longer is first.
const UNITS: [(&str, f64); 4] = [("ms", 1e-3), ("us", 1e-6), ("s", 1.0), ("m", 60.0)];

impl Latency {
    /// The same for all answers, at most 300 s.
    #[must_use]
    pub fn of(time: Duration) -> Self {
        Self::between(time, time)
    }

    /// One between the two, at most 300 s.
    #[must_use]
    pub fn between(one: Duration, other: Duration) -> Self {
        Self { least: one.min(other).min(LONGEST), most: one.max(other).min(LONGEST) }
    }

    /// The time at `share` of the way from the shortest to the longest.
    pub(crate) fn at(self, share: f64) -> Duration {
        self.least + (self.most - self.least).mul_f64(share.clamp(0.0, 1.0))
    }
}

impl fmt::Display for Latency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.least)?;
        if self.most > self.least { write!(f, "..{:?}", self.most) } else { Ok(()) }
    }
}

/// What is wrong with the text of a latency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LatencyError(String);

impl fmt::Display for LatencyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for LatencyError {}

impl FromStr for Latency {
    type Err = LatencyError;

    /// Reads `200ms`, or `50ms..300ms`.
    fn from_str(text: &str) -> Result<Self, LatencyError> {
        let Some((least, most)) = text.split_once("..") else {
            return Ok(Self::of(duration(text.trim())?));
        };
        let (least, most) = (duration(least.trim())?, duration(most.trim())?);
        if least > most {
            let message = format!("`{text}` ends before it begins: write the shorter time first");
            return Err(LatencyError(message));
        }
        Ok(Self::between(least, most))
    }
}

fn duration(text: &str) -> Result<Duration, LatencyError> {
    let no_duration = || {
        LatencyError(format!(
            "`{text}` is no duration: write a number and `ms`, `s` or `m`, as in `200ms`"
        ))
    };
    let (number, unit) = match UNITS.iter().find(|(unit, _)| text.ends_with(unit)) {
        Some((unit, seconds)) => (text[..text.len() - unit.len()].trim_end(), Some(seconds)),
        None => (text, None),
    };
    let Ok(number) = number.parse::<f64>() else { return Err(no_duration()) };
    let Some(unit) = unit else {
        let message = format!("`{text}` has no unit: write `{text}ms` or `{text}s`");
        return Err(LatencyError(message));
    };
    if number.is_sign_negative() {
        return Err(LatencyError(format!("`{text}` is negative: no answer can be early")));
    }
    let time = Duration::try_from_secs_f64(number * unit).map_err(|_| no_duration())?;
    if time > LONGEST {
        let message =
            format!("`{text}` is longer than {} s, the longest there is", LONGEST.as_secs());
        return Err(LatencyError(message));
    }
    Ok(time)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_and_ranges_are_read() {
        let ms = Duration::from_millis;
        for (text, least, most) in [
            ("200ms", 200, 200),
            ("1.5s", 1500, 1500),
            ("0s", 0, 0),
            ("5m", 300_000, 300_000),
            ("50ms..300ms", 50, 300),
            (" 50 ms .. 1 s ", 50, 1000),
        ] {
            let expected = Latency { least: ms(least), most: ms(most) };
            assert_eq!(text.parse(), Ok(expected), "{text}");
        }
        assert_eq!(Latency::between(ms(30), ms(10)).at(0.5), ms(20));
        assert_eq!(
            "50ms..300ms".parse::<Latency>().map(|it| it.to_string()),
            Ok("50ms..300ms".to_owned())
        );
    }

    #[test]
    fn what_is_none_is_said() {
        for (text, part) in [
            ("200", "has no unit: write `200ms`"),
            ("", "is no duration"),
            ("fast", "is no duration"),
            ("ms", "is no duration"),
            ("NaNs", "is no duration"),
            ("infs", "is no duration"),
            ("1e300s", "is no duration"),
            ("-5ms", "is negative"),
            ("301s", "is longer than 300 s"),
            ("3s..1s", "ends before it begins"),
            ("..3s", "is no duration"),
            ("3 Ä", "is no duration"),
        ] {
            let error = text.parse::<Latency>().unwrap_err().to_string();
            assert!(error.contains(part), "{text}: {error}");
        }
    }
}
