//! What is known of an upload in parts that has not come to its end.

use super::file_version::FileVersion;
use crate::json::{self, UnixTime};

/// An upload in parts that has begun: enough to go on with it later, also in another process.
///
/// A [`ChunkedUpload`](crate::ChunkedUpload) hands it out with each part that the server has accepted, and
/// its error has the last one. It is written to JSON and read from it as all types here are, by
/// [`json::encode`] and [`json::decode`] or by serde.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct UnfinishedUpload {
    /// The `id` of the upload.
    pub upload_id: String,
    /// When the server gives it up.
    pub expires_at: UnixTime,
    /// The size of the file in bytes.
    pub file_size: u64,
    /// When the file was changed last, in nanoseconds since 1970, if the file system knows.
    pub file_modified: Option<i64>,
    /// The size of each part in bytes, but for the last.
    pub part_size: u64,
    /// The `id` of each part in the order of their bytes; `None` of those that have not been accepted.
    pub part_ids: Vec<Option<String>>,
}

json::object!(UnfinishedUpload {
    upload_id: required "upload_id",
    expires_at: required "expires_at",
    file_size: required "file_size",
    file_modified: optional "file_modified",
    part_size: required "part_size",
    part_ids: required "part_ids",
});

impl UnfinishedUpload {
    /// How many bytes of the file the server has accepted.
    #[must_use]
    pub fn accepted_bytes(&self) -> u64 {
        let accepted = self.part_ids.iter().enumerate().filter(|(_, id)| id.is_some());
        accepted.map(|(part, _)| self.range(part)).map(|range| range.end - range.start).sum()
    }

    pub(super) fn version(&self) -> FileVersion {
        FileVersion { size: self.file_size, modified: self.file_modified }
    }

    /// Where a part is in the file.
    pub(super) fn range(&self, part: usize) -> std::ops::Range<u64> {
        let start = (part as u64).saturating_mul(self.part_size).min(self.file_size);
        start..start.saturating_add(self.part_size).min(self.file_size)
    }

    /// The first part from `from` on that has not been accepted.
    pub(super) fn next_missing(&self, from: usize) -> Option<usize> {
        let rest = self.part_ids.get(from..)?;
        Some(from + rest.iter().position(Option::is_none)?)
    }
}
