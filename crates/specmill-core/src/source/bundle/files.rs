//! The files of a document, and what a `$ref` in one of them points to. Nothing outside the root folder
//! is read, and of URLs only what [`Reach::remote`] allows.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use percent_encoding::percent_decode_str;

use super::grammar::Shape;
use super::place::{Place, Root, is_url, within};
use super::scalars;
use crate::diagnostics::{Diagnostics, is_one_line, nearest};
use crate::source::fault::only;
use crate::source::file::{Allowance, Barred};
use crate::source::load::from_bytes;
use crate::source::reach::{MOST_REMOTE, REMOTE_TIME};
use crate::source::{Document, Fetched, Reach, Refusal, Remote};
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

impl From<Refusal> for DeadEnd {
    fn from(Refusal { code, message, help }: Refusal) -> Self {
        Self { code, message, help }
    }
}

/// Every file asked for so far.
pub(super) struct Files {
    /// The document's own file, as it was asked for.
    own: PathBuf,
    root: Root,
    remote: Option<Arc<dyn Remote>>,
    /// When reading from URLs began.
    remote_start: Option<Instant>,
    /// Where it is, and the tree; `None` where it could not be read.
    read: Vec<(Place, Option<Node>)>,
    /// The same by their places.
    known: BTreeMap<Place, usize>,
    /// What was read but for the document's own file, without the trees, by path or URL.
    pub(super) parts: BTreeMap<PathBuf, Document>,
    /// Those of them that are not there, and the folders they would be in.
    missing: BTreeMap<PathBuf, Option<PathBuf>>,
    /// Those that are folders, pipes and the like, by number. Of a folder cargo would watch all that
    /// is in it.
    no_files: BTreeSet<usize>,
    /// Why nothing was read from a URL.
    refused: BTreeMap<String, Refusal>,
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
    pub(super) fn new(document: &Document, root: Root, reach: &Reach) -> Self {
        let name = PathBuf::from(document.path.file_name().unwrap_or_default());
        let place = Place::Local(root.below.join(name));
        let known = BTreeMap::from([(place.clone(), ROOT.0)]);
        let read = vec![(place, Some(document.root.clone()))];
        Self {
            own: document.path.clone(),
            root,
            remote: reach.remote.clone(),
            remote_start: None,
            read,
            known,
            parts: BTreeMap::new(),
            missing: BTreeMap::new(),
            no_files: BTreeSet::new(),
            refused: BTreeMap::new(),
            compared: 0,
            allowance: document.allowance.clone(),
            diagnostics: Diagnostics::default(),
        }
    }

    /// The path of a file, as messages and cargo take it.
    pub(super) fn path(&self, file: FileId) -> PathBuf {
        match &self.read[file.0].0 {
            _ if file == ROOT => self.own.clone(),
            Place::Local(path) => self.root.folder.join(path),
            Place::Remote(url) => PathBuf::from(url),
        }
    }

    /// Every file on the disk but the document's own, and those that are not there.
    pub(super) fn others(&self) -> impl Iterator<Item = PathBuf> {
        let known = self.read.iter().enumerate().skip(1);
        let files = known.filter(|(number, _)| !self.no_files.contains(number));
        files.filter_map(|(_, (place, _))| match place {
            Place::Local(path) => Some(self.root.folder.join(path)),
            Place::Remote(_) => None,
        })
    }

    pub(super) fn node(&self, target: &Target) -> Option<&Node> {
        self.read[target.file.0].1.as_ref()?.at(&target.pointer)
    }

    /// The file's name without folder and extension.
    pub(super) fn stem(&self, file: FileId) -> String {
        let path = match &self.read[file.0].0 {
            Place::Local(path) => path,
            Place::Remote(url) => Path::new(url.split('?').next().unwrap_or_default()),
        };
        path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
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
        let place = self.place(reference, path, &decoded, from)?;
        if let Some(known) = self.known.get(&place).copied() {
            if self.read[known].1.is_some() {
                return Ok(FileId(known));
            }
            return Err(match &place {
                Place::Local(path) => match self.missing.get(path).cloned() {
                    Some(folder) => {
                        let full = self.root.folder.join(path);
                        self.no_file(reference, &full, folder.as_deref())
                    }
                    None => unreadable(reference),
                },
                Place::Remote(url) => match self.refused.get(url).cloned() {
                    Some(refusal) => refusal.into(),
                    None => unreadable(reference),
                },
            });
        }
        match place {
            Place::Local(path) => self.open_local(reference, path),
            Place::Remote(url) => self.open_remote(reference, url),
        }
    }

    /// Where the file is that `path`, which is `decoded` without its percent signs, names in the file
    /// `from`.
    fn place(
        &self,
        reference: &str,
        path: &str,
        decoded: &str,
        from: FileId,
    ) -> Result<Place, DeadEnd> {
        match (&self.read[from.0].0, &self.remote) {
            (Place::Remote(base), Some(remote)) => {
                Ok(Place::Remote(remote.resolve(Some(base), path)?))
            }
            (Place::Local(_), Some(remote)) if is_url(decoded) => {
                Ok(Place::Remote(remote.resolve(None, path)?))
            }
            // Without `remote` there are no files from URLs.
            (Place::Remote(_), None) => Err(unreadable(reference)),
            (Place::Local(_), None) if is_url(decoded) => Err(outside(
                format!("`{reference}` is a URL, and nothing is fetched"),
                "put the file beside the document and refer to it by its path, or join them with \
                 `specmill bundle --allow-remote`",
            )),
            (Place::Local(file), _) => {
                let beside = file.parent().unwrap_or(Path::new(""));
                within(beside, Path::new(decoded)).map(Place::Local).ok_or_else(|| {
                    if self.root.is_named {
                        return outside(
                            format!("`{reference}` leads out of the root folder"),
                            "only files in that folder and below are read; put the file there, or \
                             name a root folder above",
                        );
                    }
                    outside(
                        format!("`{reference}` leads out of the folder of the document"),
                        "only files in that folder and below are read; put the file there, or name \
                         a root folder above (`Generator::root`, `--root`)",
                    )
                })
            }
        }
    }

    fn open_local(&mut self, reference: &str, path: PathBuf) -> Result<FileId, DeadEnd> {
        let full = self.root.folder.join(&path);
        let read = match &self.root.real {
            Some(folder) => self.allowance.read_within(&full, folder),
            None => Err(Barred::Outside),
        };
        let read = match read {
            Ok(bytes) => from_bytes(bytes, &full),
            Err(Barred::Unreadable(diagnostic)) => Err(only(*diagnostic)),
            Err(Barred::Missing(folder)) => {
                let dead_end = self.no_file(reference, &full, folder.as_deref());
                self.missing.insert(path.clone(), folder);
                self.add(Place::Local(path), None);
                return Err(dead_end);
            }
            Err(Barred::Outside) => {
                let folder = if self.root.is_named { "root" } else { "document's" };
                return Err(outside(
                    format!("`{reference}` is a link that leads out of the {folder} folder"),
                    "only files in that folder and below are read; put the file there",
                ));
            }
        };
        let node = match read {
            Ok(document) => Some(self.keep(document, full)),
            Err(found) => {
                if found.iter().any(|fault| fault.code == "not-a-file") {
                    self.no_files.insert(self.read.len());
                }
                self.note(found, &full);
                None
            }
        };
        let readable = node.is_some();
        let file = self.add(Place::Local(path), node);
        if readable { Ok(file) } else { Err(unreadable(reference)) }
    }

    fn open_remote(&mut self, reference: &str, url: String) -> Result<FileId, DeadEnd> {
        let Fetched { url: base, bytes } = match self.fetch(&url) {
            Ok(fetched) => fetched,
            Err(refusal) => {
                self.refused.insert(url.clone(), refusal.clone());
                self.add(Place::Remote(url), None);
                return Err(refusal.into());
            }
        };
        if let Some(known) = self.known.get(&Place::Remote(base.clone())).copied() {
            self.known.insert(Place::Remote(url), known);
            let readable = self.read[known].1.is_some();
            return if readable { Ok(FileId(known)) } else { Err(unreadable(reference)) };
        }
        let shown = PathBuf::from(&base);
        let node = match from_bytes(bytes, &shown) {
            Ok(document) => Some(self.keep(document, shown)),
            Err(found) => {
                self.note(found, &shown);
                None
            }
        };
        let readable = node.is_some();
        // What it refers to itself counts from where it was found in the end.
        let file = self.add(Place::Remote(base), node);
        self.known.insert(Place::Remote(url), file.0);
        if readable { Ok(file) } else { Err(unreadable(reference)) }
    }

    fn fetch(&mut self, url: &str) -> Result<Fetched, Refusal> {
        let start = *self.remote_start.get_or_insert_with(Instant::now);
        let left = REMOTE_TIME.saturating_sub(start.elapsed());
        let count = self.known.keys().filter(|place| matches!(place, Place::Remote(_))).count();
        let remote = self.remote.clone().filter(|_| left > Duration::ZERO && count < MOST_REMOTE);
        let Some(remote) = remote else {
            return Err(Refusal {
                code: "too-much-remote",
                message: format!(
                    "`{url}` is not read: a document may have {MOST_REMOTE} files from URLs, and \
                     reading them may take {} s",
                    REMOTE_TIME.as_secs()
                ),
                help: "save the files beside the document, and refer to them by their paths"
                    .to_owned(),
            });
        };
        let fetched = remote.read(&self.own, url, self.allowance.left(), left)?;
        self.allowance.count(fetched.bytes.len());
        Ok(fetched)
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

    /// Keeps what was read but its tree, which is returned.
    fn keep(&mut self, mut document: Document, path: PathBuf) -> Node {
        let root = std::mem::take(&mut document.root);
        self.note(std::mem::take(&mut document.diagnostics), &path);
        self.parts.insert(path, document);
        root
    }

    /// What is at `target`, where a thing of this shape is due, to be put elsewhere.
    pub(super) fn copy(&mut self, target: &Target, shape: Shape) -> Option<Node> {
        let mut node = self.node(target)?.clone();
        let path = self.path(target.file);
        // The document's own file is settled already.
        if let Some(part) = self.parts.get(&path) {
            let mut found = Diagnostics::default();
            scalars::settle(&mut node, shape, &target.pointer, part, &mut found);
            self.note(found, &path);
        }
        Some(node)
    }

    /// Whether anything was read from a URL.
    pub(super) fn has_remote(&self) -> bool {
        self.read.iter().any(|(place, node)| matches!(place, Place::Remote(_)) && node.is_some())
    }

    fn add(&mut self, place: Place, node: Option<Node>) -> FileId {
        self.known.insert(place.clone(), self.read.len());
        self.read.push((place, node));
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

fn outside(message: String, help: &str) -> DeadEnd {
    DeadEnd { code: "external-reference", message, help: help.to_owned() }
}

fn unreadable(reference: &str) -> DeadEnd {
    DeadEnd {
        code: "unresolved-reference",
        message: format!("`{reference}` points into a file that cannot be read"),
        help: "correct that file; its own fault is reported as well".to_owned(),
    }
}
