//! What every part of this stage works on.

use super::arena::{Arena, empty};
use super::located::Located;
use super::model::{SchemaId, SchemaKind};
use crate::diagnostics::Diagnostics;
use crate::tree::{Node, Pointer};

/// The document, the schemas found in it so far, and the faults.
pub(super) struct Reader<'d> {
    pub(super) root: &'d Node,
    pub(super) arena: Arena<'d>,
    pub(super) diagnostics: &'d mut Diagnostics,
    /// What may still be read by a `$ref` to it, in [weight](Node::weight).
    pub(super) left: usize,
}

/// What may be read by references, beside so many times the document itself. GitHub's, which refers
/// most, reads less than itself once more.
const FREE_REPEATED: usize = 200_000;
const MOST_REPEATED: usize = 20;

impl<'d> Reader<'d> {
    pub(super) fn new(root: &'d Node, diagnostics: &'d mut Diagnostics) -> Self {
        let left = FREE_REPEATED + MOST_REPEATED * root.weight();
        Self { root, arena: Arena::default(), diagnostics, left }
    }

    /// The whole document.
    pub(super) fn document(&self) -> Located<'d> {
        Located { pointer: Pointer::root(), node: self.root }
    }

    /// The members of `components.<section>`.
    pub(super) fn components(&self, section: &str) -> Option<Located<'d>> {
        self.document().member("components")?.member(section)
    }

    /// The component schema called `name`.
    pub(super) fn component_schema(&self, name: &str) -> Option<SchemaId> {
        self.arena.id_at(&Pointer::root().child("components").child("schemas").child(name))
    }

    /// Reads every schema that was found and not yet read, and those found on the way.
    pub(super) fn read_schemas(&mut self) {
        while let Some((id, at)) = self.arena.next_unread() {
            let schema = self.read_schema(&at);
            self.arena.put(id, schema);
        }
    }

    /// A schema for what the document leaves undescribed; `pointer` is where it should have been.
    pub(super) fn add_schema(&mut self, pointer: &Pointer, kind: SchemaKind) -> SchemaId {
        let mut schema = empty(pointer.clone());
        schema.kind = kind;
        self.arena.add(schema)
    }
}
