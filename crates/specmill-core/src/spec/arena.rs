//! Every schema of the document under its id.

use std::collections::VecDeque;

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use super::located::Located;
use super::model::{Limits, Schema, SchemaId, SchemaKind};
use crate::diagnostics::UntypedReason;
use crate::tree::{Map, Pointer};

/// The schemas found so far. A place in the document has one id however often it is referred to.
#[derive(Default)]
pub(super) struct Arena<'d> {
    schemas: Vec<Schema>,
    ids: IndexMap<Pointer, SchemaId, FxBuildHasher>,
    unread: VecDeque<(SchemaId, Located<'d>)>,
}

impl<'d> Arena<'d> {
    /// The id of the schema at `pointer`, if one was given.
    pub(super) fn id_at(&self, pointer: &Pointer) -> Option<SchemaId> {
        self.ids.get(pointer).copied()
    }

    /// Lets `pointer`, the place of a `$ref`, stand for a schema that is elsewhere.
    pub(super) fn note_alias(&mut self, pointer: Pointer, id: SchemaId) {
        self.ids.insert(pointer, id);
    }

    /// The id of the schema at `at`; it is read later, so that depth costs no stack.
    pub(super) fn intern(&mut self, at: Located<'d>) -> SchemaId {
        if let Some(id) = self.id_at(&at.pointer) {
            return id;
        }
        let id = self.add(empty(at.pointer.clone()));
        self.ids.insert(at.pointer.clone(), id);
        self.unread.push_back((id, at));
        id
    }

    /// Adds a schema the document does not have.
    pub(super) fn add(&mut self, schema: Schema) -> SchemaId {
        let id = SchemaId(self.schemas.len());
        self.schemas.push(schema);
        id
    }

    /// The next schema to read.
    pub(super) fn next_unread(&mut self) -> Option<(SchemaId, Located<'d>)> {
        self.unread.pop_front()
    }

    /// Puts what was read under its id.
    pub(super) fn put(&mut self, id: SchemaId, schema: Schema) {
        if let Some(slot) = self.schemas.get_mut(id.0) {
            *slot = schema;
        }
    }

    /// Every schema; an id is an index.
    pub(super) fn into_schemas(self) -> Vec<Schema> {
        self.schemas
    }
}

/// A schema that says nothing.
pub(super) fn empty(pointer: Pointer) -> Schema {
    Schema {
        pointer,
        component: None,
        title: None,
        description: None,
        deprecated: false,
        nullable: false,
        read_only: false,
        write_only: false,
        default: None,
        example: None,
        limits: Limits::default(),
        kind: SchemaKind::Any(UntypedReason::Undescribed),
        implied: false,
        intersection: false,
        demands: Vec::new(),
        known_as: None,
        discriminator: None,
        extensions: Map::default(),
    }
}
