//! The tape: a JSON document as one flat list of slots.

/// One value or one member name. Sixteen bytes, so that a tape is about as long as its text.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Slot {
    Null,
    Bool(bool),
    /// A whole number that fits an `i64`.
    Signed(i64),
    /// A whole number above `i64::MAX`.
    Unsigned(u64),
    Float(f64),
    /// A number with more digits than an `f64` has; its text stands in the input from `start` on.
    Long {
        start: u32,
        value: f64,
    },
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
/// Numbers of more digits than an `f64` tells apart are kept as they are written.
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
    pub(crate) input: &'de str,
    pub(crate) arena: String,
    pub(crate) slots: Vec<Slot>,
    /// Whether a slot is a `Long`.
    pub(crate) has_long_numbers: bool,
}

impl Tape<'_> {
    #[inline]
    pub(crate) fn slot(&self, index: u32) -> Slot {
        self.slots.get(index as usize).copied().unwrap_or(Slot::Null)
    }

    /// The index behind the value at `index` and all that is in it.
    #[inline]
    pub(crate) fn after(&self, index: u32) -> u32 {
        match self.slot(index) {
            Slot::Array { span, .. } | Slot::Object { span, .. } => index + span,
            _ => index + 1,
        }
    }

    #[inline]
    pub(crate) fn text(&self, slot: Slot) -> Option<&str> {
        let (text, start, len) = match slot {
            Slot::Input { start, len } => (self.input, start, len),
            Slot::Arena { start, len } => (self.arena.as_str(), start, len),
            _ => return None,
        };
        text.get(start as usize..start as usize + len as usize)
    }

    /// The text of a number that begins at `start`.
    pub(crate) fn number(&self, start: u32) -> &str {
        let text = number_text(self.input.as_bytes().get(start as usize..).unwrap_or_default());
        std::str::from_utf8(text).unwrap_or_default()
    }

    /// As [`Tape::text`], in which no character boundary is looked for.
    #[inline]
    pub(crate) fn bytes(&self, slot: Slot) -> Option<&[u8]> {
        let (text, start, len) = match slot {
            Slot::Input { start, len } => (self.input, start, len),
            Slot::Arena { start, len } => (self.arena.as_str(), start, len),
            _ => return None,
        };
        text.as_bytes().get(start as usize..start as usize + len as usize)
    }

    /// Whether the slot at `index` is the text `name`.
    #[inline]
    pub(crate) fn is_text(&self, index: u32, name: &[u8]) -> bool {
        self.bytes(self.slot(index)).is_some_and(|text| is_same(text, name))
    }
}

/// The number that `input` begins with.
fn number_text(input: &[u8]) -> &[u8] {
    let is_part = |byte: &&u8| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
    input.get(..input.iter().take_while(is_part).count()).unwrap_or_default()
}

/// Whether two names are the same. Most have less than 17 bytes: two words, which may overlap.
#[inline]
pub(super) fn is_same(one: &[u8], other: &[u8]) -> bool {
    let words = |one: &[u8], other: &[u8]| {
        one.first_chunk::<8>() == other.first_chunk() && one.last_chunk::<8>() == other.last_chunk()
    };
    let halves = |one: &[u8], other: &[u8]| {
        one.first_chunk::<4>() == other.first_chunk() && one.last_chunk::<4>() == other.last_chunk()
    };
    one.len() == other.len()
        && match one.len() {
            0..4 => one.iter().zip(other).all(|(one, other)| one == other),
            4..9 => halves(one, other),
            9..17 => words(one, other),
            _ => one == other,
        }
}
