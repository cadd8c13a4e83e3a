//! The tape: a JSON document as one flat list of slots.

use serde::Deserializer;
use serde::de::DeserializeSeed;

use super::build::{Builder, ValueSeed};
use super::decode::{self, Decode, Decoded};
use super::drift::Strictness;
use super::error::DecodeError;
use super::node::Node;

/// One value or one member name. Sixteen bytes, so that a tape is about as long as its text.
#[derive(Clone, Copy, Debug)]
pub(super) enum Slot {
    Null,
    Bool(bool),
    /// A whole number that fits an `i64`.
    Signed(i64),
    /// A whole number above `i64::MAX`.
    Unsigned(u64),
    Float(f64),
    /// Text that stands in the input as it is.
    Input {
        start: u32,
        len: u32,
    },
    /// Text that had escapes in it, or that no input is known of; it stands in the arena.
    Arena {
        start: u32,
        len: u32,
    },
    /// `span` slots in all, this one included; `len` items.
    Array {
        span: u32,
        len: u32,
    },
    /// `span` slots in all, this one included; `len` members, each a name and a value.
    Object {
        span: u32,
        len: u32,
    },
}

/// A JSON document, read once: a flat list of values in document order, in which each array and
/// object knows where it ends. Strings are borrowed from the input unless they hold escapes.
///
/// Where an object names a member twice, the last one counts and the earlier ones are not on the
/// tape (RFC 8259 §4 leaves the choice open; this is what JavaScript and `serde_json::Value` do).
/// Whole numbers outside of 64 bits are kept as `f64`.
///
/// ```
/// use specmill_runtime::json::Tape;
/// let tape = Tape::parse(br#"{"data":[{"id":"a"}]}"#)?;
/// let id = tape.root().get("data").and_then(|data| data.items()?.next()?.get("id")).unwrap();
/// assert_eq!(id.as_str(), Some("a"));
/// assert_eq!(id.path(), "$.data[0].id");
/// # Ok::<(), specmill_runtime::json::DecodeError>(())
/// ```
#[derive(Debug)]
pub struct Tape<'de> {
    pub(super) input: &'de str,
    pub(super) arena: String,
    pub(super) slots: Vec<Slot>,
}

impl<'de> Tape<'de> {
    /// Reads JSON text.
    ///
    /// # Errors
    /// When `body` is not one JSON value, with the line and column; when it nests deeper than 128
    /// (`serde_json`'s limit), holds a number beyond `f64`, is not UTF-8, or is over 4 GiB.
    pub fn parse(body: &'de [u8]) -> Result<Self, DecodeError> {
        if u32::try_from(body.len()).is_err() {
            return Err(DecodeError::too_large(body.len()));
        }
        // Checking the whole text at once is several times faster than string by string.
        match std::str::from_utf8(body) {
            Ok(text) => Self::read(text, &mut serde_json::Deserializer::from_str(text)),
            // This fails too, and knows the line and column.
            Err(_) => Self::read("", &mut serde_json::Deserializer::from_slice(body)),
        }
        .map_err(|error| DecodeError::syntax(body, error))
    }

    /// Reads a value of any self-describing format.
    ///
    /// # Errors
    /// The format's own, and when the value nests deeper than 128 or has what JSON has no form for
    /// (byte strings, enum variants with data, maps with composite keys).
    pub fn from_deserializer<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut builder = Builder::new("");
        ValueSeed(&mut builder).deserialize(deserializer)?;
        Ok(builder.finish())
    }

    /// What `text`, written by [`encode`], says. There is no limit on depth: the value that was
    /// written had the same depth, on the same stack.
    pub(super) fn written(text: &'de [u8]) -> Result<Self, serde_json::Error> {
        let text = std::str::from_utf8(text).unwrap_or_default();
        let mut deserializer = serde_json::Deserializer::from_str(text);
        deserializer.disable_recursion_limit();
        let mut builder = Builder::new(text).any_depth();
        ValueSeed(&mut builder).deserialize(&mut deserializer)?;
        Ok(builder.finish())
    }

    fn read<R: serde_json::de::Read<'de>>(
        input: &'de str,
        deserializer: &mut serde_json::Deserializer<R>,
    ) -> Result<Self, serde_json::Error> {
        let mut builder = Builder::new(input);
        ValueSeed(&mut builder).deserialize(&mut *deserializer)?;
        deserializer.end()?;
        Ok(builder.finish())
    }

    /// The document's value.
    #[must_use]
    pub fn root(&self) -> Node<'_> {
        Node { tape: self, index: 0 }
    }

    /// Decodes the document as a `T`, as [`decode`](super::decode) does.
    ///
    /// # Errors
    /// When a `T` cannot be made of it; with [`Strictness::Strict`], also at any drift.
    pub fn decode<T: Decode>(&self, strictness: Strictness) -> Result<Decoded<T>, DecodeError> {
        decode::from_tape(self, strictness)
    }

    pub(super) fn slot(&self, index: u32) -> Slot {
        self.slots.get(index as usize).copied().unwrap_or(Slot::Null)
    }

    /// The index behind the value at `index` and all that is in it.
    pub(super) fn after(&self, index: u32) -> u32 {
        match self.slot(index) {
            Slot::Array { span, .. } | Slot::Object { span, .. } => index + span,
            _ => index + 1,
        }
    }

    pub(super) fn text(&self, slot: Slot) -> Option<&str> {
        let (text, start, len) = match slot {
            Slot::Input { start, len } => (self.input, start, len),
            Slot::Arena { start, len } => (self.arena.as_str(), start, len),
            _ => return None,
        };
        text.get(start as usize..start as usize + len as usize)
    }

    /// Whether the slot at `index` is the text `name`.
    pub(super) fn is_text(&self, index: u32, name: &str) -> bool {
        let (text, start, len) = match self.slot(index) {
            Slot::Input { start, len } => (self.input, start, len),
            Slot::Arena { start, len } => (self.arena.as_str(), start, len),
            _ => return false,
        };
        // As bytes, which need no look at the characters' ends.
        let rest = || text.as_bytes().get(start as usize..);
        len as usize == name.len() && rest().is_some_and(|rest| rest.starts_with(name.as_bytes()))
    }
}
