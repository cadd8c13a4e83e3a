//! The number of a Unix time, in whatever unit.

use std::fmt;

use crate::json::encode::Encoder;
use crate::json::tape::Node;

/// A number as it was read or given.
#[derive(Clone, Copy)]
pub(super) enum Number {
    /// A whole number of 64 bits.
    Signed(i64),
    /// A whole number above those: `u64::MAX` is some servers' "never".
    Unsigned(u64),
    /// Any other number.
    Float(f64),
}

/// What a number of nanoseconds is beyond what `i128` holds.
const FAR: i128 = i128::MAX;
/// Seconds that are no time of any calendar: 10¹⁹ years.
const FAR_SECONDS: f64 = 3e26;

impl Number {
    pub(super) fn of(node: Node<'_>) -> Option<Self> {
        if let Some(value) = node.as_i64() {
            return Some(Self::Signed(value));
        }
        let unsigned = node.as_u64().map(Self::Unsigned);
        unsigned.or_else(|| node.as_f64().map(Self::Float))
    }

    pub(super) fn write(self, out: &mut Encoder) {
        match self {
            Self::Signed(value) => out.signed(value),
            Self::Unsigned(value) => out.unsigned(value),
            Self::Float(value) => out.number(value),
        }
    }

    /// The whole number before or at this one, or the nearest that `i64` has.
    pub(super) fn floor(self) -> i64 {
        match self {
            Self::Signed(value) => value,
            Self::Unsigned(value) => i64::try_from(value).unwrap_or(i64::MAX),
            // A cast saturates, and NaN is 0.
            Self::Float(value) => value.floor() as i64,
        }
    }

    pub(super) fn as_f64(self) -> f64 {
        match self {
            Self::Signed(value) => value as f64,
            Self::Unsigned(value) => value as f64,
            Self::Float(value) => value,
        }
    }

    /// The time since 1970 in nanoseconds, of a unit that has so many of them. Digits of a fraction
    /// count as they are written: `0.1` is 100 000 000 ns of a second. Numbers that are no time of any
    /// calendar are the first or the last time of all, and so is NaN.
    pub(super) fn nanoseconds(self, unit: u32) -> i128 {
        let unit_size = i128::from(unit);
        match self {
            Self::Signed(value) => i128::from(value) * unit_size,
            Self::Unsigned(value) => i128::from(value) * unit_size,
            Self::Float(value) if value.abs() < FAR_SECONDS => of_digits(value, unit),
            Self::Float(value) if value > 0.0 => FAR,
            Self::Float(_) => -FAR,
        }
    }

    /// The whole number of a unit, which has so many nanoseconds, before or at a time.
    pub(super) fn whole(nanoseconds: i128, unit: u32) -> Self {
        let value = nanoseconds.div_euclid(i128::from(unit));
        match (i64::try_from(value), u64::try_from(value)) {
            (Ok(value), _) => Self::Signed(value),
            (_, Ok(value)) => Self::Unsigned(value),
            _ => Self::Float(value as f64),
        }
    }

    /// The number of a unit, which has so many nanoseconds, at a time.
    pub(super) fn exact(nanoseconds: i128, unit: u32) -> Self {
        let rest = nanoseconds.rem_euclid(i128::from(unit));
        if rest == 0 {
            return Self::whole(nanoseconds, unit);
        }
        let (sign, size) = if nanoseconds < 0 { ("-", -nanoseconds) } else { ("", nanoseconds) };
        let (whole, rest) = (size / i128::from(unit), size % i128::from(unit));
        let digits = unit.ilog10() as usize;
        let value: f64 = format!("{sign}{whole}.{rest:0digits$}").parse().unwrap_or_default();
        Self::Float(value)
    }

    /// A number in decimal digits.
    pub(super) fn parse(text: &str) -> Option<Self> {
        if let Ok(value) = text.parse() {
            return Some(Self::Signed(value));
        }
        if let Ok(value) = text.parse() {
            return Some(Self::Unsigned(value));
        }
        let is_part = |byte: u8| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
        let value = text.parse().ok().filter(|_| text.bytes().all(is_part));
        value.filter(|value: &f64| value.is_finite()).map(Self::Float)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Signed(value) => value.fmt(formatter),
            Self::Unsigned(value) => value.fmt(formatter),
            Self::Float(value) => value.fmt(formatter),
        }
    }
}

/// The digits of `value`, below [`FAR_SECONDS`], as nanoseconds of a unit, those after them cut off.
fn of_digits(value: f64, unit: u32) -> i128 {
    // The shortest digits that are this number, and never an exponent.
    let text = value.abs().to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut nanoseconds = whole.parse().unwrap_or(0) * i128::from(unit);
    let mut place = i128::from(unit);
    for digit in fraction.bytes() {
        place /= 10;
        nanoseconds += i128::from(digit.wrapping_sub(b'0')) * place;
    }
    if value < 0.0 { -nanoseconds } else { nanoseconds }
}
