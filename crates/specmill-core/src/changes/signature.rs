//! What a change of a function's signature does to who calls it.

use super::index::bare;
use super::sides::Sides;
use super::{Change, ChangeKind, Effect};
use crate::surface::{Argument, Signature};

/// What a call of it looks like, types included, without the receiver.
pub(super) fn arguments_shown(signature: &Signature) -> String {
    let shown = |Argument { name, ty, .. }: &Argument| format!("{name}: {}", bare(ty));
    signature.arguments.iter().map(shown).collect::<Vec<_>>().join(", ")
}

/// What became of the arguments of the function that is shown as `shown`.
pub(super) fn compare_arguments(
    shown: &str,
    sides: Sides<'_>,
    (old, new): (&Signature, &Signature),
    changes: &mut Vec<Change>,
) {
    let mut note = |effect, kind, text: String| changes.push(Change { effect, text, kind });
    let places = old.arguments.iter().zip(&new.arguments);
    let same_types = old.arguments.len() == new.arguments.len()
        && places.into_iter().all(|(old, new)| sides.same(&old.ty, &new.ty));
    let names = |signature: &Signature| -> Vec<String> {
        signature.arguments.iter().map(|argument| argument.name.clone()).collect()
    };
    let (old_names, new_names) = (names(old), names(new));
    if same_types && old_names != new_names {
        let (mut old_sorted, mut new_sorted) = (old_names.clone(), new_names.clone());
        old_sorted.sort();
        new_sorted.sort();
        let (from, to) = (old_names.join(", "), new_names.join(", "));
        if old_sorted == new_sorted {
            let text = format!("{shown}: its arguments changed places, from `{from}` to `{to}`");
            note(Effect::Breaking, ChangeKind::ArgumentsReordered, text);
        } else {
            let text = format!("{shown}: its arguments are called `{to}`, no longer `{from}`");
            note(Effect::Compatible, ChangeKind::ArgumentRenamed, text);
        }
        return;
    }
    for Argument { name, ty, .. } in &old.arguments {
        match new.arguments.iter().find(|other| other.name == *name) {
            None => {
                let text = format!("{shown}: it no longer takes `{name}`");
                note(Effect::Breaking, ChangeKind::ArgumentRemoved, text);
            }
            Some(other) if !sides.same(ty, &other.ty) => {
                let (from, to) = (bare(ty), bare(&other.ty));
                let wider = sides.takes(ty, &other.ty);
                let effect = if wider { Effect::Compatible } else { Effect::Breaking };
                let text = format!("{shown}: `{name}` is `{to}`, no longer `{from}`");
                note(effect, ChangeKind::ArgumentTypeChanged, text);
            }
            Some(_) => {}
        }
    }
    for Argument { name, ty, .. } in &new.arguments {
        if !old_names.contains(name) {
            let text = format!("{shown}: a new required argument, `{name}: {}`", bare(ty));
            note(Effect::Breaking, ChangeKind::ArgumentAdded, text);
        }
    }
    let kept = |these: &[String], others: &[String]| -> Vec<String> {
        these.iter().filter(|name| others.contains(name)).cloned().collect()
    };
    if kept(&old_names, &new_names) != kept(&new_names, &old_names) {
        let (from, to) = (old_names.join(", "), new_names.join(", "));
        let text = format!("{shown}: its arguments changed places, from `{from}` to `{to}`");
        note(Effect::Breaking, ChangeKind::ArgumentsReordered, text);
    }
}
