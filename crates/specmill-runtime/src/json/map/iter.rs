//! The members of a map, one after another.

use indexmap::map;

/// The members of a [`Map`](super::Map), in order; from [`Map::iter`](super::Map::iter).
#[derive(Debug)]
pub struct Iter<'m, T>(pub(super) map::Iter<'m, String, T>);

/// The members of a [`Map`](super::Map), in order, their values to be changed; from
/// [`Map::iter_mut`](super::Map::iter_mut).
#[derive(Debug)]
pub struct IterMut<'m, T>(pub(super) map::IterMut<'m, String, T>);

/// The members of a [`Map`](super::Map) by value, in order.
#[derive(Debug)]
pub struct IntoIter<T>(pub(super) map::IntoIter<String, T>);

impl<T> Clone for Iter<'_, T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

macro_rules! iterator {
    ([$($generics:tt)*] $name:ty, $item:ty) => {
        impl<$($generics)*> Iterator for $name {
            type Item = $item;

            fn next(&mut self) -> Option<Self::Item> {
                self.0.next()
            }

            fn size_hint(&self) -> (usize, Option<usize>) {
                self.0.size_hint()
            }
        }

        impl<$($generics)*> DoubleEndedIterator for $name {
            fn next_back(&mut self) -> Option<Self::Item> {
                self.0.next_back()
            }
        }

        impl<$($generics)*> ExactSizeIterator for $name {}

        impl<$($generics)*> std::iter::FusedIterator for $name {}
    };
}

iterator!(['m, T] Iter<'m, T>, (&'m String, &'m T));
iterator!(['m, T] IterMut<'m, T>, (&'m String, &'m mut T));
iterator!([T] IntoIter<T>, (String, T));
