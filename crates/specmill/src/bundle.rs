//! A document in several files as one text.

use std::path::Path;

use crate::error::Error;
use crate::generator::internal;
use specmill_core::diagnostics::Diagnostic;
use specmill_core::source::{self, Document};

/// A document joined out of its files.
#[derive(Clone, Debug)]
pub struct Bundle {
    /// One OpenAPI document in YAML, with `$ref`s into itself only, but for those that lead nowhere.
    pub text: String,
    /// The document, with its faults and the files it was joined from.
    pub document: Document,
}

/// Joins the document at `path` and the files it refers to into one, for tools that read no more
/// than that. No overlay is applied.
///
/// # Errors
///
/// When the document's own file cannot be read.
pub fn bundle(path: impl AsRef<Path>) -> Result<Bundle, Error> {
    let document = source::join(path.as_ref()).map_err(|found| Error::new(&found, None))?;
    let text =
        source::to_yaml(&document.root).map_err(|fault| -> Diagnostic { internal(fault) })?;
    Ok(Bundle { text, document })
}
