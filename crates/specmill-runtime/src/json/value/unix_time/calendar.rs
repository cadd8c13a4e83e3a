//! Times since 1970 as RFC 3339 writes them, whatever crate for dates is compiled.

use std::fmt;

const SECOND: i128 = 1_000_000_000;
const DAY: i64 = 86_400;
/// 0000-01-01T00:00:00Z and 9999-12-31T23:59:59Z, which are all of RFC 3339 (§5.6, `date-fullyear`).
const YEARS: std::ops::RangeInclusive<i64> = -62_167_219_200..=253_402_300_799;

/// Writes a time in UTC, with as many digits of the second as it has; whether RFC 3339 has it.
pub(super) fn write(nanoseconds: i128, out: &mut impl fmt::Write) -> Option<fmt::Result> {
    let seconds = i64::try_from(nanoseconds.div_euclid(SECOND)).ok()?;
    if !YEARS.contains(&seconds) {
        return None;
    }
    let (year, month, day) = date(seconds.div_euclid(DAY));
    let time = seconds.rem_euclid(DAY);
    let (hour, minute, second) = (time / 3600, time / 60 % 60, time % 60);
    let mut text = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}");
    let rest = nanoseconds.rem_euclid(SECOND);
    if rest != 0 {
        text.push_str(format!(".{rest:09}").trim_end_matches('0'));
    }
    Some(out.write_str(&text).and_then(|()| out.write_char('Z')))
}

/// Reads a `date-time` of RFC 3339 (§5.6). A leap second is the one before it.
pub(super) fn read(text: &str) -> Option<i128> {
    let number = |from: usize, to: usize| -> Option<i64> {
        let digits = text.get(from..to)?;
        digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
    };
    let at = |place: usize| text.as_bytes().get(place).copied();
    let is_written = at(4) == Some(b'-')
        && at(7) == Some(b'-')
        && matches!(at(10), Some(b'T' | b't' | b' '))
        && at(13) == Some(b':')
        && at(16) == Some(b':');
    let days = days(number(0, 4)?, number(5, 7)?, number(8, 10)?).filter(|_| is_written)?;
    let (hour, minute, second) = (number(11, 13)?, number(14, 16)?, number(17, 19)?);
    if hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let (fraction, zone) = fraction(text.get(19..)?)?;
    let seconds = days * DAY + hour * 3600 + minute * 60 + second.min(59) - offset(zone)?;
    Some(i128::from(seconds) * SECOND + fraction)
}

/// The nanoseconds of a second's fraction, and what comes after it.
fn fraction(text: &str) -> Option<(i128, &str)> {
    let Some(digits) = text.strip_prefix('.') else { return Some((0, text)) };
    let end = digits.find(|char: char| !char.is_ascii_digit()).filter(|end| *end > 0)?;
    let (digits, zone) = digits.split_at_checked(end)?;
    let kept: String = digits.chars().chain("000000000".chars()).take(9).collect();
    Some((kept.parse().ok()?, zone))
}

/// The seconds that local time is before UTC.
fn offset(zone: &str) -> Option<i64> {
    let &[sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] = zone.as_bytes() else {
        return matches!(zone, "Z" | "z").then_some(0);
    };
    let two = |tens: u8, ones: u8| -> Option<i64> {
        let digits = tens.is_ascii_digit() && ones.is_ascii_digit();
        digits.then(|| i64::from(tens - b'0') * 10 + i64::from(ones - b'0'))
    };
    let (hours, minutes) = (two(h1, h2)?, two(m1, m2)?);
    let seconds = (hours * 60 + minutes) * 60;
    (hours < 24 && minutes < 60).then_some(if sign == b'-' { -seconds } else { seconds })
}

/// The date of a day since 1970-01-01, in the Gregorian calendar of all times: years are counted from
/// March on, so that the day a leap year has more is the last one, and in eras of 400 years, which are
/// 146 097 days each.
fn date(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

/// The days since 1970-01-01 of a date; none if the calendar has no such date.
fn days(year: i64, month: i64, day: i64) -> Option<i64> {
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let year_from_march = year - i64::from(month <= 2);
    let (era, year_of_era) = (year_from_march.div_euclid(400), year_from_march.rem_euclid(400));
    let month_from_march = if month > 2 { month - 3 } else { month + 9 };
    let day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    let days = era * 146_097 + day_of_era - 719_468;
    // The 31st of a month of 30 days comes out as the first of the next.
    (date(days) == (year, month, day)).then_some(days)
}
