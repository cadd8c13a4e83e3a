//! How much a fault costs.

use std::fmt;

/// How much a fault costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Severity {
    /// The output is what the document says, which may not be what its author means: for `specmill
    /// check`. Nothing is wrong.
    Note,
    /// The output is right, or takes more values than the document allows; the document should be corrected.
    Warning,
    /// Something the document describes is not in the output, or the document could not be read.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        })
    }
}
