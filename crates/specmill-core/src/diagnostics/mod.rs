//! What is wrong with a document: codes, places and ways out.

mod explained;
mod nearest;
mod one_line;
mod severity;
mod untyped;

use std::collections::BTreeSet;
use std::path::PathBuf;

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

use crate::tree::Pointer;

pub use explained::{
    Example, Explanation, codes_like, explanation, explanations, untyped_explanations,
};
pub(crate) use nearest::nearest;
pub(crate) use one_line::turns_text;
pub use one_line::{is_one_line, one_line};
pub use severity::Severity;
pub use untyped::{Untyped, UntypedReason};

/// Letters against letters that are compared in search of names: some tenths of a second, and a
/// hundred faults in a document of 3 000 names.
const MOST_COMPARED: usize = 50_000_000;

/// A line and a column, both counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column, in characters.
    pub column: usize,
}

/// Where a fault is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Place {
    /// The file, where it is not the document itself.
    pub file: Option<PathBuf>,
    /// The JSON Pointer from that file's root.
    pub pointer: Pointer,
    /// The line, where it is already known (a parse error); else it is looked up for rendering.
    pub position: Option<Position>,
}

/// One fault: what, where, why, and the way out.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// Warning or error.
    pub severity: Severity,
    /// A stable name of the kind of fault, in kebab case (`undeclared-path-parameter`).
    pub code: &'static str,
    /// One sentence without a final period; names in backticks.
    pub message: String,
    /// Where, if it has a place.
    pub place: Option<Place>,
    /// What becomes of it and what the reader can do.
    pub help: Option<String>,
}

/// Every fault found so far, in the order found.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: IndexSet<Diagnostic, FxBuildHasher>,
    /// The places in the document itself that have a fault.
    places: BTreeSet<Pointer>,
    /// How much was compared in search of names that may be meant.
    compared: usize,
}

impl Diagnostics {
    /// Notes at `pointer` what the document says without being wrong.
    pub fn note(
        &mut self,
        code: &'static str,
        pointer: &Pointer,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.push_at(Severity::Note, code, pointer, message.into(), help.into());
    }

    /// Notes a warning at `pointer`.
    pub fn warning(
        &mut self,
        code: &'static str,
        pointer: &Pointer,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.push_at(Severity::Warning, code, pointer, message.into(), help.into());
    }

    /// Notes an error at `pointer`: the item there is left out.
    pub fn error(
        &mut self,
        code: &'static str,
        pointer: &Pointer,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.push_at(Severity::Error, code, pointer, message.into(), help.into());
    }

    fn push_at(
        &mut self,
        severity: Severity,
        code: &'static str,
        pointer: &Pointer,
        message: String,
        help: String,
    ) {
        let place = Place { file: None, pointer: pointer.clone(), position: None };
        let diagnostic =
            Diagnostic { severity, code, message, place: Some(place), help: Some(help) };
        self.push(diagnostic);
    }

    /// Adds a fault, once.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if let Some(place) = diagnostic.place.as_ref().filter(|place| place.file.is_none()) {
            self.places.insert(place.pointer.clone());
        }
        self.list.insert(diagnostic);
    }

    /// The name of `names` that looks most like `name`, if any does at all. Nobody reads a thousand
    /// of these: beyond some work nothing is found any more.
    pub(crate) fn nearest<'n>(
        &mut self,
        name: &str,
        names: impl Iterator<Item = &'n str>,
    ) -> Option<&'n str> {
        let compared = &mut self.compared;
        let names = names.take_while(|candidate| {
            *compared = compared.saturating_add(name.len().saturating_mul(candidate.len()));
            *compared < MOST_COMPARED
        });
        nearest(name, names)
    }

    /// The faults, in the order found.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// Whether a fault at `pointer` of the document itself was noted.
    #[must_use]
    pub fn has_at(&self, pointer: &Pointer) -> bool {
        self.places.contains(pointer)
    }

    /// Whether nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Whether anything is wrong: notes are no faults.
    #[must_use]
    pub fn has_faults(&self) -> bool {
        self.list.iter().any(|diagnostic| diagnostic.severity > Severity::Note)
    }

    /// Whether any fault is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Takes every fault of `other`.
    pub fn append(&mut self, other: Diagnostics) {
        for diagnostic in other.list {
            self.push(diagnostic);
        }
    }
}
