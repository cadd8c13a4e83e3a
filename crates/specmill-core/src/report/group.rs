//! Many faults of one kind → the first of them, and how many more there are.

use std::fmt;

use indexmap::IndexMap;

use super::render::{Located, shown};
use crate::diagnostics::Severity;

/// Of each code so many warnings and notes are shown. Cloudflare's document has 1 473 of one.
const WARNINGS: usize = 5;

/// Of each code so many errors are shown: something is left out for each.
const ERRORS: usize = 20;

/// What is shown of a group.
#[derive(Clone, Copy, Debug)]
pub enum Shown<'l> {
    /// A fault.
    One(&'l Located),
    /// The faults of a code that are not shown.
    More(Severity, &'static str, usize),
}

/// The faults in the order of [`shown`], those of one code together, and of each code no more than a
/// few.
#[must_use]
pub fn grouped<'l>(located: impl Iterator<Item = &'l Located> + Clone) -> Vec<Shown<'l>> {
    let mut groups: IndexMap<(Severity, &'static str), Vec<&Located>> = IndexMap::new();
    for found in shown(located) {
        let key = (found.diagnostic.severity, found.diagnostic.code);
        groups.entry(key).or_default().push(found);
    }
    let mut all = Vec::new();
    for ((severity, code), group) in groups {
        let most = if severity == Severity::Error { ERRORS } else { WARNINGS };
        // A line that says "1 more" is no shorter than the one it stands for.
        let count = if group.len() == most + 1 { group.len() } else { most };
        all.extend(group.iter().take(count).map(|found| Shown::One(found)));
        if group.len() > count {
            all.push(Shown::More(severity, code, group.len() - count));
        }
    }
    all
}

impl Shown<'_> {
    /// How much it costs.
    #[must_use]
    pub fn severity(&self) -> Severity {
        match self {
            Shown::One(found) => found.diagnostic.severity,
            Shown::More(severity, ..) => *severity,
        }
    }

    /// As [`Located::render_line`].
    #[must_use]
    pub fn render_line(&self) -> String {
        match self {
            Shown::One(found) => found.render_line(),
            Shown::More(_, code, count) => {
                format!("[{code}] {count} more of this kind (`specmill check --all` shows them)")
            }
        }
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Shown::One(found) => found.fmt(f),
            Shown::More(severity, code, count) => {
                writeln!(f, "{severity}[{code}]: {count} more of this kind")?;
                writeln!(f, "  help: `specmill check --all` shows them")
            }
        }
    }
}
