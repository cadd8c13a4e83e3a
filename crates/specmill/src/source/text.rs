//! Bytes of a file → text.

use std::path::Path;
use std::{fs, io};

use crate::diagnostics::{Diagnostic, Position};
use crate::source::load::fault;

/// Reads a file as UTF-8, without its byte order mark.
pub(super) fn read(path: &Path) -> Result<String, Box<Diagnostic>> {
    let bytes = fs::read(path).map_err(|error| Box::new(unreadable(path, &error)))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let end = error.utf8_error().valid_up_to();
        Box::new(not_utf8(path, error.as_bytes(), end))
    })?;
    Ok(match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    })
}

fn unreadable(path: &Path, error: &io::Error) -> Diagnostic {
    let name = path.display();
    if path.is_dir() {
        return fault(
            "not-a-file",
            path,
            None,
            format!("`{name}` is a directory, not an OpenAPI document"),
            "name the document's file itself, such as `spec/openapi.yaml`",
        );
    }
    match error.kind() {
        io::ErrorKind::NotFound => fault(
            "missing-file",
            path,
            None,
            format!("there is no file `{name}`"),
            "a relative path counts from the working directory, which is the package's own in a \
             build script",
        ),
        _ => fault(
            "unreadable-file",
            path,
            None,
            format!("`{name}` cannot be read: {error}"),
            "check that the file may be read by the user who builds",
        ),
    }
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
