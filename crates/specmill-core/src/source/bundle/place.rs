//! Where the files of a document are.

use std::path::{Component, Path, PathBuf};

use crate::diagnostics::Diagnostic;
use crate::source::fault::fault;

/// Where a file is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// Its path from the root folder, without `.` and `..`.
    Local(PathBuf),
    /// Its URL, without a fragment.
    Remote(String),
}

/// The folder in which and below which files are read.
pub(super) struct Root {
    /// The folder, as it was asked for.
    pub(super) folder: PathBuf,
    /// The same with no link in it; `None` where it is not there.
    pub(super) real: Option<PathBuf>,
    /// The path from it to the document's folder.
    pub(super) below: PathBuf,
    /// Whether it was named; else it is the document's own folder.
    pub(super) is_named: bool,
}

impl Root {
    /// The folder `named`, or that of the document.
    pub(super) fn new(document: &Path, named: Option<&Path>) -> Result<Self, Box<Diagnostic>> {
        let own = document.parent().unwrap_or(Path::new(""));
        let own_real = or_here(own).canonicalize();
        let Some(named) = named else {
            let (folder, below) = (own.to_owned(), PathBuf::new());
            return Ok(Self { folder, real: own_real.ok(), below, is_named: false });
        };
        let invalid = |message: String, help: &str| {
            Err(Box::new(fault("invalid-root", document, None, message, help)))
        };
        let shown = or_here(named).display();
        let real = match or_here(named).canonicalize() {
            Ok(real) if real.is_dir() => real,
            Ok(_) => {
                let message = format!("the root folder `{shown}` is not a folder");
                return invalid(message, "name a folder that the document is in or below");
            }
            Err(error) => {
                let message = format!("the root folder `{shown}` cannot be read: {error}");
                return invalid(message, "name a folder that the document is in or below");
            }
        };
        // Where the document's folder is not there, neither is the document, which is told first.
        let below = own_real.unwrap_or_default().strip_prefix(&real).map(Path::to_owned);
        let Ok(below) = below else {
            let name = document.display();
            let message = format!("the document `{name}` is not in the root folder `{shown}`");
            return invalid(message, "name a folder that the document is in or below");
        };
        let folder = named.components().filter(|part| *part != Component::CurDir).collect();
        Ok(Self { folder, real: Some(real), below, is_named: true })
    }
}

fn or_here(folder: &Path) -> &Path {
    if folder.as_os_str().is_empty() { Path::new(".") } else { folder }
}

/// Whether it names a scheme (RFC 3986 §3.1) or another host. One letter is a drive of Windows.
pub(super) fn is_url(path: &str) -> bool {
    let scheme = path.split_once(':').map(|(scheme, _)| scheme);
    let is_scheme = |scheme: &str| {
        scheme.len() > 1
            && scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.chars().all(|char| char.is_ascii_alphanumeric() || "+-.".contains(char))
    };
    path.starts_with("//") || scheme.is_some_and(is_scheme)
}

/// `path`, which counts from the folder `beside`, without `.` and `..`; `None` where it leads out.
pub(super) fn within(beside: &Path, path: &Path) -> Option<PathBuf> {
    let mut within = beside.to_owned();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                if !within.pop() {
                    return None;
                }
            }
            Component::Normal(name) => within.push(name),
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(within)
}
