//! Writing only what changed, so that what was not touched is not compiled again.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

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

/// Makes the folder `directory` hold `files`.
pub(crate) fn write(directory: &Path, files: &[File]) -> Result<Written, (PathBuf, io::Error)> {
    let mut written = Written::default();
    for file in files {
        let path = directory.join(&file.path);
        if fs::read(&path).is_ok_and(|old| old == file.text.as_bytes()) {
            written.unchanged.push(path);
            continue;
        }
        replace(&path, &file.text).map_err(|error| (path.clone(), error))?;
        written.changed.push(path);
    }
    remove_leftovers(directory, files, &mut written);
    Ok(written)
}

/// Writes beside the file and renames, so that a build stopped in the middle leaves the old file
/// whole.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let beside = path.with_extension("rs.new");
    fs::write(&beside, text)?;
    fs::rename(&beside, path)
}

/// Removes files that an earlier run wrote into our folders, and the folders that leaves empty.
/// Anything that does not begin with our mark is somebody else's and stays.
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
        if path.is_dir() && !path.is_symlink() {
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
            && fs::read(&path).is_ok_and(|text| text.starts_with(MARK.as_bytes()));
        if is_leftover && fs::remove_file(&path).is_ok() {
            written.removed.push(path);
        }
    }
}
