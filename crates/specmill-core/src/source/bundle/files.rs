//! The files of a document, and what a `$ref` in one of them points to. Nothing outside the folder
//! of the document is read.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};

use percent_encoding::percent_decode_str;

use crate::diagnostics::{Diagnostics, is_one_line, nearest};
use crate::source::Document;
use crate::source::fault::only;
use crate::source::file::{Allowance, Barred};
use crate::source::load::from_bytes;
use crate::tree::{Node, Pointer};

/// A file, as a number in [`Files`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct FileId(usize);

/// The document's own file.
pub(super) const ROOT: FileId = FileId(0);

/// A place in one of the files.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Target {
    pub(super) file: FileId,
    pub(super) pointer: Pointer,
}

/// Why a `$ref` leads nowhere.
pub(super) struct DeadEnd {
    pub(super) code: &'static str,
    pub(super) message: String,
    pub(super) help: String,
}

/// Every file asked for so far.
pub(super) struct Files {
    /// The folder of the document, as it was asked for.
    folder: PathBuf,
    /// The same with no link in it.
    real_folder: Option<PathBuf>,
    /// The path from the folder, and the tree; `None` where it could not be read.
    read: Vec<(PathBuf, Option<Node>)>,
    /// The same by that path.
    known: BTreeMap<PathBuf, usize>,
    /// Those of them that are not there, and the folders they would be in.
    missing: BTreeMap<PathBuf, Option<PathBuf>>,
    /// Those that are folders, pipes and the like, by number. Of a folder cargo would watch all that
    /// is in it.
    no_files: BTreeSet<usize>,
    /// Names looked at for a nearest one.
    compared: usize,
    /// What may still be read.
    pub(super) allowance: Allowance,
    /// What was noticed on reading them.
    pub(super) diagnostics: Diagnostics,
}

/// Steps through `$ref`s that a pointer may lead through.
const MOST_STEPS: usize = 100;

/// Names compared with those that are not there, until the nearest one is no longer told: a document
/// can have any number of dead ends.
const MOST_COMPARED: usize = 100_000;

impl Files {
    pub(super) fn new(document: &Document) -> Self {
        let folder = document.path.parent().unwrap_or(Path::new("")).to_owned();
        let real = if folder.as_os_str().is_empty() { Path::new(".") } else { &folder };
        let real_folder = real.canonicalize().ok();
        let name = PathBuf::from(document.path.file_name().unwrap_or_default());
        let known = BTreeMap::from([(name.clone(), ROOT.0)]);
        let read = vec![(name, Some(document.root.clone()))];
        Self {
            folder,
            real_folder,
            read,
            known,
            missing: BTreeMap::new(),
            no_files: BTreeSet::new(),
            compared: 0,
            allowance: document.allowance.clone(),
            diagnostics: Diagnostics::default(),
        }
    }

    /// The path of a file, as messages and cargo take it.
    pub(super) fn path(&self, file: FileId) -> PathBuf {
        self.folder.join(&self.read[file.0].0)
    }

    /// Every file but the document's own, and those that are not there.
    pub(super) fn others(&self) -> impl Iterator<Item = PathBuf> {
        let known = self.read.iter().enumerate().skip(1);
        let files = known.filter(|(number, _)| !self.no_files.contains(number));
        files.map(|(_, (path, _))| self.folder.join(path))
    }

    pub(super) fn node(&self, target: &Target) -> Option<&Node> {
        self.read[target.file.0].1.as_ref()?.at(&target.pointer)
    }

    /// The file's name without folder and extension.
    pub(super) fn stem(&self, file: FileId) -> String {
        self.read[file.0].0.file_stem().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// What `reference`, written in the file `from`, points to in the end: what is nothing but a
    /// `$ref` is gone through.
    pub(super) fn resolve(&mut self, reference: &str, from: FileId) -> Result<Target, DeadEnd> {
        let mut target = self.step(reference, from, &mut 0)?;
        let mut passed = BTreeSet::new();
        while let Some(next) = self.node(&target).and_then(only_reference).map(str::to_owned) {
            let file = target.file;
            if !passed.insert(target) {
                return Err(DeadEnd {
                    code: "reference-loop",
                    message: format!("`{reference}` leads back to itself and to no description"),
                    help: "any value is taken here; describe it at one of the places".to_owned(),
                });
            }
            target = self.step(&next, file, &mut 0)?;
        }
        Ok(target)
    }

    /// One step along a chain; `steps` counts the `$ref`s on the way to the place itself.
    fn step(
        &mut self,
        reference: &str,
        from: FileId,
        steps: &mut usize,
    ) -> Result<Target, DeadEnd> {
        let (path, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let mut file = if path.is_empty() { from } else { self.open(reference, path, from)? };
        if !fragment.is_empty() && !fragment.starts_with('/') {
            return Err(DeadEnd {
                code: "unresolved-reference",
                message: format!(
                    "`{reference}` names an anchor, and those of files are not followed"
                ),
                help: "write what comes after `#` as a JSON Pointer: `#/…`".to_owned(),
            });
        }
        let decoded = percent_decode_str(fragment).decode_utf8_lossy().into_owned();
        let mut pointer = Pointer::root();
        for token in Pointer::parse(&decoded).tokens() {
            loop {
                let here = Target { file, pointer: pointer.clone() };
                let next = Target { file, pointer: pointer.child(&token) };
                if self.node(&next).is_some() {
                    pointer = next.pointer;
                    break;
                }
                // The step is not here: where this is a `$ref`, it may be at its target.
                let onward = self.node(&here).and_then(|node| node.get("$ref")?.as_str());
                *steps += 1;
                match onward.map(str::to_owned).filter(|_| *steps < MOST_STEPS) {
                    Some(onward) => {
                        let target = self.step(&onward, file, steps)?;
                        (file, pointer) = (target.file, target.pointer);
                    }
                    None => return Err(self.not_there(reference, &here, &token)),
                }
            }
        }
        Ok(Target { file, pointer })
    }

    fn not_there(&mut self, reference: &str, at: &Target, token: &str) -> DeadEnd {
        let name = self.path(at.file);
        let place = match at.pointer.as_str() {
            "" => format!("`{}`", name.display()),
            pointer => format!("`{pointer}` in `{}`", name.display()),
        };
        let members = self.node(at).and_then(Node::as_object);
        let members = members.filter(|_| self.compared < MOST_COMPARED);
        let count = members.map_or(0, |members| members.len());
        let names = members.into_iter().flatten().map(|(name, _)| name.as_str());
        let help = match nearest(token, names) {
            Some(name) => format!("the nearest name is `{name}`"),
            None => "correct the name or describe it there".to_owned(),
        };
        self.compared += count;
        let message = format!("`{reference}` points to nothing: {place} has no `{token}`");
        DeadEnd { code: "unresolved-reference", message, help }
    }

    /// The file at `path`, which a `$ref` in the file `from` names.
    fn open(&mut self, reference: &str, path: &str, from: FileId) -> Result<FileId, DeadEnd> {
        let decoded = percent_decode_str(path).decode_utf8_lossy();
        if !is_one_line(&decoded) {
            return Err(DeadEnd {
                code: "invalid-reference",
                message: format!("`{reference}` names a file whose name is not one line of text"),
                help: "it is not read; rename the file, without control characters and marks that \
                       turn the direction of text"
                    .to_owned(),
            });
        }
        let outside = |message: String, help: &str| {
            Err(DeadEnd { code: "external-reference", message, help: help.to_owned() })
        };
        if is_url(&decoded) {
            let message = format!("`{reference}` is a URL, and nothing is fetched");
            return outside(
                message,
                "put the file beside the document and refer to it by its path",
            );
        }
        let beside = self.read[from.0].0.parent().unwrap_or(Path::new("")).to_owned();
        let Some(path) = within(&beside, Path::new(&*decoded)) else {
            let message = format!("`{reference}` leads out of the folder of the document");
            let help = "only files in that folder and below are read; put the file there";
            return outside(message, help);
        };
        if let Some(known) = self.known.get(&path).copied() {
            return match self.read[known].1 {
                Some(_) => Ok(FileId(known)),
                None => Err(match self.missing.get(&path).cloned() {
                    Some(folder) => {
                        self.no_file(reference, &self.folder.join(&path), folder.as_deref())
                    }
                    None => unreadable(reference),
                }),
            };
        }
        let full = self.folder.join(&path);
        let read = match &self.real_folder {
            Some(folder) => self.allowance.read_within(&full, folder),
            None => Err(Barred::Outside),
        };
        let read = match read {
            Ok(bytes) => from_bytes(bytes, &full),
            Err(Barred::Unreadable(diagnostic)) => Err(only(*diagnostic)),
            Err(Barred::Missing(folder)) => {
                let dead_end = self.no_file(reference, &full, folder.as_deref());
                self.missing.insert(path.clone(), folder);
                self.add(path, None);
                return Err(dead_end);
            }
            Err(Barred::Outside) => {
                let message =
                    format!("`{reference}` is a link that leads out of the document's folder");
                let help = "only files in that folder and below are read; put the file there";
                return outside(message, help);
            }
        };
        let node = match read {
            Ok(document) => {
                self.note(document.diagnostics, &full);
                Some(document.root)
            }
            Err(found) => {
                if found.iter().any(|fault| fault.code == "not-a-file") {
                    self.no_files.insert(self.read.len());
                }
                self.note(found, &full);
                None
            }
        };
        let readable = node.is_some();
        let file = self.add(path, node);
        if readable { Ok(file) } else { Err(unreadable(reference)) }
    }

    /// `folder` is the one that `full` would be in, if that is in the document's: of others nothing
    /// is told.
    fn no_file(&mut self, reference: &str, full: &Path, folder: Option<&Path>) -> DeadEnd {
        let mut names: Vec<String> = folder
            .filter(|_| self.compared < MOST_COMPARED)
            .and_then(|folder| fs::read_dir(folder).ok())
            .into_iter()
            .flatten()
            .flatten()
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        self.compared += names.len();
        let wanted = full.file_name().unwrap_or_default().to_string_lossy();
        let help = match nearest(&wanted, names.iter().map(String::as_str)) {
            Some(name) => format!("the nearest name is `{name}`"),
            None => "a path counts from the folder of the file it is written in".to_owned(),
        };
        let message =
            format!("`{reference}` points to nothing: there is no file `{}`", full.display());
        DeadEnd { code: "unresolved-reference", message, help }
    }

    fn add(&mut self, path: PathBuf, node: Option<Node>) -> FileId {
        self.known.insert(path.clone(), self.read.len());
        self.read.push((path, node));
        FileId(self.read.len() - 1)
    }

    fn note(&mut self, found: Diagnostics, path: &Path) {
        for mut diagnostic in found.iter().cloned() {
            if let Some(place) = &mut diagnostic.place {
                place.file.get_or_insert_with(|| path.to_owned());
            }
            self.diagnostics.push(diagnostic);
        }
    }
}

/// The `$ref` of what is nothing else.
pub(super) fn only_reference(node: &Node) -> Option<&str> {
    node.as_object().filter(|members| members.len() == 1)?.get("$ref")?.as_str()
}

/// Whether it names a scheme (RFC 3986 §3.1) or another host. One letter is a drive of Windows.
fn is_url(path: &str) -> bool {
    let scheme = path.split_once(':').map(|(scheme, _)| scheme);
    let is_scheme = |scheme: &str| {
        scheme.len() > 1
            && scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.chars().all(|char| char.is_ascii_alphanumeric() || "+-.".contains(char))
    };
    path.starts_with("//") || scheme.is_some_and(is_scheme)
}

/// `path`, which counts from the folder `beside`, without `.` and `..`; `None` where it leads out.
fn within(beside: &Path, path: &Path) -> Option<PathBuf> {
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

fn unreadable(reference: &str) -> DeadEnd {
    DeadEnd {
        code: "unresolved-reference",
        message: format!("`{reference}` points into a file that cannot be read"),
        help: "correct that file; its own fault is reported as well".to_owned(),
    }
}
