//! What setters take: a value, what becomes it, or an option of either.

use super::field::Field;
use super::into_map::IntoMap;

/// How an argument is a member: the last parameter of [`IntoMember`] and its kin, which the compiler
/// infers.
pub enum Whole {}
/// See [`Whole`].
pub enum Optional {}
/// See [`Whole`].
pub enum Nullable {}
/// See [`Whole`].
pub enum Copied {}

/// What the setter of a member of type `T` takes.
///
/// That is a `T` or whatever [`From`] makes one, which the page of `T` lists; an `Option` of either, of
/// which `None` leaves the member out; and a [`Field`] of either, as another value of the API has it.
/// `As` is inferred: it says which of the three it is.
///
/// ```
/// use specmill_runtime::json::{Field, IntoMember};
///
/// fn note<As>(note: impl IntoMember<String, As>) -> Field<String> {
///     note.into_member()
/// }
///
/// let none: Option<String> = None;
/// assert_eq!(note("late"), Field::Value("late".to_owned()));
/// assert_eq!(note(Some("late")), Field::Value("late".to_owned()));
/// assert_eq!(note(none), Field::Absent);
/// assert_eq!(note(Field::<&str>::Null), Field::Null);
/// ```
#[diagnostic::on_unimplemented(
    message = "a member of type `{T}` cannot be set to `{Self}`",
    label = "neither becomes a `{T}` nor is an option of what does",
    note = "a setter takes a `{T}`, what one of the `impl From<…> for {T}` takes, or an `Option` of either"
)]
pub trait IntoMember<T, As> {
    /// The member.
    fn into_member(self) -> Field<T>;
}

impl<T, U: Into<T>> IntoMember<T, Whole> for U {
    fn into_member(self) -> Field<T> {
        Field::Value(self.into())
    }
}

impl<T, U: Into<T>> IntoMember<T, Optional> for Option<U> {
    fn into_member(self) -> Field<T> {
        self.map(Into::into).into()
    }
}

impl<T, U: Into<T>> IntoMember<T, Nullable> for Field<U> {
    fn into_member(self) -> Field<T> {
        self.map(Into::into)
    }
}

/// What the setter of a list of `T` takes: whatever can be gone through and gives what becomes a `T`
/// (an array, a `Vec`, an iterator), borrowed too where the items are `Copy`, or an `Option` or a [`Field`] of that. `As` is inferred.
#[diagnostic::on_unimplemented(
    message = "a list of `{T}` cannot be set to `{Self}`",
    label = "neither gives items that become `{T}` nor is an option of what does",
    note = "a setter takes an array, a `Vec` or an iterator of what becomes a `{T}`, or an `Option` of one; \
            a list of several types names the type: `[{T}::from(a), {T}::from(b)]`"
)]
pub trait IntoListMember<T, As> {
    /// The member.
    fn into_list_member(self) -> Field<Vec<T>>;
}

impl<T, I: IntoIterator<Item: Into<T>>> IntoListMember<T, Whole> for I {
    fn into_list_member(self) -> Field<Vec<T>> {
        Field::Value(list(self))
    }
}

/// Borrowed items, where they are copied: `&["a", "b"]`.
impl<'a, T, U, I> IntoListMember<T, Copied> for I
where
    I: IntoIterator<Item = &'a U>,
    U: Copy + Into<T> + 'a,
{
    fn into_list_member(self) -> Field<Vec<T>> {
        Field::Value(list(self.into_iter().copied()))
    }
}

impl<T, I: IntoIterator<Item: Into<T>>> IntoListMember<T, Optional> for Option<I> {
    fn into_list_member(self) -> Field<Vec<T>> {
        self.map(list).into()
    }
}

impl<T, I: IntoIterator<Item: Into<T>>> IntoListMember<T, Nullable> for Field<I> {
    fn into_list_member(self) -> Field<Vec<T>> {
        self.map(list)
    }
}

/// What the setter of a map with values of type `T` takes: an [`IntoMap`], or an `Option` or a [`Field`]
/// of one. `As` is inferred.
#[diagnostic::on_unimplemented(
    message = "a map of `{T}` cannot be set to `{Self}`",
    label = "neither is a map of what becomes `{T}` nor an option of one",
    note = "a setter takes a `Map<{T}>`, an array of pairs such as `[(\"name\", value)]`, a `HashMap`, a \
            `BTreeMap` or `json!({{…}})`, or an `Option` of one"
)]
pub trait IntoMapMember<T, As> {
    /// The member.
    fn into_map_member(self) -> Field<crate::json::Map<T>>;
}

impl<T, U: IntoMap<T>> IntoMapMember<T, Whole> for U {
    fn into_map_member(self) -> Field<crate::json::Map<T>> {
        Field::Value(self.into_map())
    }
}

impl<T, U: IntoMap<T>> IntoMapMember<T, Optional> for Option<U> {
    fn into_map_member(self) -> Field<crate::json::Map<T>> {
        self.map(IntoMap::into_map).into()
    }
}

impl<T, U: IntoMap<T>> IntoMapMember<T, Nullable> for Field<U> {
    fn into_map_member(self) -> Field<crate::json::Map<T>> {
        self.map(IntoMap::into_map)
    }
}

/// The items of a list.
pub fn list<T>(items: impl IntoIterator<Item: Into<T>>) -> Vec<T> {
    items.into_iter().map(Into::into).collect()
}
