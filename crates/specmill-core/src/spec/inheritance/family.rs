//! Which component is a child of which.

use std::collections::BTreeSet;

use indexmap::{IndexMap, IndexSet};

use super::tag::listed_values;
use super::{ChildTags, described};
use crate::diagnostics::Diagnostics;
use crate::spec::{Api, Discriminator, SchemaId, SchemaKind};

/// Parents and children by `allOf`.
pub(super) struct Family {
    /// The children of each component, without theirs.
    pub(super) children: IndexMap<SchemaId, IndexSet<SchemaId>>,
    /// Components with children that a discriminator tells apart.
    pub(super) parents: IndexMap<SchemaId, Discriminator>,
}

impl Family {
    pub(super) fn of(api: &Api) -> Self {
        let mut children: IndexMap<SchemaId, IndexSet<SchemaId>> = IndexMap::new();
        for child in api.components.values() {
            for parent in parts(api, *child) {
                if parent != *child {
                    children.entry(parent).or_default().insert(*child);
                }
            }
        }
        let mut parents = IndexMap::new();
        for id in api.components.values() {
            let Some(declared) = discriminator(api, *id) else { continue };
            // A child that adds nothing is an alias: only the mapping says that it is one.
            for target in declared.mapping.values() {
                if matches!(api.schema(*target).kind, SchemaKind::Alias(_))
                    && component(api, *target) == *id
                    && target != id
                {
                    children.entry(*id).or_default().insert(*target);
                }
            }
            if children.contains_key(id) {
                parents.insert(*id, declared.clone());
            }
        }
        Self { children, parents }
    }

    /// The schemas that a value of `parent` is of: children without children, what is mapped, and
    /// parents of their own that tell their children apart by another property.
    pub(super) fn values(&self, parent: SchemaId, tags: &ChildTags) -> Vec<SchemaId> {
        let Some(declared) = self.parents.get(&parent) else { return Vec::new() };
        let mapped: BTreeSet<SchemaId> = declared.mapping.values().copied().collect();
        let mut found = IndexSet::new();
        let mut seen = BTreeSet::from([parent]);
        let of = |id: SchemaId| self.children.get(&id).into_iter().flatten().rev().copied();
        let mut open: Vec<SchemaId> = of(parent).collect();
        while let Some(id) = open.pop() {
            if !seen.insert(id) {
                continue;
            }
            let is_other =
                self.parents.get(&id).is_some_and(|own| own.property != declared.property);
            if is_other || mapped.contains(&id) || !self.children.contains_key(&id) {
                found.insert(id);
            }
            if !is_other {
                open.extend(of(id));
            }
        }
        if tags.contains_key(&(parent, declared.property.clone())) {
            found.insert(parent);
        }
        found.into_iter().collect()
    }

    /// The values of each parent's property that lead to its children, and to itself where it is
    /// mapped: those of mappings, else the name of the schema.
    pub(super) fn tags(&self, api: &Api, diagnostics: &mut Diagnostics) -> ChildTags {
        let mut tags = ChildTags::new();
        for (parent, declared) in &self.parents {
            let family: BTreeSet<SchemaId> =
                self.values(*parent, &tags).into_iter().chain([*parent]).collect();
            for (value, target) in &declared.mapping {
                if family.contains(target) {
                    let known = tags.entry((*target, declared.property.clone())).or_default();
                    if !known.contains(value) {
                        known.push(value.clone());
                    }
                }
            }
        }
        for (parent, declared) in &self.parents {
            for child in self.values(*parent, &tags) {
                let key = (child, declared.property.clone());
                let Some(name) = api.schema(child).component.clone() else { continue };
                if tags.contains_key(&key) {
                    continue;
                }
                let own = described(api, child, &declared.property);
                let listed = own.and_then(|own| listed_values(api, own));
                match listed {
                    Some(values) if !values.contains(&name) => {
                        note_others(api, child, &declared.property, &values, diagnostics);
                    }
                    _ => drop(tags.insert(key, vec![name])),
                }
            }
        }
        tags
    }
}

/// A child that lists values for the property of which none is its name: they tell it from the others
/// only where they are its alone.
fn note_others(
    api: &Api,
    child: SchemaId,
    property: &str,
    values: &[String],
    diagnostics: &mut Diagnostics,
) {
    let schema = api.schema(child);
    let name = schema.component.as_deref().unwrap_or_default();
    if let [_] = values {
        return;
    }
    let message =
        format!("no value of `{property}` is mapped to `{name}`, which lists other values");
    let help = format!("it is found by those it lists; map them to it, or list `{name}`");
    diagnostics.warning("invalid-discriminator", &schema.pointer, message, help);
}

/// The components that the `allOf` of `id` names.
fn parts(api: &Api, id: SchemaId) -> Vec<SchemaId> {
    let (mut found, mut open, mut seen) = (Vec::new(), vec![id], BTreeSet::new());
    while let Some(id) = open.pop() {
        let SchemaKind::AllOf(parts) = &api.schema(id).kind else { continue };
        for part in parts.iter().rev() {
            let target = component(api, *part);
            if api.schema(target).component.is_some() {
                found.push(target);
            } else if seen.insert(target) {
                open.push(target);
            }
        }
    }
    found
}

/// The schema that `id` is an alias of in the end.
pub(super) fn component(api: &Api, mut id: SchemaId) -> SchemaId {
    let mut seen = BTreeSet::new();
    while let SchemaKind::Alias(target) = &api.schema(id).kind {
        if !seen.insert(id) {
            break;
        }
        id = *target;
    }
    id
}

/// The discriminator of `id`, or of a part of it that stands in place.
fn discriminator(api: &Api, id: SchemaId) -> Option<&Discriminator> {
    let (mut open, mut seen) = (vec![id], BTreeSet::new());
    while let Some(id) = open.pop() {
        let schema = api.schema(id);
        if let Some(declared) = &schema.discriminator {
            return Some(declared);
        }
        if let SchemaKind::AllOf(parts) = &schema.kind {
            let in_place = parts.iter().filter(|part| api.schema(**part).component.is_none());
            open.extend(in_place.filter(|part| seen.insert(**part)));
        }
    }
    None
}
