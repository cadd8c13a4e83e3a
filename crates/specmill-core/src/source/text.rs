//! Bytes of a file → text.

use std::path::Path;

use crate::diagnostics::{Diagnostic, Position};
use crate::source::fault::fault;

/// The bytes of the file `path` as UTF-8, without a byte order mark.
pub(super) fn decode(bytes: Vec<u8>, path: &Path) -> Result<String, Box<Diagnostic>> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let end = error.utf8_error().valid_up_to();
        Box::new(not_utf8(path, error.as_bytes(), end))
    })?;
    Ok(match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    })
}

fn not_utf8(path: &Path, bytes: &[u8], end: usize) -> Diagnostic {
    let before = String::from_utf8_lossy(bytes.get(..end).unwrap_or_default());
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let byte = bytes.get(end).copied().unwrap_or_default();
    fault(
        "not-utf8",
        path,
        Some(Position { line, column }),
        format!("byte 0x{byte:02x} at offset {end} is not UTF-8"),
        "save the document as UTF-8, the encoding OpenAPI asks for",
    )
}
