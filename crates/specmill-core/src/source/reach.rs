//! How far a document reaches: which files it may bring in, and how much of them.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use crate::limits::Limits;

/// Which files a document may bring in, and how much of them.
#[derive(Clone, Debug, Default)]
pub struct Reach {
    /// How much is read.
    pub limits: Limits,
    /// The folder in which and below which files are read; the document's own where there is none.
    pub root: Option<PathBuf>,
    /// What reads URLs; nothing does where there is none.
    pub remote: Option<Arc<dyn Remote>>,
}

/// Files of one document that are read from URLs: more would be a document made to be endless.
pub(super) const MOST_REMOTE: usize = 500;

/// How long all reading from URLs may take, for one document.
pub(super) const REMOTE_TIME: Duration = Duration::from_secs(300);

/// Reads what is at URLs, for documents that refer to some.
pub trait Remote: fmt::Debug + Send + Sync {
    /// The absolute URL, without a fragment, of `reference` in a file that was read from `base`, or in
    /// a file on the disk.
    ///
    /// # Errors
    ///
    /// When it is not a URL, or nothing may be read from it.
    fn resolve(&self, base: Option<&str>, reference: &str) -> Result<String, Refusal>;

    /// What is at `url`, which [`Remote::resolve`] gave, for the document in the file `document`: not
    /// more than `most` bytes, and not later than after `within`.
    ///
    /// # Errors
    ///
    /// When it cannot be read within that, or is not what was read before.
    fn read(
        &self,
        document: &Path,
        url: &str,
        most: u64,
        within: Duration,
    ) -> Result<Fetched, Refusal>;

    /// The files on the disk that decide what is read from URLs for the document in the file `document`.
    fn files(&self, document: &Path) -> Vec<PathBuf>;
}

/// What was read from a URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// The URL it was read from in the end, from which its own references count (RFC 3986, section 5.1.3).
    pub url: String,
    /// The content.
    pub bytes: Vec<u8>,
}

/// Why a URL is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The code of the diagnostic.
    pub code: &'static str,
    /// What is wrong: one sentence, lower case, without a period.
    pub message: String,
    /// The way out.
    pub help: String,
}
