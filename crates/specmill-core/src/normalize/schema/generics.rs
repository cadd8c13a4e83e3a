//! Generics: schemas whose `$dynamicRef`s mean what the schema that refers to them says, by a
//! `$dynamicAnchor` of its own (JSON Schema 2020-12 §8.2.3.2). Each use that binds one becomes a copy.

use std::collections::BTreeSet;

use super::super::context::Context;
use super::super::scope::Scope;
use super::super::{fragment, notes};
use super::keywords;
use crate::tree::{Map, Node, Pointer, Trail};

/// Binds the anchors of the schema, and copies what it refers to if that is generic. The scope that was
/// before is given back, to be restored.
pub(super) fn enter(members: &mut Map, at: &Trail<'_>, context: &mut Context<'_>) -> Option<Scope> {
    if !context.anchors.has_dynamic() {
        missing(members, at, context);
        return None;
    }
    let before = context.scope.clone();
    for (name, reference) in anchors(members, &|| at.pointer()) {
        if context.scope.bound(&name).is_none() {
            context.scope.bound.push((name, reference));
        }
    }
    if let Some(reference) = keywords::text(members, "$ref").map(str::to_owned) {
        copy(members, &reference, at, context);
    }
    let anchor = keywords::text(members, "$dynamicRef").and_then(|text| text.strip_prefix('#'));
    if let Some(bound) = anchor.and_then(|name| context.scope.bound(name)).cloned()
        && !members.contains_key("$ref")
    {
        keywords::replace(members, "$dynamicRef", "$ref", Node::String(bound));
    }
    missing(members, at, context);
    Some(before)
}

/// The dynamic anchors of a schema at `place`: its own, and those of its `$defs`. One that is nothing but
/// a `$ref` is what that leads to.
fn anchors(members: &Map, place: &dyn Fn() -> Pointer) -> Vec<(String, String)> {
    let name = |schema: &Map| keywords::text(schema, "$dynamicAnchor").map(str::to_owned);
    let mut found = Vec::new();
    found.extend(name(members).map(|name| (name, reference(&place()))));
    for (key, schema) in members.get("$defs").and_then(Node::as_object).into_iter().flatten() {
        let Some(schema) = schema.as_object() else { continue };
        let Some(name) = name(schema) else { continue };
        let target = match keywords::text(schema, "$ref") {
            Some(target) if schema.len() == 2 => target.to_owned(),
            _ => reference(&place().child("$defs").child(key)),
        };
        found.push((name, target));
    }
    found
}

fn reference(pointer: &Pointer) -> String {
    format!("#{}", pointer.as_str().replace('%', "%25"))
}

/// Puts a copy of the schema that `target` leads to in place of the `$ref`, if something in it is bound
/// here otherwise than there.
fn copy(members: &mut Map, target: &str, at: &Trail<'_>, context: &mut Context<'_>) {
    if context.scope.bound.is_empty() || !is_bound_otherwise(target, context) {
        return;
    }
    let copied = context.scope.copies.iter().find(|(known, _)| known == target);
    if let Some((_, copy)) = copied {
        members.insert("$ref".to_owned(), Node::String(copy.clone()));
        return;
    }
    let Some(schema @ Node::Object(copy)) = fragment::resolve(context.source, target) else {
        return;
    };
    let Some(left) = context.copied.checked_sub(schema.weight()) else {
        let message =
            "the generic schemas of this document are used too often to be copied each time";
        let help =
            "their `$dynamicRef`s mean the same in every place from here on; use them less often";
        context.warn("too-composed", at, message, help);
        return;
    };
    context.copied = left;
    let mut copy = copy.clone();
    members.shift_remove("$ref");
    let is_plain = |name: &String| {
        !keywords::describes(name) && !keywords::COMPOSITION.contains(&name.as_str())
    };
    let place = at.pointer();
    let place = if members.keys().all(is_plain) {
        merge(members, copy);
        place
    } else {
        // What stands beside holds, too.
        copy.shift_remove("$dynamicAnchor");
        let parts = members.entry("allOf".to_owned()).or_insert_with(|| Node::Array(Vec::new()));
        let Node::Array(parts) = parts else { return };
        parts.push(Node::Object(copy));
        place.child("allOf").child(parts.len() - 1)
    };
    let copy = reference(&place);
    context.made.insert(copy.clone());
    context.scope.copies.push((target.to_owned(), copy));
}

/// Adds the members of `copy` that are not there; those of `$defs` one by one.
fn merge(members: &mut Map, copy: Map) {
    for (name, value) in copy {
        match (members.get_mut(&name), value) {
            (None, value) => drop(members.insert(name, value)),
            (Some(Node::Object(own)), Node::Object(defs)) if name == "$defs" => {
                for (name, schema) in defs {
                    own.entry(name).or_insert(schema);
                }
            }
            _ => {}
        }
    }
}

/// Whether a `$dynamicRef` that is reached from `target` is bound to something else here than it is
/// there.
fn is_bound_otherwise(target: &str, context: &mut Context<'_>) -> bool {
    let source = context.source;
    let Some(Node::Object(schema)) = fragment::resolve(source, target) else { return false };
    let own = anchors(schema, &|| fragment::pointer(target).unwrap_or_default());
    let mut names = BTreeSet::new();
    let mut seen = BTreeSet::from([target.to_owned()]);
    let mut open: Vec<&Node> = schema.values().collect();
    if let Some(name) =
        keywords::text(schema, "$dynamicRef").and_then(|text| text.strip_prefix('#'))
    {
        names.insert(name.to_owned());
    }
    while let Some(node) = open.pop() {
        let Some(left) = context.looked_at.checked_sub(1) else { return false };
        context.looked_at = left;
        match node {
            Node::Array(items) => open.extend(items),
            Node::Object(members) => {
                let name = keywords::text(members, "$dynamicRef");
                names.extend(name.and_then(|text| text.strip_prefix('#')).map(str::to_owned));
                if let Some(reference) = keywords::text(members, "$ref")
                    && seen.insert(reference.to_owned())
                {
                    open.extend(fragment::resolve(source, reference));
                }
                open.extend(members.values());
            }
            _ => {}
        }
    }
    names.iter().any(|name| match context.scope.bound(name) {
        Some(bound) => {
            own.iter().find(|(known, _)| known == name).map(|(_, own)| own) != Some(bound)
        }
        None => false,
    })
}

/// Says that a `$dynamicRef` leads nowhere.
fn missing(members: &mut Map, at: &Trail<'_>, context: &mut Context<'_>) {
    let Some(text) = keywords::text(members, "$dynamicRef") else { return };
    let Some(name) =
        text.strip_prefix('#').filter(|name| !name.is_empty() && !name.starts_with('/'))
    else {
        return;
    };
    if members.contains_key("$ref") || context.anchors.resolve(name, None).is_some() {
        return;
    }
    let message = format!("`$dynamicRef` names the anchor `{name}`, which no schema has");
    let help = format!("any value is taken here; give a schema the `$dynamicAnchor` `{name}`");
    context.warn("unresolved-reference", &at.member("$dynamicRef"), message, help);
    let kept = format!("{}$dynamicRef", notes::UNSUPPORTED);
    keywords::rename(members, "$dynamicRef", &kept);
}
