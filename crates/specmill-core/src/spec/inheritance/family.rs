//! Which component is a child of which.

use std::collections::BTreeSet;

use indexmap::{IndexMap, IndexSet};

use super::tag::listed_values;
use super::{ChildTags, described};
use crate::diagnostics::Diagnostics;
use crate::spec::{Api, Discriminator, SchemaId, SchemaKind};

/// Children that are looked at for all parents, beside so many for each schema.
const FREE: usize = 10_000;
const PER_SCHEMA: usize = 16;

/// What a value of each parent is of.
pub(super) type Values = IndexMap<SchemaId, Option<Vec<SchemaId>>>;

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

    /// The schemas that a value of each parent is of: children without children, what is mapped, itself
    /// included, and parents of their own that tell their children apart by another property. `None`
    /// where that is too much.
    pub(super) fn values(&self, api: &Api) -> Values {
        let mut left = FREE + PER_SCHEMA * api.schemas.len();
        let of = |(parent, declared): (&SchemaId, &Discriminator)| {
            (*parent, self.values_of(*parent, declared, &mut left))
        };
        self.parents.iter().map(of).collect()
    }

    fn values_of(
        &self,
        parent: SchemaId,
        declared: &Discriminator,
        left: &mut usize,
    ) -> Option<Vec<SchemaId>> {
        let mapped: BTreeSet<SchemaId> = declared.mapping.values().copied().collect();
        let mut found = IndexSet::new();
        let mut seen = BTreeSet::from([parent]);
        let of = |id: SchemaId| self.children.get(&id).into_iter().flatten().rev().copied();
        let mut open: Vec<SchemaId> = of(parent).collect();
        while let Some(id) = open.pop() {
            *left = left.checked_sub(1)?;
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
        if mapped.contains(&parent) {
            found.insert(parent);
        }
        Some(found.into_iter().collect())
    }

    /// The values of each parent's property that lead to its children, and to itself where it is
    /// mapped: those of mappings, else the name of the schema.
    pub(super) fn tags(
        &self,
        api: &Api,
        values: &Values,
        diagnostics: &mut Diagnostics,
    ) -> ChildTags {
        let mut tags = ChildTags::new();
        let of =
            |parent: &SchemaId| values.get(parent).and_then(Option::as_ref).into_iter().flatten();
        for (parent, declared) in &self.parents {
            let family: BTreeSet<SchemaId> = of(parent).copied().collect();
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
            for child in of(parent).copied() {
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
