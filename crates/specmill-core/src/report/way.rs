//! Where a walk over a text is, and the places it looks for.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::Position;

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

/// The containers the walk is in, and the pointer to where it is.
#[derive(Default)]
pub(super) struct Way {
    pointer: String,
    levels: Vec<Level>,
}

/// A container that is open.
struct Level {
    /// Length of the pointer to the container itself.
    length: usize,
    kind: Kind,
}

enum Kind {
    /// A list: the number of its next item.
    List(usize),
    /// An object: whether a key comes next.
    Object(bool),
}

impl Way {
    pub(super) fn open_list(&mut self) {
        self.levels.push(Level { length: self.pointer.len(), kind: Kind::List(0) });
    }

    pub(super) fn open_object(&mut self) {
        self.levels.push(Level { length: self.pointer.len(), kind: Kind::Object(true) });
    }

    /// Leaves the container at hand, which is itself a value of the one around it.
    pub(super) fn close(&mut self) {
        if let Some(level) = self.levels.pop() {
            self.pointer.truncate(level.length);
        }
        self.value_done();
    }

    /// Whether the next scalar is a key.
    pub(super) fn expects_key(&self) -> bool {
        matches!(self.levels.last(), Some(Level { kind: Kind::Object(true), .. }))
    }

    /// Takes the key of the member that follows; gives the pointer to it.
    pub(super) fn key(&mut self, key: &str) -> &str {
        if let Some(level) = self.levels.last_mut() {
            self.pointer.truncate(level.length);
            level.kind = Kind::Object(false);
        }
        self.push(key);
        &self.pointer
    }

    /// A value begins: the pointer to it, if it is an item of a list.
    pub(super) fn value_begins(&mut self) -> Option<&str> {
        let Some(Level { length, kind: Kind::List(next) }) = self.levels.last_mut() else {
            return None;
        };
        self.pointer.truncate(*length);
        let token = next.to_string();
        *next += 1;
        self.push(&token);
        Some(&self.pointer)
    }

    /// A value is over: in an object, a key comes next.
    pub(super) fn value_done(&mut self) {
        if let Some(Level { kind: Kind::Object(expects_key), .. }) = self.levels.last_mut() {
            *expects_key = true;
        }
    }

    fn push(&mut self, token: &str) {
        self.pointer.push('/');
        for character in token.chars() {
            match character {
                '~' => self.pointer.push_str("~0"),
                '/' => self.pointer.push_str("~1"),
                other => self.pointer.push(other),
            }
        }
    }
}

pub(super) fn begin(way: &mut Way, wanted: &mut Wanted<'_>, position: Position) {
    if let Some(pointer) = way.value_begins() {
        wanted.record(pointer, position);
    }
}
