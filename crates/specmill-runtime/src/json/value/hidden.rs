//! `Debug` of types that hold secrets.

use std::fmt::{self, Debug, Formatter, Write};

use crate::text::{MASK, without_members, without_queries};

/// `Debug` of a struct: as it is derived, but for the values of the fields in `secret`, which are
/// not shown where there are any, and for those in `masked`, of which what is secret in their text is
/// not shown: queries of URLs, and what is under the names of secrets.
///
/// # Errors
/// Those of the formatter.
#[doc(hidden)]
pub fn debug(
    formatter: &mut Formatter<'_>,
    name: &str,
    fields: &[(&str, &dyn Debug)],
    secret: &[&str],
    masked: &[&str],
) -> fmt::Result {
    let mut shown = formatter.debug_struct(name);
    for (field, value) in fields {
        let name = field.strip_prefix("r#").unwrap_or(field);
        if secret.contains(field) {
            shown.field(name, &Hidden(*value));
        } else if masked.contains(field) {
            shown.field(name, &Masked(*value));
        } else {
            shown.field(name, value);
        }
    }
    shown.finish()
}

/// A value that is not shown, unless it is that there is none.
struct Hidden<'a>(&'a dyn Debug);

impl Debug for Hidden<'_> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let mut start = Start::default();
        // It refuses what is longer than it can be.
        let is_short = write!(start, "{:?}", self.0).is_ok();
        match start.text() {
            text @ ("None" | "Absent" | "Null") if is_short => formatter.write_str(text),
            _ => formatter.write_str(MASK),
        }
    }
}

/// The start of a text, so that no secret is copied to see whether it is one.
#[derive(Default)]
struct Start {
    bytes: [u8; 8],
    length: usize,
}

impl Start {
    fn text(&self) -> &str {
        let bytes = self.bytes.get(..self.length).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default()
    }
}

impl Write for Start {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let end = self.length + text.len();
        let room = self.bytes.get_mut(self.length..end).ok_or(fmt::Error)?;
        room.copy_from_slice(text.as_bytes());
        self.length = end;
        Ok(())
    }
}

/// A value without what is secret in its text.
pub(super) struct Masked<'a>(pub(super) &'a dyn Debug);

impl Debug for Masked<'_> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let text = format!("{:?}", self.0);
        let masked = without_members(&without_queries(&text));
        if masked == text { self.0.fmt(formatter) } else { formatter.write_str(&masked) }
    }
}
