//! Absent, null, or a value.

use std::ops::{Deref, DerefMut};
use std::option;

use crate::json::decode::{Decode, Object};
use crate::json::encode::{Encode, ObjectEncoder};

/// A member that may be missing and may be `null`, where the two differ: in a request, absent
/// leaves a thing as it is, `null` clears it.
///
/// Types that are only received have an `Option` instead, which is `None` for both. Such a value is written
/// without the member, so that a `null` that came is absent then; where the difference matters, the bytes that
/// came have it, and so has a [`RawJson`](crate::json::RawJson).
///
/// To a reader it is an `Option`, whose methods it has: absent and `null` are both `None`, which
/// [`is_absent`](Self::is_absent) and [`is_null`](Self::is_null) tell apart. For `?` and for a method of
/// `Option` that is not here, [`as_ref`](Self::as_ref) and [`into_option`](Self::into_option) return
/// the `Option`.
///
/// ```
/// use specmill_runtime::json::Field;
///
/// struct Invite {
///     note: Field<String>,
///     seats: Field<u8>,
/// }
///
/// fn shout(invite: &Invite) -> Option<String> {
///     Some(invite.note.as_deref()?.to_uppercase())
/// }
///
/// let invite = Invite { note: "call back".into(), seats: Field::Null };
/// assert_eq!(shout(&invite).as_deref(), Some("CALL BACK"));
/// assert_eq!(invite.note, "call back");
/// assert!(invite.note.is_some_and(|note| note.starts_with("call")));
///
/// assert_eq!(invite.seats, None);
/// assert!(invite.seats.is_null() && !invite.seats.is_absent());
/// assert_eq!(invite.seats.unwrap_or(1), 1);
/// assert!(Field::<String>::default().is_absent());
/// ```
///
/// Written by hand, a value converts by `into()`:
///
/// ```
/// use specmill_runtime::json::Field;
///
/// let set: Field<u8> = 3.into();
/// let left_out: Field<u8> = None.into();
/// assert_eq!((set, left_out), (Field::Value(3), Field::Absent));
/// assert_eq!(Option::from(set), Some(3));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field<T> {
    /// The member is not there.
    #[default]
    Absent,
    /// The member is `null`.
    Null,
    /// The member has a value.
    Value(T),
}

impl<T> Field<T> {
    /// The value, if there is one.
    #[must_use]
    pub fn as_ref(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            _ => None,
        }
    }

    /// The value, if there is one, to change.
    #[must_use]
    pub fn as_mut(&mut self) -> Option<&mut T> {
        match self {
            Self::Value(value) => Some(value),
            _ => None,
        }
    }

    /// What the value derefs to, if there is one: `Option<&str>` of a `Field<String>`.
    #[must_use]
    pub fn as_deref(&self) -> Option<&T::Target>
    where
        T: Deref,
    {
        self.as_ref().map(|value| &**value)
    }

    /// What the value derefs to, if there is one, to change.
    #[must_use]
    pub fn as_deref_mut(&mut self) -> Option<&mut T::Target>
    where
        T: DerefMut,
    {
        self.as_mut().map(|value| &mut **value)
    }

    /// The value, if there is one; absent and `null` are both `None`.
    #[must_use]
    pub fn into_option(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            _ => None,
        }
    }

    /// Whether the member is not there.
    #[must_use]
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether the member is `null`.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Whether the member has a value.
    #[must_use]
    pub fn is_value(&self) -> bool {
        matches!(self, Self::Value(_))
    }

    /// Whether the member has a value; the same as [`is_value`](Self::is_value).
    #[must_use]
    pub fn is_some(&self) -> bool {
        self.is_value()
    }

    /// Whether the member has no value: it is not there, or `null`.
    #[must_use]
    pub fn is_none(&self) -> bool {
        !self.is_value()
    }

    /// Whether the member has a value, and `is_match` is true of it. It borrows the value.
    #[must_use]
    pub fn is_some_and(&self, is_match: impl FnOnce(&T) -> bool) -> bool {
        self.as_ref().is_some_and(is_match)
    }

    /// Whether the member has no value, or `is_match` is true of it. It borrows the value.
    #[must_use]
    pub fn is_none_or(&self, is_match: impl FnOnce(&T) -> bool) -> bool {
        self.as_ref().is_none_or(is_match)
    }

    /// The value, if there is one, in an iterator.
    pub fn iter(&self) -> option::IntoIter<&T> {
        self.as_ref().into_iter()
    }

    /// Changes the value, if there is one; absent stays absent and `null` stays `null`.
    #[must_use]
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Field<U> {
        match self {
            Self::Absent => Field::Absent,
            Self::Null => Field::Null,
            Self::Value(value) => Field::Value(change(value)),
        }
    }

    /// Changes the value, or returns `other` if there is none.
    #[must_use]
    pub fn map_or<U>(self, other: U, change: impl FnOnce(T) -> U) -> U {
        self.into_option().map_or(other, change)
    }

    /// Changes the value, or returns what `other` makes if there is none.
    #[must_use]
    pub fn map_or_else<U>(self, other: impl FnOnce() -> U, change: impl FnOnce(T) -> U) -> U {
        self.into_option().map_or_else(other, change)
    }

    /// What `then` makes of the value, if there is one.
    #[must_use]
    pub fn and_then<U>(self, then: impl FnOnce(T) -> Option<U>) -> Option<U> {
        self.into_option().and_then(then)
    }

    /// The value, or `error` if there is none.
    ///
    /// # Errors
    /// When the member is not there or `null`.
    pub fn ok_or<E>(self, error: E) -> Result<T, E> {
        self.into_option().ok_or(error)
    }

    /// The value, or the error that `error` makes if there is none.
    ///
    /// # Errors
    /// When the member is not there or `null`.
    pub fn ok_or_else<E>(self, error: impl FnOnce() -> E) -> Result<T, E> {
        self.into_option().ok_or_else(error)
    }

    /// The value, or `other` if there is none.
    #[must_use]
    pub fn unwrap_or(self, other: T) -> T {
        self.into_option().unwrap_or(other)
    }

    /// The value, or what `other` makes if there is none.
    #[must_use]
    pub fn unwrap_or_else(self, other: impl FnOnce() -> T) -> T {
        self.into_option().unwrap_or_else(other)
    }

    /// The value, or the default of its type if there is none.
    #[must_use]
    pub fn unwrap_or_default(self) -> T
    where
        T: Default,
    {
        self.into_option().unwrap_or_default()
    }

    /// Leaves the member absent, and gives back what it was.
    #[must_use]
    pub fn take(&mut self) -> Self {
        std::mem::take(self)
    }
}

impl<T> From<T> for Field<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl From<&str> for Field<String> {
    fn from(value: &str) -> Self {
        Self::Value(value.to_owned())
    }
}

/// `None` becomes absent: who passes an option on that has no value has nothing to say of the member.
/// `null`, which clears it, is said in words: [`Field::Null`], or a type's `null_…` setter.
impl<T> From<Option<T>> for Field<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Absent, Self::Value)
    }
}

impl<T> From<Field<T>> for Option<T> {
    fn from(field: Field<T>) -> Self {
        field.into_option()
    }
}

/// The value, if there is one.
impl<T> IntoIterator for Field<T> {
    type Item = T;
    type IntoIter = option::IntoIter<T>;

    fn into_iter(self) -> option::IntoIter<T> {
        self.into_option().into_iter()
    }
}

/// The value, if there is one.
impl<'f, T> IntoIterator for &'f Field<T> {
    type Item = &'f T;
    type IntoIter = option::IntoIter<&'f T>;

    fn into_iter(self) -> option::IntoIter<&'f T> {
        self.iter()
    }
}

/// As a reader sees it: absent and `null` both equal `None`. An option compares with no field, as that would
/// take from every `==` between options in a crate what the compiler infers of it now.
impl<T: PartialEq> PartialEq<Option<T>> for Field<T> {
    fn eq(&self, other: &Option<T>) -> bool {
        self.as_ref() == other.as_ref()
    }
}

/// Whether the member has that text.
impl PartialEq<str> for Field<String> {
    fn eq(&self, other: &str) -> bool {
        self.as_deref() == Some(other)
    }
}

/// Whether the member has that text.
impl PartialEq<&str> for Field<String> {
    fn eq(&self, other: &&str) -> bool {
        self == *other
    }
}

impl Object<'_, '_> {
    /// A member that may be missing and may be `null`. One that cannot be read is `Absent`.
    #[inline(never)]
    pub fn field<T: Decode>(&mut self, name: &'static str) -> Field<T> {
        match self.find(name) {
            None => Field::Absent,
            Some(node) if node.is_null() => Field::Null,
            Some(node) => self.attempt(node).map_or(Field::Absent, Field::Value),
        }
    }

    /// A member that may be missing and may be `null`, which are both `None`. So is one that cannot be read.
    #[inline(never)]
    pub fn optional_or_null<T: Decode>(&mut self, name: &'static str) -> Option<T> {
        self.find(name).filter(|node| !node.is_null()).and_then(|node| self.attempt(node))
    }
}

impl ObjectEncoder<'_> {
    /// A member that is left out, `null`, or has a value.
    pub fn field<T: Encode>(&mut self, name: &str, value: &Field<T>) {
        match value {
            Field::Absent => {}
            Field::Null => self.required(name, &()),
            Field::Value(value) => self.required(name, value),
        }
    }

    /// A member that is left out if there is no value, whether it was missing or `null`.
    pub fn optional_or_null<T: Encode>(&mut self, name: &str, value: &Option<T>) {
        self.optional(name, value);
    }
}
