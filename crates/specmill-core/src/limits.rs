//! How much is read.

/// How much of a document is read before it is refused: no document in earnest comes near, and one
/// that is made to use up memory does not get far.
///
/// ```
/// use specmill_core::Limits;
///
/// let limits = Limits::default().file_size(1 << 20);
/// assert_eq!((limits.file_size, limits.total_size), (1 << 20, 512 << 20));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// The size of one file, in bytes: 64 MiB. GitHub's and Stripe's have 4 MB.
    pub file_size: u64,
    /// The size of all files of a document together, its overlay among them, in bytes: 512 MiB.
    pub total_size: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { file_size: 64 << 20, total_size: 512 << 20 }
    }
}

impl Limits {
    /// Another [`Limits::file_size`], in bytes.
    #[must_use]
    pub fn file_size(mut self, bytes: u64) -> Self {
        self.file_size = bytes;
        self
    }

    /// Another [`Limits::total_size`], in bytes.
    #[must_use]
    pub fn total_size(mut self, bytes: u64) -> Self {
        self.total_size = bytes;
        self
    }
}
