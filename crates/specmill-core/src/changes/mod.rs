//! What a change of the document does to those who call the client.
//!
//! Two clients are compared by their public items ([`crate::Output::surface`]), which is what
//! callers can name: an operation, a type and its fields and variants, a parameter. What the
//! document says in words is no part of it, nor is what only travels differently (a path, a name on
//! the wire): the new client does that by itself.

mod operations;
mod signature;
mod surface;
mod types;

use std::collections::BTreeMap;
use std::fmt;

/// What a change does to code that was written before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// Code that uses what changed does not compile any more, or does something else.
    Breaking,
    /// Something is new. It breaks only code that names everything there is: a struct literal or
    /// pattern with all fields, a `match` without `_`. Enums and unions of the client are open, so
    /// that a `match` has an arm for what is not known.
    Addition,
    /// Something changed, and code goes on as before.
    Compatible,
}

impl fmt::Display for Effect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Effect::Breaking => "breaking",
            Effect::Addition => "addition",
            Effect::Compatible => "compatible",
        })
    }
}

/// One change of an operation or type.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// What it does to callers.
    pub effect: Effect,
    /// What changed, and how, in words. Names are those of Rust.
    pub text: String,
}

/// What differs between two clients.
///
/// Shown (`Display`) as a block for each operation or type, each change a line of it, and a count at
/// the end; nothing where nothing differs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// By what changed: operations, as `client.invites().list()`, then types and constants, each in
    /// the order of names. What breaks comes first in each list.
    pub items: Vec<(String, Vec<Change>)>,
}

impl Changes {
    /// What is different in the client whose surface is `new`, for who calls the one with the
    /// surface `old` ([`crate::Output::surface`]).
    ///
    /// ```
    /// let old = "pets::Pet (struct)\npets::Pet.name: String\n";
    /// let new = "pets::Pet (struct)\npets::Pet.name: Option<String>\n";
    /// let changes = specmill_core::changes::Changes::between(old, new);
    /// assert!(changes.breaks());
    /// assert!(changes.to_string().contains("`name` can be missing or null now"));
    /// ```
    #[must_use]
    pub fn between(old: &str, new: &str) -> Self {
        let (old, new) = (surface::read(old), surface::read(new));
        let mut operations = BTreeMap::new();
        let calls = operations::compare(&old, &new, &mut operations);
        let mut types = BTreeMap::new();
        types::compare(&old, &new, &calls, &mut types);
        let mut items: Vec<(String, Vec<Change>)> = operations.into_iter().chain(types).collect();
        items.retain_mut(|(_, changes)| {
            changes.sort();
            changes.dedup();
            !changes.is_empty()
        });
        Self { items }
    }

    /// Whether anything breaks code that was written before.
    #[must_use]
    pub fn breaks(&self) -> bool {
        self.count(Effect::Breaking) > 0
    }

    /// How many changes there are of this kind.
    #[must_use]
    pub fn count(&self, effect: Effect) -> usize {
        let changes = self.items.iter().flat_map(|(_, changes)| changes);
        changes.filter(|change| change.effect == effect).count()
    }
}

impl fmt::Display for Changes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.items.is_empty() {
            return Ok(());
        }
        for (item, changes) in &self.items {
            writeln!(f, "{item}")?;
            for change in changes {
                writeln!(f, "    {:<10}  {}", change.effect, change.text)?;
            }
        }
        let [breaking, additions, compatible] =
            [Effect::Breaking, Effect::Addition, Effect::Compatible].map(|one| self.count(one));
        let noun = if additions == 1 { "addition" } else { "additions" };
        writeln!(f, "{breaking} breaking, {additions} {noun}, {compatible} compatible")
    }
}

impl Change {
    fn breaking(text: String) -> Self {
        Self { effect: Effect::Breaking, text }
    }

    fn removed(what: &str) -> Self {
        Self::breaking(format!("{what} removed"))
    }

    fn new_item(what: &str) -> Self {
        Self { effect: Effect::Addition, text: format!("{what} added") }
    }
}
