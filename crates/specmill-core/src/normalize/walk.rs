//! Steps of the walk that every kind of object takes.

use crate::tree::{Node, Trail};

/// Applies `rule` to the member `name`, if there is one.
pub(super) fn member(
    node: &mut Node,
    name: &str,
    at: &Trail<'_>,
    rule: impl FnOnce(&mut Node, &Trail<'_>),
) {
    if let Some(value) = node.as_object_mut().and_then(|members| members.get_mut(name)) {
        rule(value, &at.member(name));
    }
}

/// Applies `rule` to every member of an object and every item of a list. Members named `x-*` are
/// extensions only in objects with a fixed set of members and in Paths, Responses and Callbacks;
/// elsewhere (headers, schemas) they are names like any other. A rule leaves alone what does not
/// look like its kind of object.
pub(super) fn each(node: &mut Node, at: &Trail<'_>, mut rule: impl FnMut(&mut Node, &Trail<'_>)) {
    match node {
        Node::Object(members) => {
            for (name, value) in members.iter_mut() {
                rule(value, &at.member(name));
            }
        }
        Node::Array(items) => {
            for (index, value) in items.iter_mut().enumerate() {
                rule(value, &at.item(index));
            }
        }
        _ => {}
    }
}

/// YAML writes a member with nothing under it as `null`; it means there is none.
pub(super) fn drop_empty(node: &mut Node, names: &[&str]) {
    let Some(members) = node.as_object_mut() else { return };
    members.retain(|name, value| *value != Node::Null || !names.contains(&name.as_str()));
}
