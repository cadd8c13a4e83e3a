//! Two documents compared, as data for what writes them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use specmill::changes::{Change, Changes, Effect, VersionPart};
use specmill::surface::Surface;
use specmill::{Outline, WireChange, WireChanges, WireEffect};

pub(super) const EFFECTS: [Effect; 4] =
    [Effect::Breaking, Effect::Deprecation, Effect::Addition, Effect::Compatible];
pub(super) const WIRE_EFFECTS: [WireEffect; 3] =
    [WireEffect::Refused, WireEffect::Misread, WireEffect::Unknown];

/// What is said where nothing differs.
pub(super) const UNCHANGED: &str = "No change that callers or running programs notice.\n";

/// What differs, in code and on the wire.
pub(super) struct Compared {
    /// What the documents are called.
    pub(super) names: (String, String),
    pub(super) changes: Changes,
    pub(super) wire: WireChanges,
    pub(super) surfaces: (Surface, Surface),
    /// The tags of both documents, by the modules they become.
    tags: BTreeMap<String, String>,
    /// The modules whose operations reach a type, in either document.
    users: BTreeMap<String, BTreeSet<String>>,
}

/// A document, read.
pub(super) struct Side {
    pub(super) outline: Outline,
    pub(super) surface: Surface,
}

/// An operation or a type with changes of either sort.
pub(super) struct Entry<'c> {
    pub(super) name: &'c str,
    pub(super) module: &'c str,
    pub(super) code: &'c [Change],
    pub(super) wire: &'c [WireChange],
    /// The modules of the tags whose callers notice.
    pub(super) users: Vec<&'c str>,
}

/// How many changes there are with each effect.
#[derive(Default)]
pub(super) struct Counts {
    pub(super) code: BTreeMap<Effect, usize>,
    pub(super) wire: BTreeMap<WireEffect, usize>,
}

/// A tag, and what changed in its operations and in all types that these reach.
pub(super) struct Tag<'c> {
    pub(super) module: &'c str,
    pub(super) name: &'c str,
    pub(super) counts: Counts,
}

/// What becomes of the callers of a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Verdict {
    Breaks,
    BreaksRunning,
    Changes,
    Stays,
}

/// What is called on the client itself.
const NO_TAG: &str = "(no tag)";

impl Compared {
    pub(super) fn new(old: &Path, new: &Path, (before, after): (Side, Side)) -> Self {
        let names = (old.display().to_string(), new.display().to_string());
        let changes = Changes::between(&before.surface, &after.surface);
        let wire = after.outline.wire_changes_since(&before.outline);
        let (mut tags, mut users) = (BTreeMap::new(), BTreeMap::<_, BTreeSet<_>>::new());
        for side in [&before, &after] {
            for operation in side.outline.operations() {
                let name = operation.tag.unwrap_or_else(|| NO_TAG.to_owned());
                tags.insert(operation.module, name);
            }
            for (name, modules) in side.outline.modules_by_type() {
                users.entry(name).or_default().extend(modules);
            }
        }
        let surfaces = (before.surface, after.surface);
        Self { names, changes, wire, surfaces, tags, users }
    }

    /// Whether nothing differs.
    pub(super) fn is_empty(&self) -> bool {
        self.changes.items.is_empty() && self.wire.items.is_empty()
    }

    /// Whether something is new, deprecated or breaks.
    pub(super) fn raises_minor(&self) -> bool {
        self.changes.raises() >= VersionPart::Minor
    }

    /// Whether programs that were built before may not go on as they did.
    pub(super) fn breaks_running(&self) -> bool {
        self.wire.count(WireEffect::Refused) + self.wire.count(WireEffect::Misread) > 0
    }

    /// The counts in words, what a release needs, and what becomes of running programs.
    pub(super) fn headline(&self) -> String {
        let summary = self.changes.summary().to_string();
        let code = match summary.lines().next() {
            Some(line) => line.to_owned(),
            None => "nothing that callers name has changed".to_owned(),
        };
        let counts: Vec<String> = WIRE_EFFECTS
            .into_iter()
            .filter(|effect| self.wire.count(*effect) > 0)
            .map(|effect| format!("{} {effect}", self.wire.count(effect)))
            .collect();
        match counts.as_slice() {
            [] => code,
            counts => format!("{code}; on the wire {}", counts.join(", ")),
        }
    }

    /// Every operation and type with changes: operations first, each in the order of names.
    pub(super) fn entries(&self) -> Vec<Entry<'_>> {
        let mut entries: BTreeMap<(bool, String), Entry<'_>> = BTreeMap::new();
        // A word of Rust's own is written in two ways.
        let key = |name: &str| (!is_operation(name), name.replace("r#", ""));
        for item in &self.changes.items {
            let entry = self.entry(&item.name, &item.module, &item.changes, &[]);
            entries.insert(key(&item.name), entry);
        }
        for item in &self.wire.items {
            match entries.get_mut(&key(&item.name)) {
                Some(entry) => entry.wire = &item.changes,
                None => {
                    let entry = self.entry(&item.name, &item.module, &[], &item.changes);
                    entries.insert(key(&item.name), entry);
                }
            }
        }
        entries.into_values().collect()
    }

    fn entry<'c>(
        &'c self,
        name: &'c str,
        module: &'c str,
        code: &'c [Change],
        wire: &'c [WireChange],
    ) -> Entry<'c> {
        let users = match self.users.get(name).filter(|_| !is_operation(name)) {
            Some(users) => users.iter().map(String::as_str).collect(),
            None => vec![module],
        };
        Entry { name, module, code, wire, users }
    }

    /// The tags of both documents, in the order of names; what is in no tag's module counts nowhere.
    pub(super) fn tags(&self) -> Vec<Tag<'_>> {
        let mut counts: BTreeMap<&str, Counts> = BTreeMap::new();
        for entry in self.entries() {
            for module in &entry.users {
                entry.add_to(counts.entry(module).or_default());
            }
        }
        let mut tags: Vec<Tag<'_>> = self
            .tags
            .iter()
            .map(|(module, name)| Tag {
                module,
                name,
                counts: counts.remove(module.as_str()).unwrap_or_default(),
            })
            .collect();
        tags.sort_by_key(|tag| tag.name.to_lowercase());
        tags
    }

    /// What the module of a tag is called; itself for any other.
    pub(super) fn tag_name<'c>(&'c self, module: &'c str) -> &'c str {
        self.tags.get(module).map_or(module, String::as_str)
    }
}

/// Whether what has changes is an operation, or the client as a whole.
pub(super) fn is_operation(name: &str) -> bool {
    name == "client" || name.starts_with("client.")
}

impl Entry<'_> {
    pub(super) fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        self.add_to(&mut counts);
        counts
    }

    fn add_to(&self, counts: &mut Counts) {
        self.code.iter().for_each(|it| *counts.code.entry(it.effect).or_default() += 1);
        self.wire.iter().for_each(|it| *counts.wire.entry(it.effect).or_default() += 1);
    }
}

impl Counts {
    pub(super) fn code(&self, effect: Effect) -> usize {
        self.code.get(&effect).copied().unwrap_or_default()
    }

    pub(super) fn wire(&self, effect: WireEffect) -> usize {
        self.wire.get(&effect).copied().unwrap_or_default()
    }

    pub(super) fn verdict(&self) -> Verdict {
        if self.code(Effect::Breaking) > 0 {
            Verdict::Breaks
        } else if self.wire(WireEffect::Refused) + self.wire(WireEffect::Misread) > 0 {
            Verdict::BreaksRunning
        } else if self.code.is_empty() && self.wire.is_empty() {
            Verdict::Stays
        } else {
            Verdict::Changes
        }
    }
}
