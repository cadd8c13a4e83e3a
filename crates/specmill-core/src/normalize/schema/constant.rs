//! `const` (JSON Schema 2020-12 §6.1.3): an enum of one.

use super::super::notes;
use super::{keywords, nulls};
use crate::tree::{Map, Node};

pub(super) fn normalize(members: &mut Map) {
    let Some(value) = members.get("const") else { return };
    if *value == Node::Null {
        members.shift_remove("const");
        nulls::only(members);
        return;
    }
    let value = value.clone();
    // Both hold, and the constant is the narrower.
    keywords::rename(members, "enum", notes::ENUM);
    keywords::replace(members, "const", "enum", Node::Array(vec![value]));
    keywords::set_true(members, notes::CONST);
}
