//! Names schemas give themselves (`$anchor`, `$dynamicAnchor`; JSON Schema 2020-12 §8.2.2).

use std::collections::{BTreeMap, BTreeSet};

use crate::tree::{Node, Pointer};

/// Anchor → the `$ref` that points to its schema.
#[derive(Default)]
pub(super) struct Anchors {
    references: BTreeMap<String, String>,
    /// Component (as a `$ref`) and dynamic anchor at its root.
    dynamic: BTreeSet<(String, String)>,
    /// Whether there is a dynamic anchor anywhere, in operations as well.
    has_dynamic: bool,
}

/// Finds the anchors of component schemas and of the `$defs` in them. Of two anchors with one name
/// the first counts: it takes `$id`s to tell them apart, and documents in one file have none.
pub(super) fn collect(root: &Node) -> Anchors {
    let mut anchors = Anchors { has_dynamic: has_dynamic(root), ..Anchors::default() };
    let schemas = root.get("components").and_then(|components| components.get("schemas"));
    for (name, schema) in schemas.and_then(Node::as_object).into_iter().flatten() {
        let pointer = Pointer::root().child("components").child("schemas").child(name);
        anchors.note(schema, &pointer);
        for (name, inner) in schema.get("$defs").and_then(Node::as_object).into_iter().flatten() {
            anchors.note(inner, &pointer.child("$defs").child(name));
        }
    }
    anchors
}

fn has_dynamic(root: &Node) -> bool {
    let mut open = vec![root];
    while let Some(node) = open.pop() {
        match node {
            Node::Object(members) if members.contains_key("$dynamicAnchor") => return true,
            Node::Object(members) => open.extend(members.values()),
            Node::Array(items) => open.extend(items),
            _ => {}
        }
    }
    false
}

impl Anchors {
    fn note(&mut self, schema: &Node, pointer: &Pointer) {
        let reference = format!("#{pointer}");
        for keyword in ["$anchor", "$dynamicAnchor"] {
            let Some(name) = schema.get(keyword).and_then(Node::as_str) else { continue };
            if keyword == "$dynamicAnchor" {
                self.dynamic.insert((reference.clone(), name.to_owned()));
            }
            self.references.entry(name.to_owned()).or_insert_with(|| reference.clone());
        }
    }

    /// Whether any schema has a `$dynamicAnchor`.
    pub(super) fn has_dynamic(&self) -> bool {
        self.has_dynamic
    }

    /// The `$ref` to the schema that calls itself `name`; `component` first if it is one of them.
    pub(super) fn resolve(&self, name: &str, component: Option<&str>) -> Option<String> {
        if let Some(component) = component {
            let key = (component.to_owned(), name.to_owned());
            if self.dynamic.contains(&key) {
                return Some(key.0);
            }
        }
        self.references.get(name).cloned()
    }
}
