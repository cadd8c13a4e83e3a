//! What is asked for again and again while a client is written, put together once.

use std::collections::BTreeMap;

use super::feature_labels::FeatureLabels;
use super::uses::Uses;
use super::{Options, paging};
use crate::ir::{Api, Group, ModuleId, Pagination, TypeDef, TypeId};

/// Where everything is.
pub(super) struct Index<'a> {
    /// The module of each type, by its name.
    pub(super) homes: BTreeMap<&'a str, ModuleId>,
    types: BTreeMap<ModuleId, Vec<&'a TypeDef>>,
    groups: BTreeMap<ModuleId, Vec<&'a Group>>,
    pages: BTreeMap<ModuleId, Vec<(TypeId, &'a Pagination)>>,
    /// The operations that send or return each type.
    pub(super) uses: Uses<'a>,
    /// The cargo features that modules and types need.
    pub(super) labels: FeatureLabels,
}

impl<'a> Index<'a> {
    pub(super) fn new(api: &'a Api, options: &Options) -> Self {
        let mut index = Self {
            homes: api.types.iter().map(|def| (def.name.as_str(), def.module)).collect(),
            types: BTreeMap::new(),
            groups: BTreeMap::new(),
            pages: BTreeMap::new(),
            uses: Uses::new(api),
            labels: FeatureLabels::new(api, options),
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
