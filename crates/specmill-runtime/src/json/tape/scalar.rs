//! Constants of a description, as JSON has them.

use std::fmt;

use super::node::Node;

/// A JSON scalar known at build time.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Scalar {
    /// `null`
    Null,
    /// A boolean.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// Any other number.
    Number(f64),
    /// A string.
    String(&'static str),
}

impl From<()> for Scalar {
    fn from((): ()) -> Self {
        Self::Null
    }
}

impl From<bool> for Scalar {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl From<i64> for Scalar {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<f64> for Scalar {
    fn from(value: f64) -> Self {
        Self::Number(value)
    }
}

impl From<&'static str> for Scalar {
    fn from(value: &'static str) -> Self {
        Self::String(value)
    }
}

/// The value without quotes.
impl fmt::Display for Scalar {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => formatter.pad("null"),
            Self::Boolean(value) => value.fmt(formatter),
            Self::Integer(value) => value.fmt(formatter),
            Self::Number(value) => value.fmt(formatter),
            Self::String(value) => value.fmt(formatter),
        }
    }
}

impl Scalar {
    /// Whether `node` holds this value. Numbers compare by value: `2` is `2.0`.
    pub(crate) fn is(self, node: Node<'_>) -> bool {
        match self {
            Self::Null => node.is_null(),
            Self::Boolean(value) => node.as_bool() == Some(value),
            Self::Integer(value) => node.as_i64() == Some(value),
            Self::Number(value) => node.as_f64() == Some(value),
            Self::String(value) => node.as_str() == Some(value),
        }
    }

    /// Whether `node` holds a value of the same kind.
    pub(crate) fn is_like(self, node: Node<'_>) -> bool {
        match self {
            Self::Null => node.is_null(),
            Self::Boolean(_) => node.as_bool().is_some(),
            Self::Integer(_) | Self::Number(_) => node.as_f64().is_some(),
            Self::String(_) => node.as_str().is_some(),
        }
    }
}
