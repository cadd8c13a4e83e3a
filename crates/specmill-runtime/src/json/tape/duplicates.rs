//! Members that an object names twice: the last one counts.

use std::collections::HashSet;

use super::slots::{Slot, Tape};

/// Up to this many members, names are compared pair by pair.
const FEW_MEMBERS: u32 = 16;

/// Up to this many members, a name's mark is compared with those before it.
const MARKED_MEMBERS: u32 = 64;

/// Tells of which objects the names have to be compared: of those in which two names have the same
/// length, first, middle and last byte, or which have many. Holds the marks of all objects that are
/// open, each behind that of the object it is in.
pub(super) struct NameMarks(Vec<u32>);

/// The names of one object.
#[derive(Clone, Copy)]
pub(super) struct Names {
    base: usize,
    pub(super) count: u32,
    /// Whether two may be the same.
    pub(super) suspicious: bool,
    /// A bit for each mark there was, which few others share.
    seen: u64,
}

impl NameMarks {
    pub(super) fn new() -> Self {
        Self(Vec::with_capacity(MARKED_MEMBERS as usize))
    }

    #[inline]
    pub(super) fn open(&self) -> Names {
        Names { base: self.0.len(), count: 0, suspicious: false, seen: 0 }
    }

    /// Takes note of a name: the `len` bytes from `start` on.
    #[inline(always)]
    pub(super) fn insert(&mut self, names: &mut Names, text: &[u8], start: usize, len: usize) {
        names.count += 1;
        if names.count > MARKED_MEMBERS {
            names.suspicious = true;
            return;
        }
        let byte = |at: usize| u32::from(text.get(at).copied().unwrap_or_default());
        // What stands around a name without bytes is no part of it.
        let last = start + len.max(1) - 1;
        let mark =
            len as u32 & 0xff | byte(start) << 8 | byte(start + len / 2) << 16 | byte(last) << 24;
        let mark = if len == 0 { 0 } else { mark };
        // The upper bits of a product depend on all bits of its factor.
        let bit = 1 << (mark.wrapping_mul(0x9E37_79B1) >> 26);
        if names.seen & bit != 0 {
            names.suspicious |= self.has(names.base, mark);
        }
        names.seen |= bit;
        self.0.push(mark);
    }

    #[inline(never)]
    fn has(&self, base: usize, mark: u32) -> bool {
        self.0.get(base..).unwrap_or_default().contains(&mark)
    }

    #[inline]
    pub(super) fn close(&mut self, names: &Names) {
        self.0.truncate(names.base);
    }
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
