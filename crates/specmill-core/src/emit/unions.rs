//! Unions: an enum, how a value finds its variant, and what becomes one.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::conversions::conversions;
use super::scope::{Scope, ident};
use crate::ir::{self, JsonKind, TypeDef, TypeRef, Union, VariantContent};

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

pub(super) fn unboxed(ty: &TypeRef) -> &TypeRef {
    match ty {
        TypeRef::Boxed(inner) => inner,
        ty => ty,
    }
}
