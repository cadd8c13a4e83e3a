//! One run at a time writes into a folder.

use std::path::Path;

use super::write::{NotWritten, Reason};

/// Waits until no other run writes into `folder`, and keeps others from it until the lock is dropped.
#[cfg(unix)]
pub(super) fn lock(folder: &Path) -> Result<Option<std::fs::File>, NotWritten> {
    use std::thread::sleep;
    use std::time::Duration;

    use rustix::fs::{FlockOperation, flock};
    use rustix::io::Errno;

    /// A run holds the lock while it writes, which takes far less than a second.
    const TRIES: u32 = 200;
    const PAUSE: Duration = Duration::from_millis(50);

    // The folder itself is locked, so that no file is left there.
    let folder_path = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let Ok(opened) = std::fs::File::open(folder_path) else { return Ok(None) };
    for _ in 0..TRIES {
        match flock(&opened, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => return Ok(Some(opened)),
            Err(Errno::WOULDBLOCK) => sleep(PAUSE),
            Err(Errno::INTR) => {}
            // Some file systems have no locks.
            Err(_) => return Ok(None),
        }
    }
    Err(Reason::Busy.at(folder))
}

/// Waits until no other run writes into `folder`, and keeps others from it until the lock is dropped. The
/// system removes the file when it is closed, however that comes about.
#[cfg(windows)]
pub(super) fn lock(folder: &Path) -> Result<Option<std::fs::File>, NotWritten> {
    use std::os::windows::fs::OpenOptionsExt;
    use std::thread::sleep;
    use std::time::Duration;

    const TRIES: u32 = 200;
    const PAUSE: Duration = Duration::from_millis(50);
    const FILE_FLAG_DELETE_ON_CLOSE: u32 = 0x0400_0000;
    const ERROR_SHARING_VIOLATION: i32 = 32;

    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(false);
    options.share_mode(0).custom_flags(FILE_FLAG_DELETE_ON_CLOSE);
    for _ in 0..TRIES {
        match options.open(folder.join(".specmill-lock")) {
            Ok(file) => return Ok(Some(file)),
            Err(error) if error.raw_os_error() == Some(ERROR_SHARING_VIOLATION) => sleep(PAUSE),
            Err(_) => return Ok(None),
        }
    }
    Err(Reason::Busy.at(folder))
}

#[cfg(not(any(unix, windows)))]
pub(super) fn lock(_folder: &Path) -> Result<Option<std::fs::File>, NotWritten> {
    Ok(None)
}
