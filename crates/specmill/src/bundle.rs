//! A document in several files as one text.

use std::path::Path;

use specmill_core::source::{self, Document};

use crate::diagnostics::Diagnostics;
use crate::error::Error;
use crate::fault::Fault;

/// A document joined out of its files.
#[derive(Clone, Debug)]
pub struct Bundle {
    text: String,
    diagnostics: Diagnostics,
    document: Document,
}

impl Bundle {
    /// One OpenAPI document in YAML, with `$ref`s into itself only, but for those that lead nowhere.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The faults of the document.
    #[must_use]
    pub fn diagnostics(&self) -> &Diagnostics {
        &self.diagnostics
    }

    /// Every file that was read, the document's own first, and those it refers to that are not there.
    pub fn sources(&self) -> impl Iterator<Item = &Path> {
        self.document.files()
    }
}

/// The text of a joined document.
pub(crate) fn bundle_of(document: Document) -> Result<Bundle, Error> {
    let text = source::to_yaml(&document.root).map_err(Fault::NotYaml)?;
    let diagnostics = Diagnostics::new(&document.diagnostics, Some(&document));
    Ok(Bundle { text, diagnostics, document })
}
