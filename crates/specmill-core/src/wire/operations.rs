//! Operations: where they are, what credentials they need, and which are gone.

use super::WireEffect;
use super::answers::answers;
use super::comparison::{At, Comparison};
use super::requests::{body, parameters};
use crate::ir::{Api, Group, ModuleId, Operation, SecuritySchemeKind, Server};

/// Compares the operations that both have, and tells which are gone.
pub(super) fn compare(comparison: &mut Comparison<'_>) {
    let (old, new) = (comparison.old, comparison.new);
    let mut has_moved = false;
    for group in &old.groups {
        for before in &group.operations {
            let at = comparison.item(&call(group, before), module(group));
            // What runs knows the path, not the id: that only tells where an operation went.
            let same = new.operations().find(|after| is_at(after, before));
            let same = same.or_else(|| new.operations().find(|after| after.id == before.id));
            let Some(after) = same else {
                let text = format!("`{} {}` is gone", before.http_method, before.path);
                comparison.tell(&at, WireEffect::Refused, &text);
                continue;
            };
            if !is_reached(comparison, before, after) {
                if is_at(before, after) {
                    has_moved = true;
                } else {
                    let text = format!("is `{} {}` now", after.http_method, after.path);
                    comparison.tell(&at, WireEffect::Refused, &text);
                }
            }
            security(comparison, &at, before, after);
            parameters(comparison, &at, before, after);
            body(comparison, &at, before.body.as_ref(), after.body.as_ref());
            answers(comparison, &at, before, after);
            comparison.types_in_turn();
        }
    }
    if has_moved {
        server(comparison);
    }
}

/// The module of an operation: what has no tag is called on the client, in the root.
fn module(group: &Group) -> Option<ModuleId> {
    group.tag.as_ref().map(|_| group.module)
}

/// `client.pets().get()`
fn call(group: &Group, operation: &Operation) -> String {
    let call = group.call(operation);
    let name = call.rsplit_once('(').map_or(call.as_str(), |(name, _)| name);
    format!("{name}()")
}

/// The place where all operations are is told once.
fn server(comparison: &mut Comparison<'_>) {
    let url = |api: &Api| api.servers.first().map_or("/", |server| server.url.as_str()).to_owned();
    let (was, is) = (url(comparison.old), url(comparison.new));
    let at = comparison.item("client", None);
    let text = format!("the server was `{was}`, is `{is}` now");
    comparison.tell(&at, WireEffect::Refused, &text);
}

/// Whether what is sent to `before` by default arrives at `after`: at one of the servers it has now.
fn is_reached(comparison: &Comparison<'_>, before: &Operation, after: &Operation) -> bool {
    let base = |server: &Server| server.url.trim_end_matches('/').to_owned();
    let bases = |api: &Api, operation: &Operation| -> Vec<String> {
        let servers = if operation.servers.is_empty() { &api.servers } else { &operation.servers };
        let bases: Vec<String> = servers.iter().map(base).collect();
        if bases.is_empty() { vec![String::new()] } else { bases }
    };
    let (old, new) = (bases(comparison.old, before), bases(comparison.new, after));
    let target = |base: &String, operation: &Operation| shape(&format!("{base}{}", operation.path));
    let Some(was) = old.first().map(|base| target(base, before)) else { return true };
    before.http_method == after.http_method && new.iter().any(|base| target(base, after) == was)
}

fn is_at(one: &Operation, other: &Operation) -> bool {
    one.http_method == other.http_method && shape(&one.path) == shape(&other.path)
}

/// A path without the names of its parameters, which nobody sends.
fn shape(path: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        parts.push(before.to_owned());
        rest = after.split_once('}').map_or("", |(_, after)| after);
    }
    parts.push(rest.to_owned());
    parts
}

/// A scheme that is asked for: by how its credential travels, or by its name where no scheme has that.
#[derive(PartialEq)]
enum Credential<'a> {
    Known(&'a SecuritySchemeKind),
    Named(&'a str),
}

/// The alternatives that an operation asks for, each to be met whole.
fn credentials<'a>(api: &'a Api, operation: &'a Operation) -> Vec<Vec<Credential<'a>>> {
    let credential = |name: &'a String| {
        let scheme = api.security_schemes.iter().find(|scheme| scheme.name == *name);
        scheme.map_or(Credential::Named(name), |scheme| Credential::Known(&scheme.kind))
    };
    if operation.security.is_empty() {
        return vec![Vec::new()];
    }
    operation.security.iter().map(|schemes| schemes.iter().map(credential).collect()).collect()
}

fn security(comparison: &mut Comparison<'_>, at: &At, old: &Operation, new: &Operation) {
    let (given, needed) = (credentials(comparison.old, old), credentials(comparison.new, new));
    // Who met one of the old ones must meet a new one.
    let meets = |given: &Vec<Credential<'_>>| {
        needed.iter().any(|needed| needed.iter().all(|scheme| given.contains(scheme)))
    };
    if given.iter().all(meets) {
        return;
    }
    let shown = |schemes: &Vec<String>| match schemes.as_slice() {
        [] => "none".to_owned(),
        schemes => format!("`{}`", schemes.join("` with `")),
    };
    let needed: Vec<String> = new.security.iter().map(shown).collect();
    let other = if given.iter().any(Vec::is_empty) { "" } else { "other " };
    let text = format!("needs {other}credentials now: {}", needed.join(" or "));
    comparison.tell(at, WireEffect::Refused, &text);
}
