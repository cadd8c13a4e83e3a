//! Path Item Objects.

use std::collections::BTreeSet;

use super::context::Context;
use super::walk::{drop_empty, each, member};
use super::{body, fragment, notes, operation};
use crate::diagnostics::Diagnostics;
use crate::tree::{Map, Node, Pointer, Trail};

/// Values that path items may repeat, beside ten times those of the document.
const FREE_IN_PLACE: usize = 20_000;
const IN_PLACE_PER_VALUE: usize = 10;
/// Path items that are each nothing but a `$ref` to the next.
const LONGEST_CHAIN: usize = 100;

/// The methods that a path item has members for; `query` is of OpenAPI 3.2.
const METHODS: [&str; 9] =
    ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];
/// Where it has all others, by their names (OpenAPI 3.2 §4.9.1).
const ADDITIONAL: &str = "additionalOperations";

pub(super) fn normalize(node: &mut Node, at: &Trail<'_>, context: &mut Context<'_>) {
    if node.as_object().is_none() {
        return;
    }
    drop_skipped(node);
    drop_empty(node, &["servers", "parameters"]);
    operation::servers(node, at);
    member(node, "parameters", at, |node, at| {
        each(node, at, |node, at| body::parameter(node, at, context));
    });
    for method in METHODS {
        member(node, method, at, |node, at| operation::normalize(node, at, context));
    }
    drop_unsendable(node, at, context);
    member(node, ADDITIONAL, at, |node, at| {
        each(node, at, |node, at| operation::normalize(node, at, context));
    });
}

/// The way to each operation of a path item, by its keys.
pub(super) fn operations(item: &Node) -> impl Iterator<Item = Vec<&str>> {
    let members = item.as_object().into_iter().flatten();
    members.flat_map(|(name, value)| {
        let is_method = METHODS.contains(&name.as_str());
        let additional = value.as_object().filter(|_| name == ADDITIONAL);
        let additional = additional.into_iter().flat_map(Map::keys);
        let own = is_method.then(|| vec![name.as_str()]);
        own.into_iter().chain(additional.map(|method| vec![ADDITIONAL, method.as_str()]))
    })
}

/// Takes out the operations that are marked to be skipped.
fn drop_skipped(node: &mut Node) {
    let is_skipped =
        |operation: &Node| operation.get(notes::SKIP).and_then(Node::as_bool) == Some(true);
    let Some(members) = node.as_object_mut() else { return };
    members.retain(|name, operation| !(METHODS.contains(&name.as_str()) && is_skipped(operation)));
    if let Some(Node::Object(additional)) = members.get_mut(ADDITIONAL) {
        additional.retain(|_, operation| !is_skipped(operation));
    }
}

/// Takes out of `additionalOperations` what no request can have as its method.
fn drop_unsendable(node: &mut Node, at: &Trail<'_>, context: &mut Context<'_>) {
    drop_empty(node, &[ADDITIONAL]);
    member(node, ADDITIONAL, at, |node, at| {
        let Some(additional) = node.as_object_mut() else { return };
        additional.retain(|method, _| match unsendable(method) {
            None => true,
            Some((message, help)) => {
                context.warn("unsupported-method", &at.member(method), message, help);
                false
            }
        });
    });
}

/// Why no operation can have this method, and what to do.
fn unsendable(method: &str) -> Option<(String, &'static str)> {
    if METHODS.iter().any(|fixed| fixed.eq_ignore_ascii_case(method)) {
        return Some((
            format!("the method `{method}` is in `additionalOperations`, and has its own member"),
            "this operation is left out; move it to that member of the path item",
        ));
    }
    if method.eq_ignore_ascii_case("connect") {
        return Some((
            "a request with the method `CONNECT` has no path".to_owned(),
            "this operation is left out (RFC 9110 §9.3.6)",
        ));
    }
    let is_token_char =
        |char: char| char.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(char);
    (method.is_empty() || !method.chars().all(is_token_char)).then(|| {
        (
            format!("`{method}` is no HTTP method"),
            "this operation is left out; a method is a token (RFC 9110 §9.1)",
        )
    })
}

/// Puts the target of each path item's `$ref` in its place. Members beside the `$ref` win: OpenAPI
/// leaves that case open (3.1 §4.8.9.1), and this loses nothing.
pub(super) fn inline_references(root: &mut Node, diagnostics: &mut Diagnostics) {
    let mut left = FREE_IN_PLACE + IN_PLACE_PER_VALUE * root.values();
    for paths in ["paths", "webhooks"] {
        let names: Vec<String> = match root.get(paths).and_then(Node::as_object) {
            Some(members) => members.keys().cloned().collect(),
            None => continue,
        };
        for name in names {
            let Some(whole) = root.get(paths).and_then(|node| node.get(&name)) else { continue };
            let Some(mut whole) = with_target(root, whole) else { continue };
            match left.checked_sub(whole.values()) {
                Some(rest) => left = rest,
                None => {
                    let at = Pointer::root().child(paths).child(&name);
                    let message = "the document repeats too many path items by `$ref`s";
                    let help = "this one is left out; describe its operations once";
                    diagnostics.error("too-much-in-place", &at, message, help);
                    whole = Node::Object(Map::default());
                }
            }
            if let Some(items) = root.as_object_mut().and_then(|root| root.get_mut(paths))
                && let Some(items) = items.as_object_mut()
            {
                items.insert(name, whole);
            }
        }
    }
}

/// The path item with what its chain of `$ref`s points to; `None` where it has none, or where the
/// chain leads nowhere, out of the document, in a circle or on and on.
fn with_target(root: &Node, item: &Node) -> Option<Node> {
    let first = item.get("$ref")?.clone();
    let mut whole = item.as_object()?.clone();
    let mut seen = BTreeSet::new();
    while let Some(Node::String(reference)) = whole.shift_remove("$ref") {
        for (name, value) in fragment::resolve(root, &reference)?.as_object()? {
            whole.entry(name.clone()).or_insert_with(|| value.clone());
        }
        if !seen.insert(reference) || seen.len() > LONGEST_CHAIN {
            return None;
        }
    }
    whole.insert(notes::PATH_ITEM_REF.to_owned(), first);
    Some(Node::Object(whole))
}
