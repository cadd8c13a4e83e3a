//! What is asked for again and again while a client is written, put together once.

use std::collections::{BTreeMap, BTreeSet};

use super::paging;
use super::unions::unboxed;
use super::uses::Uses;
use crate::ir::{
    Answer, Api, BodyKind, Group, ModuleId, Pagination, TypeDef, TypeId, TypeKind, TypeRef, Union,
    UnionVariant, VariantContent,
};

/// Where everything is.
pub(super) struct Index<'a> {
    /// The module of each type, by its name.
    pub(super) homes: BTreeMap<&'a str, ModuleId>,
    /// Names of what is no type: clients, builders, choices, webhooks.
    taken: BTreeSet<&'a str>,
    types: BTreeMap<ModuleId, Vec<&'a TypeDef>>,
    groups: BTreeMap<ModuleId, Vec<&'a Group>>,
    pages: BTreeMap<ModuleId, Vec<(TypeId, &'a Pagination)>>,
    /// Properties that tell unions which member a type is, by the type's name.
    tags: BTreeSet<(&'a str, &'a str)>,
    /// The operations that send or return each type.
    pub(super) uses: Uses<'a>,
}

impl<'a> Index<'a> {
    pub(super) fn new(api: &'a Api) -> Self {
        let mut index = Self {
            homes: api.types.iter().map(|def| (def.name.as_str(), def.module)).collect(),
            taken: taken(api),
            types: BTreeMap::new(),
            groups: BTreeMap::new(),
            pages: BTreeMap::new(),
            tags: tags(api),
            uses: Uses::new(api),
        };
        for (at, def) in api.types.iter().enumerate() {
            if !api.left_out.contains(&TypeId(at)) {
                index.types.entry(def.module).or_default().push(def);
            }
        }
        for group in api.groups.iter().filter(|group| group.tag.is_some()) {
            index.groups.entry(group.module).or_default().push(group);
        }
        for (id, rule) in paging::pages(api) {
            index.pages.entry(api.type_def(id).module).or_default().push((id, rule));
        }
        index
    }

    /// Whether something that is no type is called `name`.
    pub(super) fn is_taken(&self, name: &str) -> bool {
        self.taken.contains(name)
    }

    /// Whether unions tell the type of that name by the property `wire`.
    pub(super) fn is_tag(&self, name: &str, wire: &str) -> bool {
        self.tags.contains(&(name, wire))
    }

    /// The types of a module that are written, in the order of types.
    pub(super) fn types(&self, module: ModuleId) -> &[&'a TypeDef] {
        self.types.get(&module).map_or(&[], Vec::as_slice)
    }

    /// The groups of a module that have a tag.
    pub(super) fn groups(&self, module: ModuleId) -> &[&'a Group] {
        self.groups.get(&module).map_or(&[], Vec::as_slice)
    }

    /// The types of a module that are pages.
    pub(super) fn pages(&self, module: ModuleId) -> &[(TypeId, &'a Pagination)] {
        self.pages.get(&module).map_or(&[], Vec::as_slice)
    }
}

/// The tags of all unions: the names of the objects that are their members, unions in unions seen
/// through, each with the tag's property.
fn tags(api: &Api) -> BTreeSet<(&str, &str)> {
    let mut found = BTreeSet::new();
    for def in &api.types {
        let TypeKind::Union(Union { variants, tag: Some(tag), .. }) = &def.kind else { continue };
        let tagged = tag.values.iter().flat_map(|(_, at)| at).filter_map(|at| variants.get(*at));
        let mut open: Vec<&UnionVariant> = tagged.collect();
        let mut seen = BTreeSet::new();
        while let Some(variant) = open.pop() {
            let VariantContent::Type(ty) = &variant.content else { continue };
            let TypeRef::Named(id) = api.resolved(unboxed(ty)) else { continue };
            let member = api.type_def(*id);
            match &member.kind {
                TypeKind::Struct(_) => drop(found.insert((&*member.name, &*tag.property))),
                TypeKind::Union(inner) if seen.insert(*id) => open.extend(&inner.variants),
                _ => {}
            }
        }
    }
    found
}

fn taken(api: &Api) -> BTreeSet<&str> {
    let mut taken: BTreeSet<&str> = api.groups.iter().map(|group| &*group.client).collect();
    for operation in api.operations() {
        taken.insert(&operation.builder);
        if let Some(BodyKind::Choice(choice)) = operation.body.as_ref().map(|body| &body.kind) {
            taken.insert(&choice.name);
        }
        if let Answer::ByStatus(choice) = &operation.answer {
            taken.insert(&choice.name);
        }
    }
    taken.extend(api.webhooks.iter().map(|webhooks| &*webhooks.name));
    taken
}
