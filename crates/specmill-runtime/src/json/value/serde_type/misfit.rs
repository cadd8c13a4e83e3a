//! Why a value does not fit a type, as serde says it, and where.

use std::fmt;

use serde::de::{self, Unexpected};
use specmill_secret_names::is_secret_place;

use crate::json::report::{DecodeError, DriftKind, Expected, Fault};
use crate::json::tape::{Kind, Node};
use crate::text::one_line;

/// Characters of a type's own message that are kept.
const MAX_MESSAGE: usize = 200;

/// Why a value does not fit a type. No value is quoted that serde has seen: what is at the place is
/// looked up on the tape, where it is known whether it may be shown.
#[derive(Debug)]
pub(super) struct Misfit {
    /// The place on the tape; `None` until the error has left what is there.
    at: Option<u32>,
    reason: Reason,
}

#[derive(Debug)]
enum Reason {
    /// What was due, and a word for what was found.
    Type(DriftKind, String, &'static str),
    Variant(&'static [&'static str]),
    Missing(&'static str),
    /// The member that the type does not have.
    Undeclared(String),
    /// The same, with the place being that of its value.
    UndeclaredHere,
    /// A name that does not fit; what was due.
    Name(String),
    /// The type's own words.
    Message(String),
}

impl Misfit {
    fn new(reason: Reason) -> Self {
        Self { at: None, reason }
    }

    /// The value at `node` is of another type.
    pub(super) fn wrong_type(node: Node<'_>, expected: &str) -> Self {
        Self::new(Reason::Type(DriftKind::WrongType, expected.to_owned(), kind(node))).of(node)
    }

    /// Sets the place, unless one in it is known.
    pub(super) fn of(mut self, node: Node<'_>) -> Self {
        self.at.get_or_insert(node.index);
        self
    }

    /// Sets the place of a name, which is that of its value.
    pub(super) fn of_name(mut self, value: Node<'_>) -> Self {
        self.reason = match self.reason {
            Reason::Undeclared(_) => Reason::UndeclaredHere,
            Reason::Type(_, expected, _) => Reason::Name(expected),
            reason => reason,
        };
        self.of(value)
    }

    /// The error of reading `root`.
    #[cold]
    pub(super) fn into_error(self, root: Node<'_>) -> DecodeError {
        let node = Node { tape: root.tape, index: self.at.unwrap_or(root.index) };
        match self.reason {
            Reason::Missing(name) => DecodeError::fault(Fault::missing(node, name)),
            Reason::UndeclaredHere => node.error(DriftKind::UndeclaredField, "nothing"),
            Reason::Undeclared(name) => {
                node.wrong_type(format!("an object without the member `{name}`"))
            }
            Reason::Name(expected) => node.wrong_type(format!("a member whose name is {expected}")),
            // serde's buffer of flattened members and untagged enums knows no place in itself.
            Reason::Type(_, expected, found) if is_container(node) && found != kind(node) => {
                node.wrong_type(format!("{expected} in place of {found} in it"))
            }
            Reason::Type(DriftKind::WrongType, expected, _) => node.wrong_type(expected),
            Reason::Type(kind, expected, _) => node.error(kind, expected),
            Reason::Variant(names) if is_container(node) => {
                let names = Expected::from(names);
                node.error(DriftKind::UnknownValue, format!("an object tagged as {names}"))
            }
            Reason::Variant(names) => node.error(DriftKind::UnknownValue, names),
            Reason::Message(_) if is_secret_place(&node.path()) => {
                node.error(DriftKind::InvalidFormat, "a value that its type accepts")
            }
            Reason::Message(text) => {
                let expected = format!("a value that its type accepts ({text})");
                node.error(DriftKind::InvalidFormat, expected)
            }
        }
    }
}

fn is_container(node: Node<'_>) -> bool {
    matches!(node.kind(), Kind::Array | Kind::Object)
}

/// The word for what is there.
fn kind(node: Node<'_>) -> &'static str {
    match node.kind() {
        Kind::Null => "null",
        Kind::Boolean => "a boolean",
        Kind::Integer | Kind::Number => "a number",
        Kind::String => "a string",
        Kind::Array => "an array",
        Kind::Object => "an object",
    }
}

/// The same for what serde has met.
fn met(unexpected: Unexpected<'_>) -> &'static str {
    match unexpected {
        Unexpected::Bool(_) => "a boolean",
        Unexpected::Unsigned(_) | Unexpected::Signed(_) | Unexpected::Float(_) => "a number",
        Unexpected::Char(_) | Unexpected::Str(_) | Unexpected::Bytes(_) => "a string",
        Unexpected::Unit | Unexpected::Option => "null",
        Unexpected::Seq => "an array",
        Unexpected::Map => "an object",
        _ => "another value",
    }
}

impl de::Error for Misfit {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(Reason::Message(one_line(&message.to_string(), MAX_MESSAGE)))
    }

    fn invalid_type(unexpected: Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self::new(Reason::Type(DriftKind::WrongType, expected.to_string(), met(unexpected)))
    }

    fn invalid_value(unexpected: Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self::new(Reason::Type(DriftKind::InvalidFormat, expected.to_string(), met(unexpected)))
    }

    fn invalid_length(_: usize, expected: &dyn de::Expected) -> Self {
        Self::new(Reason::Type(DriftKind::WrongType, expected.to_string(), "an array"))
    }

    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        Self::new(Reason::Variant(expected))
    }

    fn unknown_field(field: &str, _: &'static [&'static str]) -> Self {
        Self::new(Reason::Undeclared(field.to_owned()))
    }

    fn missing_field(field: &'static str) -> Self {
        Self::new(Reason::Missing(field))
    }
}

/// Only serde asks for it, where it puts an error into another.
impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.reason {
            Reason::Type(_, expected, found) => write!(f, "expected {expected}, found {found}"),
            Reason::Variant(names) => write!(f, "expected {}", Expected::from(*names)),
            Reason::Missing(name) => write!(f, "`{name}` is required, but missing"),
            Reason::Undeclared(name) => write!(f, "`{name}` is not a member of the type"),
            Reason::UndeclaredHere => f.write_str("a member is not one of the type"),
            Reason::Name(expected) => write!(f, "expected a member whose name is {expected}"),
            Reason::Message(text) => f.write_str(text),
        }
    }
}

impl std::error::Error for Misfit {}
