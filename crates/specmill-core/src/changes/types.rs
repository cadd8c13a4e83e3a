//! Types.

use std::collections::BTreeSet;

use super::index::{CLIENT, Named, TypeKind, bare};
use super::operations::is_method;
use super::sides::Sides;
use super::signature::{arguments_shown, compare_arguments};
use super::{Change, ChangeKind, ChangedItem, Effect};
use crate::surface::Signature;

/// Adds what became of each type to `found`, but for those that `belong` to operations.
pub(super) fn compare(sides: Sides<'_>, belong: &BTreeSet<String>, found: &mut Vec<ChangedItem>) {
    let Sides { old, new } = sides;
    let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    for name in names.into_iter().filter(|name| !belong.contains(*name)) {
        let mut changes = Vec::new();
        match (old.get(name), new.get(name)) {
            (Some(_), None) => changes.push(Change::removed(ChangeKind::TypeRemoved, "type")),
            (None, Some(_)) => changes.push(Change::new_item(ChangeKind::TypeAdded, "type")),
            (Some(old), Some(new)) if old != new => {
                compare_item(sides, name, (old, new), &mut changes)
            }
            _ => {}
        }
        let module = new.get(name).or(old.get(name)).map(|named| named.module.clone());
        found.push(ChangedItem { name: name.clone(), module: module.unwrap_or_default(), changes });
    }
}

fn compare_item(
    sides: Sides<'_>,
    name: &str,
    (old, new): (&Named, &Named),
    changes: &mut Vec<Change>,
) {
    if old.kind != new.kind {
        let (from, to) = (shown_kind(old), shown_kind(new));
        let text = format!("it is {to}, no longer {from}");
        changes.push(Change::breaking(ChangeKind::TypeKindChanged, text));
        return;
    }
    if old.module != new.module {
        let text = format!(
            "it is in module `{}`, no longer in `{}`; a type of the document stays in `types`",
            new.module, old.module
        );
        changes.push(Change::breaking(ChangeKind::ModuleChanged, text));
    }
    if new.non_exhaustive && !old.non_exhaustive {
        let text =
            "it is `#[non_exhaustive]` now: no literal of it, no pattern without `..` or `_`";
        changes.push(Change::breaking(ChangeKind::NonExhaustiveAdded, text.to_owned()));
    }
    changes.extend(Change::deprecation("", old.deprecated, new.deprecated));
    if old.borrows != new.borrows {
        let text =
            if new.borrows { "it has a lifetime now" } else { "it has no lifetime any more" };
        changes.push(Change::breaking(ChangeKind::LifetimeChanged, text.to_owned()));
    }
    if !sides.same(&old.value, &new.value) {
        let (from, to) = (bare(&old.value), bare(&new.value));
        let text = format!("it stands for `{to}`, no longer for `{from}`");
        changes.push(Change::breaking(ChangeKind::AliasChanged, text));
    }
    match (old.default, new.default) {
        (true, false) => changes.push(Change::breaking(
            ChangeKind::DefaultRemoved,
            "it has no `Default` any more: a field must be given now".to_owned(),
        )),
        (false, true) => changes.push(Change::new_item(ChangeKind::DefaultAdded, "`Default`")),
        _ => {}
    }
    compare_fields(sides, old, new, changes);
    compare_variants(sides, old, new, changes);
    compare_functions(sides, name, (old, new), changes);
    compare_impls(old, new, changes);
}

/// The traits that come and go: those of the type, and what becomes it by `From`.
fn compare_impls(old: &Named, new: &Named, changes: &mut Vec<Change>) {
    let all = |named: &Named| -> BTreeSet<String> {
        let conversions = named.conversions.iter().map(|from| format!("From<{}>", bare(from)));
        named.impls.iter().map(|path| bare(path)).chain(conversions).collect()
    };
    let (old, new) = (all(old), all(new));
    for path in old.difference(&new) {
        let what = format!("implementation of `{path}`");
        changes.push(Change::removed(ChangeKind::ImplementationRemoved, &what));
    }
    for path in new.difference(&old) {
        let what = format!("implementation of `{path}`");
        changes.push(Change::new_item(ChangeKind::ImplementationAdded, &what));
    }
}

fn shown_kind(item: &Named) -> String {
    match item.kind {
        Some(TypeKind::Struct) => "a struct".to_owned(),
        Some(TypeKind::Enum) => "an enum".to_owned(),
        Some(TypeKind::Alias) => format!("another name for `{}`", bare(&item.value)),
        None => "not there".to_owned(),
    }
}

fn compare_fields(sides: Sides<'_>, old: &Named, new: &Named, changes: &mut Vec<Change>) {
    for (name, field) in &old.fields {
        let Some(other) = new.fields.get(name) else {
            changes.push(Change::removed(ChangeKind::FieldRemoved, &format!("field `{name}`")));
            continue;
        };
        let shown = format!("field `{name}`");
        changes.extend(Change::deprecation(&shown, field.deprecated, other.deprecated));
        let (from, to) = (bare(&field.ty), bare(&other.ty));
        if !sides.same(&from, &to) {
            let (kind, became) = presence_change(&from, &to);
            let text = format!("{shown} {became}: `{to}`, no longer `{from}`");
            changes.push(Change::breaking(kind, text));
        }
    }
    for (name, field) in new.fields.iter().filter(|(name, _)| !old.fields.contains_key(*name)) {
        let shown = format!("field `{name}: {}`", bare(&field.ty));
        changes.push(added(old, ChangeKind::FieldAdded, &shown));
    }
}

/// What is new in a type: who must not name all there is, goes on as before.
fn added(old: &Named, kind: ChangeKind, what: &str) -> Change {
    let mut change = Change::new_item(kind, what);
    if !old.non_exhaustive {
        change.effect = Effect::Breaking;
    }
    change
}

/// What happened to a field, where its values stay the same and only when it is there changed.
fn presence_change(from: &str, to: &str) -> (ChangeKind, &'static str) {
    let (from_presence, from_value) = presence(from);
    let (to_presence, to_value) = presence(to);
    if from_value != to_value || from_presence == to_presence {
        return (ChangeKind::FieldTypeChanged, "changed its type");
    }
    match to_presence {
        "Option" if from_presence.is_empty() => {
            (ChangeKind::FieldMadeOptional, "can be missing or null now")
        }
        "Field" if from_presence.is_empty() => {
            (ChangeKind::FieldMadeOptional, "can be missing and can be null now")
        }
        "Option" => (ChangeKind::FieldNullChanged, "can no longer be both missing and null"),
        "Field" => (ChangeKind::FieldNullChanged, "can be missing and can be null now"),
        _ => (ChangeKind::FieldMadeRequired, "is always there now"),
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

fn compare_variants(sides: Sides<'_>, old: &Named, new: &Named, changes: &mut Vec<Change>) {
    for (name, variant) in &old.variants {
        let Some(other) = new.variants.get(name) else {
            let what = format!("variant `{name}`");
            changes.push(Change::removed(ChangeKind::VariantRemoved, &what));
            continue;
        };
        let shown = format!("variant `{name}`");
        changes.extend(Change::deprecation(&shown, variant.deprecated, other.deprecated));
        let (from, to) = (bare(&variant.ty), bare(&other.ty));
        if !sides.same(&from, &to) {
            let text = format!("{shown} is `{name}{to}`, no longer `{name}{from}`");
            changes.push(Change::breaking(ChangeKind::VariantTypeChanged, text));
        }
    }
    let new = new.variants.iter().filter(|(name, _)| !old.variants.contains_key(*name));
    for (name, variant) in new {
        let shown = format!("variant `{name}{}`", bare(&variant.ty));
        changes.push(added(old, ChangeKind::VariantAdded, &shown));
    }
}

/// Constructors and setters, and what the client has besides operations. A setter says nothing that
/// its field does not.
fn compare_functions(
    sides: Sides<'_>,
    name: &str,
    (old, new): (&Named, &Named),
    changes: &mut Vec<Change>,
) {
    let of_field = |function: &str| {
        let field = function.trim_end_matches('_');
        let field = field.strip_prefix("set_").unwrap_or(field);
        let field = field.strip_prefix("null_").unwrap_or(field);
        let has =
            |item: &Named| item.fields.contains_key(function) || item.fields.contains_key(field);
        has(old) || has(new)
    };
    let is_call = |signature: &Signature| name == CLIENT && is_method(signature);
    for (function, member) in old.functions.iter().filter(|(_, old)| !is_call(&old.ty)) {
        let shown = format!("`{name}::{function}`");
        match new.functions.get(function) {
            None if of_field(function) && !new.fields.contains_key(function) => {}
            None => {
                let what = if of_field(function) { format!("setter {shown}") } else { shown };
                changes.push(Change::removed(ChangeKind::FunctionRemoved, &what));
            }
            Some(_) if of_field(function) => {}
            Some(other) => {
                compare_arguments(&shown, sides, (&member.ty, &other.ty), changes);
                let (from, to) = (bare(&member.ty.output), bare(&other.ty.output));
                if !sides.same(&from, &to) {
                    let text = format!("{shown}: it returns `{to}`, no longer `{from}`");
                    changes.push(Change::breaking(ChangeKind::ReturnTypeChanged, text));
                }
            }
        }
    }
    for (function, member) in &new.functions {
        if !old.functions.contains_key(function) && !of_field(function) && !is_call(&member.ty) {
            let shown = format!("`{name}::{function}({})`", arguments_shown(&member.ty));
            changes.push(Change::new_item(ChangeKind::FunctionAdded, &shown));
        }
    }
}
