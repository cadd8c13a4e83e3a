//! The property of a body that asks for a stream has no setter where `.stream()` sets it: a call with
//! it that is awaited plainly would get events in place of its answer.

use std::collections::BTreeSet;

use crate::ir::{Api, Note, Operation, StreamFlag, TypeId, TypeKind, TypeRef};

/// Marks these properties, of types that are the bodies of such operations and nothing else: a request
/// without `.stream()` has no other way to ask.
pub(super) fn mark(api: &mut Api) {
    let streamed = |operation: &&Operation| body_flag(operation).is_some();
    let bodies = |operation: &Operation| -> Vec<TypeRef> {
        operation.body.iter().flat_map(|body| body.types().cloned()).collect()
    };
    let own: Vec<(String, TypeRef)> = api
        .operations()
        .filter(streamed)
        .flat_map(|operation| {
            let flag = body_flag(operation).unwrap_or_default();
            bodies(operation).into_iter().map(move |ty| (flag.to_owned(), ty))
        })
        .collect();
    let mut flagged = BTreeSet::new();
    for (flag, ty) in &own {
        add_body(api, flag, ty, &mut flagged);
    }
    let kept = held_elsewhere(api, &flagged);
    for (flag, id) in flagged.iter().filter(|(_, id)| !kept.contains(id)) {
        if let TypeKind::Struct(object) = &mut api.types[id.0].kind {
            let fields = object.fields.iter_mut().filter(|field| field.wire == *flag);
            fields.for_each(|field| {
                field.asks_for_stream = true;
                field.docs.notes.push(Note::AsksForStream);
            });
        }
    }
}

/// The property that asks `operation` for a stream.
fn body_flag(operation: &Operation) -> Option<&str> {
    match operation.events.as_ref()?.flag.as_ref()? {
        StreamFlag::Body(name) => Some(name),
        StreamFlag::Query(_) => None,
    }
}

/// The types that a body of the type `ty` is: itself, and what an alias or a union is in turn.
fn add_body(api: &Api, flag: &str, ty: &TypeRef, found: &mut BTreeSet<(String, TypeId)>) {
    let TypeRef::Named(id) = unboxed(ty) else { return };
    if !found.insert((flag.to_owned(), *id)) {
        return;
    }
    let kind = &api.types[id.0].kind;
    if matches!(kind, TypeKind::Alias(_) | TypeKind::Newtype(_) | TypeKind::Union(_)) {
        kind.parts(&mut |part| add_body(api, flag, part, found));
    }
}

fn unboxed(ty: &TypeRef) -> &TypeRef {
    match ty {
        TypeRef::Boxed(inner) => unboxed(inner),
        ty => ty,
    }
}

/// The types that are sent elsewhere than as such a body: as that of another operation, in a parameter,
/// or within another type.
fn held_elsewhere(api: &Api, flagged: &BTreeSet<(String, TypeId)>) -> BTreeSet<TypeId> {
    let mut found = Vec::new();
    for operation in api.operations() {
        operation.parameters.iter().for_each(|parameter| parameter.ty.add_named(&mut found));
        if body_flag(operation).is_none() {
            let bodies = operation.body.iter().flat_map(|body| body.types());
            bodies.for_each(|ty| ty.add_named(&mut found));
        }
    }
    let bodies: BTreeSet<TypeId> = flagged.iter().map(|(_, id)| *id).collect();
    for (index, def) in api.types.iter().enumerate().filter(|(_, def)| def.usage.request) {
        let is_body = bodies.contains(&TypeId(index));
        // What a union is as a body, it is one way of being that.
        if !is_body || matches!(def.kind, TypeKind::Struct(_)) {
            def.kind.parts(&mut |part| part.add_named(&mut found));
        }
    }
    let mut kept: BTreeSet<TypeId> = BTreeSet::new();
    // A union that is kept keeps its members.
    while let Some(id) = found.pop() {
        if kept.insert(id) && !matches!(api.types[id.0].kind, TypeKind::Struct(_)) {
            api.types[id.0].kind.parts(&mut |part| part.add_named(&mut found));
        }
    }
    kept
}
