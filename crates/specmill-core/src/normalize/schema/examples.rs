//! `examples` as a list (JSON Schema 2020-12 §9.5).

use super::super::notes;
use super::keywords;
use crate::tree::{Map, Node};

/// The first becomes `example`, where there is none; the list is kept as a note.
pub(in super::super) fn list_of_examples(members: &mut Map) {
    let Some(Node::Array(examples)) = members.get("examples") else { return };
    let first = examples.first().cloned();
    keywords::rename(members, "examples", notes::EXAMPLES);
    if let Some(first) = first {
        members.entry("example".to_owned()).or_insert(first);
    }
}
