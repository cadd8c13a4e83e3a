//! Where each type travels: in requests, in responses, in both.

use crate::ir::{Api, Direction, Operation, TypeId, TypeKind, TypeRef, VariantContent};

/// Marks every type some operation reaches.
pub(super) fn mark(api: &mut Api) {
    let mut sent = Vec::new();
    let mut answered = Vec::new();
    for (direction, ty) in api.operations().flat_map(Operation::types) {
        match direction {
            Direction::Request => roots(ty, &mut sent),
            Direction::Response => roots(ty, &mut answered),
        }
    }
    for event in api.webhooks.iter().flat_map(|webhooks| &webhooks.events) {
        roots(&event.payload, &mut answered);
    }
    for id in reached(api, sent) {
        api.types[id.0].usage.request = true;
    }
    for id in reached(api, answered) {
        api.types[id.0].usage.response = true;
    }
}

/// The named types in `ty`.
pub(super) fn roots(ty: &TypeRef, into: &mut Vec<TypeId>) {
    ty.named(&mut |id, _| into.push(id));
}

/// Every type reached from `roots`, themselves included, in the order of types.
pub(super) fn reached(api: &Api, roots: Vec<TypeId>) -> Vec<TypeId> {
    let mut seen = vec![false; api.types.len()];
    let mut open = roots;
    while let Some(id) = open.pop() {
        if std::mem::replace(&mut seen[id.0], true) {
            continue;
        }
        for_each_part(&api.type_def(id).kind, &mut |ty| self::roots(ty, &mut open));
    }
    (0..api.types.len()).map(TypeId).filter(|id| seen[id.0]).collect()
}

/// Calls `visit` with every type a type is made of.
pub(super) fn for_each_part(kind: &TypeKind, visit: &mut impl FnMut(&TypeRef)) {
    match kind {
        TypeKind::Struct(fields) => {
            fields.fields.iter().for_each(|field| visit(&field.ty));
            fields.extra.iter().for_each(|extra| visit(&extra.values));
        }
        TypeKind::Union(union) => {
            for variant in &union.variants {
                if let VariantContent::Type(ty) = &variant.content {
                    visit(ty);
                }
            }
        }
        TypeKind::Alias(ty) | TypeKind::Newtype(ty) => visit(ty),
        TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) => {}
    }
}
