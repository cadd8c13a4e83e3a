//! What the walk over one document carries with it.

use std::collections::BTreeSet;

use indexmap::IndexSet;

use super::anchors::Anchors;
use super::notes;
use super::scope::Scope;
use crate::diagnostics::Diagnostics;
use crate::tree::{Node, Trail};

/// What may be copied of generic schemas, beside so many times the document itself.
const FREE_COPIES: usize = 100_000;
const MOST_COPIES: usize = 10;

/// State of one walk.
pub(super) struct Context<'a> {
    diagnostics: &'a mut Diagnostics,
    /// The document as it was written.
    pub(super) source: &'a Node,
    /// Whether it is written in OpenAPI 3.0.
    pub(super) is_30: bool,
    /// Whether it has been said that siblings of `$ref` are ignored.
    pub(super) has_told_siblings: bool,
    /// Schemas that have a name to be referred to by.
    pub(super) anchors: &'a Anchors,
    /// The component schema the walk is in, as a `$ref` writes it.
    pub(super) component: Option<String>,
    /// Every `$ref` of a schema met, as written.
    pub(super) references: IndexSet<String>,
    /// What the generic schemas around are bound to.
    pub(super) scope: Scope,
    /// What may still be copied of generic schemas, in [weight](Node::weight), and how many values may
    /// still be looked at to find them.
    pub(super) copied: usize,
    pub(super) looked_at: usize,
    /// The `$ref`s to copies, which the document as it was written does not have.
    pub(super) made: BTreeSet<String>,
    /// `$ref`s whose target is kept under `x-specmill-moved`.
    pub(super) moved: BTreeSet<String>,
}

impl<'a> Context<'a> {
    pub(super) fn new(
        diagnostics: &'a mut Diagnostics,
        source: &'a Node,
        anchors: &'a Anchors,
    ) -> Self {
        let version = source.get("openapi").and_then(Node::as_str);
        // What was 3.1 says 3.0 once it has been here.
        let is_normalized = source.get(notes::OPENAPI).is_some();
        let budget =
            if anchors.has_dynamic() { FREE_COPIES + MOST_COPIES * source.weight() } else { 0 };
        Self {
            diagnostics,
            source,
            is_30: version.is_some_and(|version| version.trim().starts_with("3.0"))
                && !is_normalized,
            has_told_siblings: false,
            anchors,
            component: None,
            scope: Scope::default(),
            made: BTreeSet::new(),
            copied: budget,
            looked_at: 10 * budget,
            references: IndexSet::new(),
            moved: BTreeSet::new(),
        }
    }

    pub(super) fn warn(
        &mut self,
        code: &'static str,
        at: &Trail<'_>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.diagnostics.warning(code, &at.pointer(), message, help);
    }
}
