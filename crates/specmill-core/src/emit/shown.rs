//! What `Debug` of a struct does not show.

use proc_macro2::TokenStream;
use quote::quote;
use specmill_secret_names::{is_name_around_secrets, is_secret_name};

use super::scope::ident;
use crate::ir::{self, Field, Struct, TypeDef, TypeKind, TypeRef};

/// The clauses of `object!` for the fields that are not to be shown, by their names and by
/// `additionalProperties`; none where `Debug` can be derived. What is of format `password` hides
/// itself.
pub(super) fn hidden(api: &ir::Api, def: &TypeDef, object: &Struct) -> Option<TokenStream> {
    let (secret, rest): (Vec<_>, Vec<_>) = object
        .fields
        .iter()
        .partition(|field| is_secret(def, object, field) && holds_text(api, &field.ty));
    let masked = rest
        .into_iter()
        .filter(|field| is_name_around_secrets(&field.wire) && is_text(api, &field.ty))
        .map(|field| &field.name);
    let extra = object.extra.iter().filter(|extra| is_text(api, &extra.values));
    let secret: Vec<_> = secret.iter().map(|field| ident(&field.name)).collect();
    let masked: Vec<_> =
        masked.chain(extra.map(|extra| &extra.name)).map(|name| ident(name)).collect();
    let secret = (!secret.is_empty()).then(|| quote!(, secret: [#(#secret),*]));
    let masked = (!masked.is_empty()).then(|| quote!(, masked: [#(#masked),*]));
    (secret.is_some() || masked.is_some()).then(|| quote!(#secret #masked))
}

/// Whether a field has the name of a secret, or is the value of what is called one. A `token` beside
/// its `logprob` is a piece of a text that a language model wrote.
fn is_secret(def: &TypeDef, object: &Struct, field: &Field) -> bool {
    match field.wire.as_str() {
        "value" => is_secret_name(&def.name),
        "token" => !object.fields.iter().any(|other| other.wire == "logprob"),
        name => is_secret_name(name),
    }
}

/// Whether a value is or holds text that its document does not list: no number, no date, no value of
/// an enum, nothing that hides itself.
fn holds_text(api: &ir::Api, ty: &TypeRef) -> bool {
    match api.resolved(ty) {
        TypeRef::Base64 => true,
        TypeRef::Named(id) => {
            !matches!(api.type_def(*id).kind, TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_))
        }
        ty => is_text(api, ty),
    }
}

/// Whether a value is text, or a list or map of it: no type that has a `Debug` of its own, which would
/// be written at each level for those above it.
fn is_text(api: &ir::Api, ty: &TypeRef) -> bool {
    match api.resolved(ty) {
        TypeRef::String | TypeRef::Any => true,
        TypeRef::List(inner)
        | TypeRef::Map(inner)
        | TypeRef::Nullable(inner)
        | TypeRef::OptionalItem(inner)
        | TypeRef::RestItems(inner)
        | TypeRef::MoreItems(inner)
        | TypeRef::Boxed(inner) => is_text(api, inner),
        TypeRef::Tuple(places) => places.iter().any(|place| is_text(api, place)),
        _ => false,
    }
}
