//! Why an overlay cannot be followed.

use std::fmt;
use std::path::Path;

use serde_json_path::ParseError;

use crate::diagnostics::{Diagnostic, Place, Severity};
use crate::tree::Pointer;

/// Why an action is not followed.
#[derive(Debug)]
pub(super) enum Fault {
    /// It has no `target`.
    NoTarget,
    /// It has neither an `update` nor `remove: true`.
    NoChange,
    /// Its `remove` is no boolean.
    RemoveNotBoolean,
    /// Its target is none that is followed.
    Target(TargetFault),
    /// This target would look at more places than there is a budget for.
    TooManyPlaces(String),
    /// It would make the document more than so many times as large.
    TooMuchAdded(usize),
}

impl Fault {
    /// The member of the action that is to blame.
    pub(super) fn member(&self) -> Option<&'static str> {
        match self {
            Fault::NoTarget | Fault::NoChange => None,
            Fault::RemoveNotBoolean => Some("remove"),
            Fault::Target(_) | Fault::TooManyPlaces(_) => Some("target"),
            Fault::TooMuchAdded(_) => Some("update"),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::NoTarget => f.write_str("an action has a `target`, a JSONPath"),
            Fault::NoChange => f.write_str("an action has an `update`, or `remove: true`"),
            Fault::RemoveNotBoolean => f.write_str("`remove` is `true` or `false`"),
            Fault::Target(fault) => fault.fmt(f),
            Fault::TooManyPlaces(target) => {
                write!(f, "`{target}` would look at more places than an overlay of this size may")
            }
            Fault::TooMuchAdded(times) => {
                write!(f, "the overlay would add more than {times} times what is there")
            }
        }
    }
}

/// Why a target is not followed.
#[derive(Debug)]
pub(super) enum TargetFault {
    /// It has more than so many characters.
    TooLong(usize),
    /// Its form costs too much to read or to follow.
    Form(String, FormFault),
    /// It is no JSONPath (RFC 9535).
    NotJsonPath(String, ParseError),
}

impl fmt::Display for TargetFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TargetFault::TooLong(most) => {
                write!(f, "a target has at most {most} characters, and this one more")
            }
            TargetFault::Form(text, fault) => write!(f, "`{text}` {fault}"),
            TargetFault::NotJsonPath(text, error) => {
                let (message, at) = (error.message(), error.position() + 1);
                write!(f, "`{text}` is no JSONPath: {message}, at character {at}")
            }
        }
    }
}

/// What of a target's form costs too much.
#[derive(Clone, Copy, Debug)]
pub(super) enum FormFault {
    /// More than so many brackets in brackets.
    TooDeep(usize),
    /// A pattern that repeats a part of it more often than this.
    TooOften(usize),
}

impl fmt::Display for FormFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FormFault::TooDeep(most) => write!(f, "has more than {most} brackets in brackets"),
            FormFault::TooOften(most) => {
                write!(f, "has a pattern that repeats a part of it over {most} times")
            }
        }
    }
}

/// Why what is at one of the selected places stays as it is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Unchanged {
    /// The update would nest values more than so many deep.
    TooDeep(usize),
    /// An object is to be updated with something of this kind.
    ObjectWith(&'static str),
    /// It is of this kind, neither an object nor a list.
    Scalar(&'static str),
    /// It is the whole document, which is to be removed.
    Whole,
}

impl fmt::Display for Unchanged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unchanged::TooDeep(most) => {
                write!(f, "an update here would nest values more than {most} deep")
            }
            Unchanged::ObjectWith(kind) => {
                write!(f, "an object is updated with an object, not with {kind}")
            }
            Unchanged::Scalar(kind) => write!(
                f,
                "the target is {kind}; only objects and lists are updated, so select the object \
                 that holds it"
            ),
            Unchanged::Whole => f.write_str("the whole document cannot be removed"),
        }
    }
}

/// An error of the overlay in the file `path`.
pub(super) fn invalid(path: &Path, pointer: Pointer, message: String) -> Diagnostic {
    Diagnostic {
        severity: Severity::Error,
        code: "invalid-overlay",
        message,
        place: Some(Place { file: Some(path.to_owned()), pointer, position: None }),
        help: Some(
            "see the OpenAPI Overlay Specification 1.0 at https://spec.openapis.org/overlay/v1.0.0"
                .to_owned(),
        ),
    }
}
