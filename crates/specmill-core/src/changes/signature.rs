//! What a function takes and returns, and what a change of that does to who calls it.

use super::surface::bare;
use super::{Change, Effect};

/// What a function takes and returns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Signature {
    /// `self` or `&self`; empty without.
    pub(super) receiver: String,
    /// The names and types of its arguments.
    pub(super) arguments: Vec<(String, String)>,
    /// What it returns; empty for nothing.
    pub(super) output: String,
}

impl Signature {
    /// Reads `name(&self, a: A) -> B`; `None` where that is no function but a variant.
    pub(super) fn read(text: &str) -> Option<(String, Signature)> {
        let (head, rest) = text.split_once('(')?;
        let name = head.rsplit("fn ").next()?.split('<').next()?.trim();
        if !name.starts_with(|char: char| char.is_lowercase() || char == '_') {
            return None;
        }
        let end = closing(rest)?;
        let output = rest[end + 1..].trim().strip_prefix("->").unwrap_or_default().trim();
        let mut signature =
            Signature { receiver: String::new(), arguments: Vec::new(), output: output.to_owned() };
        for argument in at_commas(&rest[..end]) {
            match argument.split_once(": ") {
                Some((name, ty)) => signature.arguments.push((name.to_owned(), ty.to_owned())),
                None => argument.clone_into(&mut signature.receiver),
            }
        }
        Some((name.to_owned(), signature))
    }

    /// What a call of it looks like, types included, without the receiver.
    pub(super) fn arguments_shown(&self) -> String {
        let arguments = self.arguments.iter().map(|(name, ty)| format!("{name}: {}", bare(ty)));
        arguments.collect::<Vec<_>>().join(", ")
    }
}

/// Where the parenthesis ends that `text` is the inside of.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, char) in text.char_indices() {
        match char {
            '(' => depth += 1,
            ')' if depth == 0 => return Some(at),
            ')' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// `text` split at the commas that stand in no brackets.
fn at_commas(text: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut start) = (Vec::new(), 0_i32, 0);
    for (at, char) in text.char_indices() {
        match char {
            '(' | '[' | '<' => depth += 1,
            ')' | ']' | '>' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(text[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(text[start..].trim());
    parts.retain(|part| !part.is_empty());
    parts
}

/// What became of the arguments of the function that is shown as `shown`.
pub(super) fn compare_arguments(
    shown: &str,
    old: &Signature,
    new: &Signature,
    changes: &mut Vec<Change>,
) {
    let mut note = |effect, text: String| changes.push(Change { effect, text });
    let types = |signature: &Signature| -> Vec<String> {
        signature.arguments.iter().map(|(_, ty)| bare(ty)).collect()
    };
    let names = |signature: &Signature| -> Vec<String> {
        signature.arguments.iter().map(|(name, _)| name.clone()).collect()
    };
    let (old_names, new_names) = (names(old), names(new));
    if types(old) == types(new) && old_names != new_names {
        let (mut old_sorted, mut new_sorted) = (old_names.clone(), new_names.clone());
        old_sorted.sort();
        new_sorted.sort();
        let (from, to) = (old_names.join(", "), new_names.join(", "));
        if old_sorted == new_sorted {
            let text = format!("{shown}: its arguments changed places, from `{from}` to `{to}`");
            note(Effect::Breaking, text);
        } else {
            let text = format!("{shown}: its arguments are called `{to}`, no longer `{from}`");
            note(Effect::Compatible, text);
        }
        return;
    }
    for (name, ty) in &old.arguments {
        match new.arguments.iter().find(|(other, _)| other == name) {
            None => note(Effect::Breaking, format!("{shown}: it no longer takes `{name}`")),
            Some((_, other)) if bare(ty) != bare(other) => {
                let (from, to) = (bare(ty), bare(other));
                let wider = to == format!("impl Into<{from}>");
                let effect = if wider { Effect::Compatible } else { Effect::Breaking };
                note(effect, format!("{shown}: `{name}` is `{to}`, no longer `{from}`"));
            }
            Some(_) => {}
        }
    }
    for (name, ty) in &new.arguments {
        if !old_names.contains(name) {
            let text = format!("{shown}: a new required argument, `{name}: {}`", bare(ty));
            note(Effect::Breaking, text);
        }
    }
    let kept = |these: &[String], others: &[String]| -> Vec<String> {
        these.iter().filter(|name| others.contains(name)).cloned().collect()
    };
    if kept(&old_names, &new_names) != kept(&new_names, &old_names) {
        let (from, to) = (old_names.join(", "), new_names.join(", "));
        let text = format!("{shown}: its arguments changed places, from `{from}` to `{to}`");
        note(Effect::Breaking, text);
    }
}
