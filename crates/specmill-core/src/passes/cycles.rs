//! Where recursive types are cut: an alias that holds itself becomes a type of its own, and a
//! field that closes a circle of structs is boxed. So does an alias that stands for more than the
//! compiler takes. Only those.

use std::collections::BTreeSet;

use crate::ir::{Api, TypeId, TypeKind, TypeRef, VariantContent};

/// Cuts every circle.
pub(super) fn cut(api: &mut Api) {
    for (from, _) in back_edges(&alias_edges(api)) {
        let kind = &mut api.types[from].kind;
        if let TypeKind::Alias(target) = kind {
            *kind = TypeKind::Newtype(target.clone());
        }
    }
    cut_large_aliases(api);
    for (from, field) in back_edges(&value_edges(api)) {
        match &mut api.types[from].kind {
            TypeKind::Struct(fields) => box_it(&mut fields.fields[field].ty),
            TypeKind::Union(union) => {
                if let VariantContent::Type(ty) = &mut union.variants[field].content {
                    box_it(ty);
                }
            }
            TypeKind::Newtype(inner) => box_it(inner),
            _ => {}
        }
    }
}

/// Types that an alias may stand for in all, those of the aliases in it included: rustc writes each
/// out, its recursion limit is 128, and a tuple of two tuples doubles.
const MOST_EXPANDED: usize = 32;

/// Makes every alias that stands for more a type of its own. No circle is left.
fn cut_large_aliases(api: &mut Api) {
    let edges = alias_edges(api);
    let mut weights: Vec<Option<usize>> = vec![None; api.types.len()];
    for start in 0..api.types.len() {
        let mut way = vec![start];
        while let Some(at) = way.last().copied() {
            let unknown = edges[at].iter().map(|(_, target)| *target);
            let unknown: Vec<usize> = unknown.filter(|target| weights[*target].is_none()).collect();
            if !unknown.is_empty() {
                way.extend(unknown);
                continue;
            }
            way.pop();
            if weights[at].is_some() {
                continue;
            }
            let below = edges[at].iter().filter_map(|(_, target)| weights[*target]);
            let mut weight = below.fold(1, usize::saturating_add);
            let kind = &mut api.types[at].kind;
            if let (TypeKind::Alias(target), true) = (&*kind, weight > MOST_EXPANDED) {
                // A plain alias costs the compiler next to nothing.
                if !matches!(target, TypeRef::Named(_)) {
                    *kind = TypeKind::Newtype(target.clone());
                    weight = 1;
                }
            }
            weights[at] = Some(weight);
        }
    }
}

/// The box goes inside an `Option`, as a reader expects it.
pub(super) fn box_it(ty: &mut TypeRef) {
    match ty {
        TypeRef::Nullable(inner) => box_it(inner),
        TypeRef::Boxed(_) => {}
        inner => *inner = TypeRef::Boxed(Box::new(inner.clone())),
    }
}

/// From a type to the types that must be known before it: `(field, target)`.
type Edges = Vec<Vec<(usize, usize)>>;

/// Aliases lead to the aliases they name, behind a list or not: Rust expands aliases first.
fn alias_edges(api: &Api) -> Edges {
    let edges = |kind: &TypeKind| {
        let mut found = Vec::new();
        if let TypeKind::Alias(target) = kind {
            target.named(&mut |TypeId(target), _| found.push((0, target)));
        }
        found
    };
    api.types.iter().map(|def| edges(&def.kind)).collect()
}

/// Structs and unions lead to those they hold by value, aliases seen through.
fn value_edges(api: &Api) -> Edges {
    let edges = |kind: &TypeKind| {
        let mut found = Vec::new();
        match kind {
            TypeKind::Struct(fields) => {
                for (label, field) in fields.fields.iter().enumerate() {
                    let held = held_by_value(api, &field.ty).into_iter();
                    found.extend(held.map(|target| (label, target)));
                }
            }
            TypeKind::Union(union) => {
                for (label, variant) in union.variants.iter().enumerate() {
                    let VariantContent::Type(ty) = &variant.content else { continue };
                    let held = held_by_value(api, ty).into_iter();
                    found.extend(held.map(|target| (label, target)));
                }
            }
            TypeKind::Newtype(inner) => {
                found.extend(held_by_value(api, inner).into_iter().map(|target| (0, target)));
            }
            _ => {}
        }
        found
    };
    api.types.iter().map(|def| edges(&def.kind)).collect()
}

/// The types with a name that `ty` holds without an allocation between.
fn held_by_value(api: &Api, ty: &TypeRef) -> Vec<usize> {
    let (mut found, mut open) = (Vec::new(), vec![ty]);
    while let Some(ty) = open.pop() {
        match ty {
            TypeRef::Nullable(inner) | TypeRef::OptionalItem(inner) | TypeRef::MoreItems(inner) => {
                open.push(inner);
            }
            TypeRef::Tuple(places) => open.extend(places),
            TypeRef::Named(id) => match &api.type_def(*id).kind {
                TypeKind::Alias(target) => open.push(target),
                _ => found.push(id.0),
            },
            _ => {}
        }
    }
    found
}

/// The edges that lead back onto the path they were reached by, in a depth-first walk in the order
/// of types: without them there is no circle. No recursion, as chains are as long as the document
/// likes.
fn back_edges(edges: &Edges) -> Vec<(usize, usize)> {
    let (mut done, mut on_path) = (vec![false; edges.len()], vec![false; edges.len()]);
    let mut found = BTreeSet::new();
    for start in 0..edges.len() {
        if done[start] {
            continue;
        }
        let mut path = vec![(start, 0)];
        on_path[start] = true;
        while let Some((node, next)) = path.last_mut() {
            let node = *node;
            let Some((label, target)) = edges[node].get(*next).copied() else {
                (done[node], on_path[node]) = (true, false);
                path.pop();
                continue;
            };
            *next += 1;
            if on_path[target] {
                found.insert((node, label));
            } else if !done[target] {
                on_path[target] = true;
                path.push((target, 0));
            }
        }
    }
    found.into_iter().collect()
}
