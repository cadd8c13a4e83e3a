//! Why a type has no schema for strict mode.

use std::fmt;

/// The error of a type whose JSON Schema strict mode cannot take: where in the type, and why.
///
/// Nothing has been sent then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchemaError {
    place: String,
    fault: SchemaFault,
}

/// What strict mode cannot take of a type.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SchemaFault {
    /// The type itself is no struct with named fields, but a list, an enum, a text or a number.
    NotAnObject,
    /// A map, or fields that are flattened into one.
    Map,
    /// A tuple, or a struct with several unnamed fields.
    Tuple,
    /// A place that takes any JSON, such as a `serde_json::Value`.
    AnyValue,
    /// A place that takes no JSON at all, such as an enum without variants.
    NoValue,
    /// Parts that are flattened into one object and cannot be.
    Unmergeable,
    /// A type that contains itself in a way that a `$ref` cannot say, such as a flattened one.
    Recursion,
    /// A schema of more than 20 000 parts, or more than 100 parts in one another.
    TooLarge,
    /// A keyword of JSON Schema that strict mode does not have and that cannot be left out.
    Keyword(String),
    /// A `$ref` that leads nowhere in the schema.
    Reference(String),
}

impl SchemaError {
    pub(super) fn new(place: String, fault: SchemaFault) -> Self {
        Self { place, fault }
    }

    /// The place in the type, from the last named type on: `Recipe.steps[].extra`.
    #[must_use]
    pub fn place(&self) -> &str {
        &self.place
    }

    /// What strict mode cannot take there.
    #[must_use]
    pub fn fault(&self) -> &SchemaFault {
        &self.fault
    }
}

impl fmt::Display for SchemaError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "strict mode cannot take `{}`: {}", self.place, self.fault)
    }
}

impl std::error::Error for SchemaError {}

impl fmt::Display for SchemaFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAnObject => f.write_str(
                "the outermost type has to be a struct with named fields; put this type into a field of one",
            ),
            Self::Map => f.write_str(
                "a map has members that are not known beforehand; use a list of structs with a field for the name",
            ),
            Self::Tuple => {
                f.write_str("a tuple has places without names; use a struct with named fields")
            }
            Self::AnyValue => f.write_str(
                "any JSON would do there; use a type that says which, or a `String` with JSON in it",
            ),
            Self::NoValue => f.write_str("no JSON would do there"),
            Self::Unmergeable => f.write_str(
                "the parts that are flattened into it contradict each other, or are no objects; use fields in their place",
            ),
            Self::Recursion => f.write_str(
                "the type is flattened into itself; use a field, such as a `Vec` or an `Option<Box<_>>`",
            ),
            Self::TooLarge => f.write_str(
                "the schema has more than 20000 parts, or more than 100 in one another; split the type",
            ),
            Self::Keyword(keyword) => {
                write!(f, "its schema has the keyword `{keyword}`, which strict mode does not have")
            }
            Self::Reference(target) => write!(f, "its schema has no `{target}`"),
        }
    }
}
