//! Where the parts of a joined document were written.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::tree::Pointer;

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The file, as it was asked for or relative to the file that refers to it.
    pub file: PathBuf,
    /// The pointer in that file's tree.
    pub pointer: Pointer,
}

/// For each part of a document that came from elsewhere, where it was written. What is below it
/// came from the same place, unless it has an entry of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origins {
    parts: BTreeMap<Pointer, Origin>,
}

impl Origins {
    /// Where what is at `pointer` was written; `None` where that is the document's own file, at the
    /// same pointer.
    #[must_use]
    pub fn of(&self, pointer: &Pointer) -> Option<Origin> {
        if self.parts.is_empty() {
            return None;
        }
        let mut above = pointer.clone();
        loop {
            if let Some(origin) = self.parts.get(&above) {
                let rest = pointer.as_str().get(above.as_str().len()..).unwrap_or_default();
                let pointer = Pointer::parse(&format!("{}{rest}", origin.pointer));
                return Some(Origin { file: origin.file.clone(), pointer });
            }
            above = above.parent()?;
        }
    }

    /// As [`of`](Self::of), the document's own file being `own`.
    pub(super) fn of_in(&self, pointer: &Pointer, own: &Path) -> Origin {
        let own = || Origin { file: own.to_owned(), pointer: pointer.clone() };
        self.of(pointer).unwrap_or_else(own)
    }

    /// Notes that all of what is at `pointer` came from `origin`.
    pub(super) fn set(&mut self, pointer: Pointer, origin: Origin) {
        self.forget(&pointer);
        self.parts.insert(pointer, origin);
    }

    /// Forgets what is noted about `pointer` and below.
    pub(super) fn forget(&mut self, pointer: &Pointer) {
        for known in self.within(pointer) {
            self.parts.remove(&known);
        }
    }

    /// What is noted about `pointer` and below.
    fn within(&self, pointer: &Pointer) -> Vec<Pointer> {
        let from_there = self.parts.range(pointer.clone()..).map(|(known, _)| known);
        let alike = from_there.take_while(|known| known.as_str().starts_with(pointer.as_str()));
        alike.filter(|known| known.is_within(pointer)).cloned().collect()
    }

    /// The items `gone` of the list at `list`, which has `length` of them, are about to go: those
    /// after them move down and keep their origins.
    pub(super) fn remove_items(
        &mut self,
        list: &Pointer,
        gone: &BTreeSet<usize>,
        length: usize,
        own: &Path,
    ) {
        let Some(first) = gone.first().copied() else { return };
        let mut free = first;
        for from in first..length {
            let old = list.child(from);
            if gone.contains(&from) {
                self.forget(&old);
                continue;
            }
            let new = list.child(free);
            free += 1;
            let origin = self.of_in(&old, own);
            let below = self.within(&old);
            let moved: Vec<_> = below
                .iter()
                .filter_map(|known| {
                    let rest = known.as_str().get(old.as_str().len()..)?;
                    let origin = self.parts.get(known)?.clone();
                    Some((Pointer::parse(&format!("{new}{rest}")), origin))
                })
                .collect();
            self.forget(&old);
            self.parts.insert(new, origin);
            self.parts.extend(moved);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origin(file: &str, pointer: &str) -> Origin {
        Origin { file: PathBuf::from(file), pointer: Pointer::parse(pointer) }
    }

    #[test]
    fn the_nearest_entry_above_tells() {
        let mut origins = Origins::default();
        origins.set(Pointer::parse("/a"), origin("a.yaml", "/x"));
        origins.set(Pointer::parse("/a/b"), origin("b.yaml", ""));
        assert_eq!(origins.of(&Pointer::parse("/a/c/0")), Some(origin("a.yaml", "/x/c/0")));
        assert_eq!(origins.of(&Pointer::parse("/a/b/0")), Some(origin("b.yaml", "/0")));
        assert_eq!(origins.of(&Pointer::parse("/ab")), None);
    }

    #[test]
    fn items_after_one_that_goes_keep_theirs() {
        let mut origins = Origins::default();
        origins.set(Pointer::parse("/list/2/x"), origin("b.yaml", "/y"));
        origins.remove_items(
            &Pointer::parse("/list"),
            &BTreeSet::from([0]),
            3,
            Path::new("own.yaml"),
        );
        let of = |pointer: &str| origins.of(&Pointer::parse(pointer));
        assert_eq!(of("/list/0"), Some(origin("own.yaml", "/list/1")));
        assert_eq!(of("/list/1/z"), Some(origin("own.yaml", "/list/2/z")));
        assert_eq!(of("/list/1/x/0"), Some(origin("b.yaml", "/y/0")));
    }
}
