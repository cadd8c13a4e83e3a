//! Types and constants.

use std::collections::{BTreeMap, BTreeSet};

use super::signature::{Signature, compare_arguments};
use super::surface::{CLIENT, Item, Surface, bare};
use super::{Change, Effect};

/// Writes what became of each type to `found`, but for those that `belong` to operations.
pub(super) fn compare(
    old: &Surface,
    new: &Surface,
    belong: &BTreeSet<String>,
    found: &mut BTreeMap<String, Vec<Change>>,
) {
    let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    for name in names.into_iter().filter(|name| !belong.contains(*name)) {
        let mut changes = Vec::new();
        match (old.get(name), new.get(name)) {
            (Some(item), None) => changes.push(Change::removed(noun(item))),
            (None, Some(item)) => changes.push(Change::new_item(noun(item))),
            (Some(old), Some(new)) if old != new => compare_item(name, old, new, &mut changes),
            _ => {}
        }
        found.insert(name.clone(), changes);
    }
}

fn noun(item: &Item) -> &'static str {
    if item.kind == "constant" { "constant" } else { "type" }
}

fn compare_item(name: &str, old: &Item, new: &Item, changes: &mut Vec<Change>) {
    if old.kind != new.kind {
        let (from, to) = (shown_kind(old), shown_kind(new));
        changes.push(Change::breaking(format!("it is {to}, no longer {from}")));
        return;
    }
    if old.module != new.module {
        let text = format!(
            "it is in module `{}`, no longer in `{}`: the path `types::{name}` stays valid",
            new.module, old.module
        );
        changes.push(Change { effect: Effect::Compatible, text });
    }
    if old.kind == "constant" && old.value != new.value {
        let text = format!("its value is {}, no longer {}", new.value, old.value);
        changes.push(Change { effect: Effect::Compatible, text });
    } else if bare(&old.value) != bare(&new.value) {
        let (from, to) = (bare(&old.value), bare(&new.value));
        changes.push(Change::breaking(format!("it stands for `{to}`, no longer for `{from}`")));
    }
    match (old.default, new.default) {
        (true, false) => changes.push(Change::breaking(
            "it has no `Default` any more: a field must be given now".to_owned(),
        )),
        (false, true) => changes.push(Change::new_item("`Default`")),
        _ => {}
    }
    compare_fields(old, new, changes);
    compare_variants(old, new, changes);
    compare_functions(name, old, new, changes);
    for path in old.impls.difference(&new.impls) {
        changes.push(Change::removed(&format!("implementation of `{}`", bare(path))));
    }
    for path in new.impls.difference(&old.impls) {
        changes.push(Change::new_item(&format!("implementation of `{}`", bare(path))));
    }
}

fn shown_kind(item: &Item) -> String {
    match item.kind {
        "struct" => "a struct".to_owned(),
        "enum" => "an enum".to_owned(),
        "type" => format!("another name for `{}`", bare(&item.value)),
        _ => "a constant".to_owned(),
    }
}

fn compare_fields(old: &Item, new: &Item, changes: &mut Vec<Change>) {
    for (name, ty) in &old.fields {
        let Some(other) = new.fields.get(name) else {
            changes.push(Change::removed(&format!("field `{name}`")));
            continue;
        };
        let (from, to) = (bare(ty), bare(other));
        if from != to {
            let became = presence_change(&from, &to);
            let text = format!("field `{name}` {became}: `{to}`, no longer `{from}`");
            changes.push(Change::breaking(text));
        }
    }
    for (name, ty) in new.fields.iter().filter(|(name, _)| !old.fields.contains_key(*name)) {
        changes.push(Change::new_item(&format!("field `{name}: {}`", bare(ty))));
    }
}

/// What happened to a field, where its values stay the same and only when it is there changed.
fn presence_change(from: &str, to: &str) -> &'static str {
    let (from_presence, from_value) = presence(from);
    let (to_presence, to_value) = presence(to);
    if from_value != to_value || from_presence == to_presence {
        return "changed its type";
    }
    match to_presence {
        "Option" if from_presence.is_empty() => "can be missing or null now",
        "Option" => "can no longer be both missing and null",
        "Field" => "can be missing and can be null now",
        _ => "is always there now",
    }
}

fn presence(ty: &str) -> (&str, &str) {
    for wrapper in ["Option", "Field"] {
        let inside = ty.strip_prefix(wrapper).and_then(|rest| rest.strip_prefix('<'));
        if let Some(value) = inside.and_then(|inside| inside.strip_suffix('>')) {
            return (wrapper, value);
        }
    }
    ("", ty)
}

fn compare_variants(old: &Item, new: &Item, changes: &mut Vec<Change>) {
    for (name, content) in &old.variants {
        match new.variants.get(name) {
            None => changes.push(Change::removed(&format!("variant `{name}`"))),
            Some(other) if bare(content) != bare(other) => {
                let (from, to) = (bare(content), bare(other));
                let text = format!("variant `{name}` is `{name}{to}`, no longer `{name}{from}`");
                changes.push(Change::breaking(text));
            }
            Some(_) => {}
        }
    }
    for (name, content) in new.variants.iter().filter(|(name, _)| !old.variants.contains_key(*name))
    {
        changes.push(Change::new_item(&format!("variant `{name}{}`", bare(content))));
    }
}

/// Constructors and setters, and what the client has besides operations. A setter says nothing that
/// its field does not.
fn compare_functions(name: &str, old: &Item, new: &Item, changes: &mut Vec<Change>) {
    let of_field = |function: &str| {
        let field = function.trim_end_matches('_');
        let has =
            |item: &Item| item.fields.contains_key(function) || item.fields.contains_key(field);
        has(old) || has(new)
    };
    let is_call = |signature: &Signature| name == CLIENT && signature.receiver == "&self";
    for (function, signature) in old.functions.iter().filter(|(_, old)| !is_call(old)) {
        let shown = format!("`{name}::{function}`");
        match new.functions.get(function) {
            None if of_field(function) && !new.fields.contains_key(function) => {}
            None if of_field(function) => changes.push(Change::removed(&format!("setter {shown}"))),
            None => changes.push(Change::removed(&shown)),
            Some(_) if of_field(function) => {}
            Some(other) => {
                compare_arguments(&shown, signature, other, changes);
                let (from, to) = (bare(&signature.output), bare(&other.output));
                if from != to {
                    let text = format!("{shown}: it returns `{to}`, no longer `{from}`");
                    changes.push(Change::breaking(text));
                }
            }
        }
    }
    for (function, signature) in &new.functions {
        if !old.functions.contains_key(function) && !of_field(function) && !is_call(signature) {
            let shown = format!("`{name}::{function}({})`", signature.arguments_shown());
            changes.push(Change::new_item(&shown));
        }
    }
}
