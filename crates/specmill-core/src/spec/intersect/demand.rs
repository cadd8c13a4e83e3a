//! Unions whose members only say which properties must come together, or which values are none
//! (`anyOf: [{required: [a]}, {required: [b]}]`). No type says that: each property is required or
//! optional by itself. What of it are names is kept beside the object, for strict decoding.

use super::Intersector;
use crate::spec::{Property, SchemaId, SchemaKind};

/// Alternatives of one demand that are written into the client.
const MOST_ALTERNATIVES: usize = 32;

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

    /// The demands of all `parts`, each once: those of unions that only demand, and those that objects
    /// have already.
    pub(super) fn demands_of(&self, parts: &[SchemaId]) -> Vec<Vec<Vec<String>>> {
        let mut found: Vec<Vec<Vec<String>>> = Vec::new();
        for part in parts {
            let own = self.api.schema(*part).demands.iter().cloned();
            let is_demand = self.is_union(*part) && self.fact(*part).is_demand;
            for demand in own.chain(is_demand.then(|| self.alternatives(*part)).flatten()) {
                if !found.contains(&demand) {
                    found.push(demand);
                }
            }
        }
        found
    }

    /// The names that each alternative of the union `id` requires; `None` where one requires none, so
    /// that nothing is demanded, or where there are too many.
    fn alternatives(&self, id: SchemaId) -> Option<Vec<Vec<String>>> {
        let mut found: Vec<Vec<String>> = Vec::new();
        let mut open = vec![id];
        while let Some(id) = open.pop() {
            match &self.api.schema(self.behind(id)).kind {
                SchemaKind::OneOf(members, _) | SchemaKind::AnyOf(members, _) => {
                    open.extend(members.iter().rev());
                }
                SchemaKind::Object { properties, .. } if !properties.is_empty() => {
                    found.push(properties.iter().map(|property| property.name.clone()).collect());
                }
                _ => return None,
            }
            if found.len() > MOST_ALTERNATIVES {
                return None;
            }
        }
        Some(found)
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
