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

/// Whether `node` is the schema of `null`, in 3.0 shape.
pub(super) fn is_only(node: &Node) -> bool {
    node.as_object().is_some_and(|members| keywords::is_true(members, notes::NULL))
}
