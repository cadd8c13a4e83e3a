//! What a change of the document does to those who call the client.
//!
//! Two clients are compared by their public items ([`Surface`]), which is what
//! callers can name: an operation, a type and its fields and variants, a parameter. What the
//! document says in words is no part of it, nor is what only travels differently (a path, a name on
//! the wire): the new client does that by itself.

mod index;
mod kind;
mod operations;
mod sides;
mod signature;
mod summary;
mod types;

use std::fmt;

use crate::surface::Surface;
use sides::Sides;

pub use kind::ChangeKind;
pub use summary::{KindSummary, ModuleSummary, Summary};

/// What a change does to code that was written before, in another crate than the client's: Semantic
/// Versioning for Rust, as the Cargo Book has it ("SemVer Compatibility").
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Effect {
    /// Code that uses what changed does not compile any more, or does something else: a new major
    /// version.
    Breaking,
    /// Code that uses what changed compiles with a warning: a new minor version.
    Deprecation,
    /// Something is new, and code goes on as before: a new minor version. Within the crate that
    /// includes the client, `#[non_exhaustive]` means nothing, so that a new field breaks struct
    /// literals there and a new variant a `match` without `_`.
    Addition,
    /// Something changed, and code goes on as before: a new patch version.
    Compatible,
}

impl Effect {
    const ALL: [Effect; 4] =
        [Effect::Breaking, Effect::Deprecation, Effect::Addition, Effect::Compatible];

    /// The part of a version that must rise with such a change (Semantic Versioning 2.0.0, 6 to 8).
    #[must_use]
    pub fn raises(self) -> VersionPart {
        match self {
            Effect::Breaking => VersionPart::Major,
            Effect::Deprecation | Effect::Addition => VersionPart::Minor,
            Effect::Compatible => VersionPart::Patch,
        }
    }
}

impl fmt::Display for Effect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Effect::Breaking => "breaking",
            Effect::Deprecation => "deprecated",
            Effect::Addition => "addition",
            Effect::Compatible => "compatible",
        })
    }
}

/// A part of a version number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum VersionPart {
    /// The third number.
    Patch,
    /// The second number; the third one while the first is 0.
    Minor,
    /// The first number; the second one while the first is 0.
    Major,
}

impl fmt::Display for VersionPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            VersionPart::Patch => "patch",
            VersionPart::Minor => "minor",
            VersionPart::Major => "major",
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
    /// Its kind, by which a summary counts it.
    pub kind: ChangeKind,
}

/// An operation or a type with changes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ChangedItem {
    /// Its name: of an operation as `client.invites().list()`.
    pub name: String,
    /// The module it is in, of an operation that of its group; empty in the root.
    pub module: String,
    /// What changed. What breaks comes first.
    pub changes: Vec<Change>,
}

/// What differs between two clients.
///
/// Shown (`Display`) as a block for each operation or type, each change a line of it, and a count at
/// the end; nothing where nothing differs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// What changed: operations, then types, each in the order of names.
    pub items: Vec<ChangedItem>,
}

impl Changes {
    /// What is different in the client whose surface is `new`, for who calls the one with the
    /// surface `old` (`Output::surface`).
    #[must_use]
    pub fn between(old: &Surface, new: &Surface) -> Self {
        let (old, new) = (index::index(old), index::index(new));
        let sides = Sides { old: &old, new: &new };
        let mut items = Vec::new();
        let calls = operations::compare(sides, &mut items);
        types::compare(sides, &calls, &mut items);
        items.retain_mut(|item| {
            item.changes.sort();
            item.changes.dedup();
            !item.changes.is_empty()
        });
        Self { items }
    }

    /// Whether anything breaks code that was written before.
    #[must_use]
    pub fn breaks(&self) -> bool {
        self.count(Effect::Breaking) > 0
    }

    /// The part of the version that must rise when the client is published with these changes: that of
    /// the gravest, and the patch version where nothing changed.
    #[must_use]
    pub fn raises(&self) -> VersionPart {
        let changes = self.items.iter().flat_map(|item| &item.changes);
        changes.map(|change| change.effect.raises()).max().unwrap_or(VersionPart::Patch)
    }

    /// How many changes there are of this kind.
    #[must_use]
    pub fn count(&self, effect: Effect) -> usize {
        let changes = self.items.iter().flat_map(|item| &item.changes);
        changes.filter(|change| change.effect == effect).count()
    }
}

impl fmt::Display for Changes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.items.is_empty() {
            return Ok(());
        }
        for item in &self.items {
            writeln!(f, "{}", item.name)?;
            for change in &item.changes {
                writeln!(f, "    {:<10}  {}", change.effect, change.text)?;
            }
        }
        writeln!(f, "{}", counts_shown(|effect| self.count(effect)))
    }
}

/// How many changes there are with each effect, as a line.
fn counts_shown(count: impl Fn(Effect) -> usize) -> String {
    let counted = Effect::ALL
        .into_iter()
        .filter(|effect| *effect != Effect::Deprecation || count(*effect) > 0)
        .map(|effect| match (effect, count(effect)) {
            (Effect::Addition, 1) => "1 addition".to_owned(),
            (Effect::Addition, count) => format!("{count} additions"),
            (effect, count) => format!("{count} {effect}"),
        });
    counted.collect::<Vec<_>>().join(", ")
}

impl Change {
    fn breaking(kind: ChangeKind, text: String) -> Self {
        Self { effect: Effect::Breaking, text, kind }
    }

    fn removed(kind: ChangeKind, what: &str) -> Self {
        Self::breaking(kind, format!("{what} removed"))
    }

    fn new_item(kind: ChangeKind, what: &str) -> Self {
        Self { effect: Effect::Addition, text: format!("{what} added"), kind }
    }

    /// What came or went of a mark `#[deprecated]` on `what`; empty for the operation or type itself.
    fn deprecation(what: &str, old: bool, new: bool) -> Option<Self> {
        let kind =
            if what.is_empty() { ChangeKind::ItemDeprecated } else { ChangeKind::MemberDeprecated };
        let what = if what.is_empty() { String::new() } else { format!("{what}: ") };
        match (old, new) {
            (false, true) => Some(Self {
                effect: Effect::Deprecation,
                text: format!("{what}it is deprecated now"),
                kind,
            }),
            (true, false) => Some(Self {
                effect: Effect::Compatible,
                text: format!("{what}it is no longer deprecated"),
                kind: ChangeKind::DeprecationRemoved,
            }),
            _ => None,
        }
    }
}
