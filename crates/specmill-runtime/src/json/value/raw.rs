//! JSON kept as text.

use std::fmt::{self, Write};

use crate::json::decode::{Decode, Decoded, Decoder, decode};
use crate::json::encode::{Encode, Encoder, encode};
use crate::json::report::{DecodeError, Strictness};
use crate::json::tape::{Node, Tape};
use crate::text::{Escaping, without_members, without_queries};

/// A JSON value kept as text: what a union's `Unknown` holds.
///
/// Members stay in their order and numbers in their value, however many digits they have; white
/// space and the spelling of numbers and strings (`1e2`, `\u0061`) are not kept, nor are members that
/// a later one of the same name replaces.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct RawJson(Box<str>);

impl RawJson {
    /// The value at `node`.
    #[must_use]
    pub fn from_node(node: Node<'_>) -> Self {
        Self::of(&node)
    }

    /// `null`.
    #[must_use]
    pub fn null() -> Self {
        Self("null".into())
    }

    /// The JSON of `value`.
    #[must_use]
    pub fn of<T: Encode + ?Sized>(value: &T) -> Self {
        // What is written is UTF-8.
        Self(String::from_utf8_lossy(&encode(value)).into())
    }

    /// Any JSON text; white space goes.
    ///
    /// # Errors
    /// When `text` is not one JSON value.
    pub fn parse(text: &str) -> Result<Self, DecodeError> {
        Ok(Self::from_node(Tape::parse(text.as_bytes())?.root()))
    }

    /// The text.
    #[must_use]
    pub fn get(&self) -> &str {
        &self.0
    }

    /// Reads it as a `T`, leniently.
    ///
    /// # Errors
    /// When no `T` can be made of it.
    pub fn decode<T: Decode>(&self) -> Result<Decoded<T>, DecodeError> {
        decode(self.0.as_bytes(), Strictness::Lenient)
    }
}

/// Without what is under the names of secrets and without queries of URLs; [`RawJson::get`] has all.
impl fmt::Debug for RawJson {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        Escaping(formatter).write_str(&without_members(&without_queries(&self.0)))
    }
}

impl fmt::Display for RawJson {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Decode for RawJson {
    const HAS_EMPTY: bool = true;

    fn decode(node: Node<'_>, _: &mut Decoder) -> Result<Self, DecodeError> {
        Ok(Self::from_node(node))
    }

    fn empty() -> Option<Self> {
        Some(Self::null())
    }
}

/// The text that a format of strings keeps of a value that it cannot read: a string's own, another
/// value's JSON, and none of `null`.
pub(super) fn kept_text(node: Node<'_>) -> Box<str> {
    if node.is_null() {
        return Box::default();
    }
    match node.as_str() {
        Some(text) => text.into(),
        None => RawJson::from_node(node).0,
    }
}

/// The value as it was read.
impl Encode for Node<'_> {
    fn encode(&self, out: &mut Encoder) {
        if let Some(items) = self.items() {
            let mut out = out.array();
            items.for_each(|item| out.item(&item));
            out.end();
        } else if let Some(members) = self.members() {
            let mut out = out.object();
            members.for_each(|(name, value)| out.required(name, &value));
            out.end();
        } else if let Some(number) = self.long_number() {
            out.raw(number);
        } else {
            out.value(self);
        }
    }
}

impl Encode for RawJson {
    fn encode(&self, out: &mut Encoder) {
        out.raw(&self.0);
    }
}

crate::__json_serde!(RawJson);
