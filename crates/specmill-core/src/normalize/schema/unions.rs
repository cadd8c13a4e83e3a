//! `null` and `false` in `oneOf` and `anyOf`.

use super::super::notes;
use super::keywords::{self, describes};
use super::nulls;
use crate::tree::{Map, Node};

/// A member that is `null`, or that may be, makes the union nullable; a union of which one member
/// is left is that member.
pub(super) fn take_null(members: &mut Map) {
    for keyword in ["oneOf", "anyOf"] {
        let Some(Node::Array(list)) = members.get_mut(keyword) else { continue };
        let before = list.len();
        let is_told = |member: &Node| !nulls::is_only(member) && !nulls::is_bare_nullable(member);
        let has_others = list.iter().any(is_told);
        let is_null = |member: &mut Node| {
            nulls::is_only(member) || (has_others && nulls::is_bare_nullable(member))
        };
        let nulls: Vec<Node> = list.extract_if(.., is_null).collect();
        let may_be_null = list.iter_mut().filter_map(Node::as_object_mut).map(take_nullable);
        let may_be_null = may_be_null.fold(!nulls.is_empty(), |any, one| any || one);
        if !may_be_null {
            continue;
        }
        let left = list.len();
        keep_words(members, nulls);
        if left == 0 {
            members.shift_remove(keyword);
            nulls::only(members);
            continue;
        }
        keywords::set_true(members, "nullable");
        if left == 1 && left < before {
            collapse(members, keyword);
        }
    }
}

/// Whether the member may be `null`, which the union then says for it.
fn take_nullable(member: &mut Map) -> bool {
    if !keywords::is_true(member, "nullable") {
        return false;
    }
    member.shift_remove("nullable");
    let is_bare = member.len() == 2 && keywords::is_true(member, notes::REF_SIBLINGS);
    if is_bare
        && let Some(Node::Array(mut only)) = member.get("allOf").cloned()
        && let (Some(Node::Object(reference)), true) = (only.pop(), only.is_empty())
    {
        *member = reference;
    }
    true
}

/// A member that is `false` is none of them; where all are, no value is of the union.
pub(super) fn drop_impossible(members: &mut Map) {
    for keyword in ["oneOf", "anyOf"] {
        let Some(Node::Array(list)) = members.get_mut(keyword) else { continue };
        let is_never = |member: &Node| {
            member.as_object().is_some_and(|member| keywords::is_true(member, notes::NEVER))
        };
        if !list.iter().all(is_never) {
            list.retain(|member| !is_never(member));
        }
    }
}

/// What the `null` that went said about itself.
fn keep_words(members: &mut Map, nulls: Vec<Node>) {
    for null in nulls {
        let Node::Object(mut null) = null else { continue };
        null.shift_remove(notes::NULL);
        null.shift_remove("nullable");
        if !null.is_empty() {
            members.entry(notes::NULL_MEMBER.to_owned()).or_insert(Node::Object(null));
        }
    }
}

/// Puts the one member left in the union's place. The union's own words win over the member's,
/// which are kept beside them.
fn collapse(members: &mut Map, keyword: &str) {
    let is_plain = |name: &String| {
        name == keyword || !(describes(name) || keywords::COMPOSITION.contains(&name.as_str()))
    };
    let repeats_type = |member: &Map| {
        members.keys().all(|name| is_plain(name) || name == "type")
            && member.get("type").is_some()
            && member.get("type") == members.get("type")
    };
    let Some(member) = members.get(keyword).and_then(Node::as_array).and_then(<[_]>::first) else {
        return;
    };
    let Some(member) = member.as_object().cloned() else { return };
    if members.contains_key("$ref") || !(members.keys().all(is_plain) || repeats_type(&member)) {
        return;
    }
    members.shift_remove(keyword);
    for (name, value) in member {
        match members.get(&name) {
            None => {
                members.insert(name, value);
            }
            Some(own) if *own == value => {}
            Some(_) => {
                let name = name.strip_prefix("x-").unwrap_or(&name);
                members.insert(format!("{}{name}", notes::INNER), value);
            }
        }
    }
}
