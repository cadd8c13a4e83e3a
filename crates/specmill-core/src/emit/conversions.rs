//! What becomes a union: what its variants hold, and what becomes a union in it, where only one way leads.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::arguments::is_narrow;
use super::scope::{Scope, ident};
use super::unions::{literal, unboxed};
use crate::ir::{self, Integer, TypeDef, TypeId, TypeKind, TypeRef, Union, VariantContent};

/// Unions in unions that are looked into: one more would be seldom of use, and multiplies.
const DEEPEST: usize = 3;

/// Types that become a union through those in it. Of a union with more, only text, scalars and lists do:
/// each is code, and the type of an object names its union in the description.
const MOST_NESTED: usize = 24;

/// What becomes a union.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Source {
    /// Text, of whatever kind.
    Text,
    /// Lists of what becomes this type.
    List(TypeRef),
    /// This type.
    Type(TypeRef),
}

/// How one thing becomes the union.
#[derive(Clone, Debug)]
struct Way {
    source: Source,
    /// The variant that holds it then.
    variant: usize,
    /// What it becomes first, where that is not what the variant holds.
    via: Option<TypeRef>,
}

/// `From` for each type that becomes the union `def`.
pub(super) fn conversions(
    scope: &mut Scope<'_>,
    def: &TypeDef,
    union: &Union,
) -> Option<TokenStream> {
    let ways = ways(scope, def, union);
    let name = ident(&def.name);
    let lists = ways.iter().filter(|way| matches!(way.source, Source::List(_))).count();
    let (mut entries, mut items) = (Vec::new(), Vec::new());
    for way in &ways {
        let variant = ident(&union.variants.get(way.variant)?.name);
        let via = way.via.as_ref().map(|via| scope.ty(via)).map(|via| quote!(as #via));
        match &way.source {
            Source::Text => {
                for text in [quote!(&str), quote!(&String), quote!(String)] {
                    entries.push(quote!(#variant(#text #via)));
                }
            }
            Source::Type(ty) => {
                let ty = scope.ty(ty);
                entries.push(quote!(#variant(#ty #via)));
            }
            Source::List(item) => {
                let written = scope.ty(item);
                if lists == 1 && is_told(scope, def, item) {
                    items.push(quote!(#variant(#written #via)));
                    continue;
                }
                entries.push(quote!(#variant(Vec<#written> #via)));
                items.push(match scope.is_text(item) {
                    true => quote!(#variant(= str)),
                    false => quote!(#variant(= #written)),
                });
            }
        }
    }
    let entries = (!entries.is_empty()).then(|| quote!(runtime::from!(#name { #(#entries),* });));
    let items = (!items.is_empty()).then(|| quote!(runtime::from_items!(#name { #(#items),* });));
    let texts = texts(union, &ways);
    let texts = (!texts.is_empty()).then(|| quote!(runtime::from_text!(#name { #(#texts),* });));
    Some(quote!(#entries #items #texts))
}

/// Whether the only list of the union `def` can be made of whatever becomes an item: a literal gets its
/// type then, and no list holds the union itself.
fn is_told(scope: &Scope<'_>, def: &TypeDef, item: &TypeRef) -> bool {
    let mut is_itself = false;
    scope.api.expanded(item).named(&mut |id, _| {
        is_itself |= scope.api.type_def(id).name == def.name;
    });
    !is_itself && !is_narrow(scope, item)
}

/// The values that are text, of a union that no other text becomes.
fn texts(union: &Union, ways: &[Way]) -> Vec<TokenStream> {
    if ways.iter().any(|way| way.source == Source::Text) {
        return Vec::new();
    }
    let texts = union.variants.iter().filter_map(|variant| match &variant.content {
        VariantContent::Value(value @ ir::Literal::String(_)) => {
            let (name, value) = (ident(&variant.name), literal(value));
            Some(quote!(#name = #value))
        }
        _ => None,
    });
    texts.collect()
}

/// What becomes the union `def`, in the order of its variants, the nearer before the farther.
fn ways(scope: &Scope<'_>, def: &TypeDef, union: &Union) -> Vec<Way> {
    ways_within(scope, def, union, &mut BTreeSet::new())
}

fn ways_within(
    scope: &Scope<'_>,
    def: &TypeDef,
    union: &Union,
    open: &mut BTreeSet<TypeId>,
) -> Vec<Way> {
    let held = held(scope, union);
    let mut ways: Vec<Way> = held
        .iter()
        .filter(|(_, ty)| becomes(scope, def, &held, ty))
        .filter_map(|(at, _)| {
            let VariantContent::Type(written) = &union.variants.get(*at)?.content else {
                return None;
            };
            let source = source(scope, unboxed(written));
            Some(Way { source, variant: *at, via: None })
        })
        .collect();
    let direct: Vec<Source> = held.iter().map(|(_, ty)| source(scope, ty)).collect();
    let mut nested: Vec<Way> = Vec::new();
    for (at, ty) in &held {
        let TypeRef::Named(id) = ty else { continue };
        for source in of_type(scope, *id, open) {
            nested.push(Way { source, variant: *at, via: Some(ty.clone()) });
        }
    }
    let same = |one: &Source, other: &Source| expanded(scope, one) == expanded(scope, other);
    let is_single = |way: &&Way| {
        !direct.iter().any(|source| same(source, &way.source))
            && nested.iter().filter(|other| same(&other.source, &way.source)).count() == 1
            && !matches!(&way.source, Source::Type(TypeRef::Named(id)) if scope.api.type_def(*id).name == def.name)
    };
    let mut single: Vec<Way> = nested.iter().filter(is_single).cloned().collect();
    if single.len() > MOST_NESTED {
        single.retain(|way| !matches!(way.source, Source::Type(TypeRef::Named(_))));
    }
    ways.extend(single);
    ways
}

/// What becomes the type `id`, which a union holds.
fn of_type(scope: &Scope<'_>, id: TypeId, open: &mut BTreeSet<TypeId>) -> Vec<Source> {
    let def = scope.api.type_def(id);
    match &def.kind {
        TypeKind::StringEnum(_) => vec![Source::Text],
        TypeKind::IntegerEnum(_) => vec![Source::Type(TypeRef::Integer(Integer::I64))],
        TypeKind::Union(union) if def.usage.request && open.len() < DEEPEST && open.insert(id) => {
            let ways = ways_within(scope, def, union, open);
            open.remove(&id);
            let has_texts = !texts(union, &ways).is_empty();
            let text = has_texts.then_some(Source::Text);
            ways.into_iter().map(|way| way.source).chain(text).collect()
        }
        _ => Vec::new(),
    }
}

fn source(scope: &Scope<'_>, ty: &TypeRef) -> Source {
    if scope.is_text(ty) {
        return Source::Text;
    }
    match scope.api.resolved(ty) {
        TypeRef::List(item) => Source::List((**item).clone()),
        _ => Source::Type(ty.clone()),
    }
}

/// The source with what aliases stand for: two of the same are one to Rust.
fn expanded(scope: &Scope<'_>, source: &Source) -> Source {
    let expanded = |ty: &TypeRef| scope.api.expanded_by(ty, &|leaf| as_text(scope, leaf));
    match source {
        Source::Text => Source::Text,
        Source::List(item) => Source::List(expanded(item)),
        Source::Type(ty) => Source::Type(expanded(ty)),
    }
}

/// A date may be text here.
fn as_text(scope: &Scope<'_>, ty: TypeRef) -> TypeRef {
    if scope.is_text(&ty) { TypeRef::String } else { ty }
}

/// What each variant holds that is no mere value, by its place; boxes and aliases are seen through.
fn held(scope: &Scope<'_>, union: &Union) -> Vec<(usize, TypeRef)> {
    let text = |ty: TypeRef| as_text(scope, ty);
    let held =
        union.variants.iter().enumerate().filter_map(|(at, variant)| match &variant.content {
            VariantContent::Type(ty) => Some((at, scope.api.expanded_by(unboxed(ty), &text))),
            VariantContent::Value(_) => None,
        });
    held.collect()
}

/// Whether `ty` is held by one variant alone, and is not the union itself.
fn becomes(scope: &Scope<'_>, def: &TypeDef, held: &[(usize, TypeRef)], ty: &TypeRef) -> bool {
    let is_itself = matches!(ty, TypeRef::Named(id) if scope.api.type_def(*id).name == def.name);
    !is_itself && held.iter().filter(|(_, other)| other == ty).count() == 1
}

/// Whether what the variant `at` holds becomes the union by `into`. Of a union with many variants that
/// is not looked up.
pub(super) fn is_converted(scope: &Scope<'_>, def: &TypeDef, union: &Union, at: usize) -> bool {
    const MANY: usize = 100;
    if union.variants.len() > MANY {
        return false;
    }
    let held = held(scope, union);
    let own = held.iter().find(|(place, _)| *place == at);
    own.is_some_and(|(_, ty)| becomes(scope, def, &held, ty))
}
