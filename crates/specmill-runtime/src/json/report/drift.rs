//! Where a body departs from its description.

use std::fmt::{self, Write};

use crate::text::{Escaping, Secrets};

/// What to do about drift.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Strictness {
    /// Decode what can be decoded, and list the drift beside the value.
    #[default]
    Lenient,
    /// Fail at any drift, with an error that lists all of it.
    Strict,
}

/// The kind of a [`Drift`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DriftKind {
    /// A required member is not there, or the body as a whole. Read as the natural empty value of its
    /// type.
    MissingField,
    /// `null` where the description does not allow it. Read as absent, or as the natural empty
    /// value if required.
    UnexpectedNull,
    /// A value of another JSON type. Read as absent, or as the natural empty value if required.
    WrongType,
    /// A constant with another value. Read as the constant.
    WrongConstant,
    /// An enum or a union with a value that the description does not list. It is kept unchanged.
    UnknownValue,
    /// A member that the description does not have. Servers may add members at any time and
    /// callers lose nothing by it. It shows that the description is older than the server;
    /// the body still has the member.
    UndeclaredField,
    /// The right type in the wrong form: a date that is none, broken base64, a number outside of
    /// the format's range.
    InvalidFormat,
}

/// One departure of a body from its description.
///
/// `Display` is one line, with what a terminal would obey in escaped form. It reads ``$.data[0].role: expected one of `owner`, `reader`, found `"admin"` ``. Values
/// of password fields, undeclared members and whatever is in an array or object are never quoted.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Drift {
    /// Where, as JSONPath has it (RFC 9535): `$.data[3].role`; `$.data[*].role` where several items
    /// depart in the same way.
    pub path: String,
    /// What is the matter.
    pub kind: DriftKind,
    /// What the description says, in words.
    pub expected: String,
    /// What came, in words: an excerpt of at most some 60 characters of a scalar, the size of an
    /// array or object; of several items, the first.
    pub found: String,
    /// How many values depart so: more than one only where `path` has a `[*]`.
    pub count: usize,
}

impl Drift {
    /// The departure of the body as a whole.
    pub(crate) fn of_body(kind: DriftKind, expected: String, found: String) -> Self {
        Self { path: "$".into(), kind, expected, found, count: 1 }
    }

    /// Takes `secrets` out of what came and of its place, and of what was expected, which can be in a
    /// type's own words.
    pub(crate) fn take_out(&mut self, secrets: &Secrets) {
        secrets.take_out(&mut self.expected);
        secrets.take_out(&mut self.found);
        secrets.take_out(&mut self.path);
    }
}

impl fmt::Display for Drift {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, kind, expected, found, count } = self;
        let mut formatter = Escaping(formatter);
        match kind {
            // The whole body is no member: words say what of it is missing.
            DriftKind::MissingField if path != "$" => {
                write!(formatter, "{path}: required, but missing")?;
            }
            DriftKind::UndeclaredField => {
                write!(formatter, "{path}: not in the description, found {found}")?;
            }
            _ => write!(formatter, "{path}: expected {expected}, found {found}")?,
        }
        match count {
            0 | 1 => Ok(()),
            _ => write!(formatter, " ({count} times)"),
        }
    }
}
