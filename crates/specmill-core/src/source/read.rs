//! A document as the generator and the mock server take it: joined, and changed by its overlays.

use std::path::{Path, PathBuf};

use super::bundle::join_within;
use super::{Document, Reach, overlay};
use crate::diagnostics::Diagnostics;
use crate::limits::Limits;

/// The overlays that are applied unless others are named, in this order.
const BESIDE: [&str; 2] = ["overlay.conventions.yaml", "overlay.yaml"];

/// Which overlays change a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Overlays {
    /// `overlay.conventions.yaml` and `overlay.yaml` in the document's folder, as far as they are there.
    #[default]
    Beside,
    /// The overlays in these files, in this order.
    At(Vec<PathBuf>),
}

impl Overlays {
    /// The files of the overlays of the document in the file `document`.
    #[must_use]
    pub fn paths(&self, document: &Path) -> Vec<PathBuf> {
        match self {
            Overlays::Beside => {
                let paths = BESIDE.iter().map(|name| document.with_file_name(name));
                paths.filter(|path| path != document && path.is_file()).collect()
            }
            Overlays::At(paths) => paths.clone(),
        }
    }

    /// The same with the overlay in the file `path` after those that are named already.
    #[must_use]
    pub fn and(self, path: PathBuf) -> Self {
        match self {
            Overlays::Beside => Overlays::At(vec![path]),
            Overlays::At(mut paths) => {
                paths.push(path);
                Overlays::At(paths)
            }
        }
    }
}

/// Reads the document in the file `path`, joins it out of its files, and applies its overlays.
///
/// # Errors
/// As [`join_within`] for the document and [`apply_overlay`](super::apply_overlay) for its overlays.
pub fn read(path: &Path, by: &Overlays, limits: &Limits) -> Result<Document, Diagnostics> {
    read_within(path, by, &Reach { limits: limits.clone(), ..Reach::default() })
}

/// As [`read`], with files of another root folder or of URLs.
///
/// # Errors
/// As [`read`].
pub fn read_within(path: &Path, by: &Overlays, reach: &Reach) -> Result<Document, Diagnostics> {
    let mut document = join_within(path, reach)?;
    for overlay in by.paths(path) {
        overlay::apply(&mut document, &overlay)?;
    }
    Ok(document)
}
