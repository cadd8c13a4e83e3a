//! The keywords of a Schema Object by what they are for, and how members are exchanged in place.

use super::super::notes;
use crate::tree::{Map, Node};

/// What composes a schema of others.
pub(super) const COMPOSITION: [&str; 3] = ["allOf", "oneOf", "anyOf"];

/// Keywords that describe strings only.
pub(super) const STRING: [&str; 5] =
    ["minLength", "maxLength", "pattern", "contentEncoding", "contentMediaType"];

/// Keywords that describe numbers and integers only.
pub(super) const NUMBER: [&str; 5] =
    ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"];

/// Keywords that describe arrays only.
pub(super) const ARRAY: [&str; 6] =
    ["items", "prefixItems", notes::PREFIX_ITEMS, "minItems", "maxItems", "uniqueItems"];

/// Keywords that describe objects only.
pub(super) const OBJECT: [&str; 5] =
    ["properties", "required", "additionalProperties", "minProperties", "maxProperties"];

/// Whether the member `name` says which values a schema has, all by itself: neither composition nor
/// annotation. Notes and extensions that go with such a member count as it does.
pub(super) fn describes(name: &str) -> bool {
    const OTHERS: [&str; 9] = [
        "type",
        "format",
        "enum",
        "not",
        "x-stainless-const",
        notes::CONST,
        notes::ENUM,
        notes::ADDED,
        notes::CONDITIONAL,
    ];
    const KEPT: [&str; 2] = ["additionalProperties", "patternProperties"];
    let is_listed = |name: &str| {
        [&STRING[..], &NUMBER, &ARRAY, &OBJECT].iter().any(|keywords| keywords.contains(&name))
    };
    OTHERS.contains(&name)
        || name == notes::NEVER
        || is_listed(name)
        || name.strip_prefix(notes::UNSUPPORTED).is_some_and(|name| KEPT.contains(&name))
        || name.strip_prefix(notes::LIMIT).is_some_and(is_listed)
}

/// The text of a member.
pub(super) fn text<'a>(members: &'a Map, name: &str) -> Option<&'a str> {
    members.get(name).and_then(Node::as_str)
}

/// Whether the member `name` is `true`.
pub(super) fn is_true(members: &Map, name: &str) -> bool {
    members.get(name).and_then(Node::as_bool) == Some(true)
}

/// Sets the member `name` to `true`.
pub(super) fn set_true(members: &mut Map, name: &str) {
    members.insert(name.to_owned(), Node::Bool(true));
}

/// Puts `value` under `name` where the member `old` stands, which goes. A member already called
/// `name` keeps its place.
pub(super) fn replace(members: &mut Map, old: &str, name: &str, value: Node) {
    let index = members.shift_remove_full(old).map_or(members.len(), |(index, _, _)| index);
    put(members, index, name, value);
}

/// Calls the member `old` by another name; its place stays.
pub(super) fn rename(members: &mut Map, old: &str, name: &str) {
    if let Some((index, _, value)) = members.shift_remove_full(old) {
        put(members, index, name, value);
    }
}

fn put(members: &mut Map, index: usize, name: &str, value: Node) {
    if members.contains_key(name) || index > members.len() {
        members.insert(name.to_owned(), value);
    } else {
        members.shift_insert(index, name.to_owned(), value);
    }
}
