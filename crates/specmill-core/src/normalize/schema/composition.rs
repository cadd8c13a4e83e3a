//! Compositions beside other keywords. `openapiv3` has one kind a schema, so each part becomes an
//! item of an `allOf`, which says the same: all of them hold.

use super::super::context::Context;
use super::super::notes;
use super::keywords::{self, COMPOSITION, describes};
use super::reference::{drop_bare_type, take};
use super::rules;
use crate::tree::{Map, Node, Trail};

/// `oneOf`/`anyOf` whose members only list `required` properties demand that some of them come
/// together. No type can say that; without it the object is as wide as it has to be.
pub(super) fn set_demands_aside(members: &mut Map, at: &Trail<'_>, context: &mut Context<'_>) {
    if !members.contains_key("properties") {
        return;
    }
    for keyword in ["oneOf", "anyOf"] {
        let Some(Node::Array(list)) = members.get(keyword) else { continue };
        if list.is_empty() || !list.iter().all(only_demands) {
            continue;
        }
        keywords::rename(members, keyword, &format!("{}{keyword}", notes::UNSUPPORTED));
        context.warn(
            "unsupported-keyword",
            &at.member(keyword),
            format!(
                "`{keyword}` says which properties must come together, which no Rust type can \
                 express"
            ),
            "each is required or optional by itself; the server checks the rest",
        );
    }
}

pub(super) fn only_demands(member: &Node) -> bool {
    member.as_object().is_some_and(|member| {
        member.contains_key("required")
            && member.iter().all(|(name, value)| match name.as_str() {
                "type" => value.as_str() == Some("object"),
                "required" => true,
                name => !describes(name) && !COMPOSITION.contains(&name) && name != "$ref",
            })
    })
}

/// Makes every part of the schema an item of `allOf`, if it has several.
pub(super) fn split(members: &mut Map, at: &Trail<'_>, context: &mut Context<'_>) {
    let is_list = |name: &&str| matches!(members.get(*name), Some(Node::Array(_)));
    let composed: Vec<&str> = COMPOSITION.into_iter().filter(|name| is_list(name)).collect();
    if composed.is_empty() {
        return;
    }
    hand_down_type(members);
    drop_bare_type(members);
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
