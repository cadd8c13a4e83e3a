//! A folder that is generated into again and again.

use std::path::{Path, PathBuf};

use specmill_core::output::{self, Differences, File, Folder, Written};

use crate::error::Error;
use crate::fault::Fault;

/// A folder for generated files, which may hold files of others beside them, and may be under version
/// control.
///
/// Which of its files are generated is in a list there, with a hash of each. What is not in the list is never
/// touched. A file that was edited since it was written is not replaced, unless that is asked for: an error
/// names it. What becomes of other files is their [kind](crate::FileKind).
///
/// Writing leaves the folder as it was, or as it is to be: every file is written beside its place first. One
/// run at a time writes.
///
/// ```
/// # let directory = tempfile::tempdir().unwrap();
/// # let path = directory.path().join("pets.yaml");
/// # std::fs::write(&path, "
/// # openapi: 3.0.0
/// # info: {title: Pets, version: '1'}
/// # paths: {/pets: {get: {operationId: listPets, responses: {'204': {description: none}}}}}
/// # ").unwrap();
/// use specmill::{Generator, OutputFolder};
///
/// let output = Generator::new(&path).render()?;
/// let folder = OutputFolder::new(directory.path().join("src")).list("pets/.specmill-files");
/// assert_eq!(folder.compare(output.files()).missing.len(), 2);
/// folder.write(output.files())?;
/// assert!(folder.compare(output.files()).is_empty());
/// # Ok::<(), specmill::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct OutputFolder(Folder);

impl OutputFolder {
    /// The folder at `path`, which is made if it is not there.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self(Folder {
            path: path.into(),
            list: ".specmill-files".to_owned(),
            force: false,
            sources: Vec::new(),
        })
    }

    /// The path in the folder of the list of its files, `.specmill-files` by default. Of several clients
    /// in one folder each needs a list of its own.
    #[must_use]
    pub fn list(mut self, path: impl Into<String>) -> Self {
        self.0.list = path.into();
        self
    }

    /// Whether files that were generated are replaced even if they were edited since. Files that were not are
    /// never replaced. Off by default.
    #[must_use]
    pub fn force(mut self, force: bool) -> Self {
        self.0.force = force;
        self
    }

    /// Files that are never removed, even if an earlier run wrote them: what the client is made of
    /// ([`Output::sources`](crate::Output::sources)).
    #[must_use]
    pub fn sources<'p>(mut self, paths: impl IntoIterator<Item = &'p Path>) -> Self {
        self.0.sources = paths.into_iter().map(Path::to_owned).collect();
        self
    }

    /// Compares what is there with `files`, and writes nothing.
    #[must_use]
    pub fn compare(&self, files: &[File]) -> Differences {
        self.0.compare(files)
    }

    /// Makes the folder hold `files`, and none that was written before and is not among them.
    ///
    /// # Errors
    ///
    /// When the folder cannot be written, another run is writing into it, a file would be replaced that was
    /// not generated or has been edited, or a link followed that is in the folder. Nothing is written then.
    pub fn write(&self, files: &[File]) -> Result<Written, Error> {
        self.0.write(files).map_err(|faults| Error::of(faults.into_iter().map(Fault::NotWritten)))
    }

    /// Makes the folder with `files` in it, all at once, and without a list: from then on they are whoever's
    /// the folder is.
    ///
    /// # Errors
    ///
    /// When the folder is there and not empty, or cannot be written. Nothing is written then.
    pub fn create(&self, files: &[File]) -> Result<(), Error> {
        output::create(&self.0.path, files).map_err(|fault| Fault::NotWritten(fault).into())
    }
}
