//! What a change of a document does to programs that were built from the old one and go on running: what
//! they send that may be refused, and what comes that they do not know.
//!
//! What callers can name is `changes`; here it is what travels. Operations are known by their method and path,
//! or by their id where they moved; types by where they stand.

mod answers;
mod comparison;
mod limits;
mod literals;
mod objects;
mod operations;
mod requests;
mod types;
mod unions;

use std::fmt;

use crate::ir::Api;

/// What becomes of a running program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum WireEffect {
    /// The server may refuse what the program sends.
    Refused,
    /// The program may not get what it reads: the value is missing, or is another.
    Misread,
    /// The program may get what it does not know, and keeps it as unknown.
    Unknown,
}

impl fmt::Display for WireEffect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            WireEffect::Refused => "refused",
            WireEffect::Misread => "misread",
            WireEffect::Unknown => "unknown",
        })
    }
}

/// A change of what travels.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct WireChange {
    /// What becomes of a program that was built before.
    pub effect: WireEffect,
    /// What changed, and how, in words. Names are those on the wire.
    pub text: String,
}

/// An operation or a type with changes of what travels.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct WireItem {
    /// Its name in the old client: of an operation the call.
    pub name: String,
    /// The module it is in; empty in the root.
    pub module: String,
    /// What changed, the gravest first.
    pub changes: Vec<WireChange>,
}

/// What travels differently.
///
/// Shown (`Display`) as a block for each operation or type, each change a line of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct WireChanges {
    /// Operations in the order of the old document, each before the types that it reaches first.
    pub items: Vec<WireItem>,
}

impl WireChanges {
    /// How many changes there are with this effect.
    #[must_use]
    pub fn count(&self, effect: WireEffect) -> usize {
        let changes = self.items.iter().flat_map(|item| &item.changes);
        changes.filter(|change| change.effect == effect).count()
    }
}

impl fmt::Display for WireChanges {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for item in &self.items {
            writeln!(f, "{}", item.name)?;
            for change in &item.changes {
                writeln!(f, "    {:<10}  {}", change.effect, change.text)?;
            }
        }
        Ok(())
    }
}

/// What travels differently between the client `old` and the API that `new` is the client of.
#[must_use]
pub fn compare(old: &Api, new: &Api) -> WireChanges {
    let mut comparison = comparison::Comparison::new(old, new);
    operations::compare(&mut comparison);
    answers::webhooks(&mut comparison);
    WireChanges { items: comparison.found() }
}
