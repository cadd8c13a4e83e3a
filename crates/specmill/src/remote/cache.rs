//! What was read from URLs, kept by its SHA-256.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;

use sha2::{Digest, Sha256};
use specmill_core::source::Refusal;

/// The SHA-256 of `bytes` in hexadecimal digits.
pub(super) fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What is kept under `hash`; `None` where it is not there, or is another content.
pub(super) fn read(folder: &Path, hash: &str, most: u64) -> Option<Vec<u8>> {
    let path = folder.join(hash);
    // A pipe there would keep the build waiting.
    if !path.metadata().ok()?.is_file() {
        return None;
    }
    let mut bytes = Vec::new();
    File::open(path).ok()?.take(most.saturating_add(1)).read_to_end(&mut bytes).ok()?;
    let is_it = bytes.len() as u64 <= most && self::hash(&bytes) == hash;
    is_it.then_some(bytes)
}

/// Keeps `bytes` under their `hash`.
pub(super) fn write(folder: &Path, hash: &str, bytes: &[u8]) -> Result<(), Refusal> {
    fs::create_dir_all(folder).and_then(|()| replace(&folder.join(hash), bytes)).map_err(|error| {
        Refusal {
            code: "unwritable-cache",
            message: format!("the cache folder `{}` cannot be written: {error}", folder.display()),
            help: "name a folder that can be written, or none".to_owned(),
        }
    })
}

/// Writes a file beside its place and moves it there, so that nobody sees half of it, and no link there is
/// followed.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut file = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As other files have it; a temporary one is its owner's alone.
        file.as_file().set_permissions(fs::Permissions::from_mode(0o644))?;
    }
    file.write_all(bytes)?;
    file.persist(path)?;
    Ok(())
}
