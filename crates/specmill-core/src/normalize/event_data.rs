//! The data of server-sent events (OpenAPI 3.2 §4.14.4): an `itemSchema` of `text/event-stream`
//! describes the fields of an event, all of them strings. What JSON is in `data` is said by
//! `contentMediaType` and `contentSchema` (JSON Schema 2020-12 §8); there `data` is that schema, since
//! an event is decoded as a whole.

use std::collections::BTreeSet;

use super::{fragment, notes, path_item};
use crate::tree::{Map, Node, Pointer};

/// The fields of an event (WHATWG HTML §9.2.6).
const FIELDS: [&str; 4] = ["event", "data", "id", "retry"];
/// Schemas of events that are looked at: what is beyond is read as it stands.
const MOST_SCHEMAS: usize = 10_000;

/// Rewrites the schemas of events, wherever a response has them.
pub(super) fn normalize(root: &mut Node) {
    let mut open = Vec::new();
    for responses in responses(root) {
        let Some(Node::Object(members)) = at(root, &responses) else { continue };
        for name in members.keys() {
            let content = responses.child(name).child("content").child("text/event-stream");
            for keyword in ["itemSchema", "schema"] {
                open.push((content.child(keyword), keyword == "itemSchema"));
            }
        }
    }
    open.reverse();
    let mut seen = BTreeSet::new();
    while let Some((place, is_item)) = open.pop() {
        let Some(Node::Object(members)) = at(root, &place) else { continue };
        if seen.len() > MOST_SCHEMAS || !seen.insert((place.clone(), is_item)) {
            continue;
        }
        if let Some(Node::String(reference)) = members.get("$ref") {
            open.extend(fragment::pointer(reference).map(|target| (target, is_item)));
            continue;
        }
        for keyword in ["oneOf", "anyOf", "allOf"] {
            if let Some(Node::Array(parts)) = members.get(keyword) {
                let parts = (0..parts.len()).map(|at| place.child(keyword).child(at));
                open.extend(parts.map(|part| (part, is_item)));
            }
        }
        if let Some(Node::Object(members)) = at_mut(root, &place) {
            event(members, is_item);
        }
    }
}

/// The pointers to all `responses`.
fn responses(root: &Node) -> Vec<Pointer> {
    let mut found = vec![Pointer::root().child("components").child("responses")];
    for paths in ["paths", "webhooks"] {
        let Some(Node::Object(items)) = root.get(paths) else { continue };
        for (path, item) in items {
            let place = Pointer::root().child(paths).child(path);
            found.extend(path_item::operations(item).map(|keys| {
                keys.into_iter().fold(place.clone(), |at, key| at.child(key)).child("responses")
            }));
        }
    }
    found
}

/// One schema of an event, or a part of one.
fn event(members: &mut Map, is_item: bool) {
    let Some(Node::Object(fields)) = members.get_mut("properties") else { return };
    let is_fields = fields.keys().all(|name| FIELDS.contains(&name.as_str()));
    let Some(Node::Object(data)) = fields.get_mut("data").filter(|_| is_fields) else { return };
    let is_text = data.get("type").and_then(Node::as_str) == Some("string");
    if is_text
        && is_json(data)
        && let Some(mut schema) = data.shift_remove("contentSchema")
    {
        let annotations = ["title", "description", "deprecated"];
        let annotations = annotations.map(|name| data.get(name).map(|text| (name, text.clone())));
        if let Some(members) = schema.as_object_mut() {
            for (name, text) in annotations.into_iter().flatten() {
                members.entry(name.to_owned()).or_insert(text);
            }
        }
        fields.insert("data".to_owned(), schema);
    }
    if is_text && is_item {
        members.insert(notes::EVENT.to_owned(), Node::Bool(true));
    }
}

/// Whether the text is JSON; a schema of the content says so itself where no media type does.
fn is_json(data: &Map) -> bool {
    let media_type = data.get("contentMediaType").and_then(Node::as_str);
    media_type.is_none_or(|media_type| {
        let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        essence == "application/json" || essence.ends_with("+json")
    })
}

fn at<'a>(root: &'a Node, place: &Pointer) -> Option<&'a Node> {
    place.tokens().try_fold(root, |node, token| match node {
        Node::Object(members) => members.get(&token),
        Node::Array(items) => items.get(token.parse::<usize>().ok()?),
        _ => None,
    })
}

fn at_mut<'a>(root: &'a mut Node, place: &Pointer) -> Option<&'a mut Node> {
    place.tokens().try_fold(root, |node, token| match node {
        Node::Object(members) => members.get_mut(&token),
        Node::Array(items) => items.get_mut(token.parse::<usize>().ok()?),
        _ => None,
    })
}
