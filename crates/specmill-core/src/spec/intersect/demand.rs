//! Unions whose members only say which properties must come together, or which values are none
//! (`anyOf: [{required: [a]}, {required: [b]}]`). No type says that: each property is required or
//! optional by itself, and the server checks the rest.

use super::Intersector;
use crate::spec::{Property, SchemaId, SchemaKind};

impl Intersector<'_> {
    /// What only demands is about objects, and leaves open what else there is.
    pub(super) fn only_demands(&mut self, id: SchemaId, demands: &[SchemaId]) -> SchemaKind {
        let named = self.demanded(demands);
        self.demands.extend(demands);
        self.api.schemas[id.0].implied = true;
        match named.is_empty() {
            true => SchemaKind::Any(self.why_any(demands)),
            false => self.merge_objects(id, &[], &named),
        }
    }

    /// The properties that `demands` name: optional, and of any value where nobody else describes
    /// them.
    pub(super) fn demanded(&self, demands: &[SchemaId]) -> Vec<Property> {
        let mut found: Vec<Property> = Vec::new();
        let mut open: Vec<SchemaId> = demands.iter().rev().copied().collect();
        while let Some(id) = open.pop() {
            match &self.api.schema(self.behind(id)).kind {
                SchemaKind::OneOf(members, _) | SchemaKind::AnyOf(members, _) => {
                    open.extend(members.iter().rev());
                }
                SchemaKind::Object { properties, .. } => {
                    for property in properties {
                        if !found.iter().any(|known| known.name == property.name) {
                            found.push(Property { required: false, ..property.clone() });
                        }
                    }
                }
                _ => {}
            }
        }
        found
    }
}
