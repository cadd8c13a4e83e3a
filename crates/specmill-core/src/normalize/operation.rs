//! Operation Objects, and the Server Objects they share with others.

use super::context::Context;
use super::walk::{drop_empty, each, member};
use super::{body, notes, path_item};
use crate::tree::{Map, Node, Trail};

pub(super) fn normalize(node: &mut Node, at: &Trail<'_>, context: &mut Context<'_>) {
    if node.as_object().is_none() {
        return;
    }
    let lists = ["tags", "parameters", "requestBody", "callbacks", "security", "servers"];
    drop_empty(node, &lists);
    servers(node, at);
    member(node, "parameters", at, |node, at| {
        each(node, at, |node, at| body::parameter(node, at, context));
    });
    member(node, "requestBody", at, |node, at| body::request_body(node, at, context));
    responses(node);
    member(node, "responses", at, |node, at| {
        each(node, at, |node, at| body::response(node, at, context));
    });
    member(node, "callbacks", at, |node, at| {
        each(node, at, |node, at| {
            each(node, at, |node, at| path_item::normalize(node, at, context));
        });
    });
    set_callbacks_aside(node);
}

/// OpenAPI 3.1 no longer asks for `responses`; 3.0 and `openapiv3` do.
fn responses(node: &mut Node) {
    let Some(members) = node.as_object_mut() else { return };
    match members.get_mut("responses") {
        Some(responses @ Node::Null) => *responses = Node::Object(Map::default()),
        Some(_) => {}
        None => {
            members.insert("responses".to_owned(), Node::Object(Map::default()));
        }
    }
}

/// `openapiv3` takes callbacks only as maps of path items written in place. A client sends none of
/// them, and they must not cost it the operation.
fn set_callbacks_aside(node: &mut Node) {
    let fits = |callback: &Node| {
        callback.as_object().is_some_and(|expressions| {
            expressions.iter().all(|(name, item)| {
                !name.starts_with("x-") && item.as_object().is_some_and(|i| !i.contains_key("$ref"))
            })
        })
    };
    let Some(members) = node.as_object_mut() else { return };
    let all_fit = match members.get("callbacks") {
        None => return,
        Some(Node::Object(callbacks)) => callbacks.values().all(fits),
        Some(_) => false,
    };
    if !all_fit && let Some(callbacks) = members.shift_remove("callbacks") {
        members.insert(notes::CALLBACKS.to_owned(), callbacks);
    }
}

/// A server variable's values are strings; YAML documents write `default: 443`.
pub(super) fn servers(node: &mut Node, at: &Trail<'_>) {
    member(node, "servers", at, |node, at| {
        each(node, at, |server, at| {
            member(server, "variables", at, |node, at| each(node, at, variable));
        });
    });
}

fn variable(node: &mut Node, at: &Trail<'_>) {
    member(node, "default", at, |value, _| as_text(value));
    member(node, "enum", at, |node, at| each(node, at, |value, _| as_text(value)));
}

/// A scalar written without quotes, as the string it is meant to be.
pub(super) fn as_text(value: &mut Node) {
    let text = match value {
        Node::Number(number) => number.to_string(),
        Node::Bool(value) => value.to_string(),
        _ => return,
    };
    *value = Node::String(text);
}
