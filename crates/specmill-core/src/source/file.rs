//! Paths → bytes. Only regular files are read: anything else could keep the build waiting or have no
//! end. A file is opened once, and what is checked is what was opened.

use std::collections::BTreeMap;
use std::fs::{File, FileType, Metadata, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::diagnostics::Diagnostic;
use crate::fnv::fnv1a_bytes;
use crate::limits::Limits;
use crate::source::fault::fault;

/// What may still be read for a document.
#[derive(Clone, Debug, Default)]
pub(super) struct Allowance {
    limits: Limits,
    /// Bytes read so far.
    used: u64,
    /// The files read so far, each with a hash of what was in it.
    seen: BTreeMap<PathBuf, u64>,
}

/// Why a file in the folder of the document is not read.
pub(super) enum Barred {
    /// It is not there; the folder it would be in, where that is in the document's.
    Missing(Option<PathBuf>),
    /// A link leads out of the folder.
    Outside,
    /// It is there, and cannot be read.
    Unreadable(Box<Diagnostic>),
}

/// Why a file is not read.
enum Refusal {
    Error(io::Error),
    /// It is no regular file, but this.
    Other(&'static str),
    /// It has more than this many bytes, the limit of one file.
    TooLarge(u64),
    /// All files together would have more than this many.
    TooMuch(u64),
}

impl Allowance {
    pub(super) fn new(limits: &Limits) -> Self {
        Self { limits: limits.clone(), used: 0, seen: BTreeMap::new() }
    }

    pub(super) fn limits(&self) -> &Limits {
        &self.limits
    }

    /// How many bytes the next file may have.
    pub(super) fn left(&self) -> u64 {
        self.limits.total_size.saturating_sub(self.used).min(self.limits.file_size)
    }

    /// Counts what was read from elsewhere, in bytes.
    pub(super) fn count(&mut self, bytes: usize) {
        self.used = self.used.saturating_add(bytes as u64);
    }

    /// The files that do not have any more what was read from them.
    pub(super) fn changed(&self) -> impl Iterator<Item = &Path> {
        let is_as_it_was = |path: &Path, hash: u64| {
            Self::new(&self.limits).read(path).is_ok_and(|bytes| fnv1a_bytes(bytes) == hash)
        };
        let changed = self.seen.iter().filter(move |(path, hash)| !is_as_it_was(path, **hash));
        changed.map(|(path, _)| path.as_path())
    }

    /// The bytes of the file `path`.
    pub(super) fn read(&mut self, path: &Path) -> Result<Vec<u8>, Box<Diagnostic>> {
        let opened = open(path, false).map_err(Refusal::Error);
        let bytes = opened.and_then(|(file, metadata)| self.take(path, &file, &metadata));
        bytes.map_err(|refusal| Box::new(refused(path, refusal)))
    }

    /// The bytes of the file `path`, which no link may lead out of `folder`, a path without links.
    pub(super) fn read_within(&mut self, path: &Path, folder: &Path) -> Result<Vec<u8>, Barred> {
        let Ok(real) = path.canonicalize() else {
            return Err(match nearest_folder(path) {
                Some(above) if !above.starts_with(folder) => Barred::Outside,
                above => {
                    let parent = path.parent().and_then(|parent| parent.canonicalize().ok());
                    Barred::Missing(above.filter(|above| parent.as_ref() == Some(above)))
                }
            });
        };
        if !real.starts_with(folder) {
            return Err(Barred::Outside);
        }
        let unreadable = |refusal: Refusal| Barred::Unreadable(Box::new(refused(path, refusal)));
        let (file, metadata) =
            open(&real, true).map_err(|error| unreadable(Refusal::Error(error)))?;
        // A folder on the way may have become a link since it was looked at.
        if real.canonicalize().ok().as_ref() != Some(&real) || !is_at(&metadata, &real) {
            return Err(Barred::Outside);
        }
        self.take(path, &file, &metadata).map_err(unreadable)
    }

    /// The bytes of an open file, which is at `path`.
    fn take(&mut self, path: &Path, file: &File, metadata: &Metadata) -> Result<Vec<u8>, Refusal> {
        if !metadata.is_file() {
            return Err(Refusal::Other(kind(metadata.file_type())));
        }
        let left = self.limits.total_size.saturating_sub(self.used);
        let most = left.min(self.limits.file_size);
        let mut bytes = Vec::new();
        if metadata.len() <= most {
            // It may grow, and files of `/proc` say they are empty.
            file.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(Refusal::Error)?;
        }
        let size = metadata.len().max(bytes.len() as u64);
        if size > self.limits.file_size {
            return Err(Refusal::TooLarge(self.limits.file_size));
        }
        if size > left {
            return Err(Refusal::TooMuch(self.limits.total_size));
        }
        self.used += size;
        self.seen.insert(path.to_owned(), fnv1a_bytes(bytes.iter().copied()));
        Ok(bytes)
    }
}

/// Opens `path` without waiting for what is at the other end of a pipe.
fn open(path: &Path, is_real: bool) -> io::Result<(File, Metadata)> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        // A terminal must not become the build's own either.
        let mut flags = OFlags::NONBLOCK | OFlags::NOCTTY;
        flags.set(OFlags::NOFOLLOW, is_real);
        options.custom_flags(flags.bits().cast_signed());
    }
    #[cfg(not(unix))]
    let _ = is_real;
    let file = options.open(path)?;
    let metadata = file.metadata()?;
    Ok((file, metadata))
}

/// Whether the open file is the one that is at `path` now.
#[cfg(unix)]
fn is_at(opened: &Metadata, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let same = |there: Metadata| (there.dev(), there.ino()) == (opened.dev(), opened.ino());
    path.symlink_metadata().is_ok_and(same)
}

#[cfg(not(unix))]
fn is_at(_opened: &Metadata, path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|there| !there.is_symlink())
}

/// The first folder above `path` that is there, without a link in it.
fn nearest_folder(path: &Path) -> Option<PathBuf> {
    let above = path.ancestors().skip(1);
    let named =
        above.map(|folder| if folder.as_os_str().is_empty() { Path::new(".") } else { folder });
    named.filter_map(|folder| folder.canonicalize().ok()).next()
}

fn kind(file_type: FileType) -> &'static str {
    if file_type.is_dir() {
        return "a directory";
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        if file_type.is_fifo() {
            return "a pipe";
        }
        if file_type.is_socket() {
            return "a socket";
        }
        if file_type.is_char_device() || file_type.is_block_device() {
            return "a device";
        }
    }
    "no regular file"
}

fn refused(path: &Path, refusal: Refusal) -> Diagnostic {
    let name = path.display();
    let (code, message, help) = match refusal {
        Refusal::Other(kind) => (
            "not-a-file",
            format!("`{name}` is {kind}, not an OpenAPI document"),
            "name the document's file itself, such as `spec/openapi.yaml`; save there what comes \
             from elsewhere",
        ),
        Refusal::TooLarge(most) => (
            "too-large-file",
            format!("`{name}` has more than {most} bytes"),
            "split the document, or raise `file_size` of `Generator::limits`",
        ),
        Refusal::TooMuch(most) => (
            "too-large-file",
            format!("with `{name}` the files of the document have more than {most} bytes together"),
            "leave out what is not needed, or raise `total_size` of `Generator::limits`",
        ),
        Refusal::Error(error) => return unreadable(path, &error),
    };
    fault(code, path, None, message, help)
}

fn unreadable(path: &Path, error: &io::Error) -> Diagnostic {
    let name = path.display();
    match error.kind() {
        // Where folders cannot be opened as files can.
        _ if path.is_dir() => refused(path, Refusal::Other("a directory")),
        io::ErrorKind::NotFound => fault(
            "missing-file",
            path,
            None,
            format!("there is no file `{name}`"),
            "a relative path counts from the working directory, which is the package's own in a \
             build script",
        ),
        _ if is_socket(path) => refused(path, Refusal::Other("a socket")),
        _ => fault(
            "unreadable-file",
            path,
            None,
            format!("`{name}` cannot be read: {error}"),
            "check that the file may be read by the user who builds",
        ),
    }
}

/// Sockets cannot be opened at all.
fn is_socket(path: &Path) -> bool {
    path.metadata().is_ok_and(|metadata| kind(metadata.file_type()) == "a socket")
}
