//! The tree every document is read into, whatever it was written in.

use std::fmt;

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;
use serde::{Serialize, Serializer};

use super::Pointer;

/// An object's members, in the order the document has them.
pub type Map = IndexMap<String, Node, FxBuildHasher>;

/// A number as the document has it: the widest of the three that holds it exactly, else `f64`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Number {
    /// A whole number that fits `i64`.
    Signed(i64),
    /// A whole number above `i64::MAX` that fits `u64`.
    Unsigned(u64),
    /// Anything else, whole numbers outside 64 bits included.
    Float(f64),
}

/// A JSON-like value with its members in document order.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Node {
    /// `null`
    #[default]
    Null,
    /// `true` or `false`
    Bool(bool),
    /// Any number.
    Number(Number),
    /// Any string.
    String(String),
    /// A list.
    Array(Vec<Node>),
    /// An object.
    Object(Map),
}

impl Node {
    /// The member `key`, if this is an object that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.as_object().and_then(|members| members.get(key))
    }

    /// The text, if this is a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Node::String(text) => Some(text),
            _ => None,
        }
    }

    /// The value, if this is a boolean.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Node::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// The members, if this is an object.
    #[must_use]
    pub fn as_object(&self) -> Option<&Map> {
        match self {
            Node::Object(members) => Some(members),
            _ => None,
        }
    }

    /// The members, if this is an object.
    pub fn as_object_mut(&mut self) -> Option<&mut Map> {
        match self {
            Node::Object(members) => Some(members),
            _ => None,
        }
    }

    /// The items, if this is a list.
    #[must_use]
    pub fn as_array(&self) -> Option<&[Node]> {
        match self {
            Node::Array(items) => Some(items),
            _ => None,
        }
    }

    /// What `pointer` leads to from here.
    #[must_use]
    pub fn at(&self, pointer: &Pointer) -> Option<&Node> {
        pointer.tokens().try_fold(self, |node, token| match node {
            Node::Object(members) => members.get(&token),
            Node::Array(items) => items.get(token.parse::<usize>().ok()?),
            _ => None,
        })
    }

    /// What `pointer` leads to from here.
    pub fn at_mut(&mut self, pointer: &Pointer) -> Option<&mut Node> {
        pointer.tokens().try_fold(self, |node, token| match node {
            Node::Object(members) => members.get_mut(&token),
            Node::Array(items) => items.get_mut(token.parse::<usize>().ok()?),
            _ => None,
        })
    }

    /// The value as JSON, the same text for the same value: what two values are compared by where
    /// there are many.
    #[must_use]
    pub fn json(&self) -> String {
        // Nothing that a tree holds is refused by the writer.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// How many values there are, this one included.
    #[must_use]
    pub fn values(&self) -> usize {
        match self {
            Node::Array(items) => 1 + items.iter().map(Node::values).sum::<usize>(),
            Node::Object(members) => 1 + members.values().map(Node::values).sum::<usize>(),
            _ => 1,
        }
    }

    /// How large it is: the values there are, and their text, 16 bytes of which count as one.
    #[must_use]
    pub fn weight(&self) -> usize {
        match self {
            Node::String(text) => 1 + text.len() / 16,
            Node::Array(items) => 1 + items.iter().map(Node::weight).sum::<usize>(),
            Node::Object(members) => 1 + members.values().map(Node::weight).sum::<usize>(),
            _ => 1,
        }
    }

    /// What kind of value this is, in JSON's words.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Node::Null => "null",
            Node::Bool(_) => "a boolean",
            Node::Number(_) => "a number",
            Node::String(_) => "a string",
            Node::Array(_) => "a list",
            Node::Object(_) => "an object",
        }
    }
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Node::Null => serializer.serialize_unit(),
            Node::Bool(value) => serializer.serialize_bool(*value),
            Node::Number(Number::Signed(value)) => serializer.serialize_i64(*value),
            Node::Number(Number::Unsigned(value)) => serializer.serialize_u64(*value),
            Node::Number(Number::Float(value)) => serializer.serialize_f64(*value),
            Node::String(text) => serializer.serialize_str(text),
            Node::Array(items) => serializer.collect_seq(items),
            Node::Object(members) => serializer.collect_map(members),
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Number::Signed(value) => value.fmt(f),
            Number::Unsigned(value) => value.fmt(f),
            Number::Float(value) => value.fmt(f),
        }
    }
}
