//! A place on the tape.

use std::sync::LazyLock;

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::Value;

use super::slots::{Slot, Tape};

/// What JSON has: the kind of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean,
    /// A number without a fractional part: `3`, and also `3.0` (JSON Schema core §4.2.3).
    Integer,
    /// Any other number.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
}

/// A cursor at one value of a [`Tape`]; `Copy`, and as cheap as two words.
#[derive(Clone, Copy)]
pub struct Node<'t> {
    pub(crate) tape: &'t Tape<'t>,
    pub(crate) index: u32,
}

impl Tape<'_> {
    /// The document's value.
    #[must_use]
    pub fn root(&self) -> Node<'_> {
        Node { tape: self, index: 0 }
    }
}

/// An object without members, and `null`.
static NOTHING: LazyLock<Tape<'static>> = LazyLock::new(|| Tape {
    input: "",
    arena: String::new(),
    slots: vec![Slot::Object { span: 1, len: 0 }, Slot::Null],
    has_long_numbers: false,
});

impl Node<'static> {
    /// An object without members, of a tape of its own.
    pub(crate) fn empty_object() -> Self {
        Self { tape: &NOTHING, index: 0 }
    }

    /// `null`, of the same tape: what a member that is missing is read as.
    pub(crate) fn missing() -> Self {
        Self { tape: &NOTHING, index: 1 }
    }
}

impl<'t> Node<'t> {
    #[inline]
    pub(crate) fn slot(self) -> Slot {
        self.tape.slot(self.index)
    }

    /// What kind of value this is.
    #[must_use]
    pub fn kind(self) -> Kind {
        match self.slot() {
            Slot::Null => Kind::Null,
            Slot::Bool(_) => Kind::Boolean,
            Slot::Signed(_) | Slot::Unsigned(_) => Kind::Integer,
            Slot::Float(value) | Slot::Long { value, .. } if value.fract() == 0.0 => Kind::Integer,
            Slot::Float(_) | Slot::Long { .. } => Kind::Number,
            Slot::Input { .. } | Slot::Arena { .. } => Kind::String,
            Slot::Array { .. } => Kind::Array,
            Slot::Object { .. } => Kind::Object,
        }
    }

    /// Whether this is `null`.
    #[must_use]
    #[inline]
    pub fn is_null(self) -> bool {
        matches!(self.slot(), Slot::Null)
    }

    /// The text, if this is a string.
    #[must_use]
    #[inline]
    pub fn as_str(self) -> Option<&'t str> {
        self.tape.text(self.slot())
    }

    /// The value, if this is `true` or `false`.
    #[must_use]
    #[inline]
    pub fn as_bool(self) -> Option<bool> {
        match self.slot() {
            Slot::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// The value, if this is a whole number (`3` or `3.0`) that fits.
    #[must_use]
    pub fn as_i64(self) -> Option<i64> {
        match self.slot() {
            Slot::Signed(value) => Some(value),
            // -2⁶³ and 2⁶³, both exact as f64.
            Slot::Float(value) if value.fract() == 0.0 => (-9_223_372_036_854_775_808.0
                ..9_223_372_036_854_775_808.0)
                .contains(&value)
                .then_some(value as i64),
            Slot::Long { .. } => self.whole_digits()?.parse().ok(),
            _ => None,
        }
    }

    /// The value, if this is a whole number (`3` or `3.0`) that fits.
    #[must_use]
    pub fn as_u64(self) -> Option<u64> {
        match self.slot() {
            Slot::Signed(value) => u64::try_from(value).ok(),
            Slot::Unsigned(value) => Some(value),
            // 2⁶⁴, exact as f64.
            Slot::Float(value) if value.fract() == 0.0 => {
                (0.0..18_446_744_073_709_551_616.0).contains(&value).then_some(value as u64)
            }
            Slot::Long { .. } => self.whole_digits()?.parse().ok(),
            _ => None,
        }
    }

    /// The value, if this is a whole number (`3` or `3.0`) that fits.
    #[must_use]
    pub fn as_i128(self) -> Option<i128> {
        match self.slot() {
            Slot::Signed(value) => Some(value.into()),
            Slot::Unsigned(value) => Some(value.into()),
            // By its digits: 10³⁰ is no `f64`, but what `1e30` is.
            Slot::Float(value) if value.fract() == 0.0 => value.to_string().parse().ok(),
            Slot::Long { .. } => self.whole_digits()?.parse().ok(),
            _ => None,
        }
    }

    /// The value, if this is a whole number (`3` or `3.0`) that fits.
    #[must_use]
    pub fn as_u128(self) -> Option<u128> {
        match self.slot() {
            Slot::Float(value) if value.fract() == 0.0 => value.to_string().parse().ok(),
            Slot::Long { .. } => self.whole_digits()?.parse().ok(),
            _ => u128::try_from(self.as_i128()?).ok(),
        }
    }

    /// The digits of a number with many of them, if it is a whole one that is written out: `3` of `3.0`.
    fn whole_digits(self) -> Option<&'t str> {
        let number = self.long_number()?;
        match number.split_once('.') {
            Some((whole, fraction)) => fraction.bytes().all(|byte| byte == b'0').then_some(whole),
            None => Some(number),
        }
    }

    /// The text of a number that has more digits than an `f64`.
    pub(crate) fn long_number(self) -> Option<&'t str> {
        match self.slot() {
            Slot::Long { start, .. } => Some(self.tape.number(start)),
            _ => None,
        }
    }

    /// The value, if this is a number; the nearest `f64` of a whole number above 2⁵³.
    #[must_use]
    pub fn as_f64(self) -> Option<f64> {
        match self.slot() {
            Slot::Signed(value) => Some(value as f64),
            Slot::Unsigned(value) => Some(value as f64),
            Slot::Float(value) | Slot::Long { value, .. } => Some(value),
            _ => None,
        }
    }

    /// The value, if this is a number that is not written as a whole one of 64 bits.
    pub(crate) fn as_float(self) -> Option<f64> {
        match self.slot() {
            Slot::Float(value) | Slot::Long { value, .. } => Some(value),
            _ => None,
        }
    }

    /// The items, if this is an array.
    #[must_use]
    #[inline]
    pub fn items(self) -> Option<Items<'t>> {
        match self.slot() {
            Slot::Array { len, .. } => {
                Some(Items { tape: self.tape, next: self.index + 1, left: len })
            }
            _ => None,
        }
    }

    /// The members, if this is an object: each name with its value, in document order.
    #[must_use]
    pub fn members(self) -> Option<Members<'t>> {
        match self.slot() {
            Slot::Object { len, .. } => {
                Some(Members { tape: self.tape, next: self.index + 1, left: len })
            }
            _ => None,
        }
    }

    /// The member called `name`, if this is an object that has one.
    #[must_use]
    #[inline]
    pub fn get(self, name: &str) -> Option<Node<'t>> {
        let Slot::Object { len, .. } = self.slot() else { return None };
        let mut index = self.index + 1;
        for _ in 0..len {
            if self.tape.is_text(index, name.as_bytes()) {
                return Some(Node { tape: self.tape, index: index + 1 });
            }
            index = self.tape.after(index + 1);
        }
        None
    }

    /// Whether this is a number that `as_f64` changes.
    pub(crate) fn loses_digits(self) -> bool {
        match self.slot() {
            // `i128`, as the cast back of 2⁶³ or 2⁶⁴ would be cut off.
            Slot::Signed(value) => value as f64 as i128 != i128::from(value),
            Slot::Unsigned(value) => value as f64 as i128 != i128::from(value),
            slot => matches!(slot, Slot::Long { .. }),
        }
    }

    /// The numbers in it that have more digits than an `f64`.
    pub(crate) fn long_numbers(self) -> impl Iterator<Item = Node<'t>> {
        let tape = self.tape;
        // Few documents have one.
        let end = if tape.has_long_numbers { tape.after(self.index) } else { self.index };
        let all = (self.index..end).map(move |index| Node { tape, index });
        all.filter(|node| node.long_number().is_some())
    }

    /// A tree of its own. Numbers that it has no room for are the nearest `f64`.
    #[must_use]
    pub fn to_value(self) -> Value {
        match self.slot() {
            Slot::Null => Value::Null,
            Slot::Bool(value) => Value::Bool(value),
            Slot::Signed(value) => value.into(),
            Slot::Unsigned(value) => value.into(),
            Slot::Float(value) | Slot::Long { value, .. } => value.into(),
            Slot::Input { .. } | Slot::Arena { .. } => {
                Value::String(self.as_str().unwrap_or_default().to_owned())
            }
            Slot::Array { .. } => self.items().into_iter().flatten().map(Node::to_value).collect(),
            Slot::Object { .. } => self
                .members()
                .into_iter()
                .flatten()
                .map(|(name, value)| (name.to_owned(), value.to_value()))
                .collect(),
        }
    }
}

impl Serialize for Node<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.slot() {
            Slot::Null => serializer.serialize_unit(),
            Slot::Bool(value) => serializer.serialize_bool(value),
            Slot::Signed(value) => serializer.serialize_i64(value),
            Slot::Unsigned(value) => serializer.serialize_u64(value),
            Slot::Float(value) => serializer.serialize_f64(value),
            Slot::Long { value, .. } => match self.as_i128() {
                Some(whole) => serializer.serialize_i128(whole),
                None => serializer.serialize_f64(value),
            },
            Slot::Input { .. } | Slot::Arena { .. } => {
                serializer.serialize_str(self.as_str().unwrap_or_default())
            }
            Slot::Array { len, .. } => {
                let mut out = serializer.serialize_seq(Some(len as usize))?;
                for item in self.items().into_iter().flatten() {
                    out.serialize_element(&item)?;
                }
                out.end()
            }
            Slot::Object { len, .. } => {
                let mut out = serializer.serialize_map(Some(len as usize))?;
                for (name, value) in self.members().into_iter().flatten() {
                    out.serialize_entry(name, &value)?;
                }
                out.end()
            }
        }
    }
}

/// The items of an array, in order.
#[derive(Clone, Debug)]
pub struct Items<'t> {
    tape: &'t Tape<'t>,
    next: u32,
    left: u32,
}

impl<'t> Iterator for Items<'t> {
    type Item = Node<'t>;

    #[inline]
    fn next(&mut self) -> Option<Node<'t>> {
        self.left = self.left.checked_sub(1)?;
        let index = self.next;
        self.next = self.tape.after(index);
        Some(Node { tape: self.tape, index })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left as usize, Some(self.left as usize))
    }
}

impl ExactSizeIterator for Items<'_> {}

/// The members of an object, in document order.
#[derive(Clone, Debug)]
pub struct Members<'t> {
    tape: &'t Tape<'t>,
    next: u32,
    left: u32,
}

impl<'t> Iterator for Members<'t> {
    type Item = (&'t str, Node<'t>);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        self.left = self.left.checked_sub(1)?;
        let name = self.tape.text(self.tape.slot(self.next)).unwrap_or_default();
        let index = self.next + 1;
        self.next = self.tape.after(index);
        Some((name, Node { tape: self.tape, index }))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left as usize, Some(self.left as usize))
    }
}

impl ExactSizeIterator for Members<'_> {}
