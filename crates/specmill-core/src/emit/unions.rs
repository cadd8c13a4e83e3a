//! Unions: an enum, how a value finds its variant, and what becomes one.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::scope::{Scope, ident};
use crate::ir::{self, JsonKind, TypeDef, TypeKind, TypeRef, Union, VariantContent};

/// The items of the union `def`.
pub(super) fn union_items(
    scope: &mut Scope<'_>,
    def: &TypeDef,
    union: &Union,
    docs: &TokenStream,
) -> TokenStream {
    scope.private_module();
    let name = ident(&def.name);
    let raw = scope.json("RawJson");
    let variants: Vec<TokenStream> = union
        .variants
        .iter()
        .map(|variant| {
            let docs = scope.docs(&variant.docs);
            let name = ident(&variant.name);
            match &variant.content {
                VariantContent::Value(_) => quote!(#docs #name,),
                VariantContent::Type(ty) => {
                    let ty = scope.ty(ty);
                    quote!(#docs #name(#ty),)
                }
            }
        })
        .collect();
    let selection = selection(union);
    let usage = super::types::usage(def);
    let conversions = if def.usage.request { conversions(scope, def, union) } else { None };
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// Any other value, kept unchanged. A `match` takes it by `_`.
            Unknown(#raw),
        }
        runtime::union!(#usage #name { #selection });
        #conversions
    }
}

/// The clauses of `union!`.
fn selection(union: &Union) -> TokenStream {
    let variant = |at: &usize| union.variants.get(*at).map(|variant| ident(&variant.name));
    let constants: Vec<TokenStream> = union
        .variants
        .iter()
        .filter_map(|member| match &member.content {
            VariantContent::Value(value) => {
                let (name, value) = (ident(&member.name), literal(value));
                Some(quote!(#name = #value))
            }
            VariantContent::Type(_) => None,
        })
        .collect();
    let constants = clause(&quote!(constant), &constants);
    let tag = union.tag.as_ref().map(|tag| {
        let property = &tag.property;
        let entries = |is_text: bool| -> Vec<TokenStream> {
            let values = tag.values.iter().filter(|(value, members)| {
                matches!(value, ir::Literal::String(_)) == is_text && !members.is_empty()
            });
            let entry = |(value, members): &(ir::Literal, Vec<usize>)| {
                let (value, members) = (literal(value), members.iter().filter_map(variant));
                quote!(#value => #(#members)|*)
            };
            values.map(entry).collect()
        };
        let (texts, scalars) = (entries(true), clause(&quote!(scalar), &entries(false)));
        let default = tag.default.as_ref().and_then(variant);
        let default = default.map(|name| quote!(default: #name,));
        quote!(tag #property: { #(#texts),* }, #scalars #default)
    });
    let has = |kind: JsonKind, at: usize| union.kinds.contains(&(kind, at));
    let kinds: Vec<TokenStream> = union
        .kinds
        .iter()
        // A number's reader takes whole numbers, too.
        .filter(|(kind, at)| *kind != JsonKind::Integer || !has(JsonKind::Number, *at))
        .filter_map(|(kind, at)| {
            let (kind, name) = (ident(kind_name(*kind)), variant(at)?);
            Some(quote!(#kind => #name))
        })
        .collect();
    let kinds = clause(&quote!(kind), &kinds);
    let properties: Vec<TokenStream> = union
        .properties
        .iter()
        .filter_map(|(property, at)| variant(at).map(|name| quote!(#property => #name)))
        .collect();
    let properties = clause(&quote!(property), &properties);
    let fewest: Vec<_> = union.fewest.iter().filter_map(variant).collect();
    let fewest = (!fewest.is_empty()).then(|| quote!(fewest: [#(#fewest),*],));
    quote!(#constants #tag #kinds #properties #fewest)
}

fn clause(name: &TokenStream, entries: &[TokenStream]) -> Option<TokenStream> {
    (!entries.is_empty()).then(|| quote!(#name: { #(#entries),* },))
}

fn kind_name(kind: JsonKind) -> &'static str {
    match kind {
        JsonKind::Boolean => "boolean",
        JsonKind::Integer => "integer",
        JsonKind::Number => "number",
        JsonKind::String => "string",
        JsonKind::Array => "array",
        JsonKind::Object => "object",
    }
}

/// A scalar as Rust writes it.
pub(super) fn literal(value: &ir::Literal) -> TokenStream {
    match value {
        ir::Literal::String(text) => quote!(#text),
        ir::Literal::Integer(value) => {
            let value = Literal::i64_unsuffixed(*value);
            quote!(#value)
        }
        ir::Literal::Float(value) => {
            let value = Literal::f64_unsuffixed(*value);
            quote!(#value)
        }
        ir::Literal::Bool(value) => quote!(#value),
        ir::Literal::Null => quote!(()),
    }
}

/// `From` for each type that one variant alone holds.
fn conversions(scope: &mut Scope<'_>, def: &TypeDef, union: &Union) -> Option<TokenStream> {
    let types = held(scope, union);
    let mut entries = Vec::new();
    for (at, ty) in &types {
        if !becomes(scope, def, &types, ty) {
            continue;
        }
        let variant = &union.variants[*at];
        let VariantContent::Type(written) = &variant.content else { continue };
        let name = ident(&variant.name);
        if *ty == TypeRef::String {
            entries.push(quote!(#name(&str)));
        }
        let written = scope.ty(unboxed(written));
        entries.push(quote!(#name(#written)));
    }
    let name = ident(&def.name);
    (!entries.is_empty()).then(|| quote!(runtime::from!(#name { #(#entries),* });))
}

/// What each variant holds that is no mere value, by its place; boxes and aliases are seen through.
fn held(scope: &Scope<'_>, union: &Union) -> Vec<(usize, TypeRef)> {
    // A date may be text here.
    let text = |ty: TypeRef| if scope.is_text(&ty) { TypeRef::String } else { ty };
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

pub(super) fn unboxed(ty: &TypeRef) -> &TypeRef {
    match ty {
        TypeRef::Boxed(inner) => inner,
        ty => ty,
    }
}

/// Whether `ty` is a union that is made of its members by `into`.
pub(super) fn is_made_of_members(scope: &Scope<'_>, ty: &TypeRef) -> bool {
    match scope.api.resolved(ty) {
        TypeRef::Named(id) => {
            let def = scope.api.type_def(*id);
            matches!(def.kind, TypeKind::Union(_)) && def.usage.request
        }
        _ => false,
    }
}
