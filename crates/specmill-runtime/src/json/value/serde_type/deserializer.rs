//! A place on the tape as one of serde's deserializers.

use serde::Deserializer;
use serde::de::value::BorrowedStrDeserializer;
use serde::de::{
    DeserializeSeed, EnumAccess, Expected, IntoDeserializer, MapAccess, SeqAccess, VariantAccess,
    Visitor,
};
use serde::forward_to_deserialize_any;

use super::misfit::Misfit;
use crate::json::tape::{Items, Kind, Members, Node, Slot};

/// Reads the value at a node as `serde_json` would.
#[derive(Clone, Copy)]
pub(super) struct NodeDeserializer<'de>(pub(super) Node<'de>);

type Read<'de, V> = Result<<V as Visitor<'de>>::Value, Misfit>;

impl<'de> NodeDeserializer<'de> {
    /// What is there, if it is what was asked for. A visitor may take more than it asks for: that of a
    /// tag takes the number of a variant, too.
    fn of_kind<V: Visitor<'de>>(self, is_of_kind: bool, visitor: V) -> Read<'de, V> {
        if is_of_kind {
            return self.deserialize_any(visitor);
        }
        let expected: &dyn Expected = &visitor;
        Err(Misfit::wrong_type(self.0, &expected.to_string()))
    }

    /// The node, if it is a number that is written without a fraction.
    fn whole(self) -> Option<Node<'de>> {
        (!matches!(self.0.slot(), Slot::Float(_))).then_some(self.0)
    }

    fn array<V: Visitor<'de>>(self, items: Items<'de>, visitor: V) -> Read<'de, V> {
        let mut items = Sequence(items);
        let value = visitor.visit_seq(&mut items).map_err(|misfit| misfit.of(self.0))?;
        match items.0.next() {
            None => Ok(value),
            Some(_) => Err(Misfit::wrong_type(self.0, "an array of fewer items")),
        }
    }

    fn object<V: Visitor<'de>>(self, members: Members<'de>, visitor: V) -> Read<'de, V> {
        let mut members = Object { members, value: None };
        let value = visitor.visit_map(&mut members).map_err(|misfit| misfit.of(self.0))?;
        match members.members.next() {
            None => Ok(value),
            Some(_) => Err(Misfit::wrong_type(self.0, "an object of fewer members")),
        }
    }
}

/// The methods that ask for values of some kinds.
macro_rules! hinted {
    ($($kinds:pat => $($deserialize:ident),+;)*) => {$($(
        fn $deserialize<V: Visitor<'de>>(self, visitor: V) -> Read<'de, V> {
            self.of_kind(matches!(self.0.kind(), $kinds), visitor)
        }
    )+)*};
}

impl<'de> Deserializer<'de> for NodeDeserializer<'de> {
    type Error = Misfit;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Read<'de, V> {
        let node = self.0;
        if let Some(items) = node.items() {
            return self.array(items, visitor);
        }
        if let Some(members) = node.members() {
            return self.object(members, visitor);
        }
        let read = match node.slot() {
            Slot::Bool(value) => visitor.visit_bool(value),
            Slot::Signed(value) => match u64::try_from(value) {
                Ok(value) => visitor.visit_u64(value),
                Err(_) => visitor.visit_i64(value),
            },
            Slot::Unsigned(value) => visitor.visit_u64(value),
            Slot::Float(value) | Slot::Long { value, .. } => visitor.visit_f64(value),
            _ => match node.as_str() {
                Some(text) => visitor.visit_borrowed_str(text),
                None => visitor.visit_unit(),
            },
        };
        read.map_err(|misfit: Misfit| misfit.of(node))
    }

    fn deserialize_i128<V: Visitor<'de>>(self, visitor: V) -> Read<'de, V> {
        match self.whole().and_then(Node::as_i128) {
            Some(value) => visitor.visit_i128(value).map_err(|misfit: Misfit| misfit.of(self.0)),
            None => self.deserialize_i64(visitor),
        }
    }

    fn deserialize_u128<V: Visitor<'de>>(self, visitor: V) -> Read<'de, V> {
        match self.whole().and_then(Node::as_u128) {
            Some(value) => visitor.visit_u128(value).map_err(|misfit: Misfit| misfit.of(self.0)),
            None => self.deserialize_i64(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Read<'de, V> {
        let read = if self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) };
        read.map_err(|misfit: Misfit| misfit.of(self.0))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Read<'de, V> {
        visitor.visit_newtype_struct(self).map_err(|misfit| misfit.of(self.0))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Read<'de, V> {
        let mut members = self.0.members();
        let member = members.as_mut().filter(|members| members.len() == 1).and_then(Iterator::next);
        let read = match (self.0.as_str(), member) {
            (Some(name), _) => visitor.visit_enum(BorrowedStrDeserializer::new(name)),
            (None, Some((name, value))) => visitor.visit_enum(Variant { name, value }),
            (None, None) => {
                Err(Misfit::wrong_type(self.0, "a string or an object with a single member"))
            }
        };
        read.map_err(|misfit: Misfit| misfit.of(self.0))
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Read<'de, V> {
        match self.0.as_str() {
            Some(text) => {
                let read = visitor.visit_borrowed_bytes(text.as_bytes());
                read.map_err(|misfit: Misfit| misfit.of(self.0))
            }
            None => self.deserialize_seq(visitor),
        }
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Read<'de, V> {
        self.deserialize_bytes(visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Read<'de, V> {
        visitor.visit_unit()
    }

    hinted! {
        Kind::Boolean => deserialize_bool;
        Kind::Integer | Kind::Number => deserialize_i8, deserialize_i16, deserialize_i32,
            deserialize_i64, deserialize_u8, deserialize_u16, deserialize_u32, deserialize_u64,
            deserialize_f32, deserialize_f64;
        Kind::String => deserialize_char, deserialize_str, deserialize_string,
            deserialize_identifier;
        Kind::Array => deserialize_seq;
        Kind::Object => deserialize_map;
        Kind::Null => deserialize_unit;
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Read<'de, V> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Read<'de, V> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Read<'de, V> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Read<'de, V> {
        self.of_kind(matches!(self.0.kind(), Kind::Array | Kind::Object), visitor)
    }
}

impl<'de> IntoDeserializer<'de, Misfit> for NodeDeserializer<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

struct Sequence<'de>(Items<'de>);

impl<'de> SeqAccess<'de> for Sequence<'de> {
    type Error = Misfit;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Misfit> {
        let Some(item) = self.0.next() else {
            return Ok(None);
        };
        seed.deserialize(NodeDeserializer(item)).map(Some).map_err(|misfit| misfit.of(item))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.0.len())
    }
}

struct Object<'de> {
    members: Members<'de>,
    /// The value of the name that was read last.
    value: Option<Node<'de>>,
}

impl<'de> MapAccess<'de> for Object<'de> {
    type Error = Misfit;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Misfit> {
        let Some((name, value)) = self.members.next() else {
            return Ok(None);
        };
        self.value = Some(value);
        seed.deserialize(NameDeserializer(name)).map(Some).map_err(|misfit| misfit.of_name(value))
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Misfit> {
        // A visitor that asks for a value before a name breaks serde's rules.
        let value = self.value.take().unwrap_or(Node::missing());
        seed.deserialize(NodeDeserializer(value)).map_err(|misfit| misfit.of(value))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.members.len())
    }
}

/// A variant as an object with its name and its content.
struct Variant<'de> {
    name: &'de str,
    value: Node<'de>,
}

impl<'de> EnumAccess<'de> for Variant<'de> {
    type Error = Misfit;
    type Variant = NodeDeserializer<'de>;

    fn variant_seed<S: DeserializeSeed<'de>>(
        self,
        seed: S,
    ) -> Result<(S::Value, NodeDeserializer<'de>), Misfit> {
        let name = BorrowedStrDeserializer::new(self.name);
        Ok((seed.deserialize(name)?, NodeDeserializer(self.value)))
    }
}

impl<'de> VariantAccess<'de> for NodeDeserializer<'de> {
    type Error = Misfit;

    fn unit_variant(self) -> Result<(), Misfit> {
        serde::Deserialize::deserialize(self)
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Misfit> {
        seed.deserialize(self).map_err(|misfit| misfit.of(self.0))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Read<'de, V> {
        self.deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Read<'de, V> {
        self.deserialize_struct("", fields, visitor)
    }
}

/// The name of a member, which also is a number or a boolean where one is asked for.
struct NameDeserializer<'de>(&'de str);

macro_rules! parsed {
    ($($deserialize:ident $visit:ident),* $(,)?) => {$(
        fn $deserialize<V: Visitor<'de>>(self, visitor: V) -> Read<'de, V> {
            match self.0.parse() {
                Ok(value) => visitor.$visit(value),
                Err(_) => visitor.visit_borrowed_str(self.0),
            }
        }
    )*};
}

impl<'de> Deserializer<'de> for NameDeserializer<'de> {
    type Error = Misfit;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Read<'de, V> {
        visitor.visit_borrowed_str(self.0)
    }

    parsed! {
        deserialize_bool visit_bool, deserialize_i8 visit_i8, deserialize_i16 visit_i16,
        deserialize_i32 visit_i32, deserialize_i64 visit_i64, deserialize_i128 visit_i128,
        deserialize_u8 visit_u8, deserialize_u16 visit_u16, deserialize_u32 visit_u32,
        deserialize_u64 visit_u64, deserialize_u128 visit_u128, deserialize_f32 visit_f32,
        deserialize_f64 visit_f64,
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Read<'de, V> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Read<'de, V> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Read<'de, V> {
        visitor.visit_enum(BorrowedStrDeserializer::new(self.0))
    }

    forward_to_deserialize_any! {
        char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map struct identifier
        ignored_any
    }
}
