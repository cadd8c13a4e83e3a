//! Which version of a file it is that is uploaded.

use std::io;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use tokio::runtime::Handle;

/// The size of a file and when it was changed last: what tells one version from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FileVersion {
    pub(super) size: u64,
    /// In nanoseconds since 1970; `None` where the file system does not know.
    pub(super) modified: Option<i64>,
}

impl FileVersion {
    /// The version of the file that is at `path` now.
    pub(super) async fn at(path: &Path) -> io::Result<Self> {
        // Without a runtime, the first call says what is missing, where tokio would panic.
        let metadata = match Handle::try_current() {
            Ok(_) => tokio::fs::metadata(path).await?,
            Err(_) => std::fs::metadata(path)?,
        };
        if metadata.is_dir() {
            return Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder"));
        }
        if !metadata.is_file() {
            return Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                "it is no regular file, whose size is known and which can be read from any place",
            ));
        }
        let modified = metadata.modified().ok().and_then(nanoseconds);
        Ok(Self { size: metadata.len(), modified })
    }
}

fn nanoseconds(time: SystemTime) -> Option<i64> {
    match time.duration_since(UNIX_EPOCH) {
        Ok(since) => i64::try_from(since.as_nanos()).ok(),
        Err(before) => i64::try_from(before.duration().as_nanos()).ok()?.checked_neg(),
    }
}
