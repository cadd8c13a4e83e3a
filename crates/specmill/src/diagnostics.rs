//! What is wrong with a document, for whoever generates from it.

use std::fmt;
use std::ops::Range;
use std::path::Path;

use specmill_core::diagnostics as found;
use specmill_core::report::{Located, grouped, shown};
use specmill_core::source::Document;

pub use specmill_core::diagnostics::Severity;

/// Every fault that was found in a document, and notes on what it may not mean.
///
/// `Display` shows them in full, notes first, then warnings, then errors, so that what stops the build ends up
/// next to the prompt. [`Diagnostics::summary`] is shorter where there are many.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Looks up where each fault is in the files of `document`.
    pub(crate) fn new(found: &found::Diagnostics, document: Option<&Document>) -> Self {
        Self { list: found.locate(document).into_iter().map(Diagnostic).collect() }
    }

    /// The faults in the order found, which is that of the document within each stage.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// Whether nothing was found, notes included.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Whether anything is wrong: there is more than notes.
    #[must_use]
    pub fn has_faults(&self) -> bool {
        self.iter().any(|diagnostic| diagnostic.severity() > Severity::Note)
    }

    /// Whether any fault is an error: something that the document describes is not in the output.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.iter().any(|diagnostic| diagnostic.severity() == Severity::Error)
    }

    /// The faults as `Display` shows them, each on one line.
    pub fn lines(&self) -> impl Iterator<Item = (Severity, String)> {
        shown(self.located()).map(|found| (found.diagnostic.severity, found.render_line()))
    }

    /// The faults as `Display` shows them, but those of one code together, and of each code only the
    /// first ones (5 warnings, 20 errors) and how many more there are.
    #[must_use]
    pub fn summary(&self) -> String {
        grouped(self.located()).iter().map(ToString::to_string).collect()
    }

    /// The faults as [`Diagnostics::summary`] shows them, each on one line: what a build script tells
    /// cargo.
    pub fn summary_lines(&self) -> impl Iterator<Item = (Severity, String)> {
        grouped(self.located()).into_iter().map(|shown| (shown.severity(), shown.render_line()))
    }

    fn located(&self) -> impl Iterator<Item = &Located> + Clone {
        self.list.iter().map(|Diagnostic(located)| located)
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        shown(self.located()).try_for_each(|found| found.fmt(f))
    }
}

/// One fault: what is wrong, where, and the way out.
///
/// `Display` shows all of it, on several lines.
#[derive(Clone, Debug)]
pub struct Diagnostic(Located);

impl Diagnostic {
    /// How much it costs.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.0.diagnostic.severity
    }

    /// The name of its kind, in kebab case (`undeclared-path-parameter`), which stays the same from
    /// version to version.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.0.diagnostic.code
    }

    /// What is wrong: one sentence without a final period, names in backticks.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.diagnostic.message
    }

    /// What becomes of it, and what the reader can do.
    #[must_use]
    pub fn help(&self) -> Option<&str> {
        self.0.diagnostic.help.as_deref()
    }

    /// The file it is in, if it has a place: the one it was written in, where the document was joined
    /// out of several or changed by an overlay.
    #[must_use]
    pub fn file(&self) -> Option<&Path> {
        self.0.file.as_deref()
    }

    /// The JSON Pointer (RFC 6901) to it from the root of that file; empty for the whole file.
    #[must_use]
    pub fn pointer(&self) -> Option<&str> {
        self.0.pointer.as_ref().map(specmill_core::tree::Pointer::as_str)
    }

    /// Its line in that file, counted from 1, where it could be found.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        self.0.position.map(|position| position.line)
    }

    /// Its column in that line, in characters counted from 1.
    #[must_use]
    pub fn column(&self) -> Option<usize> {
        self.0.position.map(|position| position.column)
    }

    /// That line, fit to be shown: a long one is cut around the column, tabs are spaces, and controls
    /// are escaped.
    #[must_use]
    pub fn excerpt(&self) -> Option<&str> {
        self.0.excerpt.as_ref().map(|excerpt| excerpt.text.as_str())
    }

    /// What of [`Diagnostic::excerpt`] is meant, in bytes.
    #[must_use]
    pub fn marked(&self) -> Option<Range<usize>> {
        self.0.excerpt.as_ref().map(|excerpt| excerpt.marked.clone())
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
