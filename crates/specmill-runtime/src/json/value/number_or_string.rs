//! Numbers that may be written as strings.

use std::fmt;
use std::str::FromStr;

use super::field::Field;
use crate::json::decode::{Decode, Decoder};
use crate::json::encode::{Encode, Encoder};
use crate::json::report::{DecodeError, DriftKind};
use crate::json::tape::{Kind, Node};

/// A number, or a string that has its digits: `type: [integer, string]` with the `pattern` of a number,
/// as servers describe what they read either way.
///
/// ```
/// use specmill_runtime::json::{self, NumberOrString};
///
/// let read = json::decode::<Vec<NumberOrString<i32>>>(br#"[7, "007"]"#, Default::default())?.value;
/// assert_eq!([read[0].number(), read[1].number()], [Some(7), Some(7)]);
/// assert_eq!(json::encode(&read), br#"[7,"007"]"#);
/// assert_eq!(read[0], NumberOrString::from(7));
/// # Ok::<(), json::DecodeError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum NumberOrString<T> {
    /// A number in JSON.
    Number(T),
    /// A string in JSON.
    String(String),
}

impl<T: Copy + FromStr> NumberOrString<T> {
    /// The number; none if it is a string that has none of this type.
    #[must_use]
    pub fn number(&self) -> Option<T> {
        match self {
            Self::Number(number) => Some(*number),
            Self::String(text) => text.parse().ok(),
        }
    }
}

impl<T: Default> Default for NumberOrString<T> {
    fn default() -> Self {
        Self::Number(T::default())
    }
}

impl<T: fmt::Display> fmt::Display for NumberOrString<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(formatter),
            Self::String(text) => formatter.pad(text),
        }
    }
}

impl<T> From<&str> for NumberOrString<T> {
    fn from(text: &str) -> Self {
        Self::String(text.to_owned())
    }
}

impl<T> From<String> for NumberOrString<T> {
    fn from(text: String) -> Self {
        Self::String(text)
    }
}

macro_rules! numbers {
    ($($type:ty)*) => {$(
        impl From<$type> for NumberOrString<$type> {
            fn from(number: $type) -> Self {
                Self::Number(number)
            }
        }

        impl From<$type> for Field<NumberOrString<$type>> {
            fn from(number: $type) -> Self {
                Self::Value(number.into())
            }
        }
    )*};
}

numbers! { i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 }

impl<T: Decode + FromStr> Decode for NumberOrString<T> {
    const HAS_EMPTY: bool = T::HAS_EMPTY;

    fn decode(node: Node<'_>, cx: &mut Decoder) -> Result<Self, DecodeError> {
        const EXPECTED: &str = "a number or the text of one";
        match (node.as_str(), node.kind()) {
            (Some(text), _) => {
                if text.parse::<T>().is_err() {
                    cx.note(node, DriftKind::InvalidFormat, EXPECTED);
                }
                Ok(Self::String(text.to_owned()))
            }
            (None, Kind::Integer | Kind::Number) => T::decode(node, cx).map(Self::Number),
            _ => Err(node.wrong_type(EXPECTED)),
        }
    }

    fn empty() -> Option<Self> {
        T::empty().map(Self::Number)
    }
}

impl<T: Encode> Encode for NumberOrString<T> {
    fn encode(&self, out: &mut Encoder) {
        match self {
            Self::Number(number) => number.encode(out),
            Self::String(text) => out.string(text),
        }
    }
}
