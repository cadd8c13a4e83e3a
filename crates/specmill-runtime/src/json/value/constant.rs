//! Constants, which take no memory.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

use crate::json::decode::Object;
use crate::json::decode::{Decode, Decoder};
use crate::json::encode::ObjectEncoder;
use crate::json::encode::{Encode, Encoder};
use crate::json::report::{DecodeError, DriftKind};
use crate::json::tape::Node;
use crate::json::tape::Scalar;

/// A type that stands for one JSON value. Made by [`constants!`](crate::json::constants).
pub trait Constant: 'static {
    /// The value.
    fn value() -> Scalar;
}

/// A member that always has the value of `T`: it takes no memory, callers do not give it, and it
/// is always written. Prints and compares as its value.
///
/// ```
/// use specmill_runtime::json::{Const, constants};
///
/// constants! {
///     /// The constant `organization.invite`.
///     pub OrganizationInvite = "organization.invite";
/// }
///
/// let object: Const<OrganizationInvite> = Const::new();
/// assert_eq!(object.to_string(), "organization.invite");
/// assert_eq!(object, *"organization.invite");
/// assert_eq!(size_of_val(&object), 0);
/// ```
pub struct Const<T>(PhantomData<fn() -> T>);

impl<T> Const<T> {
    /// The constant.
    #[must_use]
    pub const fn new() -> Self {
        Self(PhantomData)
    }
}

impl<T: Constant> Const<T> {
    /// The constant's value.
    #[must_use]
    pub fn value(self) -> Scalar {
        T::value()
    }

    /// The constant's text, if it is a string.
    #[must_use]
    pub fn as_str(self) -> Option<&'static str> {
        match T::value() {
            Scalar::String(text) => Some(text),
            _ => None,
        }
    }
}

impl<T> Clone for Const<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Const<T> {}

impl<T> Default for Const<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> PartialEq for Const<T> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl<T> Eq for Const<T> {}

impl<T> Hash for Const<T> {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

impl<T: Constant> PartialEq<str> for Const<T> {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == Some(other)
    }
}

impl<T: Constant> PartialEq<&str> for Const<T> {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == Some(*other)
    }
}

impl<T: Constant> fmt::Display for Const<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        T::value().fmt(formatter)
    }
}

impl<T: Constant> fmt::Debug for Const<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match T::value() {
            Scalar::String(value) => fmt::Debug::fmt(value, formatter),
            value => fmt::Display::fmt(&value, formatter),
        }
    }
}

/// Notes if `node` is not `value`.
pub(super) fn check(node: Node<'_>, value: Scalar, cx: &mut Decoder) {
    if !value.is(node) {
        let null = node.is_null();
        let kind = if null { DriftKind::UnexpectedNull } else { DriftKind::WrongConstant };
        cx.note(node, kind, value);
    }
}

impl<T: Constant> Decode for Const<T> {
    const HAS_EMPTY: bool = true;

    fn decode(node: Node<'_>, cx: &mut Decoder) -> Result<Self, DecodeError> {
        if node.is_null() && T::value() != Scalar::Null {
            // So that an optional one is absent.
            return Err(node.wrong_type(T::value()));
        }
        check(node, T::value(), cx);
        Ok(Self::new())
    }

    fn empty() -> Option<Self> {
        Some(Self::new())
    }
}

impl Object<'_, '_> {
    /// A member that must have one value.
    #[inline]
    pub fn constant<T: Constant>(&mut self, name: &'static str) -> Const<T> {
        self.check(name, T::value());
        Const::new()
    }

    #[inline(never)]
    fn check(&mut self, name: &'static str, value: Scalar) {
        match self.find(name) {
            Some(node) => check(node, value, self.cx),
            None => self.missing(name),
        }
    }
}

impl ObjectEncoder<'_> {
    /// A member of one value.
    pub fn constant<T: Constant>(&mut self, name: &str, value: &Const<T>) {
        self.required(name, value);
    }
}

impl Encode for Scalar {
    fn encode(&self, out: &mut Encoder) {
        match *self {
            Self::Null => out.null(),
            Self::Boolean(value) => out.boolean(value),
            Self::Integer(value) => out.signed(value),
            Self::Number(value) => out.number(value),
            Self::String(value) => out.string(value),
        }
    }
}

impl<T: Constant> Encode for Const<T> {
    fn encode(&self, out: &mut Encoder) {
        T::value().encode(out);
    }
}

/// Makes types that each stand for one JSON value, for [`Const`](crate::json::Const).
///
/// Values are strings, booleans, whole numbers that fit an `i64`, other numbers, and `()` for `null`. The
/// types are public unless a visibility is written before the name.
///
/// ```
/// specmill_runtime::json::constants! {
///     /// The constant `list`.
///     List = "list";
///     /// The constant `-2`.
///     MinusTwo = -2;
/// }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __json_constants {
    ($($(#[$meta:meta])* $visibility:vis $name:ident = $value:expr;)*) => {$(
        $(#[$meta])*
        pub enum $name {}

        #[automatically_derived]
        impl $crate::json::Constant for $name {
            fn value() -> $crate::json::Scalar {
                <$crate::json::Scalar as ::core::convert::From<_>>::from($value)
            }
        }
    )*};
}
