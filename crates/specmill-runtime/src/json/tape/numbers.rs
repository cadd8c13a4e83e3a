//! Numbers in JSON text.

use super::slots::Slot;
use crate::text::{chunk, eight};

/// More significant digits than this, and an `f64` is not what was written (IEEE 754-2019, §5.12.2).
const MOST_DIGITS: usize = 17;

/// The least whole number of more digits than that.
const MANY_DIGITS: u64 = 10_u64.pow(MOST_DIGITS as u32);

/// So many digits always fit a `u64`.
const DIGITS_OF_U64: usize = 19;

/// The powers of ten that an `f64` holds as they are.
const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
];

/// Whole numbers up to this are `f64`s.
const MAX_EXACT: u64 = 1 << f64::MANTISSA_DIGITS;

/// Processors that calculate in more than 64 bits round twice.
const ROUNDS_ONCE: bool = !cfg!(all(target_arch = "x86", not(target_feature = "sse2")));

/// The number that begins at `start`, and where it ends; none where the text is not one that JSON has, or is
/// beyond `f64`.
#[inline(always)]
pub(super) fn number(bytes: &[u8], start: usize) -> Option<(Slot, usize)> {
    let is_negative = bytes.get(start) == Some(&b'-');
    let first = start + usize::from(is_negative);
    let (value, end) = digits(bytes, first, 0);
    let count = end - first;
    if count != 1 && (count == 0 || bytes.get(first) == Some(&b'0')) {
        return None;
    }
    let is_whole = !matches!(bytes.get(end), Some(b'.' | b'e' | b'E'));
    if is_whole && count <= DIGITS_OF_U64 {
        // As `i64`, both are what they are written as, or have another sign.
        let signed = if is_negative { value.wrapping_neg() } else { value }.cast_signed();
        if (signed < 0) == is_negative {
            return Some((Slot::Signed(signed), end));
        }
        if !is_negative {
            return Some((Slot::Unsigned(value), end));
        }
    }
    other(bytes, start, first, (value, end))
}

/// A number that has a fraction or an exponent, or more digits than 64 bits hold, or is `-0`; whose whole
/// part has been read.
#[inline]
fn other(
    bytes: &[u8],
    start: usize,
    first: usize,
    (mut mantissa, whole): (u64, usize),
) -> Option<(Slot, usize)> {
    let (mut end, mut fraction, mut exponent) = (whole, 0, 0);
    if bytes.get(end) == Some(&b'.') {
        (mantissa, end) = digits(bytes, whole + 1, mantissa);
        fraction = end - whole - 1;
        if fraction == 0 {
            return None;
        }
    }
    if let Some(b'e' | b'E') = bytes.get(end) {
        (exponent, end) = read_exponent(bytes, end + 1)?;
    }
    let count = whole - first + fraction;
    // Whether the mantissa has not come round.
    let fits = count <= DIGITS_OF_U64 || count - zeros(bytes, first) <= DIGITS_OF_U64;
    let text = || bytes.get(start..end).and_then(|text| std::str::from_utf8(text).ok());
    let power = i64::try_from(fraction).map_or(i64::MIN, |fraction| exponent - fraction);
    let value = if fits && mantissa <= MAX_EXACT && ROUNDS_ONCE && (-22..=22).contains(&power) {
        // Both are exact, so that what comes out is rounded once, as it should be (Clinger, 1990).
        let size = POWERS.get(power.unsigned_abs() as usize)?;
        let value = if power < 0 { mantissa as f64 / size } else { mantissa as f64 * size };
        if first > start { -value } else { value }
    } else {
        if end == whole
            && let Ok(value) = text()?.parse::<u64>()
        {
            return Some((Slot::Unsigned(value), end));
        }
        text()?.parse::<f64>().ok().filter(|value| value.is_finite())?
    };
    let has_few_digits = fits && mantissa < MANY_DIGITS;
    if has_few_digits || significant(text()?.as_bytes()) <= MOST_DIGITS {
        return Some((Slot::Float(value), end));
    }
    // It fits: `read` takes no text over 4 GiB.
    Some((Slot::Long { start: start as u32, value }, end))
}

/// The digits from `at` on, behind those that make `value`, and where they end. Of too many, the value is none.
#[inline(always)]
fn digits(bytes: &[u8], mut at: usize, mut value: u64) -> (u64, usize) {
    while let Some(eight) = chunk(bytes, at).and_then(eight_digits) {
        value = value.wrapping_mul(100_000_000).wrapping_add(eight);
        at += 8;
    }
    while let Some(digit @ b'0'..=b'9') = bytes.get(at) {
        value = value.wrapping_mul(10).wrapping_add(u64::from(digit - b'0'));
        at += 1;
    }
    (value, at)
}

/// The value of eight digits at once: neighbours are joined until there is one number (Johnny Lee; Daniel Lemire,
/// "Quickly parsing eight digits").
#[inline(always)]
fn eight_digits(chunk: &[u8; 8]) -> Option<u64> {
    const UPPER: u64 = eight(0xf0);
    let word = u64::from_le_bytes(*chunk);
    let past_nine = word.wrapping_add(eight(6));
    if word & UPPER != eight(b'0') || past_nine & UPPER != word & UPPER {
        return None;
    }
    let ones = word & !UPPER;
    let pairs = ones.wrapping_mul(10 << 8 | 1) >> 8 & 0x00ff_00ff_00ff_00ff;
    let fours = pairs.wrapping_mul(100 << 16 | 1) >> 16 & 0x0000_ffff_0000_ffff;
    Some(fours.wrapping_mul(10_000 << 32 | 1) >> 32)
}

/// The exponent that begins at `at`, and where it ends.
fn read_exponent(bytes: &[u8], at: usize) -> Option<(i64, usize)> {
    let is_negative = bytes.get(at) == Some(&b'-');
    let first = at + usize::from(matches!(bytes.get(at), Some(b'-' | b'+')));
    let (mut value, mut at) = (0_i64, first);
    while let Some(digit @ b'0'..=b'9') = bytes.get(at) {
        // What is beyond all numbers stays so.
        value = value.saturating_mul(10).saturating_add(i64::from(digit - b'0')).min(1 << 40);
        at += 1;
    }
    (at > first).then_some((if is_negative { -value } else { value }, at))
}

/// How many zeros a number begins with.
fn zeros(bytes: &[u8], first: usize) -> usize {
    let digits = bytes.iter().skip(first).filter(|byte| **byte != b'.');
    digits.take_while(|byte| **byte == b'0').count()
}

/// How many digits a number has, without zeros before and after.
fn significant(number: &[u8]) -> usize {
    let mantissa = number.split(|byte| matches!(byte, b'e' | b'E')).next().unwrap_or_default();
    let digits = || mantissa.iter().filter(|byte| byte.is_ascii_digit());
    let before = digits().take_while(|byte| **byte == b'0').count();
    let after = digits().rev().take_while(|byte| **byte == b'0').count();
    digits().count().saturating_sub(before + after)
}

#[cfg(test)]
mod tests {
    use super::{eight_digits, number, significant};
    use crate::json::tape::Slot;

    #[test]
    fn only_what_counts_is_counted() {
        for (number, digits) in [
            ("0", 0),
            ("-1.50", 2),
            ("0.0000000000000000000012", 2),
            ("120000000000000000000000", 2),
            ("123456789012345678", 18),
            ("-12345678.9012345678e-5", 18),
        ] {
            assert_eq!(significant(number.as_bytes()), digits, "{number}");
        }
    }

    #[test]
    fn eight_digits_and_nothing_else() {
        assert_eq!(eight_digits(b"12345678"), Some(12_345_678));
        assert_eq!(eight_digits(b"00000000"), Some(0));
        assert_eq!(eight_digits(b"99999999"), Some(99_999_999));
        for place in 0..8 {
            for byte in 0..=0xff_u8 {
                let mut text = *b"90909090";
                text[place] = byte;
                let expected = text.iter().all(u8::is_ascii_digit);
                assert_eq!(eight_digits(&text).is_some(), expected, "{byte:#x} at {place}");
            }
        }
    }

    #[test]
    fn digits_are_kept_where_a_float_has_too_few() {
        let is_long = |text: &str| {
            let (slot, end) = number(text.as_bytes(), 0).expect("a number");
            assert_eq!(end, text.len(), "{text}");
            matches!(slot, Slot::Long { .. })
        };
        for long in [
            "0.123456789012345678",
            "123456789012345678.0",
            "-9223372036854775809",
            "18446744073709551616",
            "0.000000000000000000000123456789012345678",
            "123456789012345678901e-400",
        ] {
            assert!(is_long(long), "{long}");
        }
        for short in [
            "18446744073709551615",
            "-9223372036854775808",
            "100000000000000000000000000",
            "0.00000000000000000000012345678901234567",
            "12345678901234567.000",
            "-0",
        ] {
            assert!(!is_long(short), "{short}");
        }
    }
}
