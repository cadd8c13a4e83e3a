//! Operations: the methods of the client and of its groups, with the builders they return.

use std::collections::{BTreeMap, BTreeSet};

use super::index::{CLIENT, Index, Member, Named, bare, word};
use super::sides::Sides;
use super::signature::{arguments_shown, compare_arguments};
use super::{Change, ChangeKind, ChangedItem};
use crate::surface::{Receiver, Signature};

/// An operation, or the way to a group of them, as callers write it.
struct Call<'a> {
    signature: &'a Signature,
    deprecated: bool,
    /// Its builder, where it has one.
    builder: Option<(&'a str, &'a Named)>,
    is_group: bool,
    /// The module of its group; empty for what is called on the client.
    module: &'a str,
}

/// Adds what became of each operation to `found`; gives the items that belong to operations:
/// clients of groups and builders.
pub(super) fn compare(sides: Sides<'_>, found: &mut Vec<ChangedItem>) -> BTreeSet<String> {
    let mut belonging = BTreeSet::new();
    let (old, new) = (calls(sides.old, &mut belonging), calls(sides.new, &mut belonging));
    let shown: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    for name in shown {
        let mut changes = Vec::new();
        match (old.get(name), new.get(name)) {
            (Some(call), None) => changes.push(call.removed()),
            (None, Some(call)) => changes.push(call.added()),
            (Some(old), Some(new)) => compare_call(sides, old, new, &mut changes),
            (None, None) => {}
        }
        let module = new.get(name).or(old.get(name)).map(|call| call.module.to_owned());
        found.push(ChangedItem { name: name.clone(), module: module.unwrap_or_default(), changes });
    }
    belonging
}

impl Call<'_> {
    fn removed(&self) -> Change {
        if self.is_group {
            Change::removed(ChangeKind::GroupRemoved, "group of operations")
        } else {
            Change::removed(ChangeKind::OperationRemoved, "operation")
        }
    }

    fn added(&self) -> Change {
        if self.is_group {
            Change::new_item(ChangeKind::GroupAdded, "group of operations")
        } else {
            Change::new_item(ChangeKind::OperationAdded, "operation")
        }
    }

    /// What awaiting it gives, as `Call<T>`.
    fn answer(&self) -> String {
        let call = self.builder.and_then(|(_, builder)| builder.functions.get("call"));
        bare(&call.map_or(self.signature, |call| &call.ty).output)
    }

    /// The methods of its builder that a caller chooses from.
    fn setters(&self) -> BTreeMap<&str, &Member<Signature>> {
        let functions = self.builder.iter().flat_map(|(_, builder)| &builder.functions);
        let offered = functions.filter(|(name, _)| !matches!(name.as_str(), "call" | "with"));
        offered.map(|(name, function)| (name.as_str(), function)).collect()
    }
}

/// Every operation of a client, by how it is called.
fn calls<'a>(surface: &'a Index, belonging: &mut BTreeSet<String>) -> BTreeMap<String, Call<'a>> {
    let mut calls = BTreeMap::new();
    let Some(client) = surface.get(CLIENT) else { return calls };
    for (name, Member { ty: signature, deprecated }) in methods(client) {
        let deprecated = *deprecated;
        let group = group(surface, signature);
        let path = format!("client.{name}()");
        let module = group.map_or("", |(_, group)| group.module.as_str());
        if let Some((group_name, group)) = group {
            belonging.insert(group_name.to_owned());
            for (name, Member { ty: signature, deprecated }) in methods(group) {
                let deprecated = *deprecated;
                let builder = builder(surface, signature);
                belonging.extend(builder.map(|(name, _)| name.to_owned()));
                let call = Call { signature, deprecated, builder, is_group: false, module };
                calls.insert(format!("{path}.{name}()"), call);
            }
        }
        let builder = if group.is_some() { None } else { builder(surface, signature) };
        belonging.extend(builder.map(|(name, _)| name.to_owned()));
        let is_group = group.is_some();
        calls.insert(path, Call { signature, deprecated, builder, is_group, module });
    }
    calls
}

fn methods(item: &Named) -> impl Iterator<Item = (&String, &Member<Signature>)> {
    item.functions.iter().filter(|(_, function)| is_method(&function.ty))
}

/// Whether it is called on a client: an operation, or the way to a group of them.
pub(super) fn is_method(signature: &Signature) -> bool {
    signature.receiver == Some(Receiver::Reference)
}

/// The client of a group that a method leads to: `invites::InvitesClient<'_>`.
fn group<'a>(surface: &'a Index, signature: &Signature) -> Option<(&'a str, &'a Named)> {
    let output = bare(&signature.output);
    let name = output.strip_suffix("<'_>")?;
    let (name, item) = surface.get_key_value(name)?;
    let is_client = item.fields.is_empty() && signature.arguments.is_empty();
    (is_client && !is_builder(item)).then_some((name.as_str(), item))
}

/// The builder that a method returns.
fn builder<'a>(surface: &'a Index, signature: &Signature) -> Option<(&'a str, &'a Named)> {
    let output = bare(&signature.output);
    let (name, item) = surface.get_key_value(word(&output).0)?;
    is_builder(item).then_some((name.as_str(), item))
}

fn is_builder(item: &Named) -> bool {
    item.impls.iter().any(|path| path.ends_with("IntoFuture"))
}

fn compare_call(sides: Sides<'_>, old: &Call<'_>, new: &Call<'_>, changes: &mut Vec<Change>) {
    changes.extend(Change::deprecation("", old.deprecated, new.deprecated));
    compare_arguments("the call", sides, (old.signature, new.signature), changes);
    if old.is_group || new.is_group {
        if old.signature.output != new.signature.output {
            let (from, to) = (bare(&old.signature.output), bare(&new.signature.output));
            let text = format!("it returns `{to}`, no longer `{from}`");
            changes.push(Change::breaking(ChangeKind::ReturnTypeChanged, text));
        }
        return;
    }
    let (from, to) = (old.answer(), new.answer());
    let answer_changed = !sides.same(&from, &to);
    if answer_changed {
        let text = format!("it answers `{to}`, no longer `{from}`");
        changes.push(Change::breaking(ChangeKind::AnswerChanged, text));
    }
    compare_builders(old, new, changes);
    let (old, new) = (old.setters(), new.setters());
    for (name, function) in &old {
        let Some(other) = new.get(name) else {
            let kind = if is_setter(&function.ty) {
                ChangeKind::ParameterRemoved
            } else {
                ChangeKind::FunctionRemoved
            };
            changes.push(Change::removed(kind, &setter(name, &function.ty)));
            continue;
        };
        let shown = format!("`.{name}()`");
        changes.extend(Change::deprecation(&shown, function.deprecated, other.deprecated));
        compare_arguments(&shown, sides, (&function.ty, &other.ty), changes);
        let (from, to) = (bare(&function.ty.output), bare(&other.ty.output));
        if !answer_changed && !sides.same(&from, &to) {
            let text = format!("{shown}: it returns `{to}`, no longer `{from}`");
            changes.push(Change::breaking(ChangeKind::ReturnTypeChanged, text));
        }
    }
    for (name, function) in new.iter().filter(|(name, _)| !old.contains_key(*name)) {
        let kind = if is_setter(&function.ty) {
            ChangeKind::ParameterAdded
        } else {
            ChangeKind::FunctionAdded
        };
        changes.push(Change::new_item(kind, &setter(name, &function.ty)));
    }
}

/// A builder that came, went or has another name.
fn compare_builders(old: &Call<'_>, new: &Call<'_>, changes: &mut Vec<Change>) {
    let text = match (old.builder, new.builder) {
        (None, Some((name, _))) => format!(
            "it returns the builder `{name}`, no longer a `Call`: the options of a call are set \
             by `.with(|call| …)`, as on every call"
        ),
        (Some((name, _)), None) => format!(
            "it returns a `Call`, no longer the builder `{name}`: nothing about it is optional now"
        ),
        (Some((from, _)), Some((to, _))) if from != to => {
            format!("its builder is called `{to}`, no longer `{from}`")
        }
        _ => return,
    };
    changes.push(Change::breaking(ChangeKind::BuilderChanged, text));
}

/// Whether a method of a builder sets something, and returns the builder.
fn is_setter(signature: &Signature) -> bool {
    bare(&signature.output) == "Self"
}

/// What a method of a builder is to callers, shown where it comes or goes.
fn setter(name: &str, signature: &Signature) -> String {
    if is_setter(signature) {
        format!("optional parameter `.{name}({})`", arguments_shown(signature))
    } else {
        format!("`.{name}()`")
    }
}
