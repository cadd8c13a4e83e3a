//! The names that what other files describe gets under `components`.

use std::collections::{BTreeMap, BTreeSet};

use super::files::Target;
use crate::tree::Node;

/// The components there are, and those that are made.
pub(super) struct Components {
    taken: BTreeSet<(&'static str, String)>,
    names: BTreeMap<(&'static str, Target), String>,
    /// The number that comes next for a name that is taken.
    next: BTreeMap<(&'static str, String), usize>,
}

/// A name just given.
pub(super) struct Given {
    pub(super) name: String,
    /// Whether it is new, and the component still to be made.
    pub(super) is_new: bool,
    /// Whether another thing has the name that was wanted.
    pub(super) is_renamed: bool,
}

impl Components {
    /// `sections` are those that `$ref`s can lead to.
    pub(super) fn new(root: &Node, sections: impl Iterator<Item = &'static str>) -> Self {
        let mut taken = BTreeSet::new();
        for section in sections {
            let there = root.get("components").and_then(|all| all.get(section));
            for name in there.and_then(Node::as_object).into_iter().flat_map(|all| all.keys()) {
                taken.insert((section, name.clone()));
            }
        }
        Self { taken, names: BTreeMap::new(), next: BTreeMap::new() }
    }

    /// Notes that the component `name`, which the document has, stands for `target`.
    pub(super) fn note(&mut self, section: &'static str, target: Target, name: &str) {
        self.names.entry((section, target)).or_insert_with(|| name.to_owned());
    }

    /// The name of `target`: `wanted`, or that with the first number that nothing has.
    pub(super) fn give(&mut self, section: &'static str, target: &Target, wanted: &str) -> Given {
        let key = (section, target.clone());
        if let Some(name) = self.names.get(&key) {
            return Given { name: name.clone(), is_new: false, is_renamed: false };
        }
        let next = self.next.entry((section, wanted.to_owned())).or_insert(1);
        let mut name = wanted.to_owned();
        while !self.taken.insert((section, name.clone())) {
            *next += 1;
            name = format!("{wanted}{next}");
        }
        self.names.insert(key, name.clone());
        let is_renamed = name != wanted;
        Given { name, is_new: true, is_renamed }
    }
}
