//! `$ref` and its kin.

use super::super::context::Context;
use super::super::{fragment, notes};
use super::keywords::{self, describes};
use super::rules;
use crate::tree::{Map, Node, Trail};

/// Makes every kind of reference a plain `$ref` by JSON Pointer, to where its target is now.
pub(super) fn resolve(members: &mut Map, context: &mut Context<'_>) {
    if !members.contains_key("$ref") {
        for keyword in ["$recursiveRef", "$dynamicRef"] {
            let Some(reference) = keywords::text(members, keyword) else { continue };
            if let Some(target) = dynamic(reference, context) {
                keywords::replace(members, keyword, "$ref", Node::String(target));
                break;
            }
        }
    }
    let Some(Node::String(reference)) = members.get_mut("$ref") else { return };
    let anchor = reference.strip_prefix('#').filter(|name| is_anchor(name));
    if let Some(target) = anchor.and_then(|name| context.anchors.resolve(name, None)) {
        *reference = target;
    }
    context.references.insert(reference.clone());
    if context.moved.contains(reference.as_str())
        && let Some(target) = fragment::new_reference(reference)
    {
        *reference = target;
    }
}

/// What `$recursiveRef` (2019-09 §8.2.4.2, always `#`) and `$dynamicRef` (2020-12 §8.2.3.2) mean
/// where nothing extends the schema from outside: the component itself, or the anchor's schema.
fn dynamic(reference: &str, context: &Context<'_>) -> Option<String> {
    match reference.strip_prefix('#')? {
        "" => context.component.clone(),
        name if is_anchor(name) => context.anchors.resolve(name, context.component.as_deref()),
        _ => Some(reference.to_owned()),
    }
}

fn is_anchor(fragment: &str) -> bool {
    !fragment.is_empty() && !fragment.starts_with('/')
}

/// In 3.0 nothing may stand beside a `$ref`. What does, in 3.1 and in practice, goes around it:
/// words about it around `allOf: [$ref]`, more demands as further items of that `allOf`.
pub(super) fn wrap_siblings(members: &mut Map, at: &Trail<'_>, context: &mut Context<'_>) {
    if members.len() < 2 || keywords::text(members, "$ref").is_none() {
        return;
    }
    let Some((index, _, reference)) = members.shift_remove_full("$ref") else { return };
    let mut parts = vec![Node::Object(Map::from_iter([("$ref".to_owned(), reference)]))];
    if let Some(Node::Array(others)) = members.shift_remove("allOf") {
        parts.extend(others);
    }
    for keyword in ["oneOf", "anyOf"] {
        if let Some((name, list)) = members.shift_remove_entry(keyword) {
            parts.push(Node::Object(Map::from_iter([(name, list)])));
        }
    }
    let mut part = take(members, describes);
    if !part.is_empty() {
        rules(&mut part, at, context);
        parts.push(Node::Object(part));
    }
    let note = if parts.len() == 1 { notes::REF_SIBLINGS } else { notes::SPLIT };
    let index = index.min(members.len());
    members.shift_insert(index, "allOf".to_owned(), Node::Array(parts));
    keywords::set_true(members, note);
}

/// Takes out the members whose name `is_taken`.
pub(super) fn take(members: &mut Map, is_taken: impl Fn(&str) -> bool) -> Map {
    members.extract_if(.., |name, _| is_taken(name)).collect()
}
