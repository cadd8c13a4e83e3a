//! `$ref`s into the same document: what they point to, and where that is once it has moved.

use super::notes;
use crate::tree::{Node, Pointer};

/// Where the target of a moved `reference` is now.
pub(super) fn new_reference(reference: &str) -> Option<String> {
    let pointer = pointer(reference)?;
    Some(format!("#{}", Pointer::root().child(notes::MOVED).child(pointer)))
}

/// What a `$ref` into the same document points to.
pub(super) fn resolve<'a>(root: &'a Node, reference: &str) -> Option<&'a Node> {
    tokens(reference)?.iter().try_fold(root, |node, token| match node {
        Node::Object(members) => members.get(token),
        Node::Array(items) => items.get(token.parse::<usize>().ok()?),
        _ => None,
    })
}

/// The tokens of its pointer.
pub(super) fn tokens(reference: &str) -> Option<Vec<String>> {
    Some(pointer(reference)?.tokens().collect())
}

/// The JSON Pointer of a `$ref` into the same document (RFC 6901 §6: a percent-encoded fragment).
pub(super) fn pointer(reference: &str) -> Option<Pointer> {
    let fragment = reference.strip_prefix('#')?;
    if !fragment.is_empty() && !fragment.starts_with('/') {
        return None;
    }
    let decoded = percent_encoding::percent_decode_str(fragment).decode_utf8().ok()?;
    Some(Pointer::parse(&decoded))
}
