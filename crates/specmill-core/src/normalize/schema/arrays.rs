//! `items` and `prefixItems`.

use super::super::notes;
use super::keywords;
use crate::tree::{Map, Node};

/// Tuples become a note beside `items`, which every array has in the end, as 3.0 demands.
pub(super) fn normalize(members: &mut Map) {
    if matches!(members.get("items"), Some(Node::Array(_))) {
        // Until 2019-09 the places were `items`, and what follows them `additionalItems`.
        keywords::rename(members, "items", notes::PREFIX_ITEMS);
        keywords::rename(members, "additionalItems", "items");
    }
    if matches!(members.get("prefixItems"), Some(Node::Array(_))) {
        keywords::rename(members, "prefixItems", notes::PREFIX_ITEMS);
    }
    let is_array = keywords::text(members, "type") == Some("array");
    let has_places = members.contains_key(notes::PREFIX_ITEMS) && !members.contains_key("type");
    if (is_array || has_places) && !members.contains_key("items") {
        members.insert("items".to_owned(), Node::Object(Map::default()));
    }
}
