//! Files that the command writes by itself: whole, or not at all.

use std::io::{self, Write};
use std::path::Path;

use tempfile::Builder;

/// Writes `text` beside `path`, and puts it there when all of it is written: a full disk or Ctrl-C leaves
/// what was there. What was read, `inputs`, is not written over.
///
/// # Errors
///
/// What is in the way and what to do, in a sentence.
pub(crate) fn write_whole(path: &Path, text: &str, inputs: &[&Path]) -> Result<(), String> {
    let is_path = |input: &Path| {
        let (input, path) = (input.canonicalize(), path.canonicalize());
        input.is_ok_and(|input| path.is_ok_and(|path| path == input))
    };
    if inputs.iter().any(|input| is_path(input)) {
        let name = path.display();
        return Err(format!(
            "`{name}` was read, and is not written over: give the output another name"
        ));
    }
    beside(path, text).map_err(|error| not_written(&path.to_string_lossy(), &error))
}

/// Why a file or a stream is not written, and the way out.
pub(crate) fn not_written(place: &str, error: &io::Error) -> String {
    let way_out = match error.kind() {
        io::ErrorKind::NotFound => "make its folder first",
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
            "a file is where the folder should be"
        }
        io::ErrorKind::IsADirectory => "give the name of a file in that folder",
        io::ErrorKind::PermissionDenied => "give a place that may be written to",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "make room on the disk",
        _ => "check that the folder exists, is writable and has room",
    };
    format!("`{place}` cannot be written: {error}; {way_out}")
}

fn beside(path: &Path, text: &str) -> io::Result<()> {
    if path.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    // A link is followed, a pipe or a device written to: nothing takes the place of those.
    if path.symlink_metadata().is_ok_and(|there| !there.is_file()) {
        return std::fs::write(path, text);
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut builder = Builder::new();
    builder.prefix(".specmill-").suffix(".tmp");
    // As any other new file; temporary ones can be read by their owner only.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    // Without the name of the temporary file, which is no use to anybody.
    let mut file = builder
        .tempfile_in(folder.unwrap_or(Path::new(".")))
        .map_err(|error| io::Error::from(error.kind()))?;
    file.as_file_mut().write_all(text.as_bytes())?;
    file.persist(path)?;
    Ok(())
}
