//! Parameters, headers, request bodies, responses and media types.

use super::context::Context;
use super::walk::{drop_empty, each, member};
use super::{notes, schema};
use crate::tree::{Map, Node, Trail};

pub(super) fn parameter(node: &mut Node, at: &Trail<'_>, context: &mut Context<'_>) {
    if is_reference(node) {
        return;
    }
    drop_empty(node, &["examples", "content"]);
    examples(node);
    member(node, "schema", at, |node, at| schema::normalize(node, at, context));
    content(node, at, context);
}

pub(super) fn header(node: &mut Node, at: &Trail<'_>, context: &mut Context<'_>) {
    if is_reference(node) {
        return;
    }
    parameter(node, at, context);
    // Documents often leave out what every header is, and `openapiv3` then refuses the operation.
    if let Some(members) = node.as_object_mut()
        && !members.contains_key("schema")
        && !members.contains_key("content")
    {
        let string = Map::from_iter([("type".to_owned(), Node::String("string".to_owned()))]);
        members.insert("schema".to_owned(), Node::Object(string));
        members.insert(notes::NO_SCHEMA.to_owned(), Node::Bool(true));
    }
}

pub(super) fn request_body(node: &mut Node, at: &Trail<'_>, context: &mut Context<'_>) {
    if !is_reference(node) {
        drop_empty(node, &["content"]);
        content(node, at, context);
    }
}

pub(super) fn response(node: &mut Node, at: &Trail<'_>, context: &mut Context<'_>) {
    if is_reference(node) {
        return;
    }
    drop_empty(node, &["headers", "content", "links", "description"]);
    if let Some(members) = node.as_object_mut()
        && !members.contains_key("description")
    {
        // Optional since OpenAPI 3.2.
        members.insert("description".to_owned(), Node::String(String::new()));
    }
    member(node, "headers", at, |node, at| {
        each(node, at, |node, at| header(node, at, context));
    });
    content(node, at, context);
}

pub(super) fn media_type(node: &mut Node, at: &Trail<'_>, context: &mut Context<'_>) {
    if is_reference(node) {
        return;
    }
    drop_empty(node, &["schema", "examples", "encoding"]);
    examples(node);
    for keyword in ["schema", "itemSchema"] {
        member(node, keyword, at, |node, at| schema::normalize(node, at, context));
    }
    member(node, "encoding", at, |node, at| {
        each(node, at, |node, at| {
            member(node, "headers", at, |node, at| {
                each(node, at, |node, at| header(node, at, context));
            });
        });
    });
}

fn content(node: &mut Node, at: &Trail<'_>, context: &mut Context<'_>) {
    member(node, "content", at, |node, at| {
        each(node, at, |node, at| {
            // `application/json:` with nothing under it: a body that is not described.
            if *node == Node::Null {
                *node = Node::Object(Map::default());
            }
            media_type(node, at, context);
        });
    });
}

/// Outside schemas `examples` is a map; written as a list, as in schemas, it is kept as a note.
fn examples(node: &mut Node) {
    let Some(members) = node.as_object_mut() else { return };
    if matches!(members.get("examples"), Some(Node::Array(_))) {
        schema::list_of_examples(members);
    }
}

/// A Reference Object. `summary` and `description` beside the `$ref` (3.1 §4.8.23) are left as they
/// are: they are read from the tree by whoever wants them.
fn is_reference(node: &Node) -> bool {
    matches!(node.get("$ref"), Some(Node::String(_)))
}
