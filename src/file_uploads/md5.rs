//! The checksum of a file.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use md5::{Digest, Md5};
use tokio::task::{JoinHandle, spawn_blocking};

/// How much is read at a time, in bytes.
const CHUNK: usize = 256 * 1024;

/// The MD5 checksum of a file, while it is computed on a thread for blocking work. Dropped, the thread
/// stops.
pub(super) struct Md5OfFile {
    thread: JoinHandle<io::Result<String>>,
    is_dropped: Arc<AtomicBool>,
}

impl Md5OfFile {
    pub(super) fn compute(path: PathBuf) -> Self {
        let is_dropped = Arc::new(AtomicBool::new(false));
        let stop = Arc::clone(&is_dropped);
        Self { thread: spawn_blocking(move || md5_of(&path, &stop)), is_dropped }
    }

    /// Waits for it, in hexadecimal digits.
    pub(super) async fn finish(mut self) -> io::Result<String> {
        (&mut self.thread).await.unwrap_or_else(|error| Err(error.into()))
    }
}

impl Drop for Md5OfFile {
    fn drop(&mut self) {
        self.is_dropped.store(true, Ordering::Relaxed);
    }
}

fn md5_of(path: &Path, stop: &AtomicBool) -> io::Result<String> {
    let mut file = File::open(path)?;
    let mut digest = Md5::new();
    let mut chunk = vec![0; CHUNK];
    while !stop.load(Ordering::Relaxed) {
        match file.read(&mut chunk) {
            Ok(0) => break,
            Ok(read) => digest.update(chunk.get(..read).unwrap_or_default()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}
