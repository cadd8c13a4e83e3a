//! Faults as text for people.

use std::collections::BTreeMap;
use std::fmt::{self, Write};
use std::path::Path;

use super::{Diagnostic, Diagnostics, Position, Severity, positions};
use crate::source::{self, Document, Pointer};

/// Member of a normalised document's root that keeps the targets of `$ref`s whose place is gone,
/// each under the pointer it had.
const MOVED: &str = "x-specmill-moved";

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Warning => "warning",
            Severity::Error => "error",
        })
    }
}

/// A fault with its place found.
#[derive(Clone, Copy, Debug)]
pub struct Located<'a> {
    /// The fault.
    pub diagnostic: &'a Diagnostic,
    /// Its file, if it has a place.
    pub file: Option<&'a Path>,
    /// Its line and column in that file, where they could be found.
    pub position: Option<Position>,
}

impl Diagnostics {
    /// Every fault with its line: warnings first, then errors, so that what stops the build ends up
    /// next to the prompt; each group in the order found, which is the order of the stages and of
    /// the document.
    #[must_use]
    pub fn locate<'a>(&'a self, document: Option<&'a Document>) -> Vec<Located<'a>> {
        let found = look_up(self, document);
        let place = |diagnostic: &'a Diagnostic| {
            let Some(place) = &diagnostic.place else {
                return Located { diagnostic, file: None, position: None };
            };
            let file = place.file.as_deref().or(document.map(|document| document.path.as_path()));
            let key = (place.file.as_deref(), &place.pointer);
            let position = place.position.or_else(|| found.get(&key).copied());
            Located { diagnostic, file, position }
        };
        let of = |severity| self.iter().filter(move |found| found.severity == severity);
        of(Severity::Warning).chain(of(Severity::Error)).map(place).collect()
    }

    /// Every fault in full, with lines of `document`, in the order of [`Diagnostics::locate`].
    ///
    /// ```
    /// use std::path::Path;
    /// use specmill::diagnostics::Diagnostics;
    /// use specmill::source::{self, Pointer};
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
        self.locate(Some(document)).iter().map(ToString::to_string).collect()
    }

    /// Every fault on a line of its own, for `cargo::warning=` and `cargo::error=`, in the order of
    /// [`Diagnostics::locate`].
    #[must_use]
    pub fn render_lines(&self, document: Option<&Document>) -> Vec<(Severity, String)> {
        let located = self.locate(document);
        located.iter().map(|found| (found.diagnostic.severity, found.render_line())).collect()
    }
}

/// Every fault in full, for when there is no document: positions only where they are known.
impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.locate(None).iter().try_for_each(|found| found.fmt(f))
    }
}

impl std::error::Error for Diagnostics {}

impl Located<'_> {
    /// The fault on one line: `file:line:col: [code] message (help)`. Severity is left to the
    /// prefix that cargo puts before it.
    #[must_use]
    pub fn render_line(&self) -> String {
        let mut line = String::new();
        if let Some(file) = self.file {
            line.push_str(&plain(&file.display().to_string()));
            if let Some(position) = self.position {
                // Writing to a `String` does not fail.
                let _ = write!(line, ":{}:{}", position.line, position.column);
            }
            line.push_str(": ");
        }
        let Diagnostic { code, message, help, .. } = self.diagnostic;
        let _ = write!(line, "[{code}] {}", plain(message));
        if let Some(help) = help {
            let _ = write!(line, " ({})", plain(help));
        }
        line
    }
}

impl fmt::Display for Located<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Diagnostic { severity, code, message, place, help } = self.diagnostic;
        writeln!(f, "{severity}[{code}]: {}", plain(message))?;
        if let Some(file) = self.file {
            write!(f, "  --> {}", plain(&file.display().to_string()))?;
            if let Some(position) = self.position {
                write!(f, ":{}:{}", position.line, position.column)?;
            }
            match place.as_ref().map(|place| place.pointer.as_str()) {
                None | Some("") => writeln!(f)?,
                Some(pointer) => writeln!(f, "  {}", plain(pointer))?,
            }
        }
        match help {
            Some(help) => writeln!(f, "  help: {}", plain(help)),
            None => Ok(()),
        }
    }
}

/// Text from a document must not bring its own lines or terminal escapes.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_control() {
            plain.extend(character.escape_default());
        } else {
            plain.push(character);
        }
    }
    plain
}

type Found<'a> = BTreeMap<(Option<&'a Path>, &'a Pointer), Position>;

/// Looks up every position that is not known yet, going through each file once.
fn look_up<'a>(diagnostics: &'a Diagnostics, document: Option<&Document>) -> Found<'a> {
    let mut files: Vec<(Option<&Path>, Vec<&Pointer>)> = Vec::new();
    for place in diagnostics.iter().filter_map(|diagnostic| diagnostic.place.as_ref()) {
        if place.position.is_some() {
            continue;
        }
        let file = place.file.as_deref();
        match files.iter_mut().find(|(other, _)| *other == file) {
            Some((_, pointers)) => pointers.push(&place.pointer),
            None => files.push((file, vec![&place.pointer])),
        }
    }
    let mut found = Found::new();
    for (file, pointers) in files {
        let read;
        let document = match file {
            None => document,
            // Pointers into another file point into its tree, so it can be read.
            Some(file) if pointers.iter().any(|pointer| !pointer.as_str().is_empty()) => {
                read = source::load(file).ok();
                read.as_ref()
            }
            Some(_) => None,
        };
        let Some(document) = document else { continue };
        let asked: Vec<Pointer> = pointers.iter().map(|pointer| as_written(pointer)).collect();
        let positions = positions(&document.text, document.format, &asked);
        for (pointer, position) in pointers.into_iter().zip(positions) {
            if let Some(position) = position {
                found.insert((file, pointer), document.offset.in_file(position));
            }
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
