//! A folder that is made with all its files at once.

use std::fs;
use std::io;
use std::path::Path;

use super::file::File;
use super::write::{MadeFolders, NotWritten, Reason};

/// Makes the folder `folder`, which is not there or is empty, with `files` in it: all of it or nothing.
///
/// # Errors
///
/// When there is something in the folder, or it cannot be written.
pub fn create(folder: &Path, files: &[File]) -> Result<(), NotWritten> {
    let error = |error| Reason::Error(error).at(folder);
    check_empty(folder)?;
    let above = folder.parent().filter(|above| !above.as_os_str().is_empty());
    let above = above.unwrap_or(Path::new("."));
    let mut made = MadeFolders::default();
    made.make(above, Path::new(""))?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".specmill-").suffix(".tmp");
    // As any other new folder; temporary ones are their owner's only.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o777));
    // Without the name of the temporary folder, which is no use to anybody.
    let beside = builder.tempdir_in(above).map_err(|found| error(io::Error::from(found.kind())))?;
    for file in files {
        let path = beside.path().join(&file.path);
        let written = path.parent().map_or(Ok(()), fs::create_dir_all);
        written
            .and_then(|()| fs::write(&path, &file.text))
            .map_err(|error| Reason::Error(error).at(&folder.join(&file.path)))?;
    }
    // Windows puts a folder in no other's place, and elsewhere this fails where somebody was faster.
    let _ = fs::remove_dir(folder);
    match fs::rename(beside.path(), folder) {
        Ok(()) => {
            // There is nothing to remove any more.
            let _ = beside.keep();
            made.keep();
            Ok(())
        }
        Err(found) => {
            check_empty(folder)?;
            Err(error(found))
        }
    }
}

fn check_empty(folder: &Path) -> Result<(), NotWritten> {
    match folder.symlink_metadata() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            return Err(Reason::OtherKind.at(folder));
        }
        Err(error) => return Err(Reason::Error(error).at(folder)),
        Ok(there) if there.is_symlink() => return Err(Reason::Link.at(folder)),
        Ok(there) if !there.is_dir() => return Err(Reason::OtherKind.at(folder)),
        Ok(_) => {}
    }
    match fs::read_dir(folder).map(|mut entries| entries.next().is_none()) {
        Ok(true) => Ok(()),
        Ok(false) => Err(Reason::NotEmpty.at(folder)),
        Err(error) => Err(Reason::Error(error).at(folder)),
    }
}
