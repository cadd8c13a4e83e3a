//! Which cargo feature an item needs, as docs.rs shows it.

use heck::ToKebabCase;
use proc_macro2::TokenStream;
use quote::quote;

use super::Options;
use crate::ir::{Api, Group, ModuleId, TypeDef, TypeId, TypeKind, Webhooks, reached};

/// A type that more tags reach has no label: one that names a dozen features says nothing.
const MOST_FEATURES: usize = 3;

/// The feature of the events of webhooks, which have no tag.
const WEBHOOKS: &str = "webhooks";

/// The features of modules and types; none where labels are not asked for.
#[derive(Clone, Debug, Default)]
pub(super) struct FeatureLabels {
    /// What is labelled: each module that features stand for, with these.
    modules: Vec<(ModuleId, String)>,
    /// The features that reach each type.
    types: Vec<Vec<String>>,
}

impl FeatureLabels {
    pub(super) fn new(api: &Api, options: &Options) -> Self {
        let is_on = |feature: &String| options.labelled_features.contains(feature);
        let groups = api.groups.iter().filter_map(|group| Some((feature(group)?, group)));
        let groups: Vec<(String, &Group)> = groups.filter(|(name, _)| is_on(name)).collect();
        let webhooks = api.webhooks.iter().filter(|_| is_on(&WEBHOOKS.to_owned()));
        let webhooks: Vec<&Webhooks> = webhooks.collect();
        if groups.is_empty() && webhooks.is_empty() {
            return Self::default();
        }
        let modules = groups.iter().map(|(name, group)| (group.module, name.clone()));
        let events = webhooks.iter().map(|webhooks| (webhooks.module, WEBHOOKS.to_owned()));
        let modules = modules.chain(events).collect();
        let kinds: Vec<&TypeKind> = api.types.iter().map(|def| &def.kind).collect();
        let mut types = vec![Vec::new(); kinds.len()];
        let roots = groups.iter().map(|(name, group)| (name.as_str(), group.named()));
        let roots = roots.chain(webhooks.iter().map(|webhooks| (WEBHOOKS, webhooks.named())));
        for (name, roots) in roots {
            let is_reached = reached(&kinds, roots);
            let types = types.iter_mut().zip(is_reached);
            types.filter(|(_, is)| *is).for_each(|(names, _)| names.push(name.to_owned()));
        }
        Self { modules, types }
    }

    /// The label of a module, which holds for all that is in it.
    pub(super) fn of_module(&self, id: ModuleId) -> Option<TokenStream> {
        let names = self.modules.iter().filter(|(module, _)| *module == id);
        label(&names.map(|(_, name)| name.as_str()).collect::<Vec<_>>())
    }

    /// The label of what has a feature of its own, where there are labels at all.
    pub(super) fn of_feature(&self, feature: &str) -> Option<TokenStream> {
        (!self.modules.is_empty()).then(|| label(&[feature])).flatten()
    }

    /// The label of the method that leads to a group.
    pub(super) fn of_group(&self, group: &Group) -> Option<TokenStream> {
        let name = feature(group)?;
        self.modules.iter().any(|(_, known)| *known == name).then(|| label(&[&name])).flatten()
    }

    /// The label of a type whose module has none.
    pub(super) fn of_type(&self, api: &Api, def: &TypeDef) -> Option<TokenStream> {
        let is_labelled = self.modules.iter().any(|(module, _)| *module == def.module);
        if is_labelled || self.types.is_empty() {
            return None;
        }
        let id = api.types.iter().position(|one| one.name == def.name).map(TypeId)?;
        let names: Vec<&str> = self.types.get(id.0)?.iter().map(String::as_str).collect();
        (names.len() <= MOST_FEATURES).then(|| label(&names)).flatten()
    }
}

fn feature(group: &Group) -> Option<String> {
    group.tag.as_ref().map(|tag| tag.to_kebab_case())
}

/// `docsrs` is set where docs.rs builds, and `doc_cfg` is a feature of nightly Rust.
fn label(features: &[&str]) -> Option<TokenStream> {
    match features {
        [] => None,
        [only] => Some(quote!(#[cfg_attr(docsrs, doc(cfg(feature = #only)))])),
        some => Some(quote!(#[cfg_attr(docsrs, doc(cfg(any(#(feature = #some),*))))])),
    }
}
