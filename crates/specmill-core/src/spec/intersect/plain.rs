//! What schemas that are no unions have in common.

use super::Intersector;
use crate::spec::{JsonKind, Kinds, Property, SchemaId, SchemaKind};

impl Intersector<'_> {
    /// What all of `parts` allow, which are of `kinds`; properties of `demands` are members as well.
    pub(super) fn merge(
        &mut self,
        id: SchemaId,
        parts: &[SchemaId],
        demands: &[SchemaId],
        kinds: Option<Kinds>,
    ) -> SchemaKind {
        let is_enum =
            |part: &&SchemaId| matches!(self.api.schema(**part).kind, SchemaKind::Enum(_));
        if parts.iter().any(|part| is_enum(&part)) {
            return self.merge_values(id, parts);
        }
        let of = |kind: JsonKind| kinds.is_some_and(|kinds| kinds.is_only(kind));
        let speaks_of = |part: &SchemaId| match &self.api.schema(*part).kind {
            SchemaKind::Array { .. } => JsonKind::Array,
            _ => JsonKind::Object,
        };
        if of(JsonKind::String) {
            self.merge_strings(parts)
        } else if of(JsonKind::Boolean) {
            SchemaKind::Boolean
        } else if kinds.is_some_and(|kinds| kinds.contains(JsonKind::Integer)) {
            self.merge_numbers(parts)
        } else if of(JsonKind::Array) || parts.iter().all(|part| speaks_of(part) == JsonKind::Array)
        {
            self.merge_arrays(id, parts)
        } else {
            // Some may speak of lists where no part says which of the two values are.
            let objects: Vec<SchemaId> =
                parts.iter().filter(|part| speaks_of(part) == JsonKind::Object).copied().collect();
            let named: Vec<Property> = self.demanded(demands);
            self.merge_objects(id, &objects, &named)
        }
    }
}
