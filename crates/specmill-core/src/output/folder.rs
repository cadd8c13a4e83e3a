//! A folder that is written into again and again, beside files of others.
//!
//! Which of its files are ours is in a list there ([`FileList`]). Nothing else is replaced or removed, nor
//! is one of ours that somebody has edited, and no link below the folder is followed. Everything is written
//! beside its place first, and takes it when all of it is there.

use std::collections::BTreeSet;
use std::fs::{self, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::file::{File, FileKind, MARK};
use super::list::{FileList, MOST_BYTES, is_same};
use super::lock;
use super::write::{BESIDE, MadeFolders, NotWritten, Reason, Written, beside};

/// The largest file that is compared with what would be written, in bytes; a larger one is not ours.
const MOST_FILE_BYTES: u64 = 256 << 20;

/// A folder for generated files, and the list of those that were written there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folder {
    /// The folder.
    pub path: PathBuf,
    /// The list's path in it, with `/` between folders.
    pub list: String,
    /// Whether files that were written before are replaced even if they were edited since.
    pub force: bool,
    /// Files that are never removed, wherever they are: what is generated is made of them.
    pub sources: Vec<PathBuf>,
}

/// How a folder differs from what it is to hold, each file by its path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Differences {
    /// Files that are not there.
    pub missing: Vec<PathBuf>,
    /// Files of an earlier run that have another text now.
    pub changed: Vec<PathBuf>,
    /// Files of an earlier run that have no place any more.
    pub leftover: Vec<PathBuf>,
    /// Generated files that were edited.
    pub edited: Vec<PathBuf>,
    /// Files that were edited or removed, as they may be, for which something else would be written than
    /// when they were written last.
    pub outdated: Vec<PathBuf>,
    /// What is in the way: files of others, links, and folders in the place of files.
    pub foreign: Vec<PathBuf>,
}

impl Differences {
    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let all = [&self.missing, &self.changed, &self.leftover, &self.edited];
        all.into_iter().chain([&self.outdated, &self.foreign]).all(Vec::is_empty)
    }
}

/// What becomes of one file.
enum Step<'f> {
    Keep { is_outdated: bool },
    Leave,
    New(&'f File),
    Replace(&'f File),
    Remove,
    Refuse(NotWritten),
}

type Plan<'f> = Vec<(PathBuf, Step<'f>)>;

impl Folder {
    /// Compares what is there with `files`, and writes nothing.
    #[must_use]
    pub fn compare(&self, files: &[File]) -> Differences {
        let mut found = Differences::default();
        for (path, step) in self.plan(files).0 {
            match step {
                Step::New(_) => found.missing.push(path),
                Step::Replace(_) => found.changed.push(path),
                Step::Remove => found.leftover.push(path),
                Step::Keep { is_outdated: true } => found.outdated.push(path),
                Step::Refuse(NotWritten { reason: Reason::Edited, .. }) => found.edited.push(path),
                Step::Refuse(fault) => found.foreign.push(fault.path),
                Step::Leave | Step::Keep { .. } => {}
            }
        }
        found
    }

    /// Makes the folder hold `files`, and none that was written before and is not among them.
    ///
    /// # Errors
    ///
    /// When a file or folder cannot be written, or is not ours to write: then everything is as it was.
    pub fn write(&self, files: &[File]) -> Result<Written, Vec<NotWritten>> {
        let only = |fault| vec![fault];
        let mut made = MadeFolders::default();
        made.make(&self.path, Path::new("")).map_err(only)?;
        let _lock = lock::lock(&self.path).map_err(only)?;
        let (plan, old) = self.plan(files);
        let (plan, refused): (Plan<'_>, Plan<'_>) =
            plan.into_iter().partition(|(_, step)| !matches!(step, Step::Refuse(_)));
        if !refused.is_empty() {
            let fault = |(_, step)| match step {
                Step::Refuse(fault) => Some(fault),
                _ => None,
            };
            return Err(refused.into_iter().filter_map(fault).collect());
        }
        self.remove_remains(&plan);
        let new = self.listed(files, &plan, &old);
        self.take_places(&plan, &old, &new, made).map_err(only)?;
        Ok(self.finish(plan))
    }

    /// The files that are ours from now on. One that was there before, and is in no list, is somebody else's
    /// even if it has the text of ours, unless it has our mark.
    fn listed(&self, files: &[File], plan: &Plan<'_>, old: &FileList) -> FileList {
        let mut new = FileList::default();
        for (file, (_, step)) in files.iter().zip(plan) {
            let is_found = matches!(step, Step::Leave) && !file.text.starts_with(MARK);
            if !is_found || old.has(&file.path) {
                new.add(&file.path, file.text.as_bytes());
            }
        }
        // A copy that is generated from now on may be written anew from where it came.
        for path in old.paths().filter(|path| self.is_source(&self.path.join(path))) {
            if let Ok(Some(text)) = self.there(path) {
                new.add(path, &text);
            }
        }
        new
    }

    fn is_source(&self, path: &Path) -> bool {
        let Ok(path) = path.canonicalize() else { return false };
        self.sources.iter().any(|source| source.canonicalize().is_ok_and(|source| source == path))
    }

    /// Writes what the plan says beside its place, and then puts it there.
    fn take_places(
        &self,
        plan: &Plan<'_>,
        old: &FileList,
        new: &FileList,
        mut made: MadeFolders,
    ) -> Result<(), NotWritten> {
        let mut ready: Vec<(NamedTempFile, &Path)> = Vec::new();
        for (path, step) in plan {
            if let Step::New(file) | Step::Replace(file) = step {
                made.make(&self.path, Path::new(&file.path))?;
                let beside = beside(path, &file.text);
                ready.push((beside.map_err(|error| Reason::Error(error).at(path))?, path));
            }
        }
        let list = self.path.join(&self.list);
        made.make(&self.path, Path::new(&self.list))?;
        let list_beside = |files: &FileList| {
            beside(&list, &files.text()).map_err(|error| Reason::Error(error).at(&list))
        };
        let (between, last) = (list_beside(&old.and(new))?, list_beside(new)?);
        let persist = |file: NamedTempFile, path: &Path| {
            file.persist(path).map_err(|error| Reason::Error(error.error).at(path))
        };
        // Whenever this is cut short, each file that is there is known by the list.
        if !ready.is_empty() || plan.iter().any(|(_, step)| matches!(step, Step::Remove)) {
            persist(between, &list)?;
        }
        // The first file, which names the others, comes last.
        for (file, path) in ready.into_iter().rev() {
            persist(file, path)?;
        }
        let text = new.text();
        if !fs::read(&list).is_ok_and(|there| is_same(&there, text.as_bytes())) {
            persist(last, &list)?;
        }
        made.keep();
        Ok(())
    }

    /// Removes what has no place any more, and says what was done.
    fn finish(&self, plan: Plan<'_>) -> Written {
        let mut written = Written::default();
        for (path, step) in plan {
            match step {
                Step::New(_) | Step::Replace(_) => written.changed.push(path),
                Step::Leave => written.unchanged.push(path),
                Step::Keep { is_outdated: true } => written.outdated.push(path),
                Step::Keep { is_outdated: false } => written.kept.push(path),
                Step::Remove if fs::remove_file(&path).is_ok() => {
                    self.remove_empty_folders(&path);
                    written.removed.push(path);
                }
                Step::Remove | Step::Refuse(_) => {}
            }
        }
        written
    }

    /// The folders above a file that was removed, as far as nothing else is in them.
    fn remove_empty_folders(&self, path: &Path) {
        let above = path.ancestors().skip(1).take_while(|above| *above != self.path);
        for folder in above {
            // Fails where something is left, as it should.
            if fs::remove_dir(folder).is_err() {
                break;
            }
        }
    }

    /// Removes what a run that was killed had written beside its place; nobody else does now.
    fn remove_remains(&self, plan: &Plan<'_>) {
        let folders: BTreeSet<&Path> = plan.iter().filter_map(|(path, _)| path.parent()).collect();
        for entry in folders.into_iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten() {
            let Ok(entry) = entry else { continue };
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if name.starts_with(BESIDE.0) && name.ends_with(BESIDE.1) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    /// What becomes of each of `files` and of those that were written before, and what these were.
    fn plan<'f>(&self, files: &'f [File]) -> (Plan<'f>, FileList) {
        let mut plan = Plan::new();
        let (list, has_list) = match self.there(&self.list) {
            Ok(Some(text)) => (FileList::parse(&String::from_utf8_lossy(&text)), true),
            Ok(None) => (FileList::default(), false),
            Err(fault) => {
                plan.push((fault.path.clone(), Step::Refuse(fault)));
                (FileList::default(), false)
            }
        };
        for file in files {
            let path = self.path.join(&file.path);
            let step = match self.there(&file.path) {
                Ok(there) => self.step(file, there.as_deref(), &list, has_list),
                Err(fault) => Step::Refuse(fault),
            };
            plan.push((path, step));
        }
        let written: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
        for path in list.paths().filter(|path| !written.contains(path) && **path != *self.list) {
            if self.is_source(&self.path.join(path)) {
                continue;
            }
            let step = match self.there(path) {
                Ok(Some(text)) if list.has_text(path, &text) => Step::Remove,
                // Somebody made it theirs.
                Ok(Some(_)) | Err(_) => Step::Keep { is_outdated: false },
                Ok(None) => continue,
            };
            plan.push((self.path.join(path), step));
        }
        (plan, list)
    }

    /// What becomes of a file, of which this is there now.
    fn step<'f>(
        &self,
        file: &'f File,
        there: Option<&[u8]>,
        list: &FileList,
        has_list: bool,
    ) -> Step<'f> {
        let (path, text) = (file.path.as_str(), file.text.as_bytes());
        let is_editable = file.kind != FileKind::Generated;
        let refuse = |reason: Reason| Step::Refuse(reason.at(&self.path.join(path)));
        match there {
            None if is_editable && list.has(path) && !self.force => {
                Step::Keep { is_outdated: !list.has_text(path, text) }
            }
            None => Step::New(file),
            Some(there) if is_same(there, text) => Step::Leave,
            Some(_) if file.kind == FileKind::Once => Step::Leave,
            Some(there) if list.has_text(path, there) => Step::Replace(file),
            Some(_) if list.has(path) && self.force => Step::Replace(file),
            Some(_) if list.has(path) && is_editable => {
                Step::Keep { is_outdated: !list.has_text(path, text) }
            }
            Some(_) if list.has(path) => refuse(Reason::Edited),
            // Before there were lists, a mark said whose a file is; and a build script writes none.
            Some(there) if !has_list && there.starts_with(MARK.as_bytes()) => Step::Replace(file),
            Some(_) => refuse(Reason::NotOurs),
        }
    }

    /// The content of the file at `path` in the folder, if there is one.
    fn there(&self, path: &str) -> Result<Option<Vec<u8>>, NotWritten> {
        let path = Path::new(path);
        let above: Vec<&Path> = path.ancestors().skip(1).collect();
        for folder in above.into_iter().rev().filter(|folder| !folder.as_os_str().is_empty()) {
            let folder = self.path.join(folder);
            match folder.symlink_metadata() {
                Ok(metadata) if metadata.is_dir() => {}
                Ok(metadata) if metadata.is_symlink() => return Err(Reason::Link.at(&folder)),
                Ok(_) => return Err(Reason::OtherKind.at(&folder)),
                Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
                Err(error) => return Err(self.unreadable(error, &folder)),
            }
        }
        let path = self.path.join(path);
        match path.symlink_metadata() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(self.unreadable(error, &path)),
            Ok(metadata) if metadata.is_symlink() => Err(Reason::Link.at(&path)),
            Ok(metadata) if !metadata.is_file() => Err(Reason::OtherKind.at(&path)),
            Ok(metadata) if metadata.len() > MOST_FILE_BYTES => Err(Reason::NotOurs.at(&path)),
            Ok(_) => match content(&path) {
                Ok(content) => Ok(Some(content)),
                Err(error) => Err(Reason::Error(error).at(&path)),
            },
        }
    }

    /// Why what is at `path` cannot be looked at.
    fn unreadable(&self, error: io::Error, path: &Path) -> NotWritten {
        match error.kind() {
            // A file stands where the folder should be.
            io::ErrorKind::NotADirectory => Reason::OtherKind.at(&self.path),
            _ => Reason::Error(error).at(path),
        }
    }
}

/// The content of a regular file, which nobody has made a link of meanwhile.
fn content(path: &Path) -> io::Result<Vec<u8>> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed());
    }
    let mut content = Vec::new();
    options.open(path)?.take(MOST_FILE_BYTES.max(MOST_BYTES)).read_to_end(&mut content)?;
    Ok(content)
}
