//! Writing only what changed, so that what was not touched is not compiled again.
//!
//! A folder can hold what is not ours. A file is replaced or removed only if it begins with our mark,
//! and links below the folder are not followed. Everything is written beside its place first, and
//! takes it when all of it is there.

use std::collections::BTreeSet;
use std::fs::{self, Metadata, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::{File, MARK};

/// What a run did to the output folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Files written, because they are new or differ.
    pub changed: Vec<PathBuf>,
    /// Files that already were as they should be.
    pub unchanged: Vec<PathBuf>,
    /// Files of an earlier run that have no place any more, removed.
    pub removed: Vec<PathBuf>,
}

/// Why nothing was written.
#[derive(Debug)]
pub struct NotWritten {
    /// The place that is in the way.
    pub path: PathBuf,
    /// What is in the way there.
    pub reason: Reason,
}

/// What is in the way.
#[derive(Debug)]
pub enum Reason {
    /// The file is somebody else's.
    NotOurs,
    /// A link, which could lead anywhere.
    Link,
    /// Neither a file where one should be, nor a folder.
    OtherKind,
    /// The system's own error.
    Error(io::Error),
}

impl Reason {
    fn at(self, path: &Path) -> NotWritten {
        NotWritten { path: path.to_owned(), reason: self }
    }
}

/// Makes the folder `directory` hold `files`, the root file first.
///
/// # Errors
///
/// When a file or folder cannot be written, or is not ours to write.
pub fn write(directory: &Path, files: &[File]) -> Result<Written, NotWritten> {
    let mut written = Written::default();
    let mut made = MadeFolders::default();
    let mut ready: Vec<(NamedTempFile, PathBuf)> = Vec::new();
    for file in files {
        let path = directory.join(&file.path);
        // Nothing is at the place as yet where its folder has to be made.
        let is_new = made.make(directory, Path::new(&file.path))?;
        if !is_new && is_as(&path, &file.text)? {
            written.unchanged.push(path);
            continue;
        }
        let beside = beside(&path, &file.text).map_err(|error| Reason::Error(error).at(&path))?;
        ready.push((beside, path.clone()));
        written.changed.push(path);
    }
    // The root file, which names the others, comes last.
    for (beside, path) in ready.into_iter().rev() {
        beside.persist(&path).map_err(|error| Reason::Error(error.error).at(&path))?;
    }
    made.keep();
    remove_leftovers(directory, files, &mut written);
    Ok(written)
}

/// A new file in the folder of `path` with `text` in it, which is gone again unless it is kept.
fn beside(path: &Path, text: &str) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".specmill-").suffix(".tmp");
    // As any other new file; temporary ones can be read by their owner only.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(path.parent().unwrap_or(Path::new(".")))?;
    file.write_all(text.as_bytes())?;
    Ok(file)
}

/// Whether the file `path` is ours and has this text already.
fn is_as(path: &Path, text: &str) -> Result<bool, NotWritten> {
    let metadata = match path.symlink_metadata() {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(Reason::Error(error).at(path)),
    };
    if metadata.is_symlink() {
        return Err(Reason::Link.at(path));
    }
    if !metadata.is_file() {
        return Err(Reason::OtherKind.at(path));
    }
    if !is_ours(path).map_err(|error| Reason::Error(error).at(path))? {
        return Err(Reason::NotOurs.at(path));
    }
    let is_as_long = metadata.len() == text.len() as u64;
    Ok(is_as_long && fs::read(path).is_ok_and(|old| old == text.as_bytes()))
}

/// Whether a regular file begins with our mark. One that is empty is nobody's.
fn is_ours(path: &Path) -> io::Result<bool> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed());
    }
    let file = options.open(path)?;
    if !file.metadata()?.is_file() {
        return Ok(false);
    }
    let mut start = Vec::new();
    file.take(MARK.len() as u64).read_to_end(&mut start)?;
    Ok(start == MARK.as_bytes())
}

/// Folders made for what is written, which go again if it is not.
#[derive(Default)]
struct MadeFolders(Vec<PathBuf>);

impl MadeFolders {
    /// Makes what is missing of `directory` and of the folders of `file` in it, and tells whether
    /// anything was. Below `directory`, which the caller names, no link is followed.
    fn make(&mut self, directory: &Path, file: &Path) -> Result<bool, NotWritten> {
        let before = self.0.len();
        let missing: Vec<&Path> =
            directory.ancestors().take_while(|above| !is_folder_or_link(above)).collect();
        for folder in missing.into_iter().rev().filter(|folder| !folder.as_os_str().is_empty()) {
            self.make_one(folder)?;
        }
        let folders: Vec<&Path> = file.ancestors().skip(1).collect();
        for folder in folders.into_iter().rev().filter(|folder| !folder.as_os_str().is_empty()) {
            let folder = directory.join(folder);
            match folder.symlink_metadata() {
                Ok(metadata) if metadata.is_dir() => {}
                Ok(metadata) if metadata.is_symlink() => return Err(Reason::Link.at(&folder)),
                Ok(_) => return Err(Reason::OtherKind.at(&folder)),
                Err(_) => self.make_one(&folder)?,
            }
        }
        Ok(self.0.len() > before)
    }

    fn make_one(&mut self, folder: &Path) -> Result<(), NotWritten> {
        match fs::create_dir(folder) {
            Ok(()) => self.0.push(folder.to_owned()),
            // Another run was faster.
            Err(_) if folder.is_dir() => {}
            Err(error) => return Err(Reason::Error(error).at(folder)),
        }
        Ok(())
    }

    fn keep(mut self) {
        self.0.clear();
    }
}

impl Drop for MadeFolders {
    fn drop(&mut self) {
        for folder in self.0.drain(..).rev() {
            // Fails where something is in it, as it should.
            let _ = fs::remove_dir(folder);
        }
    }
}

fn is_folder_or_link(path: &Path) -> bool {
    path.as_os_str().is_empty()
        || path.symlink_metadata().is_ok_and(|there| there.is_dir() || there.is_symlink())
}

/// Removes files that an earlier run wrote into our folders, and the folders that leaves empty.
/// Anything that does not begin with our mark is somebody else's and stays, and so do links.
fn remove_leftovers(directory: &Path, files: &[File], written: &mut Written) {
    let roots: BTreeSet<PathBuf> = files
        .iter()
        .filter_map(|file| file.path.split_once('/'))
        .map(|(folder, _)| directory.join(folder))
        .collect();
    let ours: BTreeSet<PathBuf> = files.iter().map(|file| directory.join(&file.path)).collect();
    for root in roots {
        remove_from(&root, &ours, written);
    }
}

fn remove_from(folder: &Path, ours: &BTreeSet<PathBuf>, written: &mut Written) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let is =
            |kind: fn(&Metadata) -> bool| path.symlink_metadata().is_ok_and(|there| kind(&there));
        if is(Metadata::is_dir) {
            let before = written.removed.len();
            remove_from(&path, ours, written);
            if written.removed.len() > before {
                // Fails where something is left, as it should.
                let _ = fs::remove_dir(&path);
            }
            continue;
        }
        let is_leftover = path.extension().is_some_and(|extension| extension == "rs")
            && !ours.contains(&path)
            && is(Metadata::is_file)
            && is_ours(&path).unwrap_or_default();
        if is_leftover && fs::remove_file(&path).is_ok() {
            written.removed.push(path);
        }
    }
}
