//! Strings, numbers and booleans.

use crate::json::decode::{Decode, Decoder};
use crate::json::encode::{Encode, Encoder};
use crate::json::report::{DecodeError, DriftKind};
use crate::json::tape::{Kind, Node};

impl Decode for String {
    const HAS_EMPTY: bool = true;
    const HAS_SUBSTITUTE: bool = true;
    const KEEPS: bool = true;

    fn decode(node: Node<'_>, cx: &mut Decoder) -> Result<Self, DecodeError> {
        match node.as_str() {
            Some(text) => Ok(text.to_owned()),
            None if cx.is_substituting() => Ok(text_of(node)),
            None => Err(node.wrong_type("a string")),
        }
    }

    fn empty() -> Option<Self> {
        Some(Self::new())
    }
}

/// The JSON of what stands where a text is due, so that it is not lost; of null, no text.
#[cold]
fn text_of(node: Node<'_>) -> String {
    match node.is_null() {
        true => String::new(),
        false => serde_json::to_string(&node).unwrap_or_default(),
    }
}

impl Encode for String {
    fn encode(&self, out: &mut Encoder) {
        out.string(self);
    }
}

impl Encode for str {
    fn encode(&self, out: &mut Encoder) {
        out.string(self);
    }
}

impl Decode for bool {
    const HAS_EMPTY: bool = true;

    fn decode(node: Node<'_>, _: &mut Decoder) -> Result<Self, DecodeError> {
        node.as_bool().ok_or_else(|| node.wrong_type("a boolean"))
    }

    fn empty() -> Option<Self> {
        Some(false)
    }
}

impl Encode for bool {
    fn encode(&self, out: &mut Encoder) {
        out.boolean(*self);
    }
}

/// Not a whole number, or one outside of the type's range.
#[cold]
fn not_whole(node: Node<'_>, type_words: &'static str) -> DecodeError {
    match node.kind() {
        Kind::Integer => node.error(DriftKind::InvalidFormat, type_words),
        _ => node.wrong_type("an integer"),
    }
}

macro_rules! whole {
    ($($type:ty, $read:ident, $write:ident, $words:literal;)*) => {$(
        impl Decode for $type {
            const HAS_EMPTY: bool = true;

            fn decode(node: Node<'_>, _: &mut Decoder) -> Result<Self, DecodeError> {
                match node.$read().and_then(|value| Self::try_from(value).ok()) {
                    Some(value) => Ok(value),
                    None => Err(not_whole(node, $words)),
                }
            }

            fn empty() -> Option<Self> {
                Some(0)
            }
        }

        impl Encode for $type {
            fn encode(&self, out: &mut Encoder) {
                out.$write((*self).into());
            }
        }
    )*};
}

whole! {
    i8, as_i64, signed, "an integer of 8 bits";
    i16, as_i64, signed, "an integer of 16 bits";
    i32, as_i64, signed, "an integer of 32 bits";
    i64, as_i64, signed, "an integer of 64 bits";
    u8, as_u64, unsigned, "an integer of 8 bits, not negative";
    u16, as_u64, unsigned, "an integer of 16 bits, not negative";
    u32, as_u64, unsigned, "an integer of 32 bits, not negative";
    u64, as_u64, unsigned, "an integer of 64 bits, not negative";
    i128, as_i128, signed_128, "an integer of 128 bits";
    u128, as_u128, unsigned_128, "an integer of 128 bits, not negative";
}

impl Decode for f64 {
    const HAS_EMPTY: bool = true;

    fn decode(node: Node<'_>, cx: &mut Decoder) -> Result<Self, DecodeError> {
        let value = node.as_f64().ok_or_else(|| node.wrong_type("a number"))?;
        if node.loses_digits() {
            cx.note(node, DriftKind::InvalidFormat, "a number of double precision");
        }
        Ok(value)
    }

    fn empty() -> Option<Self> {
        Some(0.0)
    }
}

impl Encode for f64 {
    fn encode(&self, out: &mut Encoder) {
        out.number(*self);
    }

    fn encode_list(list: &[Self], out: &mut Encoder) {
        out.value(list);
    }
}

impl Decode for f32 {
    const HAS_EMPTY: bool = true;

    fn decode(node: Node<'_>, cx: &mut Decoder) -> Result<Self, DecodeError> {
        let wide = f64::decode(node, cx)?;
        let value = wide as Self;
        if value.is_infinite() && wide.is_finite() {
            return Err(node.error(DriftKind::InvalidFormat, "a number of single precision"));
        }
        Ok(value)
    }

    fn empty() -> Option<Self> {
        Some(0.0)
    }
}

impl Encode for f32 {
    fn encode(&self, out: &mut Encoder) {
        out.value(self);
    }

    fn encode_list(list: &[Self], out: &mut Encoder) {
        out.value(list);
    }
}
