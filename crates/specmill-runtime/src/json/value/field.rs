//! Absent, null, or a value.

use crate::json::decode::{Decode, Object};
use crate::json::encode::{Encode, ObjectEncoder};

/// A member that may be missing and may be `null`, where the two differ: in a request, absent
/// leaves a thing as it is, `null` clears it.
///
/// A reader who does not care uses it as an `Option`: [`as_ref`](Self::as_ref),
/// [`into_option`](Self::into_option).
///
/// ```
/// use specmill_runtime::json::Field;
/// let note: Field<String> = "call back".into();
/// assert_eq!(note.as_deref(), Some("call back"));
/// assert!(Field::<String>::default().is_absent());
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
        T: std::ops::Deref,
    {
        self.as_ref().map(|value| &**value)
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

    /// Changes the value, if there is one.
    #[must_use]
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Field<U> {
        match self {
            Self::Absent => Field::Absent,
            Self::Null => Field::Null,
            Self::Value(value) => Field::Value(change(value)),
        }
    }

    /// The value, or `other` if there is none.
    #[must_use]
    pub fn unwrap_or(self, other: T) -> T {
        self.into_option().unwrap_or(other)
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

/// `None` becomes `null`: who passes an `Option` has a value to set, and `None` is that value. To
/// leave a member alone, do not set it.
impl<T> From<Option<T>> for Field<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Value)
    }
}

impl<T> From<Field<T>> for Option<T> {
    fn from(field: Field<T>) -> Self {
        field.into_option()
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
}
