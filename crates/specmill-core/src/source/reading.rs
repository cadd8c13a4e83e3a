//! One visitor that builds a [`Node`] tree from any serde format.

use std::cell::{Cell, RefCell};
use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, Visitor};

use crate::tree::{Map, Node, Number, Pointer, Trail};

/// What one reading keeps track of.
pub(super) struct Reading {
    /// Keys written twice: where the object is, and the key.
    duplicates: RefCell<Vec<(Pointer, String)>>,
    /// Values and bytes of text made so far.
    weight: Cell<usize>,
    limit: usize,
    /// Whether the names on the way to a value were too long.
    has_long_names: Cell<bool>,
    /// Whether a `<<` member is a YAML merge key.
    merge_keys: bool,
}

/// What a tree may weigh beyond its own text, in values plus bytes of strings.
///
/// Only YAML aliases can make a tree heavier than its text. `serde_yaml` limits the number of
/// aliases followed (100 an event), not what they stand for: a megabyte of them can still ask for
/// terabytes. Shared parts of real documents come nowhere near ten times their text.
const FREE_WEIGHT: usize = 1 << 20;
const WEIGHT_PER_BYTE: usize = 10;

/// Bytes that the names on the way to a value may have together: each place is remembered by all of
/// them. The longest way in Stripe's document has 299.
pub(super) const MOST_NAMES: usize = 4_096;

impl Reading {
    pub(super) fn new(text: &str, merge_keys: bool) -> Self {
        Self {
            duplicates: RefCell::default(),
            weight: Cell::new(0),
            limit: FREE_WEIGHT.saturating_add(text.len().saturating_mul(WEIGHT_PER_BYTE)),
            has_long_names: Cell::new(false),
            merge_keys,
        }
    }

    /// Reads the whole of `deserializer`.
    pub(super) fn read<'de, D: Deserializer<'de>>(
        &self,
        deserializer: D,
    ) -> Result<Node, D::Error> {
        NodeSeed { reading: self, trail: Trail::root(), names: 0 }.deserialize(deserializer)
    }

    /// Whether the reading stopped because aliases made too much of the text.
    pub(super) fn is_too_heavy(&self) -> bool {
        self.weight.get() > self.limit
    }

    /// Whether the reading stopped because the names on the way to a value were too long.
    pub(super) fn has_long_names(&self) -> bool {
        self.has_long_names.get()
    }

    /// Keys written twice, in the order met.
    pub(super) fn into_duplicates(self) -> Vec<(Pointer, String)> {
        self.duplicates.into_inner()
    }

    fn weigh<E: de::Error>(&self, bytes: usize) -> Result<(), E> {
        self.weight.set(self.weight.get().saturating_add(bytes).saturating_add(1));
        if self.is_too_heavy() {
            return Err(E::custom("the aliases of the document expand to too much"));
        }
        Ok(())
    }
}

struct NodeSeed<'a> {
    reading: &'a Reading,
    trail: Trail<'a>,
    /// Bytes of the names on the way here.
    names: usize,
}

impl<'de> DeserializeSeed<'de> for NodeSeed<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for NodeSeed<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Node, E> {
        self.reading.weigh(0).map(|()| Node::Bool(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Node, E> {
        self.reading.weigh(0).map(|()| Node::Number(Number::Signed(value)))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Node, E> {
        let number = i64::try_from(value).map_or(Number::Unsigned(value), Number::Signed);
        self.reading.weigh(0).map(|()| Node::Number(number))
    }

    // Outside 64 bits there is only `f64`; the official OpenAI document has
    // `minimum: -9223372036854776000`.
    #[allow(clippy::cast_precision_loss)]
    fn visit_i128<E: de::Error>(self, value: i128) -> Result<Node, E> {
        self.visit_f64(value as f64)
    }

    #[allow(clippy::cast_precision_loss)]
    fn visit_u128<E: de::Error>(self, value: u128) -> Result<Node, E> {
        self.visit_f64(value as f64)
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Node, E> {
        self.reading.weigh(0).map(|()| Node::Number(Number::Float(value)))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Node, E> {
        self.reading.weigh(text.len())?;
        Ok(Node::String(text.to_owned()))
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<Node, E> {
        self.reading.weigh(text.len())?;
        Ok(Node::String(text))
    }

    fn visit_unit<E: de::Error>(self) -> Result<Node, E> {
        self.reading.weigh(0).map(|()| Node::Null)
    }

    fn visit_none<E: de::Error>(self) -> Result<Node, E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Node, A::Error> {
        self.reading.weigh(0)?;
        let mut items = Vec::new();
        loop {
            let trail = self.trail.item(items.len());
            let seed = NodeSeed { reading: self.reading, trail, names: self.names };
            match access.next_element_seed(seed)? {
                Some(item) => items.push(item),
                None => return Ok(Node::Array(items)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Node, A::Error> {
        self.reading.weigh(0)?;
        let mut members = Map::default();
        let mut merged = Vec::new();
        while let Some(key) = access.next_key_seed(KeySeed)? {
            self.reading.weigh(key.len())?;
            let names = self.names + key.len();
            if names > MOST_NAMES {
                self.reading.has_long_names.set(true);
                return Err(de::Error::custom("the names on the way to a value are too long"));
            }
            let seed = NodeSeed { reading: self.reading, trail: self.trail.member(&key), names };
            let value = access.next_value_seed(seed)?;
            if self.reading.merge_keys && key == "<<" && is_mergeable(&value) {
                merged.push(value);
            } else {
                if members.contains_key(&key) {
                    self.reading.duplicates.borrow_mut().push((self.trail.pointer(), key.clone()));
                }
                members.insert(key, value);
            }
        }
        merged.into_iter().for_each(|value| merge(&mut members, value));
        Ok(Node::Object(members))
    }

    /// A YAML tag of the document's own (`!Sub …`) says nothing to OpenAPI: the value counts.
    fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<Node, A::Error> {
        let (_tag, variant) = access.variant_seed(KeySeed)?;
        de::VariantAccess::newtype_variant_seed(variant, self)
    }
}

fn is_mergeable(value: &Node) -> bool {
    match value {
        Node::Object(_) => true,
        Node::Array(items) => items.iter().all(|item| item.as_object().is_some()),
        _ => false,
    }
}

/// A YAML merge key (<https://yaml.org/type/merge.html>): members already there win, and so do
/// those of an earlier mapping of a list.
fn merge(members: &mut Map, value: Node) {
    match value {
        Node::Object(others) => {
            for (key, value) in others {
                members.entry(key).or_insert(value);
            }
        }
        Node::Array(items) => items.into_iter().for_each(|item| merge(members, item)),
        _ => {}
    }
}

/// Reads a key as the text it is written with, so that `200:`, `true:` and `1.10:` keep it.
struct KeySeed;

impl<'de> DeserializeSeed<'de> for KeySeed {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for KeySeed {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key that is a single word or string")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<String, E> {
        Ok(text.to_owned())
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<String, E> {
        Ok(text)
    }
}
