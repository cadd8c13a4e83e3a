//! Constructors and setters, for types that are sent.

use std::collections::BTreeMap;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::arguments::{self, Argument, Goes};
use super::scope::{Scope, ident};
use super::types::extra_docs;
use super::unions::literal;
use crate::ir::{Extra, Field, Integer, Literal, Presence, Struct, TypeDef, TypeKind, TypeRef};

/// More arguments than this and clippy asks for a struct (`too_many_arguments`).
pub(super) const MANY_ARGUMENTS: usize = 7;

/// The fields a sender must give. One that may be null begins so.
pub(super) fn required(object: &Struct) -> Vec<&Field> {
    let must_be_given = |field: &&Field| field.presence == Presence::Required;
    object.fields.iter().filter(must_be_given).collect()
}

/// Whether what `derive(Default)` gives is what a sender starts from: nothing must be given, and nothing is
/// there.
pub(super) fn derives_default(object: &Struct) -> bool {
    required(object).is_empty() && object.fields.iter().all(|field| field.initial.is_none())
}

/// `new` and a setter for each optional field, where the type is sent.
pub(super) fn constructors(scope: &mut Scope<'_>, def: &TypeDef, object: &Struct) -> TokenStream {
    if !def.usage.request {
        return TokenStream::new();
    }
    let name = ident(&def.name);
    let new = new(scope, object);
    let is_set = |field: &&Field| field.presence != Presence::Required && !field.asks_for_stream;
    let optional: Vec<&Field> = object.fields.iter().filter(is_set).collect();
    let setters: Vec<TokenStream> =
        optional.into_iter().map(|field| setter(scope, field)).collect();
    let extra = object.extra.as_ref().map(|extra| extra_setter(scope, extra));
    let default = (!derives_default(object)).then(|| default(scope, &name, object));
    quote! {
        impl #name {
            #new
            #(#setters)*
            #extra
        }
        #default
    }
}

/// `Default`, where the document has a default for everything that must be given.
fn default(scope: &mut Scope<'_>, name: &Ident, object: &Struct) -> Option<TokenStream> {
    let required = required(object);
    let given: Vec<TokenStream> = required
        .iter()
        .map(|field| value_of(scope, field, field.default.as_ref()?))
        .collect::<Option<_>>()?;
    Some(quote! {
        impl Default for #name {
            fn default() -> Self {
                Self::new(#(#given),*)
            }
        }
    })
}

/// A value of a field, such as its default, as an argument of `new`.
fn value_of(scope: &mut Scope<'_>, field: &Field, value: &Literal) -> Option<TokenStream> {
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
        (TypeRef::UnixTime(time), Literal::Integer(_)) => {
            let (time, number) = (scope.json(time.name()), literal(value));
            quote!(#time::from(#number))
        }
        (TypeRef::UnixTime(time), Literal::Float(_)) if time.has_fraction => {
            let (time, number) = (scope.json(time.name()), literal(value));
            quote!(#time::from(#number))
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
            if let Some(value) = initial(scope, field) {
                return quote!(#name: #value);
            }
            match field.presence {
                Presence::Required => match taken.get(&*field.name).map(|argument| &argument.value)
                {
                    Some(value) if name != value.to_string() => quote!(#name: #value),
                    _ => quote!(#name),
                },
                Presence::Optional | Presence::Nullable | Presence::OptionalOrNull => {
                    quote!(#name: None)
                }
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

/// The value that an optional field begins with.
fn initial(scope: &mut Scope<'_>, field: &Field) -> Option<TokenStream> {
    let value = value_of(scope, field, field.initial.as_ref()?)?;
    let value = match scope.api.resolved(&field.ty) {
        TypeRef::String => quote!(#value.to_owned()),
        _ => value,
    };
    Some(match field.presence {
        Presence::OptionalNullable => quote!(Some(#value).into()),
        _ => quote!(Some(#value)),
    })
}

fn extra_setter(scope: &mut Scope<'_>, extra: &Extra) -> TokenStream {
    let (setter, name, docs) = (ident(&extra.setter), ident(&extra.name), extra_docs(extra));
    let map = TypeRef::Map(Box::new(extra.values.clone()));
    let Argument { ty, value, .. } = arguments::required(scope, &extra.name, &map, Goes::ToField);
    quote! {
        #[doc = #docs]
        #[inline]
        #[must_use]
        pub fn #setter(mut self, #name: #ty) -> Self {
            self.#name = #value;
            self
        }
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
    let docs = setter_docs(field, "");
    let (setter, name) = (ident(&field.setter), ident(&field.name));
    if let Some(value) = constant_value(scope, field) {
        let value = match field.presence {
            Presence::OptionalNullable => quote!(Some(#value).into()),
            _ => quote!(Some(#value)),
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
    let docs = format!(" Sets [`{bare}`](field@Self::{bare}) {to}");
    let docs = format!("{}.", docs.trim_end());
    let deprecated = field.docs.deprecated.then(|| quote!(#[deprecated]));
    quote!(#[doc = #docs] #deprecated)
}
