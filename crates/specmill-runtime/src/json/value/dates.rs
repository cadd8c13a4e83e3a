//! Formats that other crates have the types for: `date` and `date-time` (RFC 3339 §5.6), `uuid`
//! (RFC 9562). What is read but not as the format has it, or not written back as it came, is drift.

#[cfg(any(feature = "jiff", feature = "chrono", feature = "uuid"))]
use crate::json::{
    decode::{Decode, Decoder},
    encode::{Encode, Encoder},
    report::{DecodeError, DriftKind},
    tape::Node,
};

/// Reads a text, and notes it if it is not what the format has.
#[cfg(any(feature = "jiff", feature = "chrono", feature = "uuid"))]
fn text<T>(
    node: Node<'_>,
    cx: &mut Decoder,
    words: &'static str,
    read: impl FnOnce(&str) -> Option<(T, bool)>,
) -> Result<T, DecodeError> {
    let Some(text) = node.as_str() else { return Err(node.wrong_type(words)) };
    let (value, is_exact) =
        read(text).ok_or_else(|| node.error(DriftKind::InvalidFormat, words))?;
    if !is_exact {
        cx.note(node, DriftKind::InvalidFormat, words);
    }
    Ok(value)
}

#[cfg(any(feature = "jiff", feature = "chrono", feature = "uuid"))]
macro_rules! format {
    ($type:ty, $words:literal, empty: $empty:expr, $read:expr, $write:expr) => {
        impl Decode for $type {
            const HAS_EMPTY: bool = true;

            fn decode(node: Node<'_>, cx: &mut Decoder) -> Result<Self, DecodeError> {
                text(node, cx, $words, $read)
            }

            fn empty() -> Option<Self> {
                Some($empty)
            }
        }

        format!(write $type, $write);
    };
    ($type:ty, $words:literal, $read:expr, $write:expr) => {
        impl Decode for $type {
            fn decode(node: Node<'_>, cx: &mut Decoder) -> Result<Self, DecodeError> {
                text(node, cx, $words, $read)
            }
        }

        format!(write $type, $write);
    };
    (write $type:ty, $write:expr) => {
        impl Encode for $type {
            fn encode(&self, out: &mut Encoder) {
                let write: fn(&$type) -> String = $write;
                out.string(&write(self));
            }
        }
    };
}

// For types of a caller's own; generated ones have `json::DateTime`, which holds all of RFC 3339.
#[cfg(feature = "jiff")]
format!(
    jiff::Timestamp,
    "a date and time in UTC such as `2024-05-01T12:00:00Z`",
    |text| {
        let value: super::DateTime = text.parse().ok()?;
        Some((value.timestamp()?, value.offset()?.is_zero()))
    },
    ToString::to_string
);

#[cfg(feature = "jiff")]
format!(
    jiff::civil::Date,
    "a date such as `2024-05-01`",
    // 0000-01-01, which is jiff's own default.
    empty: Self::default(),
    |text| match super::date_time::full_date(text) {
        Some((year, month, day)) => Some((Self::new(year, month, day).ok()?, true)),
        // A time beside it, or another form of ISO 8601.
        None => Some((jiff::fmt::temporal::Pieces::parse(text).ok()?.date(), false)),
    },
    ToString::to_string
);

#[cfg(feature = "chrono")]
format!(
    chrono::DateTime<chrono::Utc>,
    "a date and time in UTC such as `2024-05-01T12:00:00Z`",
    // 1970-01-01T00:00:00Z, which is chrono's own default.
    empty: Self::default(),
    |text| match chrono::DateTime::parse_from_rfc3339(text) {
        Ok(value) => {
            let is_exact = value.offset().local_minus_utc() == 0 && text.get(10..11) == Some("T");
            Some((value.to_utc(), is_exact))
        }
        Err(_) => {
            let naive = chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f");
            let naive = naive
                .or_else(|_| chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S%.f"));
            Some((naive.ok()?.and_utc(), false))
        }
    },
    |value| value.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true)
);

#[cfg(feature = "chrono")]
format!(
    chrono::NaiveDate,
    "a date such as `2024-05-01`",
    // 1970-01-01, which is chrono's own default.
    empty: Self::default(),
    |text| {
        let day = text.get(..10).filter(|_| text.len() == 10 || text.get(10..11) == Some("T"))?;
        let value = chrono::NaiveDate::parse_from_str(day, "%Y-%m-%d").ok()?;
        Some((value, day == text))
    },
    ToString::to_string
);

// It has no empty value: an id that is made up would be taken for one.
#[cfg(feature = "uuid")]
format!(
    uuid::Uuid,
    "a UUID such as `01890a5d-ac96-774b-bcce-b302099a8057`",
    |text| {
        let value: uuid::Uuid = text.parse().ok()?;
        // Lower case, as RFC 4122 §3 has it, is how it is written again.
        let mut written = uuid::Uuid::encode_buffer();
        Some((value, value.hyphenated().encode_lower(&mut written) == text))
    },
    ToString::to_string
);
