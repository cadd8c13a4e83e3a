//! What is found, and what is still to be compared.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::{WireChange, WireEffect, WireItem};
use crate::ir::{Api, Direction, ModuleId, TypeId};

/// The two clients, and what was found.
pub(super) struct Comparison<'a> {
    pub(super) old: &'a Api,
    pub(super) new: &'a Api,
    items: Vec<WireItem>,
    /// The place of each item in `items`.
    places: BTreeMap<String, usize>,
    /// The named types that are compared, each pair once for each way it travels.
    seen: BTreeSet<Pair>,
    /// Those of them whose turn comes, so that no document decides how deep this goes.
    pub(super) open: VecDeque<Pair>,
}

/// A named type of the old client and one of the new, and whether they are sent.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Pair {
    pub(super) old: TypeId,
    pub(super) new: TypeId,
    is_sent: bool,
}

impl Pair {
    pub(super) fn way(self) -> Direction {
        if self.is_sent { Direction::Request } else { Direction::Response }
    }
}

/// Where a change is told: the item, and the place in it.
#[derive(Clone)]
pub(super) struct At {
    item: usize,
    /// The members that lead there, with `[]` for items of a list; empty for the item itself.
    path: String,
}

impl At {
    pub(super) fn member(&self, name: &str) -> Self {
        let dot = if self.path.is_empty() { "" } else { "." };
        Self { item: self.item, path: format!("{}{dot}{name}", self.path) }
    }

    pub(super) fn place(&self, place: usize) -> Self {
        Self { item: self.item, path: format!("{}[{place}]", self.path) }
    }

    pub(super) fn items(&self) -> Self {
        Self { item: self.item, path: format!("{}[]", self.path) }
    }
}

impl<'a> Comparison<'a> {
    pub(super) fn new(old: &'a Api, new: &'a Api) -> Self {
        let (places, seen, open) = (BTreeMap::new(), BTreeSet::new(), VecDeque::new());
        Self { old, new, items: Vec::new(), places, seen, open }
    }

    /// The item `name` of the old client, to tell changes of; without a module it is in the root.
    pub(super) fn item(&mut self, name: &str, module: Option<ModuleId>) -> At {
        let next = self.items.len();
        let item = *self.places.entry(name.to_owned()).or_insert(next);
        if item == next {
            let module = module.and_then(|module| self.old.modules.get(module.0));
            let module = module.map_or(String::new(), |module| module.name.clone());
            self.items.push(WireItem { name: name.to_owned(), module, changes: Vec::new() });
        }
        At { item, path: String::new() }
    }

    pub(super) fn tell(&mut self, at: &At, effect: WireEffect, text: &str) {
        let text = match at.path.as_str() {
            "" => text.to_owned(),
            // A backtick of a name would end what it stands in.
            path => format!("`{}`: {text}", path.replace('`', "'")),
        };
        if let Some(item) = self.items.get_mut(at.item) {
            item.changes.push(WireChange { effect, text });
        }
    }

    /// What no longer fits: refused where it is sent, misread where it comes.
    pub(super) fn misfit(&mut self, at: &At, way: Direction, text: &str) {
        let effect = match way {
            Direction::Request => WireEffect::Refused,
            Direction::Response => WireEffect::Misread,
        };
        self.tell(at, effect, text);
    }

    /// Has two named types compared, once.
    pub(super) fn later(&mut self, old: TypeId, new: TypeId, way: Direction) {
        let pair = Pair { old, new, is_sent: way == Direction::Request };
        if self.seen.insert(pair) {
            self.open.push_back(pair);
        }
    }

    /// What was found: the gravest of each item first.
    pub(super) fn found(self) -> Vec<WireItem> {
        let mut items = self.items;
        items.retain_mut(|item| {
            item.changes.sort();
            item.changes.dedup();
            !item.changes.is_empty()
        });
        items
    }
}
