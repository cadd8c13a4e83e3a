//! The format `date-time` (RFC 3339 §5.6), around jiff's types.

use std::cmp::Ordering;
use std::error::Error;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use jiff::fmt::rfc2822;
use jiff::fmt::temporal::Pieces;
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp, civil};

use super::field::Field;
use super::raw::kept_text;
use crate::json::decode::{Decode, Decoder};
use crate::json::encode::{Encode, Encoder};
use crate::json::report::{DecodeError, DriftKind};
use crate::json::tape::Node;

const EXPECTED: &str = "a date and time such as `2024-05-01T12:00:00Z`";

/// A point in time with its offset from UTC: format `date-time` (RFC 3339 §5.6), written as it was read.
///
/// All of RFC 3339 has room here, `9999-12-31T23:59:59Z` included, which jiff's [`Timestamp`] has not
/// ([`timestamp`](Self::timestamp) is `None` then). Two are equal if they are the same point in time,
/// whatever their offsets, and compare with each other and with a `Timestamp` by time.
///
/// Decoding also reads what RFC 3339 does not allow (no offset, which is read as UTC, a space for `T`,
/// other forms of ISO 8601, the dates of HTTP), as drift. Text that is no date is kept, as drift, and
/// stands before every point in time; so does the empty text of one that is required but missing.
///
/// ```
/// use specmill_runtime::jiff::Timestamp;
/// use specmill_runtime::json::DateTime;
///
/// let at: DateTime = "2024-05-01T14:00:00.50+02:00".parse()?;
/// assert_eq!(at.to_string(), "2024-05-01T14:00:00.50+02:00");
/// assert_eq!(at.timestamp(), Some("2024-05-01T12:00:00.5Z".parse()?));
///
/// let never: DateTime = "9999-12-31T23:59:59Z".parse()?;
/// assert!(never > Timestamp::now() && never.timestamp().is_none());
/// assert_eq!(DateTime::from(Timestamp::UNIX_EPOCH).to_string(), "1970-01-01T00:00:00Z");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct DateTime(Form);

#[derive(Clone)]
enum Form {
    /// It is written from its parts.
    Read(Moment),
    /// It is written as this text, which says `moment`, if anything.
    Kept { moment: Option<Box<Moment>>, text: Box<str> },
}

#[derive(Clone, Copy)]
struct Moment {
    civil: civil::DateTime,
    offset: Offset,
    /// Whether the offset is written `Z`.
    is_zulu: bool,
    /// How many digits of the second's fraction are written.
    digits: u8,
}

impl Moment {
    /// The time since 1970-01-01T00:00:00Z. Both may be beyond what a `Timestamp` holds.
    fn since_epoch(self) -> SignedDuration {
        let local = self.civil.duration_since(civil::DateTime::constant(1970, 1, 1, 0, 0, 0, 0));
        local - SignedDuration::from_secs(self.offset.seconds().into())
    }
}

impl DateTime {
    /// The point in time. None if it is after `9999-12-30T22:00:00.999999999Z`, where jiff's
    /// `Timestamp` ends, or if the text is no date.
    #[must_use]
    pub fn timestamp(&self) -> Option<Timestamp> {
        let moment = self.moment()?;
        moment.offset.to_timestamp(moment.civil).ok()
    }

    /// The date and the time of day at [`offset`](Self::offset). None if the text is no date.
    #[must_use]
    pub fn civil(&self) -> Option<civil::DateTime> {
        self.moment().map(|moment| moment.civil)
    }

    /// The offset from UTC; that of UTC if the text has none. None if the text is no date.
    #[must_use]
    pub fn offset(&self) -> Option<Offset> {
        self.moment().map(|moment| moment.offset)
    }

    fn moment(&self) -> Option<Moment> {
        match &self.0 {
            Form::Read(moment) => Some(*moment),
            Form::Kept { moment, .. } => moment.as_deref().copied(),
        }
    }

    fn kept(moment: Option<Moment>, text: &str) -> Self {
        Self(Form::Kept { moment: moment.map(Box::new), text: text.into() })
    }

    /// What two of them are compared by: texts that are no dates come first.
    fn order(&self) -> (Option<SignedDuration>, &str) {
        match (&self.0, self.moment()) {
            (_, Some(moment)) => (Some(moment.since_epoch()), ""),
            (Form::Kept { text, .. }, None) => (None, text),
            (Form::Read(_), None) => (None, ""),
        }
    }

    /// Reads what RFC 3339 allows.
    fn exact(text: &str) -> Option<Self> {
        let (date, rest) = (text.get(..10)?, text.as_bytes().get(10..)?);
        let (year, month, day) = full_date(date)?;
        let &[separator @ (b'T' | b't'), h1, h2, b':', m1, m2, b':', s1, s2, ref rest @ ..] = rest
        else {
            return None;
        };
        let (hour, minute, second) = (two(h1, h2)?, two(m1, m2)?, two(s1, s2)?);
        let (nanoseconds, digits, zone) = fraction(rest)?;
        let (offset, is_canonical) = offset(zone)?;
        let is_leap = second == 60;
        let second = if is_leap { 59 } else { second };
        let civil =
            civil::DateTime::new(year, month, day, hour, minute, second, nanoseconds).ok()?;
        let moment = Moment {
            civil,
            offset,
            is_zulu: !matches!(zone, [b'+' | b'-', ..]),
            digits: u8::try_from(digits).unwrap_or(u8::MAX),
        };
        // §5.7: a leap second is the last of a day in UTC.
        if is_leap && moment.since_epoch().as_secs().rem_euclid(86_400) != 86_399 {
            return None;
        }
        if separator == b'T' && is_canonical && digits <= 9 && !is_leap {
            return Some(Self(Form::Read(moment)));
        }
        Some(Self::kept(Some(moment), text))
    }

    /// Reads what servers send instead.
    fn inexact(text: &str) -> Option<Self> {
        let moment = iso_8601(text).or_else(|| iso_8601(&joined(text))).or_else(|| http(text))?;
        Some(Self::kept(Some(moment), text))
    }
}

/// `2024-05-01` (RFC 3339 `full-date`), as numbers that need not be a day of the calendar.
pub(super) fn full_date(text: &str) -> Option<(i16, i8, i8)> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else { return None };
    let year = i16::from(two(y1, y2)?) * 100 + i16::from(two(y3, y4)?);
    Some((year, two(m1, m2)?, two(d1, d2)?))
}

/// A number of two digits.
fn two(tens: u8, ones: u8) -> Option<i8> {
    let digit = |byte: u8| byte.is_ascii_digit().then(|| byte.wrapping_sub(b'0'));
    i8::try_from(digit(tens)? * 10 + digit(ones)?).ok()
}

/// The nanoseconds of a second's fraction, how many digits it has, and what comes after it.
fn fraction(text: &[u8]) -> Option<(i32, usize, &[u8])> {
    let Some(after) = text.strip_prefix(b".") else { return Some((0, 0, text)) };
    let digits = after.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (fraction, rest) = after.split_at_checked(digits).filter(|_| digits > 0)?;
    let places = fraction.iter().map(|byte| i32::from(byte - b'0')).chain(std::iter::repeat(0));
    Some((places.take(9).fold(0, |value, digit| value * 10 + digit), digits, rest))
}

/// An offset, and whether it is written as it would be made again.
fn offset(text: &[u8]) -> Option<(Offset, bool)> {
    let (sign, h1, h2, m1, m2) = match *text {
        [zulu @ (b'Z' | b'z')] => return Some((Offset::UTC, zulu == b'Z')),
        [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => (sign, h1, h2, m1, m2),
        _ => return None,
    };
    let (hours, minutes) = (two(h1, h2).filter(|hours| *hours < 24)?, two(m1, m2)?);
    let minutes = i32::from(hours) * 60 + i32::from(Some(minutes).filter(|most| *most < 60)?);
    let seconds = if sign == b'-' { -60 * minutes } else { 60 * minutes };
    Some((Offset::from_seconds(seconds).ok()?, sign == b'+' || minutes != 0))
}

/// A date, with or without a time, with or without an offset.
fn iso_8601(text: &str) -> Option<Moment> {
    let pieces = Pieces::parse(text).ok()?;
    let offset = pieces.to_numeric_offset();
    if offset.is_none() && pieces.time_zone_annotation().is_some() {
        // What the offset is only a table of time zones knows.
        return None;
    }
    let civil = pieces.date().to_datetime(pieces.time().unwrap_or(civil::Time::midnight()));
    Some(Moment { civil, offset: offset.unwrap_or(Offset::UTC), is_zulu: false, digits: 0 })
}

/// `2024-05-01 12:00:00 UTC` and `2024-05-01 12:00:00 +0200` with the zone beside the time.
fn joined(text: &str) -> String {
    let text = text.trim();
    match text.strip_suffix("UTC").or_else(|| text.strip_suffix("GMT")) {
        Some(time) => format!("{}Z", time.trim_end()),
        None => text.replace(" +", "+").replace(" -", "-"),
    }
}

/// `Wed, 01 May 2024 12:00:00 GMT` (RFC 9110 §5.6.7, RFC 5322 §3.3).
fn http(text: &str) -> Option<Moment> {
    let zoned = rfc2822::parse(text).ok()?;
    Some(Moment { civil: zoned.datetime(), offset: zoned.offset(), is_zulu: false, digits: 0 })
}

impl fmt::Display for DateTime {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Moment { civil, offset, is_zulu, digits } = match &self.0 {
            Form::Read(moment) => *moment,
            Form::Kept { text, .. } => return formatter.write_str(text),
        };
        write!(formatter, "{civil:.0$}", usize::from(digits))?;
        if is_zulu {
            return formatter.write_str("Z");
        }
        let sign = if offset.is_negative() { '-' } else { '+' };
        let minutes = offset.seconds().abs() / 60;
        write!(formatter, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

impl fmt::Debug for DateTime {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Form::Kept { moment: None, text } => fmt::Debug::fmt(text, formatter),
            _ => fmt::Display::fmt(self, formatter),
        }
    }
}

/// In UTC, with as many digits of the second as it has.
impl From<Timestamp> for DateTime {
    fn from(time: Timestamp) -> Self {
        let civil = Offset::UTC.to_datetime(time);
        let (mut rest, mut digits) = (civil.subsec_nanosecond(), 9);
        while rest % 10 == 0 && digits > 0 {
            (rest, digits) = (rest / 10, digits - 1);
        }
        Self(Form::Read(Moment { civil, offset: Offset::UTC, is_zulu: true, digits }))
    }
}

impl From<Timestamp> for Field<DateTime> {
    fn from(time: Timestamp) -> Self {
        Self::Value(time.into())
    }
}

/// What RFC 3339 allows, and no more.
impl FromStr for DateTime {
    type Err = InvalidDateTime;

    fn from_str(text: &str) -> Result<Self, InvalidDateTime> {
        Self::exact(text).ok_or(InvalidDateTime(()))
    }
}

/// A text is no date and time of RFC 3339.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidDateTime(());

impl fmt::Display for InvalidDateTime {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "not {EXPECTED}")
    }
}

impl Error for InvalidDateTime {}

impl PartialEq for DateTime {
    fn eq(&self, other: &Self) -> bool {
        self.order() == other.order()
    }
}

impl Eq for DateTime {}

impl PartialOrd for DateTime {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for DateTime {
    fn cmp(&self, other: &Self) -> Ordering {
        self.order().cmp(&other.order())
    }
}

impl Hash for DateTime {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.order().hash(state);
    }
}

impl PartialEq<Timestamp> for DateTime {
    fn eq(&self, other: &Timestamp) -> bool {
        self.partial_cmp(other) == Some(Ordering::Equal)
    }
}

/// None if the text is no date.
impl PartialOrd<Timestamp> for DateTime {
    fn partial_cmp(&self, other: &Timestamp) -> Option<Ordering> {
        self.moment().map(|moment| moment.since_epoch().cmp(&other.as_duration()))
    }
}

impl Decode for DateTime {
    const HAS_SUBSTITUTE: bool = true;
    const KEEPS: bool = true;

    fn decode(node: Node<'_>, cx: &mut Decoder) -> Result<Self, DecodeError> {
        let Some(text) = node.as_str() else {
            return match cx.is_substituting() {
                true => Ok(Self::kept(None, &kept_text(node))),
                false => Err(node.wrong_type(EXPECTED)),
            };
        };
        if let Some(value) = Self::exact(text) {
            return Ok(value);
        }
        match Self::inexact(text) {
            Some(value) => {
                cx.note(node, DriftKind::InvalidFormat, EXPECTED);
                Ok(value)
            }
            None if cx.is_substituting() => Ok(Self::kept(None, text)),
            None => Err(node.error(DriftKind::InvalidFormat, EXPECTED)),
        }
    }
}

impl Encode for DateTime {
    fn encode(&self, out: &mut Encoder) {
        match &self.0 {
            Form::Kept { text, .. } => out.string(text),
            Form::Read(_) => out.string(&self.to_string()),
        }
    }
}

crate::__json_serde!(DateTime);
