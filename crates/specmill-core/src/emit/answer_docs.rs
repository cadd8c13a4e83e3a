//! What a method's documentation says of errors and of headers.

use proc_macro2::TokenStream;

use super::answers::status_text;
use super::docs;
use super::scope::Scope;
use crate::ir::{Operation, Status, TypeRef};

/// The sections `Errors` and `Response headers`, where the document has something for them.
pub(super) fn sections(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let sections: Vec<String> =
        [errors(scope, operation), headers(scope, operation)].into_iter().flatten().collect();
    if sections.is_empty() {
        return TokenStream::new();
    }
    // The first line ends the paragraph before.
    docs::doc_attributes(&format!("\n{}", sections.join("\n\n")))
}

fn errors(scope: &Scope<'_>, operation: &Operation) -> Option<String> {
    let lines: Vec<String> = operation
        .errors
        .iter()
        .map(|error| {
            let said = docs::of_item(&error.description);
            let body = error.body.as_ref().map(|ty| match linked_type(scope, ty) {
                Some(link) => format!(", {link}"),
                None => format!(", {}", docs::code(&plain_type(scope, ty))),
            });
            format!("- {}{}{said}", status_text(error.status), body.unwrap_or_default())
        })
        .collect();
    let has_body = operation.errors.iter().any(|error| error.body.is_some());
    let lead = if has_body {
        "# Errors\n\nReturns an error for these statuses, and when the request cannot be sent or its answer\n\
         cannot be read. [`http::Error::body_as`] decodes the body of an error."
    } else {
        "# Errors\n\nReturns an error for these statuses, and when the request cannot be sent or its answer\n\
         cannot be read."
    };
    (!lines.is_empty()).then(|| format!("{lead}\n\n{}", lines.join("\n")))
}

fn headers(scope: &Scope<'_>, operation: &Operation) -> Option<String> {
    let lines: Vec<String> = operation
        .headers
        .iter()
        .map(|header| {
            let is_success = |status: &Status| match status {
                Status::Exact(status) => (200..300).contains(status),
                Status::Range(first) => *first == 2,
                Status::Default => operation.errors.iter().all(|e| e.status != Status::Default),
            };
            let statuses: Vec<String> =
                header.statuses.iter().map(|status| status_text(*status).to_lowercase()).collect();
            let reader = if header.statuses.iter().any(is_success) {
                format!("response.header::<{}>({:?})", plain_type(scope, &header.ty), header.name)
            } else {
                "error.headers()".to_owned()
            };
            let said = header.description.as_deref().map(docs::of_item).unwrap_or_default();
            format!(
                "- {} ({}), read with {}{}",
                docs::code(&header.name),
                statuses.join(", "),
                docs::code(&reader),
                said
            )
        })
        .collect();
    (!lines.is_empty()).then(|| format!("# Response headers\n\n{}", lines.join("\n")))
}

/// A link to a type of the client, by the path that stays.
fn linked_type(scope: &Scope<'_>, ty: &TypeRef) -> Option<String> {
    match ty {
        TypeRef::Named(id) => {
            let name = &scope.api.type_def(*id).name;
            Some(format!("[`types::{name}`](super::types::{name})"))
        }
        _ => None,
    }
}

/// A type as it is written, without what this module would import for it.
fn plain_type(scope: &Scope<'_>, ty: &TypeRef) -> String {
    let tokens = scope.apart().ty(ty).to_string();
    tokens.replace(" :: ", "::").replace(" < ", "<").replace(" >", ">").replace(" ,", ",")
}
