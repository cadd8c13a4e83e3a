//! What becomes any value, and the note of why.

use super::context::Context;
use crate::diagnostics::{Untyped, UntypedReason};
use crate::ir::{TypeRef, UntypedPlace};
use crate::spec::{SchemaId, SchemaKind};
use crate::tree::Pointer;

impl Context<'_> {
    /// Any value, at `pointer` of the document.
    pub(super) fn any(&mut self, pointer: Pointer, reason: UntypedReason) -> TypeRef {
        let untyped = Untyped { reason, pointer };
        self.untyped.insert(UntypedPlace { owner: self.owner.clone(), untyped });
        TypeRef::Any
    }

    /// Any value, where `id` has no other type.
    pub(super) fn any_of(&mut self, id: SchemaId) -> TypeRef {
        let schema = self.api.schema(id);
        let reason = match schema.kind {
            SchemaKind::Any(reason) => reason,
            SchemaKind::Enum(_) => UntypedReason::UnsupportedValues,
            // What has a name has a type; one without is reached only through a fault of ours.
            _ => UntypedReason::TooComposed,
        };
        self.any(schema.pointer.clone(), reason)
    }

    /// The values of an object of which nothing is said, at `pointer` of the document.
    pub(super) fn any_property(&mut self, pointer: Pointer) -> TypeRef {
        self.any(pointer, UntypedReason::FreeFormObject)
    }
}
