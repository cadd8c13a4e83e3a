//! Members that an object names twice: the last one counts.

use std::collections::HashSet;

use super::slots::{Slot, Tape};

/// Up to this many members, names are compared pair by pair.
const FEW_MEMBERS: u32 = 16;

/// Up to this many members, a name is compared with those before it as it comes.
const MOST_COMPARED: u32 = 64;

/// The names of an object that is open. A name is compared with those before it only where one of them has the
/// same mark, of its length, first, middle and last byte.
#[derive(Clone, Copy, Default)]
pub(super) struct Names {
    pub(super) count: u32,
    /// Whether some may be the same: two are, or there are many.
    pub(super) may_repeat: bool,
    /// A bit for each mark there was, which few others share.
    seen: u64,
    /// So many of the first are known to differ, and their marks are not in `seen`.
    unmarked: u32,
}

impl Names {
    /// Takes note of a name that differs from all before it, which do among each other.
    #[inline(always)]
    pub(super) fn insert_other(&mut self) {
        self.count += 1;
        self.unmarked += 1;
    }

    /// Takes note of the name that is last on the tape, in the object at `at`.
    #[inline(always)]
    pub(super) fn insert(&mut self, tape: &Tape<'_>, at: usize) {
        if self.unmarked > 0 {
            self.mark_all(tape, at);
        }
        let Some(bit) = tape.slots.last().and_then(|slot| mark(tape, *slot)) else { return };
        if self.seen & bit != 0 && !self.may_repeat {
            self.may_repeat = self.count >= MOST_COMPARED || has_name(tape, at, self.count);
        }
        self.seen |= bit;
        self.count += 1;
    }

    #[inline(never)]
    fn mark_all(&mut self, tape: &Tape<'_>, at: usize) {
        // It fits: a tape counts to that.
        let mut index = at as u32 + 1;
        for _ in 0..self.unmarked {
            self.seen |= mark(tape, tape.slot(index)).unwrap_or_default();
            index = tape.after(index + 1);
        }
        self.unmarked = 0;
    }
}

/// The bit of a name's mark.
#[inline(always)]
fn mark(tape: &Tape<'_>, name: Slot) -> Option<u64> {
    let (text, start, len) = match name {
        Slot::Input { start, len } => (tape.input.as_bytes(), start as usize, len as usize),
        Slot::Arena { start, len } => (tape.arena.as_bytes(), start as usize, len as usize),
        _ => return None,
    };
    let byte = |at: usize| u32::from(text.get(at).copied().unwrap_or_default());
    // Of a name without bytes, what stands around it does not count.
    let mark = match len {
        0 => 0,
        _ => {
            len as u32 & 0xff
                | byte(start) << 8
                | byte(start + len / 2) << 16
                | byte(start + len - 1) << 24
        }
    };
    // The upper bits of a product depend on all bits of its factor.
    Some(1 << (mark.wrapping_mul(0x9E37_79B1) >> 26))
}

/// Whether one of the first `members` of the object at `at` is called as what is last on the tape.
#[inline(never)]
fn has_name(tape: &Tape<'_>, at: usize, members: u32) -> bool {
    let Some(name) = tape.slots.last().and_then(|slot| tape.bytes(*slot)) else { return false };
    // It fits: a tape counts to that.
    let mut index = at as u32 + 1;
    (0..members).any(|_| {
        let is_same = tape.is_text(index, name);
        index = tape.after(index + 1);
        is_same
    })
}

/// Removes members of the object opened at `at` that a later member of the same name replaces;
/// answers how many there were.
#[cold]
pub(super) fn drop_replaced(tape: &mut Tape<'_>, at: usize, members: u32) -> u32 {
    let mut replaced: Vec<(u32, u32)> = Vec::new();
    {
        let mut places = Vec::with_capacity(members as usize);
        let mut name = at as u32 + 1;
        while (name as usize) < tape.slots.len() {
            let end = tape.after(name + 1);
            places.push((tape.text(tape.slot(name)), name, end));
            name = end;
        }
        if members <= FEW_MEMBERS {
            for (i, place) in places.iter().enumerate() {
                if places.iter().skip(i + 1).any(|later| later.0 == place.0) {
                    replaced.push((place.1, place.2));
                }
            }
        } else {
            // From the end: the first of a name seen this way is the one that counts.
            let mut seen = HashSet::with_capacity(members as usize);
            for place in places.iter().rev() {
                if !seen.insert(place.0) {
                    replaced.push((place.1, place.2));
                }
            }
            replaced.reverse();
        }
    }
    if !replaced.is_empty() {
        remove(&mut tape.slots, &replaced);
    }
    // It fits: there are no more than members.
    replaced.len() as u32
}

/// Removes ranges of slots, given in order. Spans are relative, so what moves stays right.
fn remove(slots: &mut Vec<Slot>, ranges: &[(u32, u32)]) {
    let Some(&(first, _)) = ranges.first() else { return };
    let mut end = first as usize;
    for (i, &(_, after)) in ranges.iter().enumerate() {
        let kept = after as usize..ranges.get(i + 1).map_or(slots.len(), |next| next.0 as usize);
        let count = kept.len();
        slots.copy_within(kept, end);
        end += count;
    }
    slots.truncate(end);
}
