//! What an example does with the answer.

use proc_macro2::TokenStream;
use quote::quote;
use specmill_secret_names::is_secret_name;

use super::super::scope::{Scope, ident};
use crate::ir::{Answer, Field, Operation, Presence, TypeKind, TypeRef};

/// The statements that send `call` and show what comes back; apart from them, those that ask for
/// events in place of it.
pub(super) fn statements(
    scope: &Scope<'_>,
    operation: &Operation,
    call: &TokenStream,
) -> Vec<TokenStream> {
    if let Some(pagination) = &operation.pagination {
        let shown = shown(scope, &pagination.item, &quote!(item));
        return vec![quote! {
            let mut items = #call.items();
            while let Some(item) = items.try_next().await? {
                #shown
            }
        }];
    }
    let mut statements = vec![match &operation.answer {
        Answer::Empty => quote!(#call.await?;),
        Answer::Json(ty) => {
            let shown = match scope.api.resolved(ty) {
                TypeRef::Named(_) => shown(scope, ty, &quote!(response)),
                _ => quote!(println!("{:?}", *response);),
            };
            quote!(let response = #call.await?; #shown)
        }
        Answer::Text(_) => quote!(let text = #call.await?; println!("{}", text.as_str());),
        Answer::Download(_) => {
            quote!(let mut download = #call.await?; download.save("download.bin").await?;)
        }
        Answer::Events(_) => events(call),
        Answer::ByStatus(_) => {
            quote!(let response = #call.await?; println!("{:?}", *response);)
        }
    }];
    if operation.events.is_some() {
        statements.push(events(&quote!(#call.stream())));
    }
    statements
}

fn events(call: &TokenStream) -> TokenStream {
    quote! {
        let mut events = #call.await?;
        while let Some(event) = events.try_next().await? {
            println!("{event:?}");
        }
    }
}

/// `println!` of what a reader would look at first in `value`: what names it, another scalar, how many
/// items it has; else of all of it.
fn shown(scope: &Scope<'_>, ty: &TypeRef, value: &TokenStream) -> TokenStream {
    let api = scope.api;
    let fields = match api.resolved(ty) {
        TypeRef::Named(id) => match &api.type_def(*id).kind {
            TypeKind::Struct(object) => object.fields.as_slice(),
            _ => &[],
        },
        _ => &[],
    };
    let is_there = |field: &&Field| {
        field.presence == Presence::Required
            && !field.docs.deprecated
            && !is_secret_name(&field.wire)
    };
    let ranked = fields.iter().filter(is_there).filter_map(|field| Some((rank(scope, field)?, field)));
    match ranked.min_by_key(|(rank, _)| *rank) {
        Some((LIST, field)) => {
            let field = ident(&field.name);
            quote!(println!("{}", #value.#field.len());)
        }
        Some((_, field)) => {
            let field = ident(&field.name);
            quote!(println!("{}", #value.#field);)
        }
        None => quote!(println!("{:?}", #value);),
    }
}

/// The rank of a list, of which the length is shown.
const LIST: usize = 4;

/// The place of a field among those that could be shown; `None` where it is written in no way that is
/// known to be short.
fn rank(scope: &Scope<'_>, field: &Field) -> Option<usize> {
    let (api, ty) = (scope.api, scope.api.resolved(&field.ty));
    let is_enum = |ty: &TypeRef| match ty {
        TypeRef::Named(id) => matches!(
            api.type_def(*id).kind,
            TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_)
        ),
        _ => false,
    };
    match ty {
        TypeRef::String => Some(match field.wire.as_str() {
            "id" => 0,
            "name" | "title" => 1,
            _ => 2,
        }),
        TypeRef::Integer(_) if field.wire == "id" => Some(0),
        TypeRef::Bool | TypeRef::Integer(_) | TypeRef::Float | TypeRef::Double => Some(3),
        TypeRef::List(_) => Some(LIST),
        ty if is_enum(ty) => Some(3),
        _ => None,
    }
}
