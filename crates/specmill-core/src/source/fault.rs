//! Why a file is no document.

use std::fmt;
use std::path::Path;

use crate::diagnostics::{Diagnostic, Diagnostics, Place, Position, Severity};
use crate::tree::Pointer;

/// Why a text is not a document, in its own lines and columns.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) kind: FaultKind,
    pub(super) position: Option<Position>,
}

/// What is wrong with a text.
#[derive(Debug)]
pub(super) enum FaultKind {
    /// It is not JSON; what its reader says.
    InvalidJson(String),
    /// It is not YAML; what its reader says.
    InvalidYaml(String),
    /// There are more than so many bytes of names on the way to a value.
    LongNames(usize),
    /// There are values more than so many levels deep.
    TooDeep(usize),
    /// Its aliases stand for too much.
    TooManyAliases,
    /// It holds more than one document.
    SeveralDocuments,
    /// It holds nothing.
    Empty,
    /// It is of this kind.
    NotAnObject(&'static str),
}

impl FaultKind {
    pub(super) fn at(self, position: Option<Position>) -> Fault {
        Fault { kind: self, position }
    }

    pub(super) fn code(&self) -> &'static str {
        match self {
            FaultKind::InvalidJson(_) => "invalid-json",
            FaultKind::InvalidYaml(_) => "invalid-yaml",
            FaultKind::LongNames(_) => "too-long-names",
            FaultKind::TooDeep(_) => "too-deep",
            FaultKind::TooManyAliases => "too-many-aliases",
            FaultKind::SeveralDocuments => "several-documents",
            FaultKind::Empty => "empty-document",
            FaultKind::NotAnObject(_) => "not-an-object",
        }
    }

    pub(super) fn help(&self) -> &'static str {
        match self {
            FaultKind::InvalidJson(_) => {
                "correct the document there; a document in YAML must not be named `.json`"
            }
            FaultKind::InvalidYaml(_) => {
                "correct the document there; quote text that holds `: ` or begins with one of `@`, \
                 `*`, `&`, `!`, `{`, `[`, `%` or a backtick"
            }
            FaultKind::LongNames(_) => "shorten the names of paths, components and properties",
            FaultKind::TooDeep(_) => {
                "name the inner schemas under `components` and refer to them with `$ref`"
            }
            FaultKind::TooManyAliases => "use `$ref` for what is shared",
            FaultKind::SeveralDocuments => "keep one; the line is where the second begins (`---`)",
            FaultKind::Empty => {
                "an OpenAPI document begins with `openapi: 3.1.0` or another 3.x version"
            }
            FaultKind::NotAnObject(_) => {
                "an OpenAPI document is an object with members such as `openapi` and `paths`"
            }
        }
    }
}

impl fmt::Display for FaultKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FaultKind::InvalidJson(reason) => write!(f, "this is not JSON: {reason}"),
            FaultKind::InvalidYaml(reason) => write!(f, "this is not YAML: {reason}"),
            FaultKind::LongNames(most) => {
                write!(f, "the names on the way to a value have more than {most} bytes")
            }
            FaultKind::TooDeep(most) => write!(f, "values are nested more than {most} deep"),
            FaultKind::TooManyAliases => f.write_str("the YAML aliases expand to too much"),
            FaultKind::SeveralDocuments => {
                f.write_str("the file holds more than one YAML document")
            }
            FaultKind::Empty => f.write_str("the document is empty"),
            FaultKind::NotAnObject(kind) => write!(f, "the document is {kind}, not an object"),
        }
    }
}

/// An error in the file `path`, where there is no tree a pointer could point into.
pub(super) fn fault(
    code: &'static str,
    path: &Path,
    position: Option<Position>,
    message: String,
    help: &str,
) -> Diagnostic {
    let place = Place { file: Some(path.to_owned()), pointer: Pointer::root(), position };
    Diagnostic {
        severity: Severity::Error,
        code,
        message,
        place: Some(place),
        help: Some(help.to_owned()),
    }
}

pub(super) fn only(diagnostic: Diagnostic) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    diagnostics.push(diagnostic);
    diagnostics
}
