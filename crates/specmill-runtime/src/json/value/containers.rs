//! Lists, maps, boxes, options, and values of no known type.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::json::decode::{Decode, Decoder, decode_or_empty};
use crate::json::encode::{Encode, Encoder};
use crate::json::map::Map;
use crate::json::report::{DecodeError, DriftKind};
use crate::json::tape::Node;

/// Room is made for items and members beforehand up to this many bytes: a short text such as
/// `[0,0,0]` must not reserve the memory of that many structs. The same bound as serde's.
const MAX_RESERVED: usize = 1 << 20;

/// An item that cannot be read and has no natural empty value fails the list: none is ever left
/// out.
impl<T: Decode> Decode for Vec<T> {
    const HAS_EMPTY: bool = true;

    #[allow(
        clippy::reserve_after_initialization,
        reason = "of `with_capacity`, more is compiled anew for each type: a sixth of this function"
    )]
    fn decode(node: Node<'_>, cx: &mut Decoder) -> Result<Self, DecodeError> {
        let Some(items) = node.items() else {
            return Err(node.wrong_type("an array"));
        };
        let most = MAX_RESERVED / size_of::<T>().max(1);
        let mut list = Self::new();
        list.reserve(items.len().min(most));
        // Not `?`: see `__json_try!`.
        for item in items {
            match decode_or_empty(item, cx) {
                Ok(value) => list.push(value),
                Err(error) => return Err(error),
            }
        }
        Ok(list)
    }

    fn empty() -> Option<Self> {
        Some(Self::new())
    }
}

impl<T: Encode> Encode for Vec<T> {
    fn encode(&self, out: &mut Encoder) {
        self.as_slice().encode(out);
    }
}

impl<T: Encode> Encode for [T] {
    fn encode(&self, out: &mut Encoder) {
        T::encode_list(self, out);
    }
}

impl<T: Encode, const N: usize> Encode for [T; N] {
    fn encode(&self, out: &mut Encoder) {
        self.as_slice().encode(out);
    }
}

/// Members in their order.
impl<T: Decode> Decode for Map<T> {
    const HAS_EMPTY: bool = true;

    fn decode(node: Node<'_>, cx: &mut Decoder) -> Result<Self, DecodeError> {
        let Some(members) = node.members() else {
            return Err(node.wrong_type("an object"));
        };
        let most = MAX_RESERVED / size_of::<(String, T)>();
        let mut map = Self::with_capacity(members.len().min(most));
        for (name, value) in members {
            match decode_or_empty(value, cx) {
                Ok(value) => drop(map.insert(name, value)),
                Err(error) => return Err(error),
            }
        }
        Ok(map)
    }

    fn empty() -> Option<Self> {
        Some(Self::new())
    }
}

impl<T: Encode> Encode for Map<T> {
    fn encode(&self, out: &mut Encoder) {
        if let Some(instead) = self.instead() {
            return out.refuse_map(instead);
        }
        let mut out = out.object();
        out.extra(self);
        out.end();
    }
}

/// Members in the order of their names; for what is read or written by hand.
impl<T: Decode> Decode for BTreeMap<String, T> {
    const HAS_EMPTY: bool = true;

    fn decode(node: Node<'_>, cx: &mut Decoder) -> Result<Self, DecodeError> {
        let Some(members) = node.members() else {
            return Err(node.wrong_type("an object"));
        };
        let mut map = Self::new();
        for (name, value) in members {
            map.insert(name.to_owned(), decode_or_empty(value, cx)?);
        }
        Ok(map)
    }

    fn empty() -> Option<Self> {
        Some(Self::new())
    }
}

impl<T: Encode> Encode for BTreeMap<String, T> {
    fn encode(&self, out: &mut Encoder) {
        let mut out = out.object();
        for (name, value) in self {
            out.required(name, value);
        }
        out.end();
    }
}

impl<T: Decode> Decode for Box<T> {
    const HAS_EMPTY: bool = T::HAS_EMPTY;
    const HAS_SUBSTITUTE: bool = T::HAS_SUBSTITUTE;
    const KEEPS: bool = T::KEEPS;

    fn decode(node: Node<'_>, cx: &mut Decoder) -> Result<Self, DecodeError> {
        match T::decode(node, cx) {
            Ok(value) => Ok(Self::new(value)),
            Err(error) => Err(error),
        }
    }

    fn empty() -> Option<Self> {
        T::empty().map(Self::new)
    }
}

impl<T: Encode + ?Sized> Encode for Box<T> {
    fn encode(&self, out: &mut Encoder) {
        (**self).encode(out);
    }
}

/// `null` is `None`: for items and map values that may be `null`.
impl<T: Decode> Decode for Option<T> {
    const HAS_EMPTY: bool = true;
    const HAS_SUBSTITUTE: bool = T::KEEPS;
    const KEEPS: bool = T::KEEPS;

    fn decode(node: Node<'_>, cx: &mut Decoder) -> Result<Self, DecodeError> {
        if node.is_null() { Ok(None) } else { T::decode(node, cx).map(Some) }
    }

    fn empty() -> Option<Self> {
        Some(None)
    }
}

impl<T: Encode> Encode for Option<T> {
    fn encode(&self, out: &mut Encoder) {
        match self {
            Some(value) => value.encode(out),
            None => out.null(),
        }
    }
}

impl<T: Encode + ?Sized> Encode for &T {
    fn encode(&self, out: &mut Encoder) {
        (**self).encode(out);
    }
}

/// `null`.
impl Encode for () {
    fn encode(&self, out: &mut Encoder) {
        out.null();
    }
}

impl Decode for Value {
    const HAS_EMPTY: bool = true;

    fn decode(node: Node<'_>, cx: &mut Decoder) -> Result<Self, DecodeError> {
        for number in node.long_numbers() {
            cx.note(number, DriftKind::InvalidFormat, "a number of 64 bits");
        }
        Ok(node.to_value())
    }

    fn empty() -> Option<Self> {
        Some(Self::Null)
    }
}

impl Encode for Value {
    fn encode(&self, out: &mut Encoder) {
        out.value(self);
    }
}
