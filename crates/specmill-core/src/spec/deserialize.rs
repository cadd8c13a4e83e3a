//! [`Node`] as a `serde` data format, so that `openapiv3`'s types can be read from it.

use serde::de::value::{Error, MapDeserializer, SeqDeserializer, StrDeserializer};
use serde::de::{Deserialize, Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

use crate::tree::{Map, Node, Number};

/// Reads a `T` from the members of an object, in their order.
pub(super) fn from_members<'d, T: Deserialize<'d>>(members: &'d Map) -> Result<T, Error> {
    let members = members.iter().map(|(key, node)| (key.as_str(), Value(node)));
    T::deserialize(MapDeserializer::new(members))
}

#[derive(Clone, Copy)]
struct Value<'d>(&'d Node);

impl<'de> IntoDeserializer<'de> for Value<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Value<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Node::Null => visitor.visit_unit(),
            Node::Bool(value) => visitor.visit_bool(*value),
            Node::Number(Number::Signed(value)) => visitor.visit_i64(*value),
            Node::Number(Number::Unsigned(value)) => visitor.visit_u64(*value),
            Node::Number(Number::Float(value)) => visitor.visit_f64(*value),
            Node::String(text) => visitor.visit_borrowed_str(text),
            Node::Array(items) => visitor.visit_seq(SeqDeserializer::new(items.iter().map(Value))),
            Node::Object(members) => visitor.visit_map(MapDeserializer::new(
                members.iter().map(|(key, node)| (key.as_str(), Value(node))),
            )),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Node::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        // Only enums of plain words are read this way; others arrive through `deserialize_any`.
        let word: StrDeserializer<'de, Error> =
            self.0.as_str().unwrap_or_default().into_deserializer();
        word.deserialize_enum(name, variants, visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}
