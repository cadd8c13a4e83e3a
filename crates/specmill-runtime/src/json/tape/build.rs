//! Filling a tape from any serde deserializer.

use std::fmt;

use serde::Deserializer;
use serde::de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor};

use super::duplicates::{Names, drop_replaced};
use super::slots::{Slot, Tape};

/// The same depth as `serde_json`'s own limit, for the formats that have none.
const MAX_DEPTH: u32 = 128;

/// The member name under which `serde_json` hands numbers on when some crate in the build has
/// turned its `arbitrary_precision` feature on.
const NUMBER_TOKEN: &str = "$serde_json::private::Number";

/// A tape in the making.
pub(super) struct Builder {
    tape: Tape<'static>,
    depth: u32,
    max_depth: u32,
}

impl Builder {
    pub(super) fn new() -> Self {
        let tape =
            Tape { input: "", arena: String::new(), slots: Vec::new(), has_long_numbers: false };
        Self { tape, depth: 0, max_depth: MAX_DEPTH }
    }

    pub(super) fn any_depth(mut self) -> Self {
        self.max_depth = u32::MAX;
        self
    }

    pub(super) fn finish(self) -> Tape<'static> {
        self.tape
    }

    fn push(&mut self, slot: Slot) {
        self.tape.slots.push(slot);
    }

    /// Whether the name that came last is that of a number.
    fn is_number_token(&self) -> bool {
        let slot = self.tape.slots.last().copied();
        slot.and_then(|slot| self.tape.text(slot)) == Some(NUMBER_TOKEN)
    }

    fn copied<E: Error>(&mut self, text: &str) -> Result<(), E> {
        let start = self.tape.arena.len();
        self.tape.arena.push_str(text);
        match (u32::try_from(start), u32::try_from(self.tape.arena.len())) {
            (Ok(start), Ok(end)) => self.push(Slot::Arena { start, len: end - start }),
            _ => return Err(E::custom("more than 4 GiB of text")),
        }
        Ok(())
    }

    /// Opens an array or object; its slot is written by [`Builder::close`].
    fn open<E: Error>(&mut self) -> Result<usize, E> {
        self.depth += 1;
        if self.depth > self.max_depth {
            return Err(E::custom(format_args!("nested deeper than {MAX_DEPTH} levels")));
        }
        self.push(Slot::Null);
        Ok(self.tape.slots.len() - 1)
    }

    /// Closes what was opened at `at`; `slot` makes its slot of the number of slots.
    fn close<E: Error>(&mut self, at: usize, slot: impl FnOnce(u32) -> Slot) -> Result<(), E> {
        self.depth -= 1;
        // The whole tape must be countable, not only this part of it.
        if u32::try_from(self.tape.slots.len()).is_err() {
            return Err(E::custom("more than 4,294,967,295 values"));
        }
        let span = (self.tape.slots.len() - at) as u32;
        if let Some(place) = self.tape.slots.get_mut(at) {
            *place = slot(span);
        }
        Ok(())
    }
}

/// Reads one value onto the end of the tape.
pub(super) struct ValueSeed<'b>(pub(super) &'b mut Builder);

impl<'de> DeserializeSeed<'de> for ValueSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ValueSeed<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value that JSON has a form for")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.0.push(Slot::Null);
        Ok(())
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.0.push(Slot::Bool(value));
        Ok(())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.0.push(Slot::Signed(value));
        Ok(())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.0.push(i64::try_from(value).map_or(Slot::Unsigned(value), Slot::Signed));
        Ok(())
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<(), E> {
        match (i64::try_from(value), u64::try_from(value)) {
            (Ok(value), _) => self.visit_i64(value),
            (_, Ok(value)) => self.visit_u64(value),
            _ => self.visit_f64(value as f64),
        }
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<(), E> {
        match u64::try_from(value) {
            Ok(value) => self.visit_u64(value),
            Err(_) => self.visit_f64(value as f64),
        }
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        self.0.push(Slot::Float(value));
        Ok(())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.0.copied(text)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let builder = self.0;
        let at = builder.open()?;
        let mut len = 0u32;
        while items.next_element_seed(ValueSeed(builder))?.is_some() {
            len = len.wrapping_add(1);
        }
        builder.close(at, |span| Slot::Array { span, len })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let builder = self.0;
        let at = builder.open()?;
        let mut names = Names::default();
        while members.next_key_seed(NameSeed(builder))?.is_some() {
            names.insert(&builder.tape, at);
            if names.count == 1 && builder.is_number_token() && arbitrary_precision() {
                return number(builder, at, members);
            }
            members.next_value_seed(ValueSeed(builder))?;
        }
        if names.may_repeat {
            names.count -= drop_replaced(&mut builder.tape, at, names.count);
        }
        builder.close(at, |span| Slot::Object { span, len: names.count })
    }
}

/// Whether `serde_json` was built to keep numbers as text, which shows in what it takes for one.
#[cold]
fn arbitrary_precision() -> bool {
    serde_json::from_str::<serde_json::Number>("1e400").is_ok()
}

/// Takes the map that stands for a number back off the tape, and puts the number on.
#[cold]
fn number<'de, A: MapAccess<'de>>(
    builder: &mut Builder,
    at: usize,
    mut members: A,
) -> Result<(), A::Error> {
    let text: String = members.next_value()?;
    builder.depth -= 1;
    builder.tape.slots.truncate(at);
    let slot = if let Ok(value) = text.parse::<i64>() {
        Slot::Signed(value)
    } else if let Ok(value) = text.parse::<u64>() {
        Slot::Unsigned(value)
    } else {
        match text.parse::<f64>() {
            Ok(value) if value.is_finite() => Slot::Float(value),
            _ => return Err(A::Error::custom("number out of range")),
        }
    };
    builder.push(slot);
    Ok(())
}

/// Reads one member name onto the end of the tape. Formats with other keys than strings give the
/// key's text, as JSON would have it.
struct NameSeed<'b>(&'b mut Builder);

impl<'de> DeserializeSeed<'de> for NameSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for NameSeed<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a member name")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.0.copied(text)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.0.copied(if value { "true" } else { "false" })
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.0.copied(&value.to_string())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.0.copied(&value.to_string())
    }
}
