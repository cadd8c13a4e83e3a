//! A node and where it is.

use crate::tree::{Map, Node, Pointer};

/// A node of the document with its place.
#[derive(Clone, Debug)]
pub(super) struct Located<'d> {
    /// Where it is.
    pub(super) pointer: Pointer,
    /// What is there.
    pub(super) node: &'d Node,
}

impl<'d> Located<'d> {
    /// The member `key`, unless it is absent or `null`: YAML writes an empty member as `null`.
    pub(super) fn member(&self, key: &str) -> Option<Located<'d>> {
        match self.node.get(key)? {
            Node::Null => None,
            node => Some(Located { pointer: self.pointer.child(key), node }),
        }
    }

    /// The text of member `key`.
    pub(super) fn text(&self, key: &str) -> Option<&'d str> {
        self.node.get(key).and_then(Node::as_str)
    }

    /// The members of this object with their places, none if it is no object.
    pub(super) fn members(&self) -> impl Iterator<Item = (&'d str, Located<'d>)> + use<'d> {
        let pointer = self.pointer.clone();
        self.node
            .as_object()
            .into_iter()
            .flatten()
            .map(move |(key, node)| (key.as_str(), Located { pointer: pointer.child(key), node }))
    }

    /// The items of this list with their places, none if it is no list.
    pub(super) fn items(&self) -> impl Iterator<Item = Located<'d>> + use<'d> {
        let pointer = self.pointer.clone();
        let items = self.node.as_array().unwrap_or_default();
        items
            .iter()
            .enumerate()
            .map(move |(index, node)| Located { pointer: pointer.child(index), node })
    }

    /// Every `x-*` member.
    pub(super) fn extensions(&self) -> Map {
        let members = self.node.as_object().into_iter().flatten();
        members
            .filter(|(key, _)| key.starts_with("x-"))
            .map(|(key, node)| (key.clone(), node.clone()))
            .collect()
    }
}
