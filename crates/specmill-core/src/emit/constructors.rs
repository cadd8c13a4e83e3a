//! Constructors and setters, for types that are sent.

use std::collections::BTreeMap;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::arguments::{self, Argument, Goes};
use super::scope::{Scope, ident};
use super::types::is_constant;
use super::unions::literal;
use crate::ir::{Api, Field, Integer, Literal, Presence, Struct, TypeDef, TypeKind, TypeRef};

/// More arguments than this and clippy asks for a struct (`too_many_arguments`).
pub(super) const MANY_ARGUMENTS: usize = 7;

/// The fields a sender must give. One that may be null begins so.
pub(super) fn required<'a>(api: &Api, object: &'a Struct) -> Vec<&'a Field> {
    let must_be_given =
        |field: &&Field| field.presence == Presence::Required && !is_constant(api, field);
    object.fields.iter().filter(must_be_given).collect()
}

/// Whether what `derive(Default)` gives is what a sender starts from: nothing must be given, and no
/// constant that is always sent is behind an `Option`.
pub(super) fn derives_default(scope: &Scope<'_>, def: &TypeDef, object: &Struct) -> bool {
    let left_out = |field: &Field| {
        is_always_sent(scope, def, field) && !matches!(field.presence, Presence::Required)
    };
    required(scope.api, object).is_empty() && !object.fields.iter().any(left_out)
}

/// Whether a field holds a constant that callers do not give: it is required, or tells a union which of
/// its members this is. Any other is sent where its setter is called.
fn is_always_sent(scope: &Scope<'_>, def: &TypeDef, field: &Field) -> bool {
    let is_required = matches!(field.presence, Presence::Required | Presence::Nullable);
    is_constant(scope.api, field) && (is_required || scope.index.is_tag(&def.name, &field.wire))
}

/// `new` and a setter for each optional field, where the type is sent.
pub(super) fn constructors(scope: &mut Scope<'_>, def: &TypeDef, object: &Struct) -> TokenStream {
    if !def.usage.request {
        return TokenStream::new();
    }
    let name = ident(&def.name);
    let new = new(scope, def, object);
    let is_set =
        |field: &&Field| field.presence != Presence::Required && !is_always_sent(scope, def, field);
    let optional: Vec<&Field> = object.fields.iter().filter(is_set).collect();
    let setters: Vec<TokenStream> =
        optional.into_iter().map(|field| setter(scope, field)).collect();
    let default = (!derives_default(scope, def, object)).then(|| default(scope, &name, object));
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
    let required = required(scope.api, object);
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
    Some(match (scope.api.resolved(&field.ty).clone(), value) {
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

fn new(scope: &mut Scope<'_>, def: &TypeDef, object: &Struct) -> TokenStream {
    let api = scope.api;
    let required = required(api, object);
    if derives_default(scope, def, object) {
        return quote! {
            /// Creates a value with no fields set.
            #[inline]
            #[must_use]
            pub fn new() -> Self {
                Self::default()
            }
        };
    }
    let mut taken: BTreeMap<&str, Argument> = BTreeMap::new();
    let mut arguments = Vec::new();
    for field in &required {
        let name = ident(&field.name);
        let argument = arguments::required(scope, &field.name, &field.ty, Goes::ToField);
        let ty = &argument.ty;
        arguments.push(quote!(#name: #ty));
        taken.insert(&field.name, argument);
    }
    let values: Vec<TokenStream> = object
        .fields
        .iter()
        .map(|field| {
            let name = ident(&field.name);
            match field.presence {
                _ if is_always_sent(scope, def, field) => match field.presence {
                    Presence::Required => quote!(#name: Default::default()),
                    Presence::Optional | Presence::Nullable => {
                        quote!(#name: Some(Default::default()))
                    }
                    Presence::OptionalNullable => {
                        quote!(#name: Some(Default::default()).into())
                    }
                },
                Presence::Required => match taken.get(&*field.name).map(|argument| &argument.value)
                {
                    Some(value) if name != value.to_string() => quote!(#name: #value),
                    _ => quote!(#name),
                },
                Presence::Optional | Presence::Nullable => quote!(#name: None),
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

fn setter(scope: &mut Scope<'_>, field: &Field) -> TokenStream {
    let docs = setter_docs(field, "");
    let (setter, name) = (ident(&field.setter), ident(&field.name));
    if is_constant(scope.api, field) {
        let value = match field.presence {
            Presence::OptionalNullable => quote!(Some(Default::default()).into()),
            _ => quote!(Some(Default::default())),
        };
        let null = null_setter(scope, field);
        return quote! {
            #docs
            #[inline]
            #[must_use]
            pub fn #setter(mut self) -> Self {
                self.#name = #value;
                self
            }
            #null
        };
    }
    let Argument { generics, ty, value } =
        arguments::optional(scope, &field.name, &field.ty, field.presence, Goes::ToField);
    let null = null_setter(scope, field);
    quote! {
        #docs
        #[inline]
        #[must_use]
        pub fn #setter #generics(mut self, #name: #ty) -> Self {
            self.#name = #value;
            self
        }
        #null
    }
}

/// The setter that makes a member null, where leaving it alone does not.
fn null_setter(scope: &mut Scope<'_>, field: &Field) -> Option<TokenStream> {
    if field.presence != Presence::OptionalNullable {
        return None;
    }
    let (setter, name) = (ident(&field.null_setter), ident(&field.name));
    let (docs, wrapper) = (setter_docs(field, "to null"), scope.json("Field"));
    Some(quote! {
        #docs
        #[inline]
        #[must_use]
        pub fn #setter(mut self) -> Self {
            self.#name = #wrapper::Null;
            self
        }
    })
}

/// The one line about a setter: what is said of the member stands on its field.
fn setter_docs(field: &Field, to: &str) -> TokenStream {
    let bare = field.name.trim_start_matches("r#");
    let docs = format!(" Sets [`{bare}`](field@Self::{}) {to}", field.name);
    let docs = format!("{}.", docs.trim_end());
    let deprecated = field.docs.deprecated.then(|| quote!(#[deprecated]));
    quote!(#[doc = #docs] #deprecated)
}
