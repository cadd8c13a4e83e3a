//! Places that take any value, and why.

use std::fmt;

use crate::tree::Pointer;

/// A place of the document that takes any JSON value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Untyped {
    /// Why.
    pub reason: UntypedReason,
    /// The JSON Pointer from the document's root.
    pub pointer: Pointer,
}

/// Why a place of a client takes any JSON value (`serde_json::Value`).
///
/// Where several schemas describe a value together, the greatest of their reasons counts: a limit of the
/// generator goes before what the document leaves out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum UntypedReason {
    /// The document says nothing of the value: `{}`, `true`, or only words about it.
    Undescribed,
    /// The value is an object of any properties.
    FreeFormObject,
    /// `required` lists the property, and `properties` does not describe it.
    UndescribedProperty,
    /// A body, an event, a parameter or a header has no schema.
    NoSchema,
    /// No value is allowed: the schema `false`.
    NoValue,
    /// A composition or an `enum` lists nothing.
    EmptyList,
    /// No value meets all parts of an `allOf`.
    Contradiction,
    /// The schema is made of itself.
    ReferenceLoop,
    /// There is no such `type`.
    UnknownType,
    /// A `$ref` leads nowhere.
    UnresolvedReference,
    /// The schema cannot be read.
    InvalidSchema,
    /// A keyword narrows the schema in a way that no Rust type can express, and nothing else describes the
    /// value.
    UnsupportedKeyword,
    /// An `enum` lists values that no Rust type holds.
    UnsupportedValues,
    /// A list describes more places than become types.
    TooManyPlaces,
    /// The types would be nested deeper than rustc takes.
    TooDeepType,
    /// The compositions repeat more than becomes types.
    TooComposed,
}

impl UntypedReason {
    /// Whether it is a limit of the generator: the document says more than its client.
    #[must_use]
    pub fn is_ours(self) -> bool {
        self >= UntypedReason::UnsupportedKeyword
    }

    /// Its name in kebab case (`free-form-object`), which stays the same from version to version. A
    /// reason that is reported as a fault as well has the code of that fault.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.words().0
    }

    /// The code, and what is said about it.
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Undescribed => ("undescribed-value", "nothing is said of the value"),
            Self::FreeFormObject => {
                ("free-form-object", "nothing is said of the values of an object's properties")
            }
            Self::UndescribedProperty => (
                "undescribed-required-property",
                "a property is required, but `properties` does not describe it",
            ),
            Self::NoSchema => ("no-schema", "there is no schema"),
            Self::NoValue => ("no-value", "no value is allowed (`false`)"),
            Self::EmptyList => ("empty-composition", "a composition or an `enum` lists nothing"),
            Self::Contradiction => {
                ("contradictory-all-of", "no value meets all parts of an `allOf`")
            }
            Self::ReferenceLoop => ("reference-loop", "the schema is made of itself"),
            Self::UnknownType => ("unknown-type", "there is no such `type`"),
            Self::UnresolvedReference => ("unresolved-reference", "a `$ref` leads nowhere"),
            Self::InvalidSchema => ("invalid-schema", "the schema cannot be read"),
            Self::UnsupportedKeyword => (
                "unsupported-keyword",
                "a keyword that no Rust type can express is all that describes the value",
            ),
            Self::UnsupportedValues => {
                ("unsupported-values", "an `enum` lists values that no Rust type holds")
            }
            Self::TooManyPlaces => {
                ("too-many-places", "a list describes more places than become types")
            }
            Self::TooDeepType => {
                ("too-deep-a-type", "the types are nested deeper than rustc takes")
            }
            Self::TooComposed => {
                ("too-composed", "the compositions repeat more than becomes types")
            }
        }
    }
}

/// What is so, in a sentence without a final period.
impl fmt::Display for UntypedReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words().1)
    }
}
