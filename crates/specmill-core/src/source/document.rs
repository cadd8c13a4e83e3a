//! A document that has been read.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::Origins;
use super::file::Allowance;
use crate::diagnostics::{Diagnostics, Position};
use crate::limits::Limits;
use crate::tree::Node;

/// What a document is written in, a Markdown page around it aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// YAML 1.1 or 1.2 as `serde_yaml` reads it.
    Yaml,
    /// JSON (RFC 8259).
    Json,
}

/// Where a document's text begins in its file: not at the top in a Markdown page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Offset {
    /// Lines of the file above the text.
    pub lines: usize,
    /// Characters cut off at the start of each line (the indentation of the fence).
    pub columns: usize,
}

impl Offset {
    /// A position in the text as one in the file.
    #[must_use]
    pub fn in_file(self, position: Position) -> Position {
        Position { line: position.line + self.lines, column: position.column + self.columns }
    }
}

/// A document in memory: its text, its tree, and what was noticed on reading it.
#[derive(Clone, Debug)]
pub struct Document {
    /// The file it came from, as it was asked for.
    pub path: PathBuf,
    /// Its text, without a byte order mark; only the block with the description where the file is
    /// a Markdown page.
    pub text: String,
    /// What the text is written in.
    pub format: Format,
    /// Where in the file the text begins.
    pub offset: Offset,
    /// The tree.
    pub root: Node,
    /// Warnings of the reading (`duplicate-key`); faults that stop it are [`load`](super::load)'s
    /// error.
    pub diagnostics: Diagnostics,
    /// Where the parts of the tree were written that other files brought.
    pub origins: Origins,
    /// Every file read for it, `path` first.
    pub(super) files: Vec<PathBuf>,
    /// The other files that it was joined out of, without their trees, by path or URL.
    pub(super) parts: BTreeMap<PathBuf, Document>,
    /// What may still be read for it.
    pub(super) allowance: Allowance,
}

impl Document {
    /// Every file read for this document, its own first, and those it refers to that are not there:
    /// what `cargo::rerun-if-changed` is told.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        self.files.iter().map(PathBuf::as_path)
    }

    /// The files that do not have any more what was read from them.
    pub fn changed_files(&self) -> impl Iterator<Item = &Path> {
        self.allowance.changed()
    }

    /// One of the other files that the document was joined out of, without its tree, by its path or URL.
    #[must_use]
    pub fn part(&self, path: &Path) -> Option<&Document> {
        self.parts.get(path)
    }

    /// What was read within.
    #[must_use]
    pub fn limits(&self) -> &Limits {
        self.allowance.limits()
    }
}
