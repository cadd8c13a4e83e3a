//! What the walk over one document carries with it.

use std::collections::BTreeSet;

use indexmap::IndexSet;

use super::anchors::Anchors;
use crate::diagnostics::Diagnostics;
use crate::tree::{Node, Trail};

/// State of one walk.
pub(super) struct Context<'a> {
    diagnostics: &'a mut Diagnostics,
    /// The document as it was written.
    pub(super) source: &'a Node,
    /// Schemas that have a name to be referred to by.
    pub(super) anchors: &'a Anchors,
    /// The component schema the walk is in, as a `$ref` writes it.
    pub(super) component: Option<String>,
    /// Every `$ref` of a schema met, as written.
    pub(super) references: IndexSet<String>,
    /// `$ref`s whose target is kept under `x-specmill-moved`.
    pub(super) moved: BTreeSet<String>,
}

impl<'a> Context<'a> {
    pub(super) fn new(
        diagnostics: &'a mut Diagnostics,
        source: &'a Node,
        anchors: &'a Anchors,
    ) -> Self {
        Self {
            diagnostics,
            source,
            anchors,
            component: None,
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
