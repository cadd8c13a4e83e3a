//! The public items of an operation or a type, before and after.

use std::collections::BTreeMap;

use specmill::surface::{Item, ItemKind, Surface};

use super::compared::is_operation;

/// The items of a client by the type they belong to.
pub(super) struct Sides<'s> {
    old: BTreeMap<&'s str, Vec<&'s Item>>,
    new: BTreeMap<&'s str, Vec<&'s Item>>,
}

/// An item as it was and as it is.
pub(super) struct Row {
    pub(super) old: Option<String>,
    pub(super) new: Option<String>,
}

impl Row {
    pub(super) fn differs(&self) -> bool {
        self.old != self.new
    }
}

/// What an item is called within its type, by which it is found on the other side: by rank, then name.
type Key = (u8, String);

impl<'s> Sides<'s> {
    pub(super) fn new((old, new): &'s (Surface, Surface)) -> Self {
        Self { old: by_type(old), new: by_type(new) }
    }

    /// What callers could name of `name` in `module` before, and what they can now, beside each other.
    pub(super) fn rows(&self, name: &str, module: &str) -> Vec<Row> {
        let (old, new) = (lines(&self.old, name, module), lines(&self.new, name, module));
        let mut rows: BTreeMap<Key, Row> = BTreeMap::new();
        for (key, text) in old {
            rows.insert(key, Row { old: Some(text), new: None });
        }
        for (key, text) in new {
            rows.entry(key).or_insert(Row { old: None, new: None }).new = Some(text);
        }
        rows.into_values().collect()
    }
}

fn by_type(surface: &Surface) -> BTreeMap<&str, Vec<&Item>> {
    let mut types: BTreeMap<&str, Vec<&Item>> = BTreeMap::new();
    for item in surface.items() {
        types.entry(&item.name).or_default().push(item);
    }
    types
}

/// The lines of a type, or of the method of an operation and of its builder.
fn lines(types: &BTreeMap<&str, Vec<&Item>>, name: &str, module: &str) -> Vec<(Key, String)> {
    let of_type = |name: &str| types.get(name).into_iter().flatten().copied();
    if !is_operation(name) {
        return of_type(name).map(line).collect();
    }
    let plain = |name: &str| name.trim_start_matches("r#").to_owned();
    let method = name.trim_end_matches("()").rsplit('.').next().map(plain).unwrap_or_default();
    let is_method = |item: &&Item| {
        // What has no tag is called on the client itself.
        let is_there = item.module == module || (module.is_empty() && item.name == "Client");
        is_there && item.member().is_some_and(|name| plain(name) == method)
    };
    let clients = types.iter().filter(|(name, _)| name.ends_with("Client"));
    let found: Vec<&Item> =
        clients.flat_map(|(_, items)| items.iter().copied()).filter(is_method).collect();
    let mut lines: Vec<(Key, String)> = Vec::new();
    for item in found {
        lines.push(((0, method.clone()), line(item).1));
        let ItemKind::Function { signature, .. } = &item.kind else { continue };
        // A builder's last segment, without its lifetime.
        let builder = signature.output.rsplit("::").next().unwrap_or_default();
        let builder = builder.split('<').next().unwrap_or_default();
        if builder != "Call" && builder.ends_with("Call") {
            lines.extend(of_type(builder).map(line));
        }
    }
    lines
}

fn line(item: &Item) -> (Key, String) {
    let key = match &item.kind {
        ItemKind::Struct(_) | ItemKind::Enum(_) | ItemKind::Alias { .. } => (1, String::new()),
        ItemKind::Field { name, .. } => (2, name.clone()),
        ItemKind::Variant { name, .. } => (3, name.clone()),
        ItemKind::Function { name, .. } => (4, name.clone()),
        ItemKind::TraitImpl { of, .. } => (5, of.clone()),
        ItemKind::Conversion { from } => (6, from.clone()),
        _ => (7, item.to_string()),
    };
    let text = item.to_string();
    let text = match text.strip_prefix(&item.module).and_then(|rest| rest.strip_prefix("::")) {
        Some(rest) if !item.module.is_empty() => rest.to_owned(),
        _ => text,
    };
    (key, text)
}
