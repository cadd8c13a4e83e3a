//! Schemas in place that say the same and are called the same: they become one type.

use crate::spec::{Api, SchemaId};

use super::path::Path;
use super::scope::Scope;

/// A schema in place that becomes a type.
#[derive(Clone, Debug)]
pub(super) struct TypePlace {
    id: SchemaId,
    /// The nearest type that it stands in.
    owner: Option<SchemaId>,
    /// What it is called where it stands; empty for what an operation takes or answers.
    member: String,
    /// What it is called by its place.
    name: String,
    /// The name that the document gives it.
    own: Option<String>,
}

impl TypePlace {
    pub(super) fn new(id: SchemaId, path: &Path, own: Option<String>) -> Self {
        let member = path.last_member().to_owned();
        Self { id, owner: path.owner(), member, name: path.name(), own }
    }
}

/// Which schemas are one type.
#[derive(Debug, Default)]
pub(super) struct Shared {}

impl Shared {
    pub(super) fn new(_api: &Api, _places: &[TypePlace], _scope: &Scope) -> Self {
        Self::default()
    }
    pub(super) fn type_of(&self, _id: SchemaId) -> Option<(SchemaId, String)> {
        None
    }
    pub(super) fn names(&self, _id: SchemaId) -> &[String] {
        &[]
    }
    pub(super) fn named(&mut self, _id: SchemaId, _name: &str) {}
}
