//! Constructors and setters, for types that are sent.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::scope::{Scope, ident};
use super::unions::{is_made_of_members, literal};
use crate::ir::{Field, Integer, Literal, Presence, Struct, TypeDef, TypeKind, TypeRef};

/// More arguments than this and clippy asks for a struct (`too_many_arguments`).
pub(super) const MANY_ARGUMENTS: usize = 7;

/// The fields a sender must give.
pub(super) fn required(object: &Struct) -> Vec<&Field> {
    let must_be_given =
        |field: &&Field| matches!(field.presence, Presence::Required | Presence::Nullable);
    object.fields.iter().filter(must_be_given).collect()
}

/// Whether what `derive(Default)` gives is what a sender starts from: nothing must be given.
pub(super) fn derives_default(object: &Struct) -> bool {
    required(object).is_empty()
}

/// `new` and a setter for each optional field, where the type is sent.
pub(super) fn constructors(scope: &mut Scope<'_>, def: &TypeDef, object: &Struct) -> TokenStream {
    if !def.usage.request {
        return TokenStream::new();
    }
    let name = ident(&def.name);
    let new = new(scope, object);
    let is_set =
        |field: &&Field| matches!(field.presence, Presence::Optional | Presence::OptionalNullable);
    let optional: Vec<&Field> = object.fields.iter().filter(is_set).collect();
    let setters: Vec<TokenStream> =
        optional.into_iter().map(|field| setter(scope, field)).collect();
    let default = (!derives_default(object)).then(|| default(scope, &name, object));
    quote! {
        impl #name {
            #new
            #(#setters)*
        }
        #default
    }
}

/// `Default`, where the document has a default for everything that must be given.
fn default(scope: &mut Scope<'_>, name: &Ident, object: &Struct) -> Option<TokenStream> {
    let required = required(object);
    let given: Vec<TokenStream> =
        required.iter().map(|field| default_of(scope, field)).collect::<Option<_>>()?;
    Some(quote! {
        impl Default for #name {
            fn default() -> Self {
                Self::new(#(#given),*)
            }
        }
    })
}

/// A field's default as an argument of `new`.
fn default_of(scope: &mut Scope<'_>, field: &Field) -> Option<TokenStream> {
    let value = field.default.as_ref()?;
    let argument = match (scope.api.resolved(&field.ty).clone(), value) {
        (TypeRef::Bool, Literal::Bool(_)) => literal(value),
        (TypeRef::Double | TypeRef::Float, Literal::Float(_)) => literal(value),
        (TypeRef::String, Literal::String(_)) => literal(value),
        (TypeRef::Double | TypeRef::Float, Literal::Integer(whole)) => {
            literal(&Literal::Float(*whole as f64))
        }
        (TypeRef::Integer(width), Literal::Integer(whole)) if holds(width, *whole) => {
            literal(value)
        }
        (TypeRef::Named(id), Literal::String(text)) => {
            let TypeKind::StringEnum(strings) = &scope.api.type_def(id).kind else { return None };
            let variant = strings.variants.iter().find(|variant| variant.value == *text)?;
            let (name, variant) = (scope.named(id), ident(&variant.name));
            quote!(#name::#variant)
        }
        _ => return None,
    };
    Some(match (field.presence, value) {
        // `new` takes what becomes text, but no `Option` of that.
        (Presence::Nullable, Literal::String(_)) => quote!(Some(#argument.into())),
        (Presence::Nullable, _) => quote!(Some(#argument)),
        _ => argument,
    })
}

/// Whether a whole number fits a width.
fn holds(width: Integer, value: i64) -> bool {
    match width {
        Integer::I8 => i8::try_from(value).is_ok(),
        Integer::I16 => i16::try_from(value).is_ok(),
        Integer::I32 => i32::try_from(value).is_ok(),
        Integer::I64 | Integer::I128 => true,
        Integer::U8 => u8::try_from(value).is_ok(),
        Integer::U16 => u16::try_from(value).is_ok(),
        Integer::U32 => u32::try_from(value).is_ok(),
        Integer::U64 | Integer::U128 => value >= 0,
    }
}

fn new(scope: &mut Scope<'_>, object: &Struct) -> TokenStream {
    let required = required(object);
    if derives_default(object) {
        return quote! {
            /// Creates a value with no fields set.
            #[inline]
            #[must_use]
            pub fn new() -> Self {
                Self::default()
            }
        };
    }
    let arguments: Vec<TokenStream> = required
        .iter()
        .map(|field| {
            let name = ident(&field.name);
            let ty = argument_type(scope, field);
            quote!(#name: #ty)
        })
        .collect();
    let values: Vec<TokenStream> = object
        .fields
        .iter()
        .map(|field| {
            let name = ident(&field.name);
            match field.presence {
                Presence::Required if converts(scope, field) => quote!(#name: #name.into()),
                Presence::Required | Presence::Nullable => quote!(#name),
                Presence::Optional | Presence::OptionalOrNull => quote!(#name: None),
                Presence::OptionalNullable => quote!(#name: Default::default()),
            }
        })
        .collect();
    let extra = object.extra.as_ref().map(|extra| {
        let name = ident(&extra.name);
        quote!(#name: Default::default(),)
    });
    let summary = match required.is_empty() {
        true => " Creates a value with no fields set.",
        false => " Creates a value with its required fields.",
    };
    let many =
        (required.len() > MANY_ARGUMENTS).then(|| quote!(#[allow(clippy::too_many_arguments)]));
    quote! {
        #[doc = #summary]
        #many
        #[inline]
        #[must_use]
        pub fn new(#(#arguments),*) -> Self {
            Self { #(#values,)* #extra }
        }
    }
}

/// Text, files, points in time, boxes and unions are taken as whatever becomes them.
fn converts(scope: &Scope<'_>, field: &Field) -> bool {
    scope.is_text(&field.ty)
        || matches!(field.ty, TypeRef::Boxed(_) | TypeRef::Binary | TypeRef::Password)
        || scope.is_made_by_into(&field.ty)
        || is_made_of_members(scope, &field.ty)
}

fn argument_type(scope: &mut Scope<'_>, field: &Field) -> TokenStream {
    let ty = scope.ty(&field.ty);
    match field.presence {
        Presence::Nullable => quote!(Option<#ty>),
        _ if converts(scope, field) => quote!(impl Into<#ty>),
        _ => ty,
    }
}

/// The only value of a field, as an expression of its type.
fn constant_value(scope: &mut Scope<'_>, field: &Field) -> Option<TokenStream> {
    let value = field.constant.as_ref()?;
    let TypeRef::Named(id) = scope.api.resolved(&field.ty).clone() else {
        return Some(literal(value));
    };
    let variant = match &scope.api.type_def(id).kind {
        TypeKind::StringEnum(strings) => &strings.variants.first()?.name,
        TypeKind::IntegerEnum(variants) => &variants.first()?.name,
        TypeKind::Union(union) => &union.variants.first()?.name,
        _ => return None,
    };
    let (name, variant) = (scope.named(id), ident(variant));
    Some(quote!(#name::#variant))
}

fn setter(scope: &mut Scope<'_>, field: &Field) -> TokenStream {
    let docs = scope.docs(&field.docs);
    let (setter, name) = (ident(&field.setter), ident(&field.name));
    if let Some(value) = constant_value(scope, field) {
        let value = match field.presence {
            Presence::OptionalNullable => quote!(Some(#value).into()),
            _ => quote!(Some(#value)),
        };
        return quote! {
            #docs
            #[inline]
            #[must_use]
            pub fn #setter(mut self) -> Self {
                self.#name = #value;
                self
            }
        };
    }
    let ty = scope.ty(&field.ty);
    let (argument, value) = match field.presence {
        Presence::OptionalNullable => {
            let wrapper = scope.json("Field");
            (quote!(impl Into<#wrapper<#ty>>), quote!(#name.into()))
        }
        _ if converts(scope, field) => (quote!(impl Into<#ty>), quote!(Some(#name.into()))),
        _ => (ty, quote!(Some(#name))),
    };
    quote! {
        #docs
        #[inline]
        #[must_use]
        pub fn #setter(mut self, #name: #argument) -> Self {
            self.#name = #value;
            self
        }
    }
}
