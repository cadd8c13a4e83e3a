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

/// The methods OpenAPI 3.0 knows.
const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

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
    newer_methods(node, at, context);
}

/// Takes out the operations that are marked to be skipped.
fn drop_skipped(node: &mut Node) {
    let Some(members) = node.as_object_mut() else { return };
    for method in METHODS {
        let mark = members.get(method).and_then(|operation| operation.get(notes::SKIP));
        if mark.and_then(Node::as_bool) == Some(true) {
            members.shift_remove(method);
        }
    }
}

/// `query` and `additionalOperations` of OpenAPI 3.2 stay where they are, in 3.0 shape, for the day
/// they are generated; today nothing reads them.
fn newer_methods(node: &mut Node, at: &Trail<'_>, context: &mut Context<'_>) {
    let mut found = Vec::new();
    member(node, "query", at, |node, at| {
        operation::normalize(node, at, context);
        found.push("QUERY".to_owned());
    });
    member(node, "additionalOperations", at, |node, at| {
        each(node, at, |node, at| operation::normalize(node, at, context));
        found.extend(node.as_object().into_iter().flat_map(Map::keys).cloned());
    });
    for method in found {
        context.warn(
            "unsupported-method",
            at,
            format!("the method `{method}` is not generated"),
            "this operation is left out; the generated client can send it as a plain request",
        );
    }
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
