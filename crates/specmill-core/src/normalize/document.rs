//! The OpenAPI Object and its Components.

use super::context::Context;
use super::walk::{each, member};
use super::{body, notes, operation, path_item, schema};
use crate::tree::{Node, Trail};

pub(super) fn normalize(root: &mut Node, context: &mut Context<'_>) {
    let at = Trail::root();
    state_version(root);
    operation::servers(root, &at);
    member(root, "components", &at, |node, at| components(node, at, context));
    for paths in ["paths", "webhooks"] {
        member(root, paths, &at, |node, at| {
            each(node, at, |item, at| path_item::normalize(item, at, context));
        });
    }
}

/// From here on the document is in 3.0 shape, and says so.
fn state_version(root: &mut Node) {
    let is_newer = match root.get("openapi") {
        Some(Node::String(version)) => !version.trim().starts_with("3.0"),
        _ => true,
    };
    let Some(members) = root.as_object_mut() else { return };
    if is_newer && let Some(version) = members.get_mut("openapi") {
        let version = std::mem::replace(version, Node::String("3.0.3".to_owned()));
        members.insert(notes::OPENAPI.to_owned(), version);
    }
}

fn components(node: &mut Node, at: &Trail<'_>, context: &mut Context<'_>) {
    member(node, "schemas", at, |node, at| {
        let Some(members) = node.as_object_mut() else { return };
        for (name, node) in members {
            let at = at.member(name);
            context.component = Some(format!("#{}", at.pointer()));
            schema::normalize(node, &at, context);
        }
        context.component = None;
    });
    let mut kind = |name: &str, rule: &mut dyn FnMut(&mut Node, &Trail<'_>, &mut Context<'_>)| {
        member(node, name, at, |node, at| each(node, at, |node, at| rule(node, at, context)));
    };
    kind("responses", &mut body::response);
    kind("parameters", &mut body::parameter);
    kind("requestBodies", &mut body::request_body);
    kind("headers", &mut body::header);
    kind("pathItems", &mut path_item::normalize);
    kind("mediaTypes", &mut body::media_type);
    kind("callbacks", &mut |node, at, context| {
        each(node, at, |node, at| path_item::normalize(node, at, context));
    });
}
