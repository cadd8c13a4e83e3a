//! The schema whose only value is `null`.

use super::super::notes;
use super::keywords;
use crate::tree::{Map, Node};

/// Makes this the schema of `null`; annotations stay.
pub(super) fn only(members: &mut Map) {
    members.shift_remove("type");
    members.shift_remove("enum");
    keywords::set_true(members, "nullable");
    keywords::set_true(members, notes::NULL);
}

/// Whether `node` says `nullable: true` and nothing else of its values. OpenAPI 3.0.3 gives that no meaning
/// (`nullable` takes effect beside a `type`); beside other members of a union, generators write it for
/// `null`.
pub(super) fn is_bare_nullable(node: &Node) -> bool {
    let says_more = |name: &String| {
        keywords::describes(name)
            || keywords::COMPOSITION.contains(&name.as_str())
            || name == "$ref"
    };
    node.as_object().is_some_and(|members| {
        keywords::is_true(members, "nullable") && !members.keys().any(says_more)
    })
}

/// Whether `node` is the schema of `null`, in 3.0 shape.
pub(super) fn is_only(node: &Node) -> bool {
    node.as_object().is_some_and(|members| keywords::is_true(members, notes::NULL))
}
