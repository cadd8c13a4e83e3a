//! Objects whose members no description names, in the order they came or were given.

mod convert;
mod iter;
mod not_an_object;

use std::fmt;
use std::ops::{Index, IndexMut};

use indexmap::IndexMap;
use indexmap::map::Slice;
use serde_json::Value;

pub use iter::{IntoIter, Iter, IterMut};
pub(crate) use not_an_object::NotAnObject;

/// A JSON object with members of any name: a map from names to values that keeps their order.
///
/// A free-form object and `additionalProperties` of a description become one. Members are sent in the
/// order they were inserted and stay in the order they were received, which tells something where the
/// members are the properties of a JSON schema: models answer them in that order. Two maps with the
/// same members are equal, whatever the order.
///
/// An empty map takes no memory of its own. A lookup by name takes constant time;
/// [`remove`](Self::remove) takes time in proportion to the members behind the one that goes.
///
/// ```
/// use specmill_runtime::json::{self, Map};
///
/// let mut limits = Map::from([("requests", 60), ("images", 5)]);
/// limits.insert("audio", 1);
/// assert_eq!(limits["images"], 5);
/// assert_eq!(json::encode(&limits), br#"{"requests":60,"images":5,"audio":1}"#);
/// ```
#[derive(Clone)]
pub struct Map<T = Value> {
    /// None when there never was a member: most objects that allow others have none, and so take one
    /// pointer.
    members: Option<Box<Members<T>>>,
}

#[derive(Clone)]
struct Members<T> {
    by_name: IndexMap<String, T>,
    /// What a caller gave that is no object of such members.
    instead: Option<Box<NotAnObject>>,
}

impl<T> Default for Members<T> {
    fn default() -> Self {
        Self { by_name: IndexMap::new(), instead: None }
    }
}

impl<T> Map<T> {
    /// Creates an empty map.
    #[must_use]
    pub const fn new() -> Self {
        Self { members: None }
    }

    /// Creates an empty map with room for `capacity` members.
    #[must_use]
    pub fn with_capacity(capacity: usize) -> Self {
        if capacity == 0 {
            return Self::new();
        }
        let by_name = IndexMap::with_capacity(capacity);
        Self { members: Some(Box::new(Members { by_name, instead: None })) }
    }

    /// The number of members.
    #[must_use]
    pub fn len(&self) -> usize {
        self.as_slice().len()
    }

    /// Whether there are no members.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.as_slice().is_empty()
    }

    /// The value of the member `name`.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&T> {
        self.members.as_ref()?.by_name.get(name)
    }

    /// The value of the member `name`, to be changed.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut T> {
        self.members.as_mut()?.by_name.get_mut(name)
    }

    /// Whether there is a member `name`.
    #[must_use]
    pub fn contains_key(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Sets the member `name` and returns the value it had. A new member is the last one; one that is
    /// there already keeps its place.
    pub fn insert(&mut self, name: impl Into<String>, value: T) -> Option<T> {
        self.members.get_or_insert_default().by_name.insert(name.into(), value)
    }

    /// The value of the member `name`, which is inserted as the last one if it is missing.
    pub fn get_or_insert_with(
        &mut self,
        name: impl Into<String>,
        value: impl FnOnce() -> T,
    ) -> &mut T {
        let members = self.members.get_or_insert_default();
        members.by_name.entry(name.into()).or_insert_with(value)
    }

    /// Removes the member `name` and returns its value. The others keep their order.
    pub fn remove(&mut self, name: &str) -> Option<T> {
        self.members.as_mut()?.by_name.shift_remove(name)
    }

    /// Keeps only the members of which `keep` is true.
    pub fn retain(&mut self, mut keep: impl FnMut(&str, &mut T) -> bool) {
        if let Some(members) = &mut self.members {
            members.by_name.retain(|name, value| keep(name, value));
        }
    }

    /// Removes all members.
    pub fn clear(&mut self) {
        self.members = None;
    }

    /// The members, in order.
    pub fn iter(&self) -> Iter<'_, T> {
        Iter(self.as_slice().iter())
    }

    /// The members, in order, their values to be changed.
    pub fn iter_mut(&mut self) -> IterMut<'_, T> {
        IterMut(self.as_mut_slice().iter_mut())
    }

    /// The names of the members, in order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &String> + ExactSizeIterator {
        self.as_slice().keys()
    }

    /// The values of the members, in order.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &T> + ExactSizeIterator {
        self.as_slice().values()
    }

    /// The values of the members, in order, to be changed.
    pub fn values_mut(&mut self) -> impl DoubleEndedIterator<Item = &mut T> + ExactSizeIterator {
        self.as_mut_slice().values_mut()
    }

    /// A map in whose place something else was given, which no call sends.
    pub(crate) fn given_instead(instead: NotAnObject) -> Self {
        let instead = Some(Box::new(instead));
        Self { members: Some(Box::new(Members { by_name: IndexMap::new(), instead })) }
    }

    /// What was given in place of an object.
    pub(crate) fn instead(&self) -> Option<&NotAnObject> {
        self.members.as_ref()?.instead.as_deref()
    }

    fn as_slice(&self) -> &Slice<String, T> {
        self.members.as_ref().map_or(Slice::new(), |members| members.by_name.as_slice())
    }

    fn as_mut_slice(&mut self) -> &mut Slice<String, T> {
        self.members.as_mut().map_or(Slice::new_mut(), |members| members.by_name.as_mut_slice())
    }
}

impl<T> Default for Map<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: PartialEq> PartialEq for Map<T> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len()
            && self.iter().all(|(name, value)| other.get(name) == Some(value))
            && self.instead() == other.instead()
    }
}

impl<T: Eq> Eq for Map<T> {}

impl<T: fmt::Debug> fmt::Debug for Map<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(instead) = self.instead() {
            return instead.fmt(formatter);
        }
        formatter.debug_map().entries(self).finish()
    }
}

/// The value of a member.
///
/// # Panics
/// When there is no such member; [`Map::get`] does not panic.
impl<T> Index<&str> for Map<T> {
    type Output = T;

    #[allow(clippy::expect_used, reason = "what indexing is")]
    fn index(&self, name: &str) -> &T {
        self.get(name).expect("no member of that name")
    }
}

/// The value of a member, to be changed.
///
/// # Panics
/// When there is no such member; [`Map::get_mut`] does not panic.
impl<T> IndexMut<&str> for Map<T> {
    #[allow(clippy::expect_used, reason = "what indexing is")]
    fn index_mut(&mut self, name: &str) -> &mut T {
        self.get_mut(name).expect("no member of that name")
    }
}

impl<'m, T> IntoIterator for &'m Map<T> {
    type Item = (&'m String, &'m T);
    type IntoIter = Iter<'m, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'m, T> IntoIterator for &'m mut Map<T> {
    type Item = (&'m String, &'m mut T);
    type IntoIter = IterMut<'m, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter_mut()
    }
}

impl<T> IntoIterator for Map<T> {
    type Item = (String, T);
    type IntoIter = IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        IntoIter(self.members.map(|members| members.by_name).unwrap_or_default().into_iter())
    }
}
