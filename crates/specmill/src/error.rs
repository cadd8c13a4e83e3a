//! The error of the generator.

use std::fmt;

use specmill_core::diagnostics as found;
use specmill_core::source::Document;

use crate::diagnostics::Diagnostics;
use crate::fault::Fault;

/// The error of a document from which nothing was generated: its faults, each with its place, its
/// reason and the way out, and of many of one kind the first ones. [`Error::diagnostics`] has all of them.
///
/// `Debug` prints the same text as `Display`, because that is what a build script's
/// `fn main() -> Result<(), specmill::Error>` shows.
pub struct Error {
    diagnostics: Box<Diagnostics>,
}

impl Error {
    /// The error of several faults beside the document.
    pub(crate) fn of(faults: impl IntoIterator<Item = Fault>) -> Self {
        let mut found = found::Diagnostics::default();
        faults.into_iter().for_each(|fault| found.push(fault.into()));
        Self::new(&found, None)
    }

    pub(crate) fn new(found: &found::Diagnostics, document: Option<&Document>) -> Self {
        Self { diagnostics: Box::new(Diagnostics::new(found, document)) }
    }

    /// The faults.
    #[must_use]
    pub fn diagnostics(&self) -> &Diagnostics {
        &self.diagnostics
    }
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        Self::of([fault])
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.diagnostics.summary().trim_end())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the document cannot be used\n{self}")
    }
}

impl std::error::Error for Error {}
