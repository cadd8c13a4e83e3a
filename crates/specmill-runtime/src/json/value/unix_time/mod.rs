//! Points in time that are numbers: seconds or milliseconds since 1970 (the format `unixtime` of the
//! OpenAPI Format Registry, and its like).

mod calendar;
mod number;

use std::cmp::Ordering;
use std::error::Error;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;
use std::time::{Duration, SystemTime};

use self::number::Number;
use super::field::Field;
use super::number_or_string::NumberOrString;
use crate::clock::Clock;
use crate::json::decode::{Decode, Decoder};
use crate::json::encode::{Encode, Encoder};
use crate::json::report::{DecodeError, DriftKind};
use crate::json::tape::{Kind, Node};

/// Nanoseconds of a second.
const SECOND: u32 = 1_000_000_000;
/// Nanoseconds of a millisecond.
const MILLISECOND: u32 = 1_000_000;

/// A text is no Unix time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidUnixTime(());

impl fmt::Display for InvalidUnixTime {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("neither a number nor a date and time such as `2024-05-01T12:00:00Z`")
    }
}

impl Error for InvalidUnixTime {}

/// A point in time as nanoseconds since 1970.
fn since_epoch(time: SystemTime) -> i128 {
    // A duration has fewer nanoseconds than `i128` counts.
    let size = |duration: Duration| i128::try_from(duration.as_nanos()).unwrap_or(i128::MAX);
    match time.duration_since(SystemTime::UNIX_EPOCH) {
        Ok(after) => size(after),
        Err(before) => -size(before.duration()),
    }
}

fn system_time(nanoseconds: i128) -> Option<SystemTime> {
    let second = u128::from(SECOND);
    let size = nanoseconds.unsigned_abs();
    let seconds = u64::try_from(size / second).ok()?;
    let duration = Duration::new(seconds, u32::try_from(size % second).ok()?);
    match nanoseconds < 0 {
        true => SystemTime::UNIX_EPOCH.checked_sub(duration),
        false => SystemTime::UNIX_EPOCH.checked_add(duration),
    }
}

#[cfg(feature = "chrono")]
fn date_time(nanoseconds: i128) -> Option<chrono::DateTime<chrono::Utc>> {
    let second = i128::from(SECOND);
    let seconds = i64::try_from(nanoseconds.div_euclid(second)).ok()?;
    let rest = u32::try_from(nanoseconds.rem_euclid(second)).ok()?;
    chrono::DateTime::from_timestamp(seconds, rest)
}

#[cfg(feature = "chrono")]
fn of_date_time<Tz: chrono::TimeZone>(time: &chrono::DateTime<Tz>) -> i128 {
    i128::from(time.timestamp()) * i128::from(SECOND) + i128::from(time.timestamp_subsec_nanos())
}

/// What a member should be, where a fraction is one of the values or not.
const fn expected(is_whole: bool) -> &'static str {
    match is_whole {
        true => "a Unix time, which is an integer",
        false => "a Unix time, which is a number",
    }
}

/// Reads a number. What is beyond an integer of 64 bits is kept, and noted as it is of an `i64`.
fn decode(node: Node<'_>, cx: &mut Decoder, is_whole: bool) -> Result<Number, DecodeError> {
    let expected = expected(is_whole);
    let Some(number) = Number::of(node) else { return Err(node.wrong_type(expected)) };
    let is_odd = match number {
        Number::Signed(_) => None,
        _ if is_whole && node.kind() == Kind::Number => Some(DriftKind::WrongType),
        Number::Unsigned(_) | Number::Float(_) if is_whole => Some(DriftKind::InvalidFormat),
        Number::Unsigned(_) => None,
        Number::Float(_) => node.loses_digits().then_some(DriftKind::InvalidFormat),
    };
    if let Some(kind) = is_odd {
        cx.note(node, kind, expected);
    }
    Ok(number)
}

macro_rules! unix_time {
    (
        $(#[$docs:meta])*
        $name:ident, $unit:ident, $whole:literal, $made:ident,
        $(#[$number_docs:meta])* $number:ident
    ) => {
        $(#[$docs])*
        #[derive(Clone, Copy)]
        pub struct $name(Number);

        impl $name {
            /// 1970-01-01T00:00:00Z.
            pub const EPOCH: Self = Self(Number::Signed(0));

            /// The time it is now.
            #[must_use]
            pub fn now() -> Self {
                Clock::default().now().into()
            }

            $(#[$number_docs])*
            #[must_use]
            pub fn $number(self) -> i64 {
                self.0.floor()
            }

            /// The number as it is on the wire, with its fraction; the nearest `f64` of one above 2⁵³.
            #[must_use]
            pub fn as_f64(self) -> f64 {
                self.0.as_f64()
            }

            /// The point in time; none if the system's clock cannot say it.
            #[must_use]
            pub fn system_time(self) -> Option<SystemTime> {
                system_time(self.nanoseconds())
            }

            /// The point in time; none if it is before -9999-01-02T01:59:59Z or after
            /// 9999-12-30T22:00:00.999999999Z, where jiff's `Timestamp` begins and ends.
            #[cfg(feature = "jiff")]
            #[must_use]
            pub fn timestamp(self) -> Option<jiff::Timestamp> {
                jiff::Timestamp::from_nanosecond(self.nanoseconds()).ok()
            }

            /// The point in time; none if it is beyond what chrono's `DateTime` holds.
            #[cfg(feature = "chrono")]
            #[must_use]
            pub fn date_time(self) -> Option<chrono::DateTime<chrono::Utc>> {
                date_time(self.nanoseconds())
            }

            fn nanoseconds(self) -> i128 {
                self.0.nanoseconds($unit)
            }

            fn of_nanoseconds(nanoseconds: i128) -> Self {
                Self(Number::$made(nanoseconds, $unit))
            }
        }

        impl Default for $name {
            /// 1970-01-01T00:00:00Z.
            fn default() -> Self {
                Self::EPOCH
            }
        }

        /// In UTC as RFC 3339 has it; the number itself if that has no such year.
        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                match calendar::write(self.nanoseconds(), formatter) {
                    Some(result) => result,
                    None => write!(formatter, "{}", self.0),
                }
            }
        }

        /// As `Display`.
        impl fmt::Debug for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, formatter)
            }
        }

        /// The number, or a date and time of RFC 3339.
        impl FromStr for $name {
            type Err = InvalidUnixTime;

            fn from_str(text: &str) -> Result<Self, InvalidUnixTime> {
                let number = Number::parse(text).map(Self);
                let date = || calendar::read(text).map(Self::of_nanoseconds);
                number.or_else(date).ok_or(InvalidUnixTime(()))
            }
        }

        impl From<i64> for $name {
            fn from(number: i64) -> Self {
                Self(Number::Signed(number))
            }
        }

        impl From<$name> for NumberOrString<$name> {
            fn from(time: $name) -> Self {
                Self::Number(time)
            }
        }

        impl From<i64> for NumberOrString<$name> {
            fn from(number: i64) -> Self {
                Self::Number(number.into())
            }
        }

        impl From<$name> for i64 {
            fn from(time: $name) -> Self {
                time.$number()
            }
        }

        impl From<SystemTime> for $name {
            fn from(time: SystemTime) -> Self {
                Self::of_nanoseconds(since_epoch(time))
            }
        }

        #[cfg(feature = "jiff")]
        impl From<jiff::Timestamp> for $name {
            fn from(time: jiff::Timestamp) -> Self {
                Self::of_nanoseconds(time.as_nanosecond())
            }
        }

        #[cfg(feature = "chrono")]
        impl<Tz: chrono::TimeZone> From<chrono::DateTime<Tz>> for $name {
            fn from(time: chrono::DateTime<Tz>) -> Self {
                Self::of_nanoseconds(of_date_time(&time))
            }
        }

        unix_time!(field $name: i64, SystemTime);
        #[cfg(feature = "jiff")]
        unix_time!(field $name: jiff::Timestamp);
        #[cfg(feature = "chrono")]
        unix_time!(field $name: chrono::DateTime<chrono::Utc>);

        unix_time!(compare $name i64, |number| $name::from(*number).nanoseconds());
        unix_time!(compare $name SystemTime, |time| since_epoch(*time));
        #[cfg(feature = "jiff")]
        unix_time!(compare $name jiff::Timestamp, |time| time.as_nanosecond());
        #[cfg(feature = "chrono")]
        unix_time!(compare $name chrono::DateTime<chrono::Utc>, of_date_time);

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.nanoseconds() == other.nanoseconds()
            }
        }

        impl Eq for $name {}

        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                Some(self.cmp(other))
            }
        }

        impl Ord for $name {
            fn cmp(&self, other: &Self) -> Ordering {
                self.nanoseconds().cmp(&other.nanoseconds())
            }
        }

        impl Hash for $name {
            fn hash<H: Hasher>(&self, state: &mut H) {
                self.nanoseconds().hash(state);
            }
        }

        impl Decode for $name {
            const HAS_EMPTY: bool = true;

            fn decode(node: Node<'_>, cx: &mut Decoder) -> Result<Self, DecodeError> {
                decode(node, cx, $whole).map(Self)
            }

            fn empty() -> Option<Self> {
                Some(Self::EPOCH)
            }
        }

        impl Encode for $name {
            fn encode(&self, out: &mut Encoder) {
                self.0.write(out);
            }
        }

        crate::__json_serde!($name);
    };
    (field $name:ident: $($time:ty),*) => {$(
        impl From<$time> for Field<$name> {
            fn from(time: $time) -> Self {
                Self::Value(time.into())
            }
        }
    )*};
    (compare $name:ident $other:ty, $nanoseconds:expr) => {
        impl PartialEq<$other> for $name {
            fn eq(&self, other: &$other) -> bool {
                self.partial_cmp(other) == Some(Ordering::Equal)
            }
        }

        impl PartialOrd<$other> for $name {
            fn partial_cmp(&self, other: &$other) -> Option<Ordering> {
                let nanoseconds: fn(&$other) -> i128 = $nanoseconds;
                Some(self.nanoseconds().cmp(&nanoseconds(other)))
            }
        }
    };
}

unix_time!(
    /// A point in time as seconds since 1970-01-01T00:00:00Z, an integer on the wire: format `unixtime` of
    /// the OpenAPI Format Registry, also written `unix-time`, and `x-specmill-type: unix-time`.
    ///
    /// Any number is written as it was read, also where it is no time that a calendar has, and what is
    /// not an integer is drift. Two are equal, and compare with each other and with the times of other
    /// crates, if they are the same to the nanosecond. A time of another type is cut off to the second.
    ///
    /// ```
    /// use std::time::{Duration, SystemTime};
    /// use specmill_runtime::json::{self, UnixTime};
    ///
    /// let read = json::decode::<UnixTime>(b"1700000000", Default::default())?.value;
    /// assert_eq!(read.to_string(), "2023-11-14T22:13:20Z");
    /// assert_eq!(read.seconds(), 1_700_000_000);
    /// assert!(read > 1_600_000_000 && read < UnixTime::now());
    ///
    /// let time = SystemTime::UNIX_EPOCH + Duration::from_millis(1500);
    /// assert_eq!(json::encode(&UnixTime::from(time)), b"1");
    /// assert_eq!("1970-01-01T00:01:00Z".parse::<UnixTime>()?, UnixTime::from(60));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    UnixTime, SECOND, true, whole,
    /// The seconds since 1970-01-01T00:00:00Z, before it below 0. What is between two of them is the one
    /// before, and what `i64` has no room for the nearest.
    seconds
);

unix_time!(
    /// A point in time as milliseconds since 1970-01-01T00:00:00Z, an integer on the wire: a
    /// [`UnixTime`] otherwise (`format: unix-time-ms`, `x-specmill-type: unix-time-ms`).
    ///
    /// ```
    /// use specmill_runtime::json::UnixMillis;
    ///
    /// let time = UnixMillis::from(1_700_000_000_250);
    /// assert_eq!(time.to_string(), "2023-11-14T22:13:20.25Z");
    /// ```
    UnixMillis, MILLISECOND, true, whole,
    /// The milliseconds since 1970-01-01T00:00:00Z, before it below 0. What is between two of them is the
    /// one before, and what `i64` has no room for the nearest.
    milliseconds
);

unix_time!(
    /// A point in time as seconds since 1970-01-01T00:00:00Z, a `number` on the wire, which may have a
    /// fraction: a [`UnixTime`] otherwise. A fraction has as many digits as an `f64`.
    ///
    /// ```
    /// use specmill_runtime::json::{self, UnixTimeF64};
    ///
    /// let read = json::decode::<UnixTimeF64>(b"1700000000.25", Default::default())?.value;
    /// assert_eq!(read.to_string(), "2023-11-14T22:13:20.25Z");
    /// assert_eq!(json::encode(&read), b"1700000000.25");
    /// # Ok::<(), json::DecodeError>(())
    /// ```
    UnixTimeF64, SECOND, false, exact,
    /// The seconds since 1970-01-01T00:00:00Z, before it below 0. What is between two of them is the one
    /// before, and what `i64` has no room for the nearest.
    seconds
);

unix_time!(
    /// A point in time as milliseconds since 1970-01-01T00:00:00Z, a `number` on the wire, which may have
    /// a fraction: a [`UnixMillis`] otherwise. A fraction has as many digits as an `f64`.
    UnixMillisF64, MILLISECOND, false, exact,
    /// The milliseconds since 1970-01-01T00:00:00Z, before it below 0. What is between two of them is the
    /// one before, and what `i64` has no room for the nearest.
    milliseconds
);

macro_rules! convert {
    ($($one:ident $other:ident;)*) => {$(
        unix_time!(compare $one $other, |time| time.nanoseconds());
        unix_time!(compare $other $one, |time| time.nanoseconds());

        impl From<$one> for $other {
            fn from(time: $one) -> Self {
                Self::of_nanoseconds(time.nanoseconds())
            }
        }

        impl From<$other> for $one {
            fn from(time: $other) -> Self {
                Self::of_nanoseconds(time.nanoseconds())
            }
        }
    )*};
}

convert! {
    UnixTime UnixMillis;
    UnixTime UnixTimeF64;
    UnixTime UnixMillisF64;
    UnixMillis UnixTimeF64;
    UnixMillis UnixMillisF64;
    UnixTimeF64 UnixMillisF64;
}

macro_rules! numbers {
    ($($name:ident)*) => {$(
        impl From<f64> for $name {
            fn from(number: f64) -> Self {
                Self(Number::Float(number))
            }
        }

        unix_time!(field $name: f64);
    )*};
}

numbers! { UnixTimeF64 UnixMillisF64 }
