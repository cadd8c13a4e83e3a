//! Tokens → text → files.

mod create;
mod file;
mod folder;
mod format;
mod list;
mod lock;
mod parts;
mod surface;
mod write;

use std::fmt;

use self::file::{COPY, MARK};
use crate::diagnostics::one_line;
use crate::emit;
use crate::surface::Surface;

pub use create::create;
pub use file::{File, FileKind};
pub use folder::{Differences, Folder};
pub use write::{NotWritten, Reason, Written, write};

/// A file that did not come out as Rust.
#[derive(Debug)]
pub struct NotRust {
    /// The file, relative to the output folder.
    pub path: String,
    /// What the parser says.
    pub error: syn::Error,
}

impl fmt::Display for NotRust {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` did not come out as Rust: {}", self.path, self.error)
    }
}

impl std::error::Error for NotRust {}

/// How every file begins.
#[must_use]
pub fn header(source: &str) -> String {
    format!("{MARK}{}. Do not edit.\n\n", one_line(source))
}

/// Formats `files`, those that are too long as several; `source` is the document they came from, as
/// it was asked for.
///
/// # Errors
///
/// When a file is not Rust, which is a fault of `emit`.
pub fn format(files: &[emit::File], source: &str) -> Result<Vec<File>, NotRust> {
    let header = header(source);
    let mut written = Vec::new();
    for file in files {
        match parts::files(file, &header) {
            Ok(parts) => written.extend(parts),
            Err(error) => return Err(NotRust { path: file.path.clone(), error }),
        }
    }
    Ok(written)
}

/// `files` as a copy for readers: the same code, under a second line that says so.
#[must_use]
pub fn copies(files: &[File]) -> Vec<File> {
    let copy = |file: &File| {
        let (mark, code) = file.text.split_once('\n').unwrap_or((&file.text, ""));
        File { path: file.path.clone(), text: format!("{mark}\n{COPY}\n{code}"), kind: file.kind }
    };
    files.iter().map(copy).collect()
}

/// The text of what is filed under `name` in `files`: a type with what it implements, or the method of an
/// operation with its builder. Each is preceded by the module it is in.
///
/// # Errors
///
/// When it is not Rust, which is a fault of `emit`.
pub fn filed(files: &[emit::File], name: &str) -> Result<Vec<(String, String)>, NotRust> {
    let texts = files.iter().map(|file| {
        let text = parts::filed(file, name);
        let text = text.map_err(|error| NotRust { path: file.path.clone(), error })?;
        Ok((file.module.clone(), text))
    });
    texts.filter(|found| !matches!(found, Ok((_, text)) if text.is_empty())).collect()
}

/// The public items of `files`.
#[must_use]
pub fn surface(files: &[emit::File]) -> Surface {
    surface::surface(files)
}
