//! Parents whose children are known by their `allOf`.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::number;

/// Which schema is made of which, by `allOf`.
pub(super) struct Inheritance<'a> {
    plain: &'a [Value],
    /// The children of a parent, and their children.
    children: BTreeMap<usize, BTreeSet<usize>>,
}

impl<'a> Inheritance<'a> {
    /// That of `plain`, of which `components` may be children.
    pub(super) fn of(plain: &'a [Value], components: impl Iterator<Item = usize>) -> Self {
        let mut children: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for component in components {
            let mut open = parts(&plain[component]);
            let mut seen = BTreeSet::from([component]);
            while let Some(parent) = open.pop() {
                if seen.insert(parent) {
                    children.entry(parent).or_default().insert(component);
                    open.extend(parts(&plain[parent]));
                }
            }
        }
        Self { plain, children }
    }

    /// The discriminator of `parent`, if that is what tells its children apart.
    pub(super) fn discriminator(&self, parent: usize) -> Option<&'a Value> {
        let schema = &self.plain[parent];
        let is_union = schema.get("oneOf").is_some() || schema.get("anyOf").is_some();
        self.children.get(&parent).filter(|_| !is_union)?;
        in_place(schema).filter(|discriminator| discriminator["propertyName"].is_string())
    }

    /// The schemas that a value of `parent` is of: each child, without those that only stand between,
    /// and `parent` if it is mapped.
    pub(super) fn values(&self, parent: usize) -> Vec<usize> {
        let mapping = self.discriminator(parent).and_then(|found| found["mapping"].as_object());
        let mapped: BTreeSet<usize> =
            mapping.into_iter().flat_map(|mapping| mapping.values().filter_map(number)).collect();
        let children = self.children.get(&parent).into_iter().flatten().copied();
        let is_value = |child: &usize| mapped.contains(child) || !self.children.contains_key(child);
        let own = mapped.contains(&parent).then_some(parent);
        children.filter(is_value).chain(own).collect()
    }

    /// The parents of `child` that tell their children apart.
    pub(super) fn parents(&self, child: usize) -> impl Iterator<Item = usize> {
        let is_child = move |parent: &&usize| self.children[parent].contains(&child);
        let parents = self.children.keys().filter(is_child);
        parents.copied().filter(|parent| self.discriminator(*parent).is_some())
    }
}

/// The discriminator of `schema`, or of a part of it that stands in place.
fn in_place(schema: &Value) -> Option<&Value> {
    let parts = schema.get("allOf").and_then(Value::as_array).into_iter().flatten();
    schema.get("discriminator").or_else(|| parts.into_iter().find_map(in_place))
}

/// The schemas that the `allOf` of `schema` names.
fn parts(schema: &Value) -> Vec<usize> {
    let (mut found, mut open) = (Vec::new(), vec![schema]);
    while let Some(schema) = open.pop() {
        for part in schema.get("allOf").and_then(Value::as_array).into_iter().flatten() {
            found.extend(part.get("$ref").and_then(number));
            open.push(part);
        }
    }
    found
}
