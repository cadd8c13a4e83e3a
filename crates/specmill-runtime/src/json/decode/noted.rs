//! Drifts that are taken away again, as those of a union's members that are tried.

use crate::json::report::{DriftKind, Fault};

/// How much a decoder had noted at some time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    pub(super) drifts: usize,
    pub(super) undeclared: usize,
}

/// Drifts that were removed again.
#[derive(Debug)]
pub(crate) struct Noted {
    pub(super) faults: Vec<Fault>,
    pub(super) unlisted: usize,
    /// How many of all of them are members that the description does not have.
    pub(super) undeclared: usize,
}

/// How far a value departs from a description. What is wrong counts first: a member that the description does
/// not have is none of that (JSON Schema allows it), so that it decides only where all else is equal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Departure {
    wrong: usize,
    undeclared: usize,
}

impl Noted {
    pub(crate) fn departure(&self) -> Departure {
        let all = self.faults.len().saturating_add(self.unlisted);
        Departure { wrong: all.saturating_sub(self.undeclared), undeclared: self.undeclared }
    }

    /// Whether a fault of that kind is about the value at `index`.
    pub(crate) fn has(&self, index: u32, kind: DriftKind) -> bool {
        self.faults.iter().any(|fault| fault.at == index && fault.kind == kind)
    }
}
