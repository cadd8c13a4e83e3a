//! Formats that other crates have the types for: `date-time` and `date` (RFC 3339 §5.6), `uuid`
//! (RFC 9562). They have no natural empty value.

#[cfg(any(feature = "jiff", feature = "chrono", feature = "uuid"))]
use crate::json::{
    decode::{Decode, Decoder},
    encode::{Encode, Encoder},
    report::{DecodeError, DriftKind},
    tape::Node,
};

#[cfg(any(feature = "jiff", feature = "chrono", feature = "uuid"))]
fn text<T>(
    node: Node<'_>,
    words: &'static str,
    read: impl FnOnce(&str) -> Option<T>,
) -> Result<T, DecodeError> {
    match node.as_str() {
        None => Err(node.wrong_type(words)),
        Some(text) => read(text).ok_or_else(|| node.error(DriftKind::InvalidFormat, words)),
    }
}

#[cfg(any(feature = "jiff", feature = "chrono", feature = "uuid"))]
macro_rules! format {
    ($type:ty, $words:literal, $read:expr, $write:expr) => {
        impl Decode for $type {
            fn decode(node: Node<'_>, _: &mut Decoder) -> Result<Self, DecodeError> {
                text(node, $words, $read)
            }
        }

        impl Encode for $type {
            fn encode(&self, out: &mut Encoder) {
                let write: fn(&$type) -> String = $write;
                out.string(&write(self));
            }
        }
    };
}

#[cfg(feature = "jiff")]
format!(
    jiff::Timestamp,
    "a date and time such as `2024-05-01T12:00:00Z`",
    |text| text.parse().ok(),
    ToString::to_string
);

#[cfg(feature = "jiff")]
format!(
    jiff::civil::Date,
    "a date such as `2024-05-01`",
    // Its own parser also takes a date and time.
    |text| (text.len() == 10).then(|| text.parse().ok())?,
    ToString::to_string
);

#[cfg(feature = "chrono")]
format!(
    chrono::DateTime<chrono::Utc>,
    "a date and time such as `2024-05-01T12:00:00Z`",
    |text| Some(chrono::DateTime::parse_from_rfc3339(text).ok()?.to_utc()),
    |value| value.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true)
);

#[cfg(feature = "chrono")]
format!(
    chrono::NaiveDate,
    "a date such as `2024-05-01`",
    |text| chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").ok(),
    ToString::to_string
);

#[cfg(feature = "uuid")]
format!(
    uuid::Uuid,
    "a UUID such as `01890a5d-ac96-774b-bcce-b302099a8057`",
    |text| text.parse().ok(),
    ToString::to_string
);
