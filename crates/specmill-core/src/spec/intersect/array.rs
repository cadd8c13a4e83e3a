//! Lists: each place is what all parts say of it.

use super::Intersector;
use crate::diagnostics::UntypedReason;
use crate::spec::{SchemaId, SchemaKind};

impl Intersector<'_> {
    pub(super) fn merge_arrays(&mut self, id: SchemaId, parts: &[SchemaId]) -> SchemaKind {
        let mut lists: Vec<(SchemaId, Vec<SchemaId>)> = Vec::new();
        for part in parts {
            if let SchemaKind::Array { items, prefix } = &self.api.schema(*part).kind {
                lists.push((*items, prefix.clone()));
            }
        }
        let places = lists.iter().map(|(_, prefix)| prefix.len()).max().unwrap_or_default();
        if !self.budget.spend(id, places) {
            self.too_much.insert(id);
            return SchemaKind::Any(UntypedReason::TooComposed);
        }
        let prefix = (0..places)
            .map(|at| {
                let described: Vec<SchemaId> = lists
                    .iter()
                    .map(|(items, prefix)| prefix.get(at).copied().unwrap_or(*items))
                    .collect();
                self.meeting(id, &described)
            })
            .collect();
        let items: Vec<SchemaId> = lists.iter().map(|(items, _)| *items).collect();
        SchemaKind::Array { items: self.meeting(id, &items), prefix }
    }
}
