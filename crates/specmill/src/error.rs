//! The error of the generator.

use std::fmt;

use crate::cargo;
use specmill_core::diagnostics::{Diagnostic, Diagnostics, Severity};
use specmill_core::source::Document;

/// The error of a document from which nothing was generated: every fault, each with its place, its
/// reason and the way out.
///
/// `Debug` prints the same text as `Display`, because that is what a build script's
/// `fn main() -> Result<(), specmill::Error>` shows.
pub struct Error {
    text: String,
    lines: Vec<(Severity, String)>,
    diagnostics: Box<Diagnostics>,
}

impl Error {
    pub(crate) fn new(diagnostics: &Diagnostics, document: Option<&Document>) -> Self {
        let text = match document {
            Some(document) => diagnostics.render(document),
            None => diagnostics.to_string(),
        };
        let lines = diagnostics.render_lines(document);
        Self { text, lines, diagnostics: Box::new(diagnostics.clone()) }
    }

    /// The faults.
    #[must_use]
    pub fn diagnostics(&self) -> &Diagnostics {
        &self.diagnostics
    }

    /// Prints the faults as errors of cargo, a line each.
    pub(crate) fn tell_cargo(&self) {
        for (severity, line) in &self.lines {
            cargo::show(*severity, line);
        }
    }
}

impl From<Diagnostic> for Error {
    fn from(diagnostic: Diagnostic) -> Self {
        let mut diagnostics = Diagnostics::default();
        diagnostics.push(diagnostic);
        Self::new(&diagnostics, None)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text.trim_end())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the document cannot be used\n{self}")
    }
}

impl std::error::Error for Error {}
