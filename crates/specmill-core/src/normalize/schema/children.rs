//! The schemas inside a schema, by the grammar: a property called `items` is a name, no keyword.

use super::super::context::Context;
use super::super::notes;
use super::super::walk::each;
use super::normalize as schema;
use crate::tree::{Map, Node, Trail};

/// Keywords whose value is a schema.
const ONE: [&str; 3] = ["not", "items", "additionalItems"];

/// Keywords whose value is a list of schemas.
const LIST: [&str; 5] = ["allOf", "oneOf", "anyOf", "prefixItems", notes::PREFIX_ITEMS];

/// Keywords whose value is an object of schemas by name.
const NAMED: [&str; 3] = ["properties", "$defs", "definitions"];

pub(super) fn normalize(members: &mut Map, at: &Trail<'_>, context: &mut Context<'_>) {
    for (name, value) in members.iter_mut() {
        let at = at.member(name);
        let name = name.as_str();
        let is_list = matches!(value, Node::Array(_));
        // `items` was a list before JSON Schema 2020-12.
        if (LIST.contains(&name) || name == "items") && is_list {
            each(value, &at, |node, at| schema(node, at, context));
        } else if ONE.contains(&name) {
            schema(value, &at, context);
        } else if NAMED.contains(&name) && matches!(value, Node::Object(_)) {
            each(value, &at, |node, at| schema(node, at, context));
        } else if name == "additionalProperties" && matches!(value, Node::Object(_)) {
            // As a boolean it is 3.0 already.
            schema(value, &at, context);
        }
    }
}
