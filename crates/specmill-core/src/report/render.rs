//! Faults as text for people.

use std::collections::BTreeMap;
use std::fmt::{self, Write};
use std::path::{Path, PathBuf};

use super::excerpt::{Excerpt, excerpts};
use super::position::positions;
use crate::diagnostics::{Diagnostic, Diagnostics, Position, Severity, one_line};
use crate::source::{self, Document, Format};
use crate::tree::Pointer;

/// Member of a normalised document's root that keeps the targets of `$ref`s whose place is gone,
/// each under the pointer it had.
const MOVED: &str = "x-specmill-moved";

/// A fault with its place found.
#[derive(Clone, Debug)]
pub struct Located {
    /// The fault.
    pub diagnostic: Diagnostic,
    /// Its file, if it has a place: the one it was written in, where the document was joined out of
    /// several or changed by an overlay.
    pub file: Option<PathBuf>,
    /// The JSON Pointer from that file's root.
    pub pointer: Option<Pointer>,
    /// Its line and column in that file, where they could be found.
    pub position: Option<Position>,
    /// The text of that line, as far as it is shown.
    pub excerpt: Option<Excerpt>,
}

/// Where a fault is in a text, and what is there.
#[derive(Clone, Debug)]
struct Found {
    position: Position,
    excerpt: Option<Excerpt>,
}

impl Diagnostics {
    /// Every fault with its line, in the order found, which is the order of the stages and of the
    /// document.
    #[must_use]
    pub fn locate(&self, document: Option<&Document>) -> Vec<Located> {
        let wanted: Vec<Wanted> =
            self.iter().filter_map(|diagnostic| Wanted::new(diagnostic, document)).collect();
        let found = look_up(&wanted, document);
        let known = known_excerpts(self.iter(), document);
        let own = document.map(|document| document.path.as_path());
        let place = |diagnostic: &Diagnostic| {
            let (file, pointer, found) =
                match (&diagnostic.place, Wanted::new(diagnostic, document)) {
                    (None, _) => (None, None, None),
                    (Some(place), None) => {
                        let file = place.file.as_deref().or(own);
                        let excerpt = |position| known.get(&(file?, position)).cloned().flatten();
                        let found = place
                            .position
                            .map(|position| Found { position, excerpt: excerpt(position) });
                        (file.map(Path::to_owned), Some(place.pointer.clone()), found)
                    }
                    (Some(_), Some(wanted)) => {
                        let found = found.get(&wanted).cloned();
                        let file = wanted.file.or_else(|| own.map(Path::to_owned));
                        (file, Some(wanted.pointer), found)
                    }
                };
            let position = found.as_ref().map(|found| found.position);
            let excerpt = found.and_then(|found| found.excerpt);
            Located { diagnostic: diagnostic.clone(), file, pointer, position, excerpt }
        };
        self.iter().map(place).collect()
    }

    /// Every fault in full, with lines of `document`, in the order of [`shown`].
    ///
    /// ```
    /// use std::path::{Path, PathBuf};
    /// use specmill_core::diagnostics::Diagnostics;
    /// use specmill_core::source::{self, Pointer};
    ///
    /// let document = source::parse("paths:\n  /a: {}\n", Path::new("api.yaml")).unwrap();
    /// let mut diagnostics = Diagnostics::default();
    /// diagnostics.warning("empty-path", &Pointer::parse("/paths/~1a"), "nothing here", "fill it");
    /// assert_eq!(
    ///     diagnostics.render(&document),
    ///     "warning[empty-path]: nothing here\n  --> api.yaml:2:3  /paths/~1a\n  help: fill it\n",
    /// );
    /// ```
    #[must_use]
    pub fn render(&self, document: &Document) -> String {
        shown(self.locate(Some(document)).iter()).map(ToString::to_string).collect()
    }

    /// Every fault on a line of its own, for `cargo::warning=` and `cargo::error=`, in the order of
    /// [`shown`].
    #[must_use]
    pub fn render_lines(&self, document: Option<&Document>) -> Vec<(Severity, String)> {
        let located = self.locate(document);
        shown(located.iter())
            .map(|found| (found.diagnostic.severity, found.render_line()))
            .collect()
    }
}

/// Every fault in full, for when there is no document: positions only where they are known.
impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        shown(self.locate(None).iter()).try_for_each(|found| found.fmt(f))
    }
}

impl std::error::Error for Diagnostics {}

/// The order in which faults are shown: notes first, then warnings, then errors, so that what stops the build
/// ends up next to the prompt; each group in the order found.
pub fn shown<'l>(
    located: impl Iterator<Item = &'l Located> + Clone,
) -> impl Iterator<Item = &'l Located> {
    let all = [Severity::Note, Severity::Warning, Severity::Error];
    all.into_iter().flat_map(move |severity| {
        located.clone().filter(move |found| found.diagnostic.severity == severity)
    })
}

impl Located {
    /// The fault on one line: `file:line:col: [code] message (help)`. Severity is left to the
    /// prefix that cargo puts before it.
    #[must_use]
    pub fn render_line(&self) -> String {
        let mut line = String::new();
        if let Some(file) = &self.file {
            line.push_str(&one_line(&file.display().to_string()));
            if let Some(position) = self.position {
                // Writing to a `String` does not fail.
                let _ = write!(line, ":{}:{}", position.line, position.column);
            }
            line.push_str(": ");
        }
        let Diagnostic { code, message, help, .. } = &self.diagnostic;
        let _ = write!(line, "[{code}] {}", one_line(message));
        if let Some(help) = help {
            let _ = write!(line, " ({})", one_line(help));
        }
        line
    }
}

impl fmt::Display for Located {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Diagnostic { severity, code, message, help, .. } = &self.diagnostic;
        writeln!(f, "{severity}[{code}]: {}", one_line(message))?;
        if let Some(file) = &self.file {
            write!(f, "  --> {}", one_line(&file.display().to_string()))?;
            if let Some(position) = self.position {
                write!(f, ":{}:{}", position.line, position.column)?;
            }
            match self.pointer.as_ref().map(Pointer::as_str) {
                None | Some("") => writeln!(f)?,
                Some(pointer) => writeln!(f, "  {}", one_line(pointer))?,
            }
        }
        match help {
            Some(help) => writeln!(f, "  help: {}", one_line(help)),
            None => Ok(()),
        }
    }
}

/// A position to be looked up.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Wanted {
    /// The file, where it is not the document's own.
    file: Option<PathBuf>,
    /// What is shown.
    pointer: Pointer,
    /// What is looked for in the file.
    written: Pointer,
}

impl Wanted {
    /// What must be looked up for `diagnostic`: nothing where its position is known.
    fn new(diagnostic: &Diagnostic, document: Option<&Document>) -> Option<Self> {
        let place = diagnostic.place.as_ref().filter(|place| place.position.is_none())?;
        let pointer = place.pointer.clone();
        if place.file.is_some() {
            return Some(Self { file: place.file.clone(), written: pointer.clone(), pointer });
        }
        let written = as_written(&pointer);
        Some(match document.and_then(|document| document.origins.of(&written)) {
            Some(origin) if Some(&origin.file) != document.map(|document| &document.path) => {
                let pointer = origin.pointer;
                Self { file: Some(origin.file), written: pointer.clone(), pointer }
            }
            Some(origin) => {
                Self { file: None, pointer: origin.pointer.clone(), written: origin.pointer }
            }
            None => Self { file: None, pointer, written },
        })
    }
}

/// The lines of what has its position already: text that is no document.
fn known_excerpts<'a>(
    diagnostics: impl Iterator<Item = &'a Diagnostic>,
    document: Option<&'a Document>,
) -> BTreeMap<(&'a Path, Position), Option<Excerpt>> {
    let own = document.map(|document| document.path.as_path());
    let mut files: BTreeMap<&Path, Vec<Position>> = BTreeMap::new();
    for place in diagnostics.filter_map(|diagnostic| diagnostic.place.as_ref()) {
        if let (Some(file), Some(position)) = (place.file.as_deref().or(own), place.position) {
            files.entry(file).or_default().push(position);
        }
    }
    let limits = document.map(|document| document.limits().clone()).unwrap_or_default();
    let mut found = BTreeMap::new();
    for (file, positions) in files {
        let Some(text) = source::text_of(file, &limits) else { continue };
        let is_json = text.trim_start().starts_with('{');
        let format = if is_json { Format::Json } else { Format::Yaml };
        let excerpts = excerpts(&text, format, &positions);
        found.extend(positions.into_iter().map(|position| (file, position)).zip(excerpts));
    }
    found
}

/// Looks up every position, going through each file once.
fn look_up<'a>(wanted: &'a [Wanted], document: Option<&Document>) -> BTreeMap<&'a Wanted, Found> {
    let mut files: BTreeMap<Option<&Path>, Vec<&Wanted>> = BTreeMap::new();
    for wanted in wanted {
        files.entry(wanted.file.as_deref()).or_default().push(wanted);
    }
    let mut found = BTreeMap::new();
    for (file, wanted) in files {
        let read;
        let part = file.and_then(|path| document?.part(path));
        let document = match file {
            None => document,
            Some(_) if part.is_some() => part,
            // Pointers into another file point into its tree, so it can be read.
            Some(file) if wanted.iter().any(|wanted| !wanted.written.as_str().is_empty()) => {
                let limits = document.map(|document| document.limits().clone()).unwrap_or_default();
                read = source::load_within(file, &limits).ok();
                read.as_ref()
            }
            Some(_) => None,
        };
        let Some(document) = document else { continue };
        let asked: Vec<Pointer> = wanted.iter().map(|wanted| wanted.written.clone()).collect();
        let positions = positions(&document.text, document.format, &asked);
        let placed = wanted.into_iter().zip(positions);
        let placed: Vec<(&Wanted, Position)> =
            placed.filter_map(|(wanted, position)| Some((wanted, position?))).collect();
        let asked: Vec<Position> = placed.iter().map(|(_, position)| *position).collect();
        let excerpts = excerpts(&document.text, document.format, &asked);
        for ((wanted, position), excerpt) in placed.into_iter().zip(excerpts) {
            let position = document.offset.in_file(position);
            found.insert(wanted, Found { position, excerpt });
        }
    }
    found
}

/// The pointer into the document as it is written of one into its normalised tree.
fn as_written(pointer: &Pointer) -> Pointer {
    let mut tokens = pointer.tokens();
    match (tokens.next().as_deref(), tokens.next()) {
        (Some(MOVED), Some(origin)) => {
            tokens.fold(Pointer::parse(&origin), |pointer, token| pointer.child(token))
        }
        _ => pointer.clone(),
    }
}
