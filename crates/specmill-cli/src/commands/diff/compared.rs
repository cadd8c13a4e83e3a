//! Two documents compared, as data for what writes them.

use std::collections::BTreeMap;
use std::path::Path;

use specmill::changes::{ChangedItem, Changes, Effect, VersionPart};
use specmill::surface::{Item, ItemKind, Surface};
use specmill::{Output, WireChanges, WireEffect};

pub(super) const EFFECTS: [Effect; 4] =
    [Effect::Breaking, Effect::Deprecation, Effect::Addition, Effect::Compatible];
pub(super) const WIRE_EFFECTS: [WireEffect; 3] =
    [WireEffect::Refused, WireEffect::Misread, WireEffect::Unknown];

/// What differs, in code and on the wire.
pub(super) struct Compared {
    /// What the documents are called.
    pub(super) names: (String, String),
    pub(super) changes: Changes,
    pub(super) wire: WireChanges,
    old: Surface,
    new: Surface,
}

impl Compared {
    pub(super) fn new(old: &Path, new: &Path, before: &Output, after: &Output) -> Self {
        let names = (old.display().to_string(), new.display().to_string());
        let (old, new) = (before.surface(), after.surface());
        let changes = Changes::between(&old, &new);
        let wire = after.wire_changes_since(before);
        Self { names, changes, wire, old, new }
    }

    /// Whether nothing differs.
    pub(super) fn is_empty(&self) -> bool {
        self.changes.items.is_empty() && self.wire.items.is_empty()
    }

    /// Whether something is new, deprecated or breaks.
    pub(super) fn raises_minor(&self) -> bool {
        self.changes.raises() >= VersionPart::Minor
    }

    /// Whether something that running programs send may be refused.
    pub(super) fn is_refused(&self) -> bool {
        self.wire.count(WireEffect::Refused) > 0
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

    /// The modules with changes, each with how many there are of each effect in code and on the wire: what
    /// breaks most comes first.
    pub(super) fn modules(&self) -> Vec<(String, Counts)> {
        let mut modules: BTreeMap<&str, Counts> = BTreeMap::new();
        for item in &self.changes.items {
            let counts = modules.entry(&item.module).or_default();
            for change in &item.changes {
                *counts.code.entry(change.effect).or_default() += 1;
            }
        }
        for item in &self.wire.items {
            let counts = modules.entry(&item.module).or_default();
            for change in &item.changes {
                *counts.wire.entry(change.effect).or_default() += 1;
            }
        }
        let modules = modules.into_iter();
        let mut modules: Vec<(String, Counts)> =
            modules.map(|(name, counts)| (name.to_owned(), counts)).collect();
        let breaking = |counts: &Counts| counts.code.get(&Effect::Breaking).copied();
        modules.sort_by_key(|(_, counts)| std::cmp::Reverse(breaking(counts).unwrap_or_default()));
        modules
    }

    /// What of `item` callers could name before, and what they can now: a line each, without what stayed
    /// where much did.
    pub(super) fn sides(&self, item: &ChangedItem) -> (Vec<Line>, Vec<Line>) {
        let (old, new) = (lines(&self.old, item), lines(&self.new, item));
        (marked(&old, &new), marked(&new, &old))
    }
}

/// How many changes there are with each effect.
#[derive(Default)]
pub(super) struct Counts {
    pub(super) code: BTreeMap<Effect, usize>,
    pub(super) wire: BTreeMap<WireEffect, usize>,
}

/// A public item, as a line of one side.
pub(super) struct Line {
    pub(super) text: String,
    /// Whether the other side does not have it.
    pub(super) is_own: bool,
}

fn marked(own: &[String], other: &[String]) -> Vec<Line> {
    let line = |text: &String| Line { text: text.clone(), is_own: !other.contains(text) };
    own.iter().map(line).collect()
}

/// The lines of a type, or of the method of an operation and of its builder.
fn lines(surface: &Surface, changed: &ChangedItem) -> Vec<String> {
    let call = changed.name.strip_prefix("client.").map(|call| call.trim_end_matches("()"));
    let shown = |wanted: &dyn Fn(&Item) -> bool| -> Vec<String> {
        let items = surface.items().iter().filter(|item| wanted(item));
        items.map(|item| without_module(&item.to_string(), &item.module)).collect()
    };
    let Some(call) = call else {
        return shown(&|item| item.name == changed.name);
    };
    let method = call.rsplit('.').next().unwrap_or(call);
    let is_method = |item: &Item| match &item.kind {
        ItemKind::Function { name, .. } => {
            name.trim_start_matches("r#") == method && item.name.ends_with("Client")
        }
        _ => false,
    };
    let in_group = |item: &Item| {
        item.module == changed.module || (changed.module.is_empty() && is_method(item))
    };
    let mut lines = shown(&|item| in_group(item) && is_method(item));
    let builders: Vec<String> = lines
        .iter()
        .filter_map(|line| line.rsplit_once("-> ").map(|(_, builder)| builder.to_owned()))
        .filter(|builder| builder.ends_with("Call"))
        .collect();
    lines.extend(shown(&|item| builders.contains(&item.name)));
    lines
}

fn without_module(line: &str, module: &str) -> String {
    match line.strip_prefix(module).and_then(|rest| rest.strip_prefix("::")) {
        Some(rest) if !module.is_empty() => rest.to_owned(),
        _ => line.to_owned(),
    }
}
