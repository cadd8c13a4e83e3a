//! Every Rust name in the output, decided in one place.
//!
//! Names depend on the document alone and are handed out in a fixed order: components, then
//! schemas written in place, then operations. What is a good Rust name already is never changed
//! by what stands beside it.

mod choices;
mod clashes;
pub(crate) mod identifier;
mod members;
mod operation_words;
mod operations;
mod parameters;
mod path;
mod scope;
mod shared;
mod siblings;
mod types;
mod union_members;
mod verbs;
mod words;

use std::collections::BTreeMap;

pub use clashes::report_clashes;
pub use identifier::is_keyword;
pub use members::MemberName;
pub use operations::{ChoiceNames, GroupNames, OperationNames, WebhookNames};

pub use crate::spec::PINNED_NAME;
use crate::spec::{Api, SchemaId};
use types::Named;

/// Every name of the output.
#[derive(Clone, Debug, Default)]
pub struct NameTable {
    /// Types, by the schema they stand for.
    pub types: BTreeMap<SchemaId, String>,
    /// Schemas in place that say the same as another, and the one whose type they have.
    pub same: BTreeMap<SchemaId, SchemaId>,
    /// The same from the other side: the schema that a type is made of, and all others that have it.
    pub sharing: BTreeMap<SchemaId, Vec<SchemaId>>,
    /// The properties of each named object that have fields, in the order of its shape; the last is the
    /// map of everything else.
    pub fields: BTreeMap<SchemaId, Vec<MemberName>>,
    /// The variants of each named enum or union, in the order of its shape.
    pub variants: BTreeMap<SchemaId, Vec<String>>,
    /// Groups, in the order of [`Api::tags`], then the one of untagged operations.
    pub groups: Vec<GroupNames>,
    /// Operations, in the order of [`Api::operations`].
    pub operations: Vec<OperationNames>,
    /// Webhooks, where there are any.
    pub webhooks: Option<WebhookNames>,
}

impl NameTable {
    /// Decides every name of `api`.
    #[must_use]
    pub fn new(api: &Api) -> Self {
        let mut scope = types::scope();
        let stems = operation_words::stems(api);
        let Named { types, same } = types::name_types(api, &stems, &mut scope);
        let (groups, operations, webhooks) = operations::name_operations(api, &stems, &mut scope);
        let mut sharing: BTreeMap<SchemaId, Vec<SchemaId>> = BTreeMap::new();
        same.iter().for_each(|(id, first)| sharing.entry(*first).or_default().push(*id));
        Self {
            fields: members::name_fields(api, &types),
            variants: members::name_variants(api, &types),
            types,
            same,
            sharing,
            groups,
            operations,
            webhooks,
        }
    }
}
