//! A document of a git revision: `HEAD~1:spec/api.yaml`.

use std::io::{ErrorKind, Write};
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A document that can be read: a file, or one that was written out of a git revision with what it can
/// refer to.
pub(super) struct Checkout {
    /// The document.
    pub(super) document: PathBuf,
    /// The folder in which and below which its files are, where `--root` names one.
    pub(super) root: Option<PathBuf>,
    written: Option<Written>,
}

/// What was written out of a revision. It is taken away again when the comparison is done.
struct Written {
    _folder: TempDir,
    /// What its paths begin with, and what those of the revision do.
    paths: (String, String),
}

/// What a document can refer to. Of a folder in a repository nothing else is written out.
const KINDS: [&str; 5] = ["yaml", "yml", "json", "md", "markdown"];

/// How many such files a folder may have: each is written.
const MOST_FILES: usize = 10_000;

impl Checkout {
    /// The file `name`, or where there is none and it has a colon, a file of a git revision. With `root`,
    /// the folder of this name is taken from the revision.
    ///
    /// # Errors
    ///
    /// When git does not know the revision or the file.
    pub(super) fn of(name: &Path, root: Option<&Path>) -> Result<Self, String> {
        let revision = name.to_str().and_then(|name| name.split_once(':'));
        // `C:\api.yaml` is a file, there or not.
        let is_drive = |revision: &str| cfg!(windows) && revision.len() == 1;
        let revision = revision.filter(|(revision, path)| {
            !revision.is_empty() && !is_drive(revision) && !path.starts_with("//") && !name.exists()
        });
        match revision {
            Some((revision, path)) => checked_out(revision, path, root).map_err(|reason| {
                format!(
                    "error: `{revision}:{path}` is no file, and cannot be read from git: {reason}"
                )
            }),
            None => {
                let (document, root) = (name.to_owned(), root.map(Path::to_owned));
                Ok(Self { document, root, written: None })
            }
        }
    }

    /// `text` with the files of a revision by their names there.
    pub(super) fn shown(&self, text: &str) -> String {
        match &self.written {
            Some(Written { paths: (written, named), .. }) => text.replace(written, named),
            None => text.to_owned(),
        }
    }
}

fn checked_out(revision: &str, path: &str, root: Option<&Path>) -> Result<Checkout, String> {
    // What begins with a dash would be an option.
    if revision.starts_with('-') {
        return Err("a revision does not begin with `-`".to_owned());
    }
    let here = line(git(&["rev-parse", "--show-prefix"], None, None)?);
    let document = match path.starts_with("./") || path.starts_with("../") {
        true => from_top(&here, Path::new(path))?,
        false => from_top("", Path::new(path))?,
    };
    let tree = object(&format!("{revision}^{{tree}}"))
        .map_err(|_| format!("there is no revision `{revision}`"))?;
    let id = object(&format!("{tree}:{document}"))
        .map_err(|_| format!("`{revision}` has no file `{document}`"))?;
    if line(git(&["cat-file", "-t", &id], None, None)?) != "blob" {
        return Err(format!("`{document}` is a folder there"));
    }
    let folder = match root {
        Some(root) => root_from_top(&here, root)?,
        None => document.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned(),
    };
    let file = match folder.as_str() {
        "" => Some(document.as_str()),
        folder => document.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/')),
    };
    let Some(file) = file else {
        return Err(format!("it is not in the root folder `{folder}` or below"));
    };
    let tree = object(&format!("{tree}:{folder}"))
        .map_err(|_| format!("`{revision}` has no folder `{folder}`"))?;
    let temporary = write_out(&tree, file)?;
    let files = temporary.path().join("files");
    let named = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    let paths = (format!("{}/", files.display()), format!("{revision}:{named}"));
    Ok(Checkout {
        document: files.join(file),
        root: root.map(|_| files),
        written: Some(Written { _folder: temporary, paths }),
    })
}

/// Writes `file` of the tree `tree`, and what it can refer to.
fn write_out(tree: &str, file: &str) -> Result<TempDir, String> {
    let lock = format!("{file}.lock");
    let is_wanted = |name: &&str| {
        // No document can name what is not UTF-8.
        if name.contains(char::REPLACEMENT_CHARACTER) {
            return false;
        }
        let extension = Path::new(name).extension().and_then(|it| it.to_str()).unwrap_or_default();
        *name == file
            || *name == lock
            || KINDS.iter().any(|kind| extension.eq_ignore_ascii_case(kind))
    };
    let all = git(&["ls-tree", "-r", "-z", "--full-tree", "--name-only", tree], None, None)?;
    let wanted: Vec<&str> = all.split('\0').filter(is_wanted).collect();
    if wanted.len() > MOST_FILES {
        return Err(format!(
            "its folder has {} files that it may refer to, more than {MOST_FILES}; move it into a \
             folder of its own, or join it into one file by `specmill bundle`",
            wanted.len()
        ));
    }
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let checkout = Place {
        // An index of its own: that of the user stays as it is.
        index: folder.path().join("index"),
        repository: line(git(&["rev-parse", "--absolute-git-dir"], None, None)?),
        files: folder.path().join("files"),
    };
    std::fs::create_dir(&checkout.files).map_err(|error| error.to_string())?;
    git(&["read-tree", tree], Some(&checkout), None)?;
    let names: String = wanted.iter().flat_map(|name| [*name, "\0"]).collect();
    git(&["checkout-index", "-z", "--stdin"], Some(&checkout), Some(names.as_bytes()))?;
    Ok(folder)
}

/// The id of the object that is named so.
fn object(name: &str) -> Result<String, String> {
    git(&["rev-parse", "--verify", "--quiet", "--end-of-options", name], None, None).map(line)
}

fn line(said: String) -> String {
    said.trim_end_matches(['\n', '\r']).to_owned()
}

/// A path from the top of the repository, where `path` is seen from its folder `here`.
fn from_top(here: &str, path: &Path) -> Result<String, String> {
    let mut parts: Vec<&str> = here.split('/').filter(|part| !part.is_empty()).collect();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir if parts.pop().is_some() => {}
            Component::Normal(part) => {
                parts.push(part.to_str().ok_or("its name is not UTF-8")?);
            }
            _ => return Err("it is outside of the repository".to_owned()),
        }
    }
    Ok(parts.join("/"))
}

fn root_from_top(here: &str, root: &Path) -> Result<String, String> {
    if !root.is_absolute() {
        return from_top(here, root);
    }
    let top = line(git(&["rev-parse", "--show-toplevel"], None, None)?);
    let inside = root.strip_prefix(&top);
    from_top("", inside.map_err(|_| "the root folder is outside of the repository")?)
}

/// Where git writes files.
struct Place {
    index: PathBuf,
    repository: String,
    files: PathBuf,
}

/// Runs git; what it says is the error.
fn git(arguments: &[&str], place: Option<&Place>, input: Option<&[u8]>) -> Result<String, String> {
    let mut command = Command::new("git");
    command.args(arguments).env("LC_ALL", "C").env("GIT_TERMINAL_PROMPT", "0");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    if let Some(Place { index, repository, files }) = place {
        command.env("GIT_INDEX_FILE", index).env("GIT_DIR", repository);
        command.env("GIT_WORK_TREE", files).current_dir(files);
    }
    let mut run = || {
        let mut child = command.spawn()?;
        if let (Some(mut stdin), Some(input)) = (child.stdin.take(), input) {
            stdin.write_all(input)?;
        }
        child.wait_with_output()
    };
    let output = run().map_err(|error| match error.kind() {
        ErrorKind::NotFound => "git is not installed, or not in `PATH`".to_owned(),
        _ => format!("git cannot be run: {error}"),
    })?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let said = said.lines().next().unwrap_or("git failed without a word");
    Err(said.trim_start_matches("fatal: ").to_owned())
}
