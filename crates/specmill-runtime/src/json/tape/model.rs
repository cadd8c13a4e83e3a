//! What a value is likely to be like: the item before it, in a list.
//!
//! The objects of a list have the same members in the same order, most often. A name that is the one of the item
//! before need not be searched for its end, nor be compared with the names before it in its own object: those
//! of the other object differ.

use super::slots::{Slot, Tape, is_same};

/// A place on the tape whose values are likely to come again: the name of a member, or an item of a list.
#[derive(Clone, Copy, Default)]
pub(super) struct Model {
    next: u32,
    /// How many members or items there are from there on; of an object, all so far have come again.
    left: u32,
}

impl Model {
    /// The item that ended before the one that comes.
    #[inline(always)]
    pub(super) fn item(index: u32) -> Self {
        Self { next: index, left: 1 }
    }

    /// Of the members or items in the item that this leads to.
    #[inline(always)]
    pub(super) fn of_item(self, tape: &Tape<'_>, is_object: bool) -> Self {
        if self.left == 0 { self } else { Self::inside(tape, self.next, is_object) }
    }

    /// Of the members or items in the value of the member that this leads to.
    #[inline(always)]
    pub(super) fn of_value(self, tape: &Tape<'_>, is_object: bool) -> Self {
        if self.left == 0 { self } else { Self::inside(tape, self.next + 1, is_object) }
    }

    #[inline(always)]
    fn inside(tape: &Tape<'_>, index: u32, is_object: bool) -> Self {
        match tape.slot(index) {
            Slot::Object { len, .. } if is_object => Self { next: index + 1, left: len },
            Slot::Array { len, .. } if !is_object => Self { next: index + 1, left: len },
            _ => Self::default(),
        }
    }

    /// Goes on to the next member.
    #[inline(always)]
    pub(super) fn advance(&mut self, tape: &Tape<'_>) {
        if self.left > 0 {
            self.left -= 1;
            self.next = tape.after(self.next + 1);
        }
    }

    /// The length of the name that begins at `start`, if it is the one that this leads to; else there is
    /// nothing more to expect.
    #[inline(always)]
    pub(super) fn name(&mut self, tape: &Tape<'_>, start: usize) -> Option<u32> {
        if self.left == 0 {
            return None;
        }
        let bytes = tape.input.as_bytes();
        if let Slot::Input { start: before, len } = tape.slot(self.next)
            && let Some(name) = bytes.get(start..start + len as usize)
            && let Some(expected) = bytes.get(before as usize..before as usize + len as usize)
            && bytes.get(start + len as usize) == Some(&b'"')
            && is_same(name, expected)
        {
            return Some(len);
        }
        self.left = 0;
        None
    }
}
