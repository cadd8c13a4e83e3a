//! What is absent and what is null, in types that nobody sends.
//!
//! A sender says different things by them (RFC 7396 §1); who receives them seldom does, and an `Option` is what
//! readers know.

use crate::ir::{Api, Presence, TypeKind, TypeRef};

/// Makes one of absent and null, in types that are only received. A member that is always null keeps them
/// apart, since it tells nothing else.
pub(super) fn join_null(api: &mut Api) {
    for at in 0..api.types.len() {
        let usage = api.types[at].usage;
        let TypeKind::Struct(object) = &api.types[at].kind else { continue };
        if usage.request || !usage.response {
            continue;
        }
        let is_joined: Vec<bool> = object
            .fields
            .iter()
            .map(|field| {
                field.presence == Presence::OptionalNullable
                    && *api.resolved(&field.ty) != TypeRef::Null
            })
            .collect();
        let TypeKind::Struct(object) = &mut api.types[at].kind else { continue };
        for (field, is_joined) in object.fields.iter_mut().zip(is_joined) {
            if is_joined {
                field.presence = Presence::OptionalOrNull;
            }
        }
    }
}
