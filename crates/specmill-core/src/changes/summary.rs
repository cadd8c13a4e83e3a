//! Changes by kind and by module: what a changelog is written from.

use std::collections::BTreeMap;
use std::fmt;

use super::{Change, ChangeKind, Changes, Effect, VersionPart, counts_shown};

/// How many changes of a kind are shown.
const EXAMPLES: usize = 3;

/// How many changes there are of each kind and in each module.
///
/// Shown (`Display`) as text: a line with all counts, the kinds by what they do to callers, each with
/// its first changes, a table of modules, and the operations that came and went. Nothing where nothing
/// changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Summary {
    /// The part of the version that must rise.
    pub raises: Option<VersionPart>,
    /// How many changes there are with each effect.
    pub counts: BTreeMap<Effect, usize>,
    /// The kinds of changes, by effect, the most frequent first.
    pub kinds: Vec<KindSummary>,
    /// The modules with changes, in the order of names.
    pub modules: Vec<ModuleSummary>,
}

/// The changes of a kind.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct KindSummary {
    /// What they do to callers. A kind can have two effects, and is listed with each.
    pub effect: Effect,
    /// The kind.
    pub kind: ChangeKind,
    /// How many there are.
    pub count: usize,
    /// The first ones, at most three, each of another item: the item, and the change.
    pub examples: Vec<(String, Change)>,
}

/// The changes of a module.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ModuleSummary {
    /// Its name; empty for the root, where the client is.
    pub module: String,
    /// How many changes there are with each effect.
    pub counts: BTreeMap<Effect, usize>,
    /// Whether its group of operations is new.
    pub is_new: bool,
    /// The names of the operations that are new, without their group.
    pub operations_added: Vec<String>,
    /// The names of the operations that are gone, without their group.
    pub operations_removed: Vec<String>,
}

impl Changes {
    /// Counts the changes by kind and by module.
    #[must_use]
    pub fn summary(&self) -> Summary {
        let mut kinds = BTreeMap::new();
        let mut modules = BTreeMap::new();
        let mut counts = BTreeMap::new();
        for item in &self.items {
            let module = modules.entry(&item.module).or_insert_with(|| ModuleSummary {
                module: item.module.clone(),
                ..ModuleSummary::default()
            });
            for change in &item.changes {
                *counts.entry(change.effect).or_default() += 1;
                module.add(&item.name, change);
                let of_kind = kinds
                    .entry((change.effect, change.kind))
                    .or_insert_with(|| KindSummary::new(change));
                of_kind.add(&item.name, change);
            }
        }
        let mut kinds: Vec<KindSummary> = kinds.into_values().collect();
        // The sort is stable: kinds with as many changes stay in their own order.
        kinds.sort_by_key(|kind| (kind.effect, std::cmp::Reverse(kind.count)));
        let raises = (!self.items.is_empty()).then(|| self.raises());
        Summary { raises, counts, kinds, modules: modules.into_values().collect() }
    }
}

impl KindSummary {
    fn new(first: &Change) -> Self {
        Self { effect: first.effect, kind: first.kind, count: 0, examples: Vec::new() }
    }

    fn add(&mut self, item: &str, change: &Change) {
        self.count += 1;
        let is_other = self.examples.last().is_none_or(|(last, _)| last != item);
        if is_other && self.examples.len() < EXAMPLES {
            self.examples.push((item.to_owned(), change.clone()));
        }
    }
}

impl ModuleSummary {
    fn add(&mut self, item: &str, change: &Change) {
        *self.counts.entry(change.effect).or_default() += 1;
        match change.kind {
            ChangeKind::GroupAdded => self.is_new = true,
            ChangeKind::OperationAdded => self.operations_added.push(method(item)),
            ChangeKind::OperationRemoved => self.operations_removed.push(method(item)),
            _ => {}
        }
    }

    /// Its name as it is shown: the root has the name of what is there.
    fn shown(&self) -> &str {
        if self.module.is_empty() { "client" } else { &self.module }
    }
}

/// The name of the method in `client.invites().list()`.
fn method(call: &str) -> String {
    let name = call.strip_suffix("()").unwrap_or(call);
    name.rsplit('.').next().unwrap_or(name).to_owned()
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(raises) = self.raises else { return Ok(()) };
        let count = |effect| self.counts.get(&effect).copied().unwrap_or_default();
        writeln!(f, "{}: the {raises} version rises", counts_shown(count))?;
        for effects in self.kinds.chunk_by(|one, other| one.effect == other.effect) {
            for (index, kind) in effects.iter().enumerate() {
                if index == 0 {
                    writeln!(f, "\n{}", kind.effect)?;
                }
                write_kind(f, kind)?;
            }
        }
        self.write_modules(f)?;
        let added = |module: &ModuleSummary| module.operations_added.join(", ");
        self.write_operations(f, "operations added", added)?;
        let removed = |module: &ModuleSummary| module.operations_removed.join(", ");
        self.write_operations(f, "operations removed", removed)
    }
}

fn write_kind(f: &mut fmt::Formatter<'_>, kind: &KindSummary) -> fmt::Result {
    let words = kind.kind.to_string();
    writeln!(f, "{:>6}  {words}", kind.count)?;
    for (item, change) in &kind.examples {
        if change.text == words {
            writeln!(f, "            {item}")?;
        } else {
            writeln!(f, "            {item}: {}", change.text)?;
        }
    }
    let shown = kind.examples.len();
    if kind.count > shown {
        writeln!(f, "            … {} more", kind.count - shown)
    } else {
        Ok(())
    }
}

impl Summary {
    fn width(&self) -> usize {
        let names = self.modules.iter().map(|module| module.shown().chars().count());
        names.max().unwrap_or_default().max("by module".len())
    }

    fn write_modules(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = self.width();
        write!(f, "\n{:width$}  ", "by module")?;
        for effect in Effect::ALL {
            write!(f, "  {effect:>10}")?;
        }
        writeln!(f)?;
        for module in &self.modules {
            write!(f, "  {:width$}", module.shown())?;
            for effect in Effect::ALL {
                write!(f, "  {:>10}", module.counts.get(&effect).copied().unwrap_or_default())?;
            }
            writeln!(f, "{}", if module.is_new { "  new" } else { "" })?;
        }
        Ok(())
    }

    fn write_operations(
        &self,
        f: &mut fmt::Formatter<'_>,
        title: &str,
        names: impl Fn(&ModuleSummary) -> String,
    ) -> fmt::Result {
        let width = self.width();
        let of_modules = self.modules.iter().map(|module| (module.shown(), names(module)));
        let there = of_modules.filter(|(_, names)| !names.is_empty());
        for (index, (module, names)) in there.enumerate() {
            if index == 0 {
                writeln!(f, "\n{title}")?;
            }
            writeln!(f, "  {module:width$}  {names}")?;
        }
        Ok(())
    }
}
