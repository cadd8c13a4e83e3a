//! What an example does with the answer.

use proc_macro2::TokenStream;
use quote::quote;
use specmill_secret_names::is_secret_name;

use super::example_layout as layout;
use super::scope::{Scope, ident};
use crate::ir::{Answer, Field, Operation, Presence, TypeKind, TypeRef};

/// The statements that send `call` and show what comes back; apart from them, those that ask for
/// events in place of it.
pub(super) fn statements(
    scope: &Scope<'_>,
    operation: &Operation,
    call: &TokenStream,
) -> Vec<String> {
    if let Some(pagination) = &operation.pagination {
        let then = shown(scope, &pagination.item, "item");
        return vec![each("item", "items", &quote!(#call.items()), &then)];
    }
    let sent = |name: &str, then: &str| {
        let before = format!("let {name} = ");
        format!("{}\n{then}", layout::statement(&before, &quote!(#call.await?), ";"))
    };
    let mut statements = vec![match &operation.answer {
        Answer::Empty => layout::statement("", &quote!(#call.await?), ";"),
        Answer::Json(ty) | Answer::Scalar(ty, _) => sent("response", &shown(scope, ty, "response")),
        Answer::Text(_) => sent("text", "println!(\"{}\", text.as_str());"),
        Answer::Download(_) => sent("mut download", "download.save(\"download.bin\").await?;"),
        Answer::ByStatus(_) => sent("response", "println!(\"{response:?}\");"),
        Answer::Events(_) => events(call),
    }];
    if operation.events.is_some() {
        statements.push(events(&quote!(#call.stream())));
    }
    statements
}

fn events(call: &TokenStream) -> String {
    each("event", "events", &quote!(#call.await?), "println!(\"{event:?}\");")
}

/// A loop over what comes one by one.
fn each(one: &str, all: &str, call: &TokenStream, then: &str) -> String {
    let start = layout::statement(&format!("let mut {all} = "), call, ";");
    format!("{start}\nwhile let Some({one}) = {all}.try_next().await? {{\n    {then}\n}}")
}

/// `println!` of what a reader would look at first in `value`: what names it, how many items it has,
/// another scalar; else of all of it.
fn shown(scope: &Scope<'_>, ty: &TypeRef, value: &str) -> String {
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
    let ranked =
        fields.iter().filter(is_there).filter_map(|field| Some((rank(scope, field)?, field)));
    match ranked.min_by_key(|(rank, _)| *rank) {
        Some((LIST, field)) => format!("println!(\"{{}}\", {value}.{}.len());", ident(&field.name)),
        Some((_, field)) => format!("println!(\"{{}}\", {value}.{});", ident(&field.name)),
        None => format!("println!(\"{{{value}:?}}\");"),
    }
}

/// The rank of a list, of which the length is shown.
const LIST: usize = 2;

/// The place of a field among those that could be shown; `None` where it is written in no way that is
/// known to be short.
fn rank(scope: &Scope<'_>, field: &Field) -> Option<usize> {
    let (api, ty) = (scope.api, scope.api.resolved(&field.ty));
    let is_enum = |ty: &TypeRef| match ty {
        TypeRef::Named(id) => {
            matches!(api.type_def(*id).kind, TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_))
        }
        _ => false,
    };
    match ty {
        TypeRef::String => Some(match field.wire.as_str() {
            "id" => 0,
            "name" | "title" => 1,
            _ => 3,
        }),
        TypeRef::Integer(_) if field.wire == "id" => Some(0),
        TypeRef::List(_) => Some(LIST),
        TypeRef::Integer(_) | TypeRef::Float | TypeRef::Double | TypeRef::UnixTime(_) => Some(4),
        ty if is_enum(ty) => Some(4),
        TypeRef::Bool => Some(5),
        _ => None,
    }
}
