//! From an index on the tape to a JSONPath.

use std::fmt::Write;

use crate::json::tape::{Slot, Tape};

/// Finds paths. It remembers where it was, so that looking up many indexes in rising order costs
/// one walk over the tape and not one each.
pub(crate) struct Locator<'t> {
    tape: &'t Tape<'t>,
    steps: Vec<Step>,
}

/// What stands for an item among the names of a place; no name has it, as controls are escaped.
const ITEM: char = '\0';

/// A path, its items apart: one or several values.
pub(crate) struct Place {
    /// The path with [`ITEM`] for each item.
    names: String,
    /// Which item each is; none for several.
    ordinals: Vec<Option<u32>>,
}

impl Place {
    pub(crate) fn is_in_list(&self) -> bool {
        !self.ordinals.is_empty()
    }

    /// What places have in common that differ in their items alone.
    pub(crate) fn names(&self) -> &str {
        &self.names
    }

    /// Makes it the place of `other`, which has the same names, as well.
    pub(crate) fn join(&mut self, other: &Self) {
        for (own, other) in self.ordinals.iter_mut().zip(&other.ordinals) {
            *own = own.filter(|_| own == other);
        }
    }

    /// As JSONPath has it: `$.data[3].role`, `$.data[*].role`.
    pub(crate) fn path(&self) -> String {
        let mut ordinals = self.ordinals.iter();
        let mut path = String::with_capacity(self.names.len() + 8);
        for char in self.names.chars() {
            if char != ITEM {
                path.push(char);
            } else if let Some(Some(ordinal)) = ordinals.next() {
                let _ = write!(path, "[{ordinal}]");
            } else {
                path.push_str("[*]");
            }
        }
        path
    }
}

/// One level: an array or object, and which of its values we are at.
struct Step {
    container: u32,
    named: bool,
    child: u32,
    ordinal: u32,
}

impl<'t> Locator<'t> {
    pub(crate) fn new(tape: &'t Tape<'t>) -> Self {
        Self { tape, steps: Vec::new() }
    }

    /// The path of the value at `index`.
    pub(crate) fn path(&mut self, index: u32) -> String {
        self.place(index).path()
    }

    /// The place of the value at `index`.
    pub(crate) fn place(&mut self, index: u32) -> Place {
        self.seek(index);
        let mut place = Place { names: String::from("$"), ordinals: Vec::new() };
        for step in &self.steps {
            if !step.named {
                place.names.push(ITEM);
                place.ordinals.push(Some(step.ordinal));
            } else if let Some(name) = self.tape.text(self.tape.slot(step.child - 1)) {
                push_member(&mut place.names, name);
            }
        }
        place
    }

    fn seek(&mut self, index: u32) {
        while self.steps.last().is_some_and(|step| !self.holds(step.container, index)) {
            self.steps.pop();
        }
        if self.steps.is_empty() && !self.enter(0, index) {
            return;
        }
        while let Some(step) = self.steps.last_mut() {
            if index < step.child {
                step.child = step.container + 1 + u32::from(step.named);
                step.ordinal = 0;
            }
            let mut end = self.tape.after(step.child);
            while end <= index {
                step.child = end + u32::from(step.named);
                step.ordinal += 1;
                end = self.tape.after(step.child);
            }
            let child = step.child;
            if !self.enter(child, index) {
                return;
            }
        }
    }

    fn holds(&self, container: u32, index: u32) -> bool {
        container < index && index < self.tape.after(container)
    }

    /// Goes a level down into `container` if `index` is in it.
    fn enter(&mut self, container: u32, index: u32) -> bool {
        let named = matches!(self.tape.slot(container), Slot::Object { .. });
        let inside = self.holds(container, index);
        if inside {
            let child = container + 1 + u32::from(named);
            self.steps.push(Step { container, named, child, ordinal: 0 });
        }
        inside
    }
}

/// Appends `.name`, or `['name']` where the short form does not take the name (RFC 9535 §2.5.1).
pub(super) fn push_member(path: &mut String, name: &str) {
    let starts = |c: char| c == '_' || c.is_ascii_alphabetic() || !c.is_ascii();
    let plain = name.chars().next().is_some_and(starts)
        && name.chars().all(|c| (starts(c) || c.is_ascii_digit()) && !c.is_control());
    if plain {
        path.push('.');
        path.push_str(name);
        return;
    }
    path.push_str("['");
    for c in name.chars() {
        match c {
            '\'' | '\\' => {
                path.push('\\');
                path.push(c);
            }
            c if c.is_control() => {
                let _ = write!(path, "\\u{:04x}", c as u32);
            }
            c => path.push(c),
        }
    }
    path.push_str("']");
}
