//! The places that a walk over a text looks for.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::Position;
use crate::tree::Way;

/// The pointers asked for and every one above them, and where those met so far are.
pub(super) struct Wanted<'a> {
    pointers: BTreeSet<&'a str>,
    found: BTreeMap<&'a str, Position>,
}

impl<'a> Wanted<'a> {
    pub(super) fn new(pointers: impl Iterator<Item = &'a str>) -> Self {
        let mut all = BTreeSet::new();
        for pointer in pointers {
            let mut rest = Some(pointer);
            while let Some(prefix) = rest {
                all.insert(prefix);
                rest = prefix.rsplit_once('/').map(|(above, _)| above);
            }
        }
        Self { pointers: all, found: BTreeMap::new() }
    }

    /// Notes where `pointer` is. Of a key written twice the last counts, as it does in the tree.
    pub(super) fn record(&mut self, pointer: &str, position: Position) {
        if let Some(pointer) = self.pointers.get(pointer) {
            self.found.insert(pointer, position);
        }
    }

    pub(super) fn nearest(&self, pointer: &str) -> Option<Position> {
        let mut rest = pointer;
        loop {
            if let Some(position) = self.found.get(rest) {
                return Some(*position);
            }
            rest = rest.rsplit_once('/')?.0;
        }
    }
}

pub(super) fn begin(way: &mut Way, wanted: &mut Wanted<'_>, position: Position) {
    if let Some(pointer) = way.value_begins() {
        wanted.record(pointer, position);
    }
}
