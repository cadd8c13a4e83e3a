//! Path items: the operations under one path or one webhook.

use indexmap::IndexMap;

use super::located::Located;
use super::model::{Method, Operation};
use super::operation::{Given, Surroundings};
use super::reader::Reader;
use super::template;
use crate::tree::{Node, Pointer};

impl<'d> Reader<'d> {
    /// Every operation of `paths`, in document order.
    pub(super) fn paths(&mut self, document: &Located<'d>, given: &Given<'_>) -> Vec<Operation> {
        let mut operations = Vec::new();
        let mut known: IndexMap<String, Pointer> = IndexMap::new();
        for (path, at) in document.member("paths").iter().flat_map(Located::members) {
            if path.starts_with("x-") {
                continue;
            }
            let path = self.with_slash(path, &at);
            self.note_same_path(&path, &at, &mut known);
            operations.extend(self.path_item(&path, at, given));
        }
        operations
    }

    /// Every operation of `webhooks`, in document order; its path is the webhook's name.
    pub(super) fn webhooks(&mut self, document: &Located<'d>, given: &Given<'_>) -> Vec<Operation> {
        let mut operations = Vec::new();
        for (name, at) in document.member("webhooks").iter().flat_map(Located::members) {
            if !name.starts_with("x-") {
                operations.extend(self.path_item(name, at, given));
            }
        }
        operations
    }

    fn path_item(&mut self, path: &str, at: Located<'d>, given: &Given<'_>) -> Vec<Operation> {
        let layers = self.layers(at);
        let mut operations = Vec::new();
        let mut seen = Vec::new();
        for layer in &layers {
            for (method, at) in methods(layer) {
                if seen.contains(&method) || matches!(at.node, Node::Null) {
                    continue;
                }
                seen.push(method.clone());
                let surroundings = Surroundings { path, method, layers: &layers };
                operations.extend(self.operation(&at, &surroundings, given));
            }
        }
        operations
    }

    /// The path item itself and what its `$ref` leads to; the first that has a member counts.
    fn layers(&mut self, at: Located<'d>) -> Vec<Located<'d>> {
        let mut layers = Vec::new();
        let mut at = at;
        loop {
            if at.node.as_object().is_none() {
                let message = format!("a path item must be an object, but is {}", at.node.kind());
                let help = "its operations are left out; correct the document";
                self.diagnostics.error("invalid-path-item", &at.pointer, message, help);
                return layers;
            }
            layers.push(at.clone());
            let Some(reference) = at.text("$ref") else { return layers };
            let Some(target) = self.resolve(reference, &at.pointer) else { return layers };
            if layers.iter().any(|layer| layer.pointer == target.pointer) {
                let message = format!("`{reference}` leads back to itself");
                let help = "no operation is found there; describe the path at one of the places";
                let place = at.pointer.child("$ref");
                self.diagnostics.error("reference-loop", &place, message, help);
                return layers;
            }
            at = target;
        }
    }

    fn with_slash(&mut self, path: &str, at: &Located<'d>) -> String {
        if path.starts_with('/') {
            return path.to_owned();
        }
        let message = format!("the path `{path}` does not begin with `/`");
        let help = "it is read as if it did; correct the document";
        self.diagnostics.warning("path-without-slash", &at.pointer, message, help);
        format!("/{path}")
    }

    fn note_same_path(
        &mut self,
        path: &str,
        at: &Located<'d>,
        known: &mut IndexMap<String, Pointer>,
    ) {
        let key = template::without_names(path);
        if let Some(first) = known.get(&key) {
            let message =
                format!("this path differs from `{first}` in the names of its parameters only");
            let help = "both are kept; the server cannot tell them apart, so join them";
            self.diagnostics.warning("ambiguous-path", &at.pointer, message, help);
        } else {
            known.insert(key, at.pointer.clone());
        }
    }
}

/// The operations of a path item, those of `additionalOperations` in its place.
fn methods<'d>(layer: &Located<'d>) -> Vec<(Method, Located<'d>)> {
    let mut found = Vec::new();
    for (key, at) in layer.members() {
        if key == "additionalOperations" {
            found.extend(at.members().map(|(name, at)| (Method::Additional(name.to_owned()), at)));
        } else if let Some(method) = Method::FIXED.into_iter().find(|method| method.key() == key) {
            found.push((method, at));
        }
    }
    found
}
