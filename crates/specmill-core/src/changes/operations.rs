//! Operations: the methods of the client and of its groups, with the builders they return.

use std::collections::{BTreeMap, BTreeSet};

use super::Change;
use super::signature::{Signature, compare_arguments};
use super::surface::{CLIENT, Item, Surface, bare, word};

/// An operation, or the way to a group of them, as callers write it.
struct Call<'a> {
    signature: &'a Signature,
    /// Its builder, where it has one.
    builder: Option<(&'a str, &'a Item)>,
    is_group: bool,
}

/// Writes what became of each operation to `found`; gives the items that belong to operations:
/// clients of groups and builders.
pub(super) fn compare(
    old: &Surface,
    new: &Surface,
    found: &mut BTreeMap<String, Vec<Change>>,
) -> BTreeSet<String> {
    let mut belonging = BTreeSet::new();
    let (old, new) = (calls(old, &mut belonging), calls(new, &mut belonging));
    let shown: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    for name in shown {
        let mut changes = Vec::new();
        match (old.get(name), new.get(name)) {
            (Some(call), None) => changes.push(Change::removed(call.noun())),
            (None, Some(call)) => changes.push(Change::new_item(call.noun())),
            (Some(old), Some(new)) => compare_call(old, new, &mut changes),
            (None, None) => {}
        }
        found.insert(name.clone(), changes);
    }
    belonging
}

impl Call<'_> {
    fn noun(&self) -> &'static str {
        if self.is_group { "group of operations" } else { "operation" }
    }

    /// What awaiting it gives, as `Call<T>`.
    fn answer(&self) -> String {
        let call = self.builder.and_then(|(_, builder)| builder.functions.get("call"));
        bare(&call.unwrap_or(self.signature).output)
    }

    /// The methods of its builder that a caller chooses from.
    fn setters(&self) -> BTreeMap<&str, &Signature> {
        let functions = self.builder.iter().flat_map(|(_, builder)| &builder.functions);
        let offered = functions.filter(|(name, _)| *name != "call");
        offered.map(|(name, signature)| (name.as_str(), signature)).collect()
    }
}

/// Every operation of a client, by how it is called.
fn calls<'a>(surface: &'a Surface, belonging: &mut BTreeSet<String>) -> BTreeMap<String, Call<'a>> {
    let mut calls = BTreeMap::new();
    let Some(client) = surface.get(CLIENT) else { return calls };
    for (name, signature) in methods(client) {
        let group = group(surface, signature);
        let path = format!("client.{name}()");
        if let Some((group_name, group)) = group {
            belonging.insert(group_name.to_owned());
            for (name, signature) in methods(group) {
                let builder = builder(surface, signature);
                belonging.extend(builder.map(|(name, _)| name.to_owned()));
                let call = Call { signature, builder, is_group: false };
                calls.insert(format!("{path}.{name}()"), call);
            }
        }
        let builder = if group.is_some() { None } else { builder(surface, signature) };
        belonging.extend(builder.map(|(name, _)| name.to_owned()));
        calls.insert(path, Call { signature, builder, is_group: group.is_some() });
    }
    calls
}

fn methods(item: &Item) -> impl Iterator<Item = (&String, &Signature)> {
    item.functions.iter().filter(|(_, signature)| signature.receiver == "&self")
}

/// The client of a group that a method leads to: `invites::InvitesClient<'_>`.
fn group<'a>(surface: &'a Surface, signature: &Signature) -> Option<(&'a str, &'a Item)> {
    let output = bare(&signature.output);
    let name = output.strip_suffix("<'_>")?;
    let (name, item) = surface.get_key_value(name)?;
    let is_client = item.fields.is_empty() && signature.arguments.is_empty();
    (is_client && !is_builder(item)).then_some((name.as_str(), item))
}

/// The builder that a method returns.
fn builder<'a>(surface: &'a Surface, signature: &Signature) -> Option<(&'a str, &'a Item)> {
    let output = bare(&signature.output);
    let (name, item) = surface.get_key_value(word(&output).0)?;
    is_builder(item).then_some((name.as_str(), item))
}

fn is_builder(item: &Item) -> bool {
    item.impls.iter().any(|path| path.ends_with("IntoFuture"))
}

fn compare_call(old: &Call<'_>, new: &Call<'_>, changes: &mut Vec<Change>) {
    compare_arguments("the call", old.signature, new.signature, changes);
    if old.is_group || new.is_group {
        if old.signature.output != new.signature.output {
            let (from, to) = (bare(&old.signature.output), bare(&new.signature.output));
            changes.push(Change::breaking(format!("it returns `{to}`, no longer `{from}`")));
        }
        return;
    }
    let (from, to) = (old.answer(), new.answer());
    let answer_changed = from != to;
    if answer_changed {
        changes.push(Change::breaking(format!("it answers `{to}`, no longer `{from}`")));
    }
    compare_builders(old, new, changes);
    let (old, new) = (old.setters(), new.setters());
    for (name, signature) in &old {
        match new.get(name) {
            None => changes.push(Change::removed(&setter(name, signature))),
            Some(other) => {
                compare_arguments(&format!("`.{name}()`"), signature, other, changes);
                let (from, to) = (bare(&signature.output), bare(&other.output));
                if !answer_changed && from != to {
                    let text = format!("`.{name}()`: it returns `{to}`, no longer `{from}`");
                    changes.push(Change::breaking(text));
                }
            }
        }
    }
    for (name, signature) in new.iter().filter(|(name, _)| !old.contains_key(*name)) {
        changes.push(Change::new_item(&setter(name, signature)));
    }
}

/// A builder that came, went or has another name.
fn compare_builders(old: &Call<'_>, new: &Call<'_>, changes: &mut Vec<Change>) {
    let text = match (old.builder, new.builder) {
        (None, Some((name, _))) => format!(
            "it returns the builder `{name}`, no longer a `Call`: the options of every call \
             are set after `.call()` now"
        ),
        (Some((name, _)), None) => format!(
            "it returns a `Call`, no longer the builder `{name}`: nothing about it is optional now"
        ),
        (Some((from, _)), Some((to, _))) if from != to => {
            format!("its builder is called `{to}`, no longer `{from}`")
        }
        _ => return,
    };
    changes.push(Change::breaking(text));
}

/// What a method of a builder is to callers, shown where it comes or goes.
fn setter(name: &str, signature: &Signature) -> String {
    if bare(&signature.output) == "Self" {
        format!("optional parameter `.{name}({})`", signature.arguments_shown())
    } else {
        format!("`.{name}()`")
    }
}
