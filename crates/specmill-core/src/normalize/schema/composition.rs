//! Compositions beside other keywords. `openapiv3` has one kind a schema, so each part becomes an
//! item of an `allOf`, which says the same: all of them hold.

use super::super::context::Context;
use super::super::notes;
use super::keywords::{self, COMPOSITION, describes};
use super::reference::take;
use super::rules;
use crate::tree::{Map, Node, Trail};

/// Makes every part of the schema an item of `allOf`, if it has several.
pub(super) fn split(members: &mut Map, at: &Trail<'_>, context: &mut Context<'_>) {
    let is_list = |name: &&str| matches!(members.get(*name), Some(Node::Array(_)));
    let composed: Vec<&str> = COMPOSITION.into_iter().filter(|name| is_list(name)).collect();
    if composed.is_empty() {
        return;
    }
    hand_down_type(members);
    let mut plain = take(members, describes);
    if composed.len() == 1 && plain.is_empty() {
        return;
    }
    let mut parts = match members.shift_remove("allOf") {
        Some(Node::Array(parts)) => parts,
        Some(other) => {
            // No list: for the `spec` stage to report, whole.
            members.insert("allOf".to_owned(), other);
            members.extend(plain);
            return;
        }
        None => Vec::new(),
    };
    if !plain.is_empty() {
        rules(&mut plain, at, context);
        parts.push(Node::Object(plain));
    }
    for keyword in ["oneOf", "anyOf"] {
        let Some((name, list)) = members.shift_remove_entry(keyword) else { continue };
        let mut part = Map::from_iter([(name, list)]);
        if let Some((name, discriminator)) = members.shift_remove_entry("discriminator") {
            part.insert(name, discriminator);
        }
        parts.push(Node::Object(part));
    }
    members.insert("allOf".to_owned(), Node::Array(parts));
    keywords::set_true(members, notes::SPLIT);
}

/// A `type` that the union states for all its members goes to those that state none.
fn hand_down_type(members: &mut Map) {
    let Some(typ @ Node::String(_)) = members.get("type").cloned() else { return };
    for keyword in ["oneOf", "anyOf"] {
        let Some(Node::Array(list)) = members.get_mut(keyword) else { continue };
        for member in list.iter_mut().filter_map(Node::as_object_mut) {
            let states = |name: &str| member.contains_key(name);
            let told = ["type", "$ref", "enum", "not", notes::NULL, notes::TYPE];
            if !told.into_iter().chain(COMPOSITION).any(states) {
                member.shift_insert(0, "type".to_owned(), typ.clone());
                super::arrays::normalize(member);
            }
        }
    }
}
