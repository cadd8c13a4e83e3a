//! Filling a tape from JSON text.
//!
//! Of what is not JSON, or goes beyond what is read, this says no more than that: `serde_json` is asked then,
//! and has the words and the place. It takes nothing that `serde_json` does not take, and the other way
//! round (`differential.rs`).

use super::duplicates::{Names, drop_replaced};
use super::model::Model;
use super::slots::{Slot, Tape};
use super::{numbers, strings};

/// How deep arrays and objects may be in one another: as `serde_json` has it.
pub(super) const MAX_NESTING: usize = 127;

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Nothing,
    Array,
    Object,
}

/// The array or object around the value that comes next. Plain fields, which are copied as such.
#[derive(Clone, Copy)]
struct Around {
    kind: Kind,
    /// Its slot.
    at: usize,
    /// Of an array, the number of its items alone.
    names: Names,
    /// What the next member or item is likely to be like.
    model: Model,
    /// Of an array, the slot of the item that comes.
    item: usize,
}

impl Around {
    fn nothing() -> Self {
        let (names, model) = (Names::default(), Model::default());
        Self { kind: Kind::Nothing, at: 0, names, model, item: 0 }
    }
}

/// A tape in the making. Positions go from hand to hand, so that they stay in a register.
struct Filler<'de> {
    tape: Tape<'de>,
    /// What is around the innermost array or object, from the outside in.
    outer: Vec<Around>,
    max_nesting: usize,
}

/// The tape of a text that is one JSON value; none of any other. There is no recursion, so that nesting costs no
/// stack.
pub(super) fn fill(text: &str, max_nesting: usize) -> Option<Tape<'_>> {
    // In bodies of APIs a name or value takes 7 to 12 bytes of text. The guess is bounded, as
    // the input may also be one long string; a wrong one costs a copy.
    let slots = Vec::with_capacity(text.len().min(1 << 23) / 8 + 8);
    let tape = Tape { input: text, arena: String::new(), slots, has_long_numbers: false };
    let mut filler = Filler { tape, outer: Vec::new(), max_nesting };
    filler.document(text.as_bytes())?;
    Some(filler.tape)
}

impl<'de> Filler<'de> {
    fn document(&mut self, bytes: &'de [u8]) -> Option<()> {
        let mut around = Around::nothing();
        let mut at = strings::after_space(bytes, 0);
        loop {
            at = match bytes.get(at)? {
                b'"' => self.string(bytes, at + 1)?,
                b'-' | b'0'..=b'9' => self.number(bytes, at)?,
                b'{' => {
                    self.open(&mut around, Kind::Object)?;
                    let first = strings::after_space(bytes, at + 1);
                    if bytes.get(first) != Some(&b'}') {
                        at = self.name(bytes, first, &mut around)?;
                        continue;
                    }
                    first
                }
                b'[' => {
                    self.open(&mut around, Kind::Array)?;
                    let first = strings::after_space(bytes, at + 1);
                    if bytes.get(first) != Some(&b']') {
                        around.names.count = 1;
                        at = first;
                        continue;
                    }
                    first
                }
                b't' => self.literal(bytes, at, b"true", Slot::Bool(true))?,
                b'f' => self.literal(bytes, at, b"false", Slot::Bool(false))?,
                b'n' => self.literal(bytes, at, b"null", Slot::Null)?,
                _ => return None,
            };
            // What ends behind the value, and what comes then.
            loop {
                at = strings::after_space(bytes, at);
                match (bytes.get(at), around.kind) {
                    (Some(b','), Kind::Object) => {
                        let name = strings::after_space(bytes, at + 1);
                        around.model.advance(&self.tape);
                        at = self.name(bytes, name, &mut around)?;
                        break;
                    }
                    (Some(b','), Kind::Array) => {
                        // Fits, as there is a byte for each.
                        around.names.count += 1;
                        around.model = Model::item(around.item as u32);
                        around.item = self.tape.slots.len();
                        at = strings::after_space(bytes, at + 1);
                        break;
                    }
                    (Some(b'}'), Kind::Object) | (Some(b']'), Kind::Array) => {
                        self.close(&mut around);
                        at += 1;
                    }
                    (None, Kind::Nothing) => return Some(()),
                    _ => return None,
                }
            }
        }
    }

    /// Opens an array or object; its slot is written by [`Filler::close`].
    #[inline(always)]
    fn open(&mut self, around: &mut Around, kind: Kind) -> Option<()> {
        let is_object = kind == Kind::Object;
        let model = match around.kind {
            Kind::Nothing => around.model,
            Kind::Array => around.model.of_item(&self.tape, is_object),
            Kind::Object => around.model.of_value(&self.tape, is_object),
        };
        if around.kind != Kind::Nothing {
            self.outer.push(*around);
        }
        let at = self.tape.slots.len();
        *around = Around { kind, at, names: Names::default(), model, item: at + 1 };
        self.tape.slots.push(Slot::Null);
        // With the innermost, it is one more.
        (self.outer.len() < self.max_nesting).then_some(())
    }

    #[inline(always)]
    fn close(&mut self, around: &mut Around) {
        let Around { kind, at, mut names, .. } = *around;
        if names.may_repeat {
            names.count -= drop_replaced(&mut self.tape, at, names.count);
        }
        // Numbers of slots fit: there is a byte for each, and `read` takes no text over 4 GiB.
        let span = (self.tape.slots.len() - at) as u32;
        let slot = match kind {
            Kind::Object => Slot::Object { span, len: names.count },
            _ => Slot::Array { span, len: names.count },
        };
        self.set(at, slot);
        match self.outer.pop() {
            Some(outer) => *around = outer,
            None => around.kind = Kind::Nothing,
        }
    }

    #[inline(always)]
    fn set(&mut self, at: usize, slot: Slot) {
        if let Some(place) = self.tape.slots.get_mut(at) {
            *place = slot;
        }
    }

    /// A member's name and what stands between it and the value.
    #[inline(always)]
    fn name(&mut self, bytes: &'de [u8], at: usize, around: &mut Around) -> Option<usize> {
        if bytes.get(at) != Some(&b'"') {
            return None;
        }
        let start = at + 1;
        let at = match around.model.name(&self.tape, start) {
            Some(len) => {
                // It fits: `read` takes no text over 4 GiB.
                self.tape.slots.push(Slot::Input { start: start as u32, len });
                around.names.insert_other();
                start + len as usize + 1
            }
            None => {
                let end = self.string(bytes, start)?;
                around.names.insert(&self.tape, around.at);
                end
            }
        };
        let colon = strings::after_space(bytes, at);
        (bytes.get(colon) == Some(&b':')).then(|| strings::after_space(bytes, colon + 1))
    }

    /// A string whose text begins at `start`.
    #[inline(always)]
    fn string(&mut self, bytes: &'de [u8], start: usize) -> Option<usize> {
        let end = strings::plain_end(bytes, start);
        match bytes.get(end)? {
            b'"' => {
                // Both fit: `read` takes no text over 4 GiB.
                self.tape
                    .slots
                    .push(Slot::Input { start: start as u32, len: (end - start) as u32 });
                Some(end + 1)
            }
            b'\\' => self.escaped(bytes, start, end),
            _ => None,
        }
    }

    /// A string with escapes, the first of them at `at`.
    #[inline(never)]
    fn escaped(&mut self, bytes: &'de [u8], start: usize, mut at: usize) -> Option<usize> {
        let Tape { input, arena, slots, .. } = &mut self.tape;
        let begin = arena.len();
        let mut kept = start;
        loop {
            arena.push_str(input.get(kept..at)?);
            match bytes.get(at)? {
                b'"' => {
                    // Both fit: an escape is longer than what it stands for.
                    let len = (arena.len() - begin) as u32;
                    slots.push(Slot::Arena { start: begin as u32, len });
                    return Some(at + 1);
                }
                b'\\' => {
                    let (char, next) = strings::escape(bytes, at + 1)?;
                    arena.push(char);
                    kept = next;
                    at = strings::plain_end(bytes, next);
                }
                _ => return None,
            }
        }
    }

    #[inline(always)]
    fn number(&mut self, bytes: &'de [u8], at: usize) -> Option<usize> {
        let (slot, end) = numbers::number(bytes, at)?;
        self.tape.has_long_numbers |= matches!(slot, Slot::Long { .. });
        self.tape.slots.push(slot);
        Some(end)
    }

    #[inline(always)]
    fn literal(
        &mut self,
        bytes: &[u8],
        at: usize,
        literal: &'static [u8],
        slot: Slot,
    ) -> Option<usize> {
        self.tape.slots.push(slot);
        bytes.get(at..)?.starts_with(literal).then_some(at + literal.len())
    }
}
