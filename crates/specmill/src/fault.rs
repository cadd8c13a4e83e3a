//! What goes wrong beside the document.

use std::ffi::OsString;
use std::fmt;
use std::io;
use std::path::PathBuf;

use specmill_core::diagnostics::{Diagnostic, Severity};
use specmill_core::emit::ExamplesFault;
use specmill_core::output::{NotRust, NotWritten, Reason};
use specmill_core::source::NotYaml;

use crate::package::NameFault;

/// What is wrong where the document is not to blame.
pub(crate) enum Fault {
    /// Cargo is told a value, by the directive of this name, that is no line of text.
    NotOneLine(&'static str, OsString),
    /// There is no folder to write to.
    NoOutputFolder,
    /// A file of the output cannot be written.
    NotWritten(NotWritten),
    /// No thread to work on can be started.
    NoThread(io::Error),
    /// The build script's `examples` are not Rust.
    InvalidExamples(ExamplesFault),
    /// There is no tag to make a crate of.
    NoTags,
    /// What was generated is not Rust: our own fault.
    NotRust(NotRust),
    /// A tree that was read cannot be written: our own fault.
    NotYaml(NotYaml),
    /// A file that is to be copied cannot be read.
    NotCopied(PathBuf, io::Error),
    /// No temporary folder can be made or written.
    NoTemporaryFolder(io::Error),
    /// A crate cannot have this name, and why.
    InvalidPackageName(String, NameFault),
}

impl Fault {
    fn code(&self) -> &'static str {
        match self {
            Fault::NotOneLine(..) => "not-one-line",
            Fault::NoOutputFolder => "no-output-folder",
            Fault::NotWritten(_) => "not-written",
            Fault::NoThread(_) => "no-thread",
            Fault::InvalidExamples(_) => "invalid-examples",
            Fault::NoTags => "no-tags",
            Fault::InvalidPackageName(..) => "invalid-package-name",
            Fault::NotCopied(..) => "not-copied",
            Fault::NoTemporaryFolder(_) => "no-temporary-folder",
            Fault::NotRust(_) | Fault::NotYaml(_) => "internal",
        }
    }

    fn help(&self) -> &'static str {
        match self {
            Fault::NotOneLine(..) => {
                "give it another name: UTF-8 without control characters, marks that turn the \
                 direction of text, and white space at its end"
            }
            Fault::NoOutputFolder => {
                "call it from a build script, where cargo sets `OUT_DIR`, or give `out_dir`"
            }
            Fault::NotWritten(NotWritten { reason, .. }) => match reason {
                Reason::NotOurs => {
                    "move it away, or generate under another name or into another folder"
                }
                Reason::Link => "remove it, or give the folder it leads to",
                Reason::OtherKind => "move it away, or generate into another folder",
                Reason::Outside => "give the client another name",
                Reason::Edited => {
                    "take the edit back and change the document, or an overlay, instead; `--force` \
                     (`OutputFolder::force`) replaces the file"
                }
                Reason::NotEmpty => "give a folder that is not there yet, or is empty",
                Reason::Busy => "wait until it has ended, or end it",
                Reason::Error(_) => "check that the folder exists, is writable and has room",
            },
            Fault::NoThread(_) => "specmill needs one with 64 MiB of stack",
            Fault::InvalidExamples(_) => "correct what the build script gives to `examples`",
            Fault::NoTags => {
                "group operations by their paths (`--group-by-path`, or `Generator::group_by_path`), or generate \
                 one crate"
            }
            Fault::InvalidPackageName(_, fault) => fault.help(),
            Fault::NotCopied(..) => "check that the file is there and may be read",
            Fault::NoTemporaryFolder(_) => {
                "check that the system's folder for temporary files can be written and has room"
            }
            Fault::NotRust(_) | Fault::NotYaml(_) => {
                "this is a fault of specmill: please report it"
            }
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::NotOneLine(directive, value) => {
                let value = value.to_string_lossy();
                write!(f, "cargo cannot be told `{directive}={value}`, which is no line of text")
            }
            Fault::NoOutputFolder => f.write_str("there is no folder to write to"),
            Fault::NotWritten(fault) => fault.fmt(f),
            Fault::NoThread(error) => write!(f, "no thread can be started: {error}"),
            Fault::InvalidExamples(fault) => fault.fmt(f),
            Fault::NoTags => f.write_str(
                "no operation has a tag, so there is nothing to make a crate of each of",
            ),
            Fault::NotRust(fault) => fault.fmt(f),
            Fault::NotYaml(fault) => fault.fmt(f),
            Fault::NotCopied(path, error) => {
                write!(f, "`{}` cannot be copied: {error}", path.display())
            }
            Fault::NoTemporaryFolder(error) => {
                write!(f, "no temporary folder can be written: {error}")
            }
            Fault::InvalidPackageName(name, fault) => {
                write!(f, "a crate cannot be called `{name}`: {fault}")
            }
        }
    }
}

impl From<Fault> for Diagnostic {
    fn from(fault: Fault) -> Self {
        Self {
            severity: Severity::Error,
            code: fault.code(),
            message: fault.to_string(),
            place: None,
            help: Some(fault.help().to_owned()),
        }
    }
}
