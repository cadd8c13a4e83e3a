//! Parents become unions, and children get their tags.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::described::component;
use super::family::{ChildTags, Family, Values};
use super::tag::tag_part;
use super::undeclared;
use crate::diagnostics::{Diagnostics, UntypedReason};
use crate::spec::{Api, Discriminator, PINNED_NAME, Schema, SchemaId, SchemaKind};
use crate::tree::Node;

/// Makes unions of parents, and gives their children their tags.
pub(in crate::spec) fn inherit(api: &mut Api, diagnostics: &mut Diagnostics) {
    let family = Family::of(api);
    let parents: Vec<SchemaId> = family.parents.keys().copied().collect();
    if !parents.is_empty() {
        let values = family.values(api);
        let tags = family.tags(api, &values, diagnostics);
        make_bases(api, &family, &tags);
        let own = own_values(api, &family, &values, &tags);
        for parent in parents {
            match values.get(&parent).cloned().flatten() {
                Some(members) => make_union(api, &family, parent, members, &tags, &own),
                None => {
                    let message = "this schema and others have too many children to become unions";
                    let help =
                        "any value is taken here (`serde_json::Value`); give them fewer levels";
                    let pointer = &api.schema(parent).pointer;
                    diagnostics.warning("too-composed", pointer, message, help);
                    api.schemas[parent.0].kind = SchemaKind::Any(UntypedReason::TooComposed);
                }
            }
        }
        for (child, parts) in tag_parts(api, &family, &values, &tags) {
            add_parts(api, child, parts);
        }
    }
    undeclared::add_tags(api, diagnostics);
}

/// Sets what children are made of apart from what is used under the same name.
fn make_bases(api: &mut Api, family: &Family, tags: &ChildTags) {
    let tagged: BTreeSet<SchemaId> = tags.keys().map(|(child, _)| *child).collect();
    let is_tagged = |id: &SchemaId| tagged.contains(id);
    let shared = family.children.keys().copied();
    let shared: Vec<SchemaId> =
        shared.filter(|id| family.parents.contains_key(id) || is_tagged(id)).collect();
    for id in shared {
        let own = api.schema(id).clone();
        let base = SchemaId(api.schemas.len());
        api.schemas.push(Schema { component: None, discriminator: None, ..own });
        api.bases.insert(id, base);
    }
    let bases: BTreeSet<SchemaId> = api.bases.values().copied().collect();
    for at in 0..api.schemas.len() {
        let is_component = api.schemas[at].component.is_some() || bases.contains(&SchemaId(at));
        let SchemaKind::AllOf(parts) = &api.schemas[at].kind else { continue };
        if !is_component && !is_within_child(api, at) {
            // In place it has no name to be a child by: one of the children, with what stands beside.
            continue;
        }
        let base = |part: &SchemaId| {
            let target = component(api, *part);
            api.bases.get(&target).copied().unwrap_or(*part)
        };
        let parts = parts.iter().map(base).collect();
        api.schemas[at].kind = SchemaKind::AllOf(parts);
    }
}

/// Whether the schema at `at` is itself an item of an `allOf`.
fn is_within_child(api: &Api, at: usize) -> bool {
    let tokens: Vec<String> = api.schemas[at].pointer.tokens().collect();
    matches!(tokens.as_slice(), [.., all_of, _] if all_of == "allOf")
}

/// Lets `parent` be one of `members`.
fn make_union(
    api: &mut Api,
    family: &Family,
    parent: SchemaId,
    members: Vec<SchemaId>,
    tags: &ChildTags,
    own: &IndexMap<SchemaId, SchemaId>,
) {
    let Some(declared) = family.parents.get(&parent) else { return };
    let mut mapping = declared.mapping.clone();
    let mut found = Vec::new();
    for member in members {
        let values = tags.get(&(member, declared.property.clone())).cloned().unwrap_or_default();
        let is_same = |of: &Discriminator| of.property == declared.property;
        let itself = family.parents.get(&member).is_some_and(is_same);
        let member = own.get(&member).copied().filter(|_| itself).unwrap_or(member);
        for value in values {
            mapping.insert(value, member);
        }
        found.push(member);
    }
    if !found.is_empty() {
        let declared = Discriminator { mapping, ..declared.clone() };
        api.schemas[parent.0].kind = SchemaKind::OneOf(found, Some(declared));
    }
}

/// What each parent is that is a value of its own, beside its children.
fn own_values(
    api: &mut Api,
    family: &Family,
    values: &Values,
    tags: &ChildTags,
) -> IndexMap<SchemaId, SchemaId> {
    let mut found = IndexMap::new();
    for (parent, declared) in &family.parents {
        let members = values.get(parent).and_then(Option::as_ref);
        if members.is_some_and(|members| members.contains(parent)) {
            let texts = tags.get(&(*parent, declared.property.clone()));
            let texts = texts.map_or(&[][..], Vec::as_slice);
            found.insert(*parent, own_value(api, *parent, declared, texts));
        }
    }
    found
}

/// The parent as a value of its own, beside its children.
fn own_value(
    api: &mut Api,
    parent: SchemaId,
    declared: &Discriminator,
    values: &[String],
) -> SchemaId {
    let base = api.bases.get(&parent).copied().unwrap_or(parent);
    let schema = api.schema(parent).clone();
    let name = schema.component.clone().unwrap_or_default();
    let tag = tag_part(api, base, &declared.property, values);
    let mut own = Schema { component: None, discriminator: None, ..schema };
    own.kind = SchemaKind::AllOf([base].into_iter().chain(tag).collect());
    own.known_as = Some(name.clone());
    own.extensions.insert(PINNED_NAME.to_owned(), Node::String(format!("{name}Base")));
    let id = SchemaId(api.schemas.len());
    api.schemas.push(own);
    id
}

/// What is added to each child: the values of each property that leads to it.
fn tag_parts(
    api: &mut Api,
    family: &Family,
    values: &Values,
    tags: &ChildTags,
) -> IndexMap<SchemaId, Vec<SchemaId>> {
    let mut found: IndexMap<SchemaId, Vec<SchemaId>> = IndexMap::new();
    for ((child, property), texts) in tags {
        // A parent of its own is a union: its children have the tag that leads to it by another
        // property. What leads to itself by its own is on the value beside its children.
        let to: Vec<SchemaId> = match family.parents.get(child) {
            Some(declared) if declared.property == *property => Vec::new(),
            Some(_) => values.get(child).cloned().flatten().unwrap_or_default(),
            None => vec![*child],
        };
        for child in to {
            // What a value without the property is does not require it.
            let is_default = |declared: &Discriminator| {
                declared.property == *property && declared.default == Some(child)
            };
            if family.parents.contains_key(&child) || family.parents.values().any(is_default) {
                continue;
            }
            let part = tag_part(api, child, property, texts);
            found.entry(child).or_default().extend(part);
        }
    }
    found
}

fn add_parts(api: &mut Api, child: SchemaId, parts: Vec<SchemaId>) {
    let base = api.bases.get(&child).copied();
    let kind = match (&api.schema(child).kind, base) {
        (_, Some(base)) => SchemaKind::AllOf([base].into_iter().chain(parts).collect()),
        (SchemaKind::AllOf(own), None) => {
            SchemaKind::AllOf(own.iter().copied().chain(parts).collect())
        }
        (SchemaKind::Alias(target), None) => {
            let target = api.bases.get(&component(api, *target)).copied().unwrap_or(*target);
            SchemaKind::AllOf([target].into_iter().chain(parts).collect())
        }
        _ => return,
    };
    api.schemas[child.0].kind = kind;
}
