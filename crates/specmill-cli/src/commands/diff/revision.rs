//! A document of a git revision: `HEAD~1:spec/api.yaml`.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A document that can be read: a file, or one that was written out of a git revision with what lies
/// beside and below it.
pub(super) struct Checkout {
    document: PathBuf,
    /// Taken away again when the comparison is done.
    _folder: Option<TempDir>,
}

/// What a document can refer to. Of a whole repository nothing else is written out.
const KINDS: [&str; 5] = ["*.yaml", "*.yml", "*.json", "*.md", "*.markdown"];

impl Checkout {
    /// The file `name`, or where there is none and it has a colon, a file of a git revision.
    ///
    /// # Errors
    ///
    /// When git does not know the revision or the file.
    pub(super) fn of(name: &Path) -> Result<Self, String> {
        let revision = name.to_str().and_then(|name| name.split_once(':'));
        // `C:\api.yaml` is a file, there or not.
        let revision = revision.filter(|(revision, _)| revision.len() > 1 && !name.exists());
        match revision {
            Some((revision, path)) if !revision.contains("//") => checked_out(revision, path),
            _ => Ok(Self { document: name.to_owned(), _folder: None }),
        }
    }

    pub(super) fn document(&self) -> &Path {
        &self.document
    }
}

fn checked_out(revision: &str, path: &str) -> Result<Checkout, String> {
    let name = format!("{revision}:{path}");
    let fail = |what: &str| format!("`{name}` cannot be read: {what}");
    // What begins with a dash would be an option.
    if revision.starts_with('-') {
        return Err(fail("a revision does not begin with `-`"));
    }
    let (parent, file) = path.rsplit_once('/').unwrap_or(("", path));
    git(&["cat-file", "-e", &name], None, None).map_err(|said| fail(&said))?;
    let folder = tempfile::tempdir().map_err(|error| fail(&error.to_string()))?;
    // An index of its own: that of the user stays as it is.
    let index = folder.path().join("index");
    let tree = format!("{revision}:{parent}");
    let read = git(&["read-tree", &tree], Some(&index), None);
    read.map_err(|said| fail(&said))?;
    let mut list = vec!["ls-files", "-z", "--"];
    list.extend(KINDS);
    let files = git(&list, Some(&index), None).map_err(|said| fail(&said))?.stdout;
    let prefix = format!("--prefix={}/", folder.path().join("files").display());
    let write = ["checkout-index", "-z", "--stdin", &prefix];
    git(&write, Some(&index), Some(&files)).map_err(|said| fail(&said))?;
    Ok(Checkout { document: folder.path().join("files").join(file), _folder: Some(folder) })
}

/// Runs git; what it says is the error.
fn git(arguments: &[&str], index: Option<&Path>, input: Option<&[u8]>) -> Result<Output, String> {
    let mut command = Command::new("git");
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    if let Some(index) = index {
        command.env("GIT_INDEX_FILE", index);
    }
    let mut run = || {
        let mut child = command.spawn()?;
        if let (Some(mut stdin), Some(input)) = (child.stdin.take(), input) {
            stdin.write_all(input)?;
        }
        child.wait_with_output()
    };
    let output = run().map_err(|error| format!("git cannot be run: {error}"))?;
    if output.status.success() {
        return Ok(output);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let said = said.lines().next().unwrap_or("git failed");
    Err(said.trim_start_matches("fatal: ").to_owned())
}
