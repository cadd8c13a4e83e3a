//! The things that were made, changed and deleted: so many, the oldest of which go.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;
use specmill_core::source::Node;

use super::resources::Key;

/// The most things that are kept.
const MOST_THINGS: usize = 1_000;

/// How large they may be together, in [weight](Node::weight): about 16 MiB of text.
const MOST_WEIGHT: usize = 1 << 20;

/// What is known of a thing.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Thing {
    /// What it is; `None` once it was deleted.
    pub(super) value: Option<Node>,
    /// The members that callers have set.
    pub(super) set: BTreeSet<String>,
}

/// All of them, the oldest first.
#[derive(Default)]
pub(super) struct Things {
    things: IndexMap<Key, Thing>,
    weight: usize,
    /// How many were made in each collection of the document.
    made: BTreeMap<usize, u64>,
}

impl Things {
    pub(super) fn get(&self, key: &Key) -> Option<&Thing> {
        self.things.get(key)
    }

    /// Those of a collection, with their ids.
    pub(super) fn of<'s>(
        &'s self,
        collection: &'s str,
    ) -> impl Iterator<Item = (&'s str, &'s Thing)> {
        let things = self.things.iter().filter(move |((known, _), _)| known == collection);
        things.map(|((_, id), thing)| (id.as_str(), thing))
    }

    /// How many there are that were not deleted.
    pub(super) fn count(&self) -> usize {
        self.things.values().filter(|thing| thing.value.is_some()).count()
    }

    /// A number that no other thing of this collection of the document got.
    pub(super) fn number(&mut self, collection: usize) -> u64 {
        let made = self.made.entry(collection).or_default();
        *made += 1;
        *made - 1
    }

    /// Keeps a thing. One that was known keeps its place; where there are too many, the oldest go.
    pub(super) fn put(&mut self, key: Key, thing: Thing) {
        self.weight += weight(&key, &thing);
        if let Some(before) = self.things.insert(key.clone(), thing) {
            self.weight -= weight(&key, &before);
        }
        while self.things.len() > MOST_THINGS || self.weight > MOST_WEIGHT {
            let Some((key, thing)) = self.things.shift_remove_index(0) else { break };
            self.weight -= weight(&key, &thing);
        }
    }

    /// Deletes a thing, and forgets what is below it.
    pub(super) fn delete(&mut self, key: &Key) {
        let below = format!("{}/{}/", key.0, key.1.replace('/', "%2F"));
        self.things.retain(|(collection, _), _| !format!("{collection}/").starts_with(&below));
        self.weight = self.things.iter().map(|(key, thing)| weight(key, thing)).sum();
        self.put(key.clone(), Thing { value: None, set: BTreeSet::new() });
    }
}

fn weight((collection, id): &Key, thing: &Thing) -> usize {
    let names: usize = thing.set.iter().map(String::len).sum();
    let text = collection.len() + id.len() + names;
    1 + text / 16 + thing.value.as_ref().map_or(0, Node::weight)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn thing(text: &str) -> Thing {
        Thing { value: Some(Node::String(text.to_owned())), set: BTreeSet::new() }
    }

    fn key(id: impl ToString) -> Key {
        ("/a".to_owned(), id.to_string())
    }

    #[test]
    fn the_oldest_go() {
        let mut things = Things::default();
        (0..=MOST_THINGS).for_each(|id| things.put(key(id), thing("x")));
        assert_eq!((things.count(), things.get(&key(0))), (MOST_THINGS, None));
        assert!(things.get(&key(1)).is_some());
        let large = "x".repeat(MOST_WEIGHT * 16 - 16 * 40);
        things.put(key("large"), thing(&large));
        assert!(things.count() < 40);
        things.put(key("too large"), thing(&"x".repeat(MOST_WEIGHT * 16)));
        assert_eq!(things.count(), 0);
        assert_eq!((things.weight, things.things.len()), (0, 0));
    }

    #[test]
    fn what_is_below_goes_with_it() {
        let mut things = Things::default();
        let below = |path: &str| (path.to_owned(), "b".to_owned());
        for key in [key("1"), key("12"), below("/a/1/b"), below("/a/12/b"), below("/a/1/b/x/c")] {
            things.put(key, thing("x"));
        }
        things.delete(&key("1"));
        assert_eq!(things.get(&key("1")).map(|thing| &thing.value), Some(&None));
        assert!(things.get(&key("12")).is_some() && things.get(&below("/a/12/b")).is_some());
        assert!(
            things.get(&below("/a/1/b")).is_none() && things.get(&below("/a/1/b/x/c")).is_none()
        );
        things.delete(&key("12"));
        assert_eq!(things.weight, 2);
    }
}
