//! What of a document is generated: everything, or tags, operations and schemas by name.

use heck::ToKebabCase;

use crate::generator::Generator;
use specmill_core::passes::Choice;
use specmill_core::{ir, passes};

impl Generator {
    /// Only the operations of these tags, and the types they reach: as the document writes them, or
    /// in kebab case. An operation has the tag it is grouped by, its first. Names, modules and
    /// constructors are those of the whole document, whatever is chosen. May be called again, and
    /// beside [`Generator::operations`]: what any of them asks for is generated.
    ///
    /// A tag that is not there is an error of the [`Output`](crate::Output) (`unknown-tag`); the others are
    /// generated.
    #[must_use]
    pub fn tags(mut self, tags: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let choice = self.choice.get_or_insert_default();
        choice.tags.extend(tags.into_iter().map(Into::into));
        self
    }

    /// Only these operations, by `operationId` (`GET /path` where there is none), and the types
    /// they reach: as [`Generator::tags`], for operations (`unknown-operation`).
    #[must_use]
    pub fn operations(mut self, ids: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let choice = self.choice.get_or_insert_default();
        choice.operations.extend(ids.into_iter().map(Into::into));
        self
    }

    /// Also the types of these component schemas, and the types they reach, where tags or operations are
    /// chosen: of messages, say, that no operation of the document sends. Where nothing is chosen, every
    /// schema has its type as it is.
    ///
    /// A schema without a type of its own is a note of the [`Output`](crate::Output) (`unknown-schema`).
    #[must_use]
    pub fn schemas(mut self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.schemas.extend(names.into_iter().map(Into::into));
        self
    }

    /// In a build script: only the tags that have a cargo feature which is on. The feature of a tag
    /// is its name in kebab case (`audit-logs` for `Audit Logs`); with the feature `every` nothing
    /// is left out, operations without a tag and tags without a feature included.
    #[must_use]
    pub fn tags_by_feature(mut self, every: impl Into<String>) -> Self {
        self.by_feature = Some(every.into());
        self
    }

    /// Whether the documentation of what a tag brings names its cargo feature, where docs.rs builds it
    /// ([`Generator::tags_by_feature`]). Off by default, since the crate's root needs
    /// `#![cfg_attr(docsrs, feature(doc_cfg))]` for it.
    #[must_use]
    pub fn doc_cfg(mut self, doc_cfg: bool) -> Self {
        self.doc_cfg = doc_cfg;
        self
    }

    /// The features that the documentation names: tags' own, as far as they are on.
    pub(crate) fn labelled_features(&self, client: &ir::Api) -> Vec<String> {
        if !self.doc_cfg || self.by_feature.is_none() {
            return Vec::new();
        }
        let tags = client.groups.iter().filter_map(|group| group.tag.as_deref());
        let webhooks = client.webhooks.iter().map(|_| passes::WEBHOOKS);
        let features = tags.chain(webhooks).map(|tag| tag.to_kebab_case());
        features.filter(|name| crate::cargo::has_feature(name)).collect()
    }

    /// What was asked for; `None` where that is everything.
    pub(crate) fn chosen(&self, client: &ir::Api) -> Option<Choice> {
        let by_feature = self.by_feature.as_ref().filter(|every| !crate::cargo::has_feature(every));
        if by_feature.is_none() && self.choice.is_none() {
            return None;
        }
        let mut choice = self.choice.clone().unwrap_or_default();
        choice.schemas.clone_from(&self.schemas);
        if by_feature.is_none() {
            return Some(choice);
        }
        let webhooks = client.webhooks.iter().map(|_| passes::WEBHOOKS.to_owned());
        let tags = client.groups.iter().filter_map(|group| group.tag.clone()).chain(webhooks);
        choice.tags.extend(tags.filter(|tag| crate::cargo::has_feature(&tag.to_kebab_case())));
        Some(choice)
    }
}
