//! Reading the members of an object.

use super::decoder::{Decode, Decoder, decode_or_empty};
use crate::json::map::Map;
use crate::json::report::{DecodeError, DriftKind, Fault};
use crate::json::tape::{Node, Slot};

/// Reads the members of one object by name.
///
/// It keeps a cursor, so that members asked for in document order cost one comparison each; others
/// are searched for. [`Object::end`] notes the members that nobody asked for, which it knows by
/// counting: where there are none, it costs nothing.
///
/// Only [`required`](Self::required) and [`extra`](Self::extra) can fail; any other fault is
/// noted, and decoding goes on.
pub struct Object<'t, 'c> {
    node: Node<'t>,
    pub(crate) cx: &'c mut Decoder,
    /// The slot of the next name, and which member that is.
    cursor: u32,
    ordinal: u32,
    end: u32,
    members: u32,
    /// How many members were asked for and found, and which of the first 64. The indexes of later
    /// ones are in `cx.taken`, from `base` on: an index is unique on its tape, so what attempts
    /// that failed left there is about other objects, or below `base`.
    found: u32,
    taken: u64,
    base: usize,
}

impl<'t, 'c> Object<'t, 'c> {
    #[inline]
    fn new(node: Node<'t>, span: u32, members: u32, cx: &'c mut Decoder) -> Self {
        let base = cx.taken.len();
        let cursor = node.index + 1;
        let end = node.index + span;
        Self { node, cx, cursor, ordinal: 0, end, members, found: 0, taken: 0, base }
    }

    /// Finds a member and marks it as asked for. Not inlined: there is a caller for each type.
    #[inline(never)]
    pub(crate) fn find(&mut self, name: &str) -> Option<Node<'t>> {
        if self.cursor < self.end && self.node.tape.is_text(self.cursor, name.as_bytes()) {
            return Some(self.take());
        }
        self.search(name)
    }

    /// A member, whether it was asked for or not.
    pub(crate) fn member(&self, name: &str) -> Option<Node<'t>> {
        self.node.get(name)
    }

    /// Takes the member at the cursor, and goes past it.
    #[inline]
    fn take(&mut self) -> Node<'t> {
        let index = self.cursor + 1;
        self.found += 1;
        if self.ordinal < 64 {
            self.taken |= 1 << self.ordinal;
        } else {
            self.cx.taken.push(index);
        }
        self.ordinal += 1;
        self.cursor = self.node.tape.after(index);
        Node { tape: self.node.tape, index }
    }

    /// Looks at the members after the cursor, then at those before it. Leaves the cursor behind
    /// the one found: what is asked for next is likely there.
    fn search(&mut self, name: &str) -> Option<Node<'t>> {
        let tape = self.node.tape;
        let (mut cursor, mut ordinal) = (self.cursor, self.ordinal);
        for _ in 0..self.members {
            if cursor >= self.end {
                (cursor, ordinal) = (self.node.index + 1, 0);
            }
            if tape.is_text(cursor, name.as_bytes()) {
                (self.cursor, self.ordinal) = (cursor, ordinal);
                return Some(self.take());
            }
            cursor = tape.after(cursor + 1);
            ordinal += 1;
        }
        None
    }

    #[cold]
    pub(crate) fn missing(&mut self, name: &'static str) {
        self.cx.push(Fault::missing(self.node, name));
    }

    /// A member that must be there.
    ///
    /// # Errors
    /// When it is missing or cannot be read, and its type has no substitute and no natural empty value.
    #[inline(never)]
    pub fn required<T: Decode>(&mut self, name: &'static str) -> Result<T, DecodeError> {
        let node = match self.find(name) {
            Some(node) => node,
            None if T::HAS_SUBSTITUTE && self.begins_substitute(name) => Node::missing(),
            None if T::HAS_EMPTY => return self.filled(name),
            None => return Err(self.missing_error(name)),
        };
        decode_or_empty(node, self.cx)
    }

    /// The natural empty value in place of a member that is not there.
    #[cold]
    #[inline(never)]
    fn filled<T: Decode>(&mut self, name: &'static str) -> Result<T, DecodeError> {
        match T::empty() {
            Some(value) => {
                self.missing(name);
                Ok(value)
            }
            None => Err(self.missing_error(name)),
        }
    }

    /// Begins the substitute of a member that is missing; whether there may be one.
    #[cold]
    fn begins_substitute(&mut self, name: &'static str) -> bool {
        let may_be = self.cx.may_substitute();
        if may_be {
            self.cx.begin_substitute(Node::missing(), self.missing_error(name));
        }
        may_be
    }

    #[cold]
    #[inline(never)]
    fn missing_error(&self, name: &'static str) -> DecodeError {
        DecodeError::fault(Fault::missing(self.node, name))
    }

    /// A member that may be missing, but not `null`.
    #[inline(never)]
    pub fn optional<T: Decode>(&mut self, name: &'static str) -> Option<T> {
        let node = self.find(name)?;
        self.attempt(node)
    }

    /// A member that must be there and may be `null`.
    #[inline(never)]
    pub fn nullable<T: Decode>(&mut self, name: &'static str) -> Option<T> {
        match self.find(name) {
            Some(node) if node.is_null() => None,
            Some(node) => self.attempt(node),
            None => {
                self.missing(name);
                None
            }
        }
    }

    /// The value at `node`; or what stands in for it, or none, and a note why.
    #[inline]
    pub(crate) fn attempt<T: Decode>(&mut self, node: Node<'t>) -> Option<T> {
        let result = if T::KEEPS && !node.is_null() {
            decode_or_empty(node, self.cx)
        } else {
            T::decode(node, self.cx)
        };
        match result {
            Ok(value) => Some(value),
            Err(error) => {
                self.cx.note_error(error);
                None
            }
        }
    }

    /// All members that have not been asked for. To be called last.
    ///
    /// # Errors
    /// When one of them cannot be read and its type has no natural empty value.
    #[inline(never)]
    pub fn extra<T: Decode>(&mut self) -> Result<Map<T>, DecodeError> {
        let mut extra = Map::new();
        if self.found < self.members {
            for (name, node) in self.left() {
                extra.insert(name, decode_or_empty(node, self.cx)?);
            }
            self.found = self.members;
        }
        Ok(extra)
    }

    /// All members that have not been asked for, which [`end`](Self::end) notes as ever. To be called last.
    #[inline(never)]
    #[must_use]
    pub fn undeclared(&mut self) -> Map {
        match self.found < self.members {
            true => self.left().into_iter().map(|(name, node)| (name, node.to_value())).collect(),
            false => Map::new(),
        }
    }

    /// Notes if of each of `alternatives` some member is not there.
    #[inline(never)]
    pub fn demand(&mut self, alternatives: &[&[&str]]) {
        let is_there = |names: &&[&str]| names.iter().all(|name| self.node.get(name).is_some());
        if !alternatives.iter().any(is_there) {
            let listed = |names: &&[&str]| format!("`{}`", names.join("` and `"));
            let expected: Vec<String> = alternatives.iter().map(listed).collect();
            let expected = format!("a member {}", expected.join(", or "));
            self.cx.note(self.node, DriftKind::UnknownValue, expected);
        }
    }

    /// Notes the members that have not been asked for.
    #[inline]
    pub fn end(self) {
        if self.found < self.members {
            self.note_left();
        } else if self.members > 64 {
            self.cx.taken.truncate(self.base);
        }
    }

    #[cold]
    fn note_left(self) {
        for (_, node) in self.left() {
            self.cx.note(node, DriftKind::UndeclaredField, "no such member");
        }
        self.cx.taken.truncate(self.base);
    }

    /// The members that have not been asked for.
    #[cold]
    fn left(&self) -> Vec<(&'t str, Node<'t>)> {
        let late = self.cx.taken.get(self.base..).unwrap_or_default();
        let members = self.node.members().into_iter().flatten().enumerate();
        let left = members.filter(|(ordinal, (_, node))| match ordinal {
            0..64 => self.taken & 1 << ordinal == 0,
            _ => !late.contains(&node.index),
        });
        left.map(|(_, member)| member).collect()
    }
}

impl<'t> Node<'t> {
    /// A reader of this object's members, for an implementation of [`Decode`](crate::json::Decode).
    ///
    /// # Errors
    /// When this is not an object.
    pub fn object<'c>(self, cx: &'c mut Decoder) -> Result<Object<'t, 'c>, DecodeError> {
        match self.slot() {
            Slot::Object { span, len } => Ok(Object::new(self, span, len, cx)),
            Slot::Null if cx.is_substituting() => Ok(Object::new(Node::empty_object(), 1, 0, cx)),
            _ => Err(self.wrong_type("an object")),
        }
    }
}

impl std::fmt::Debug for Object<'_, '_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_tuple("Object").field(&self.node).finish()
    }
}
