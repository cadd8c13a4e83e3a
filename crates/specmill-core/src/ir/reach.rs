//! What leads to which type.

use super::{Group, Operation, TypeId, TypeKind, TypeRef, VariantContent, Webhooks};

impl TypeRef {
    /// Adds the named types in this one to `ids`.
    pub fn add_named(&self, ids: &mut Vec<TypeId>) {
        self.named(&mut |id, _| ids.push(id));
    }
}

impl TypeKind {
    /// Calls `visit` with every type that this one is made of.
    pub fn parts(&self, visit: &mut impl FnMut(&TypeRef)) {
        match self {
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
}

impl Group {
    /// The types that its operations name.
    #[must_use]
    pub fn named(&self) -> Vec<TypeId> {
        let mut found = Vec::new();
        let types = self.operations.iter().flat_map(Operation::types);
        types.for_each(|(_, ty)| ty.add_named(&mut found));
        found
    }
}

impl Webhooks {
    /// The types that the events mention.
    #[must_use]
    pub fn named(&self) -> Vec<TypeId> {
        let mut found = Vec::new();
        self.events.iter().for_each(|event| event.payload.add_named(&mut found));
        found
    }
}

/// For each of `kinds`, which a [`TypeId`] is an index of, whether `roots` lead to it; they do to
/// themselves.
#[must_use]
pub fn reached(kinds: &[&TypeKind], roots: Vec<TypeId>) -> Vec<bool> {
    let mut seen = vec![false; kinds.len()];
    let mut open = roots;
    while let Some(id) = open.pop() {
        if !std::mem::replace(&mut seen[id.0], true) {
            kinds[id.0].parts(&mut |ty| ty.add_named(&mut open));
        }
    }
    seen
}
