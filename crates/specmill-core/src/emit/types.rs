//! Named types and how they travel as JSON.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::scope::{Scope, ident};
use super::{constructors, shown, unions, uses};
use crate::ir::{self, Extra, Field, Presence, Struct, TypeDef, TypeKind, TypeRef, Variant};

/// The items of one type.
pub(super) fn type_items(scope: &mut Scope<'_>, def: &TypeDef) -> TokenStream {
    let docs = uses::documented(scope, def);
    let name = ident(&def.name);
    let usage = usage(def);
    match &def.kind {
        TypeKind::Struct(fields) => struct_items(scope, def, fields, &docs),
        TypeKind::StringEnum(strings) => {
            scope.private_module();
            let (names, values) = split(&strings.variants);
            let lines = variant_docs(scope, &strings.variants);
            let (other, any) = if strings.any {
                (" Any other string.", Some(quote!(, any)))
            } else {
                (" Any other value, kept unchanged. A `match` takes it by `_`.", None)
            };
            quote! {
                #docs
                #[derive(Clone, Debug, PartialEq, Eq, Hash)]
                #[non_exhaustive]
                pub enum #name {
                    #(#lines #names,)*
                    #[doc = #other]
                    Other(String),
                }
                runtime::open_enum!(#usage #name { #(#names = #values),* } #any);
            }
        }
        TypeKind::IntegerEnum(variants) => {
            scope.private_module();
            let (names, values) = split(variants);
            let lines = variant_docs(scope, variants);
            let values = values.iter().map(|value| Literal::i64_unsuffixed(*value));
            quote! {
                #docs
                #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
                #[non_exhaustive]
                pub enum #name {
                    #(#lines #names,)*
                    /// Any other value, kept unchanged. A `match` takes it by `_`.
                    Other(i64),
                }
                runtime::open_integer_enum!(#usage #name { #(#names = #values),* });
            }
        }
        TypeKind::Union(union) => unions::union_items(scope, def, union, &docs),
        TypeKind::Alias(target) => {
            let target = scope.ty(target);
            quote!(#docs pub type #name = #target;)
        }
        TypeKind::Newtype(inner) => {
            // It gets no second field, and is built by its first: not `#[non_exhaustive]`.
            scope.private_module();
            let inner = scope.ty(inner);
            quote! {
                #docs
                #[derive(Clone, Debug, PartialEq)]
                pub struct #name(pub #inner);
                runtime::newtype!(#name(#inner));
            }
        }
    }
}

/// Which way a type travels, where it is one: what the other way needs is then compiled only by who
/// uses it.
pub(super) fn usage(def: &TypeDef) -> Option<Ident> {
    match (def.usage.request, def.usage.response) {
        (true, true) => None,
        (true, false) => Some(ident("request")),
        (false, true) => Some(ident("response")),
        (false, false) => Some(ident("unused")),
    }
}

fn split<V: Clone>(variants: &[Variant<V>]) -> (Vec<proc_macro2::Ident>, Vec<V>) {
    variants.iter().map(|variant| (ident(&variant.name), variant.value.clone())).unzip()
}

fn variant_docs<V>(scope: &Scope<'_>, variants: &[Variant<V>]) -> Vec<TokenStream> {
    variants.iter().map(|variant| scope.docs(&variant.docs)).collect()
}

fn struct_items(
    scope: &mut Scope<'_>,
    def: &TypeDef,
    object: &Struct,
    docs: &TokenStream,
) -> TokenStream {
    scope.private_module();
    let name = ident(&def.name);
    let usage = usage(def);
    let fields: Vec<TokenStream> =
        object.fields.iter().map(|field| field_item(scope, field)).collect();
    let extra = object.extra.as_ref().map(|extra| {
        let name = ident(&extra.name);
        let ty = scope.ty(&TypeRef::Map(Box::new(extra.values.clone())));
        let docs = extra_docs(extra);
        quote! {
            #[doc = #docs]
            pub #name: #ty,
        }
    });
    let derive_default =
        (def.usage.request && constructors::derives_default(object)).then(|| quote!(, Default));
    let constructors = constructors::constructors(scope, def, object);
    let members = members(scope.api, object);
    let extra_member = object.extra.iter().map(|extra| {
        let name = ident(&extra.name);
        match extra.is_described {
            true => quote!(#name: extra),
            false => quote!(#name: undeclared),
        }
    });
    let demands = object.demands.iter().map(|alternatives| {
        let alternatives = alternatives.iter().map(|names| quote!([#(#names),*]));
        quote!([#(#alternatives)|*])
    });
    let members = members.into_iter().chain(extra_member);
    let hidden = shown::hidden(scope.api, def, object);
    let derive_debug = hidden.is_none().then(|| quote!(Debug,));
    quote! {
        #docs
        #[derive(Clone, #derive_debug PartialEq #derive_default)]
        #[non_exhaustive]
        pub struct #name { #(#fields)* #extra }
        #constructors
        runtime::object!(#usage #name { #(#demands)* #(#members),* } #hidden);
    }
}

/// What is said about the map of all members that have no field.
pub(super) fn extra_docs(extra: &Extra) -> &'static str {
    match extra.is_described {
        true => " Additional properties.",
        false => " Members that the description does not have, sent after all others.",
    }
}

fn field_item(scope: &mut Scope<'_>, field: &Field) -> TokenStream {
    let docs = scope.docs(&field.docs);
    let name = ident(&field.name);
    let ty = field_type(scope, field);
    quote!(#docs pub #name: #ty,)
}

/// The type of a field, its presence told.
pub(super) fn field_type(scope: &mut Scope<'_>, field: &Field) -> TokenStream {
    let ty = scope.ty(&field.ty);
    match field.presence {
        Presence::Required => ty,
        Presence::Optional | Presence::Nullable | Presence::OptionalOrNull => quote!(Option<#ty>),
        Presence::OptionalNullable => {
            let wrapper = scope.json("Field");
            quote!(#wrapper<#ty>)
        }
    }
}

/// The entries of `object!`, constants in their places among the fields.
fn members(api: &ir::Api, object: &Struct) -> Vec<TokenStream> {
    let mut entries = Vec::new();
    let mut constants = object.constants.iter().peekable();
    for at in 0..=object.fields.len() {
        while let Some(constant) = constants.next_if(|constant| constant.before <= at) {
            let (wire, value) = (&constant.wire, unions::literal(&constant.value));
            let how = if constant.may_be_missing { quote!(tag) } else { quote!(constant) };
            entries.push(quote!(#wire: #how #value));
        }
        let Some(field) = object.fields.get(at) else { continue };
        let (name, wire, reader) = (ident(&field.name), &field.wire, reader(field));
        // An enum of one value sees for itself that it has no other.
        let plain = matches!(api.resolved(&field.ty), TypeRef::Bool | TypeRef::Double);
        let always = field.constant.as_ref().filter(|_| plain).map(unions::literal);
        let always = always.map(|value| quote!(= #value));
        entries.push(quote!(#name: #reader #wire #always));
    }
    entries
}

/// The reader of a field: a method of the runtime's object reader, and its twin when writing.
fn reader(field: &Field) -> TokenStream {
    match field.presence {
        Presence::Required if field.is_base64_floats => quote!(floats),
        Presence::Required => quote!(required),
        Presence::Nullable => quote!(nullable),
        Presence::Optional => quote!(optional),
        Presence::OptionalNullable => quote!(field),
        Presence::OptionalOrNull => quote!(optional_or_null),
    }
}
