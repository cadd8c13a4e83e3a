//! A whole document.

use indexmap::{IndexMap, IndexSet};

use super::conventions::Conventions;
use super::operation::{Operation, Server};
use super::resolved::Resolved;
use super::schema::{Schema, SchemaId};
use super::security::SecurityScheme;
use super::union::Unions;

/// A whole document.
#[derive(Clone, Debug, Default)]
pub struct Api {
    /// `info.title`
    pub title: String,
    /// `info.version`
    pub version: String,
    /// `info.description`
    pub description: Option<String>,
    /// `servers`, at least one (`/` where the document lists none, OpenAPI 3.0 §4.7.1).
    pub servers: Vec<Server>,
    /// `tags`, then the tags only operations name, in order of first use.
    pub tags: Vec<Tag>,
    /// `components.securitySchemes`
    pub security_schemes: Vec<SecurityScheme>,
    /// `x-specmill-conventions`
    pub conventions: Conventions,
    /// Whether objects keep members that the document does not describe, where their schema says nothing
    /// else of it: `x-specmill-extra`.
    pub keeps_undeclared: bool,
    /// `x-specmill-messages`
    pub messages: Messages,
    /// Every schema, components first in document order; a [`SchemaId`] is an index here.
    pub schemas: Vec<Schema>,
    /// `components.schemas` by name.
    pub components: IndexMap<String, SchemaId>,
    /// What the children of a component are made of by `allOf`, where a value of that component is one
    /// of its children.
    pub bases: IndexMap<SchemaId, SchemaId>,
    /// Every operation of `paths`, in document order.
    pub operations: Vec<Operation>,
    /// Every operation of `webhooks`; its `path` is the webhook's name.
    pub webhooks: Vec<Operation>,
    /// What each schema amounts to, by its number.
    pub(in crate::spec) resolved: Vec<Resolved>,
    /// Every union.
    pub(in crate::spec) unions: Unions,
    /// Objects that are members of unions, with the property by which each is told.
    pub(in crate::spec) tags_of_members: IndexSet<(SchemaId, String)>,
}

impl Api {
    /// The schema `id` stands for.
    #[must_use]
    pub fn schema(&self, id: SchemaId) -> &Schema {
        &self.schemas[id.0]
    }
}

/// Component schemas that travel outside of all operations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Messages {
    /// Those that callers send.
    pub sent: Vec<SchemaId>,
    /// Those that callers receive.
    pub received: Vec<SchemaId>,
}

/// A Tag Object.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tag {
    /// Its name, as written.
    pub name: String,
    /// What its operations are about.
    pub description: Option<String>,
}
