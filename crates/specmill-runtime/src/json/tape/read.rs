//! From text, or from any of serde's deserializers, to a tape.

use serde::Deserializer;
use serde::de::DeserializeSeed;

use super::build::{Builder, ValueSeed};
use super::fill::{MAX_NESTING, fill};
use super::slots::{Slot, Tape};

/// Why a text is no tape.
pub(crate) enum Unread {
    /// A tape counts to 4 GiB.
    TooLarge,
    Syntax(serde_json::Error),
}

impl<'de> Tape<'de> {
    /// A document that is one string, `text`.
    pub(crate) fn of_text(text: &'de str) -> Self {
        // No string of a body is longer: `read` takes none over 4 GiB.
        let len = u32::try_from(text.len()).unwrap_or(u32::MAX);
        let slots = vec![Slot::Input { start: 0, len }];
        Self { input: text, arena: String::new(), slots, has_long_numbers: false }
    }

    /// Reads JSON text. A byte order mark before it is passed over (RFC 8259 §8.1).
    pub(crate) fn read(body: &'de [u8]) -> Result<Self, Unread> {
        let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
        if u32::try_from(body.len()).is_err() {
            return Err(Unread::TooLarge);
        }
        // Checking the whole text at once is several times faster than string by string.
        if let Ok(text) = std::str::from_utf8(body)
            && let Some(tape) = fill(text, MAX_NESTING)
        {
            return Ok(tape);
        }
        Self::refused(body).map_err(Unread::Syntax)
    }

    /// What `serde_json` has to say of a text that was not read: its error, with the line and column.
    #[cold]
    fn refused(body: &[u8]) -> Result<Self, serde_json::Error> {
        let mut deserializer = serde_json::Deserializer::from_slice(body);
        let mut builder = Builder::new();
        ValueSeed(&mut builder).deserialize(&mut deserializer)?;
        deserializer.end()?;
        Ok(builder.finish())
    }

    /// Reads a value of any self-describing format.
    ///
    /// # Errors
    /// The format's own, and when the value nests deeper than 128 or has what JSON has no form for
    /// (byte strings, enum variants with data, maps with composite keys).
    pub fn from_deserializer<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut builder = Builder::new();
        ValueSeed(&mut builder).deserialize(deserializer)?;
        Ok(builder.finish())
    }

    /// What `text`, written by `json::encode`, says. There is no limit on depth: the value that was
    /// written had the same depth, on the same stack.
    pub(crate) fn written(text: &'de [u8]) -> Result<Self, serde_json::Error> {
        let text = std::str::from_utf8(text).unwrap_or_default();
        match fill(text, usize::MAX) {
            Some(tape) => Ok(tape),
            None => Self::refused_at_any_depth(text),
        }
    }

    #[cold]
    fn refused_at_any_depth(text: &str) -> Result<Self, serde_json::Error> {
        let mut deserializer = serde_json::Deserializer::from_str(text);
        deserializer.disable_recursion_limit();
        let mut builder = Builder::new().any_depth();
        ValueSeed(&mut builder).deserialize(&mut deserializer)?;
        Ok(builder.finish())
    }
}
