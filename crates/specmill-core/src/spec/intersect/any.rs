//! Why what is made here is any value.

use super::Intersector;
use crate::diagnostics::UntypedReason;
use crate::spec::{SchemaId, SchemaKind};

impl Intersector<'_> {
    /// Why all of `parts` together say nothing of a value: the greatest of their reasons, whatever their
    /// order.
    pub(super) fn why_any(&self, parts: &[SchemaId]) -> UntypedReason {
        let reasons = parts.iter().map(|part| self.why_one(*part));
        reasons.max().unwrap_or(UntypedReason::Undescribed)
    }

    /// Why one schema says nothing of a value. Of a union the member that says least decides.
    fn why_one(&self, id: SchemaId) -> UntypedReason {
        match &self.api.schema(self.behind(id)).kind {
            SchemaKind::Any(reason) => *reason,
            SchemaKind::OneOf(members, _) | SchemaKind::AnyOf(members, _) => {
                let of_member = |member: &SchemaId| match self.api.schema(self.behind(*member)).kind
                {
                    SchemaKind::Any(reason) => reason,
                    // It demands that properties come together.
                    _ => UntypedReason::UnsupportedKeyword,
                };
                members.iter().map(of_member).min().unwrap_or(UntypedReason::EmptyList)
            }
            _ => UntypedReason::Undescribed,
        }
    }
}
