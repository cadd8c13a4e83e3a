//! A document as the generator and the mock server take it: joined, and changed by its overlay.

use std::path::{Path, PathBuf};

use super::bundle::join_within;
use super::{Document, overlay};
use crate::diagnostics::Diagnostics;
use crate::limits::Limits;

/// Which overlay changes a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Overlay {
    /// `overlay.yaml` in the document's folder, if it is there.
    #[default]
    Beside,
    /// The overlay in this file.
    At(PathBuf),
    /// None.
    Without,
}

impl Overlay {
    /// The file of the overlay of the document in the file `document`, if it has one.
    #[must_use]
    pub fn path(&self, document: &Path) -> Option<PathBuf> {
        match self {
            Overlay::Beside => {
                let path = document.with_file_name("overlay.yaml");
                Some(path).filter(|path| path != document && path.is_file())
            }
            Overlay::At(path) => Some(path.clone()),
            Overlay::Without => None,
        }
    }
}

/// Reads the document in the file `path`, joins it out of its files, and applies its overlay.
///
/// # Errors
/// As [`join_within`] for the document and [`apply_overlay`](super::apply_overlay) for its overlay.
pub fn read(path: &Path, by: &Overlay, limits: &Limits) -> Result<Document, Diagnostics> {
    let mut document = join_within(path, limits)?;
    if let Some(overlay) = by.path(path) {
        overlay::apply(&mut document, &overlay)?;
    }
    Ok(document)
}
