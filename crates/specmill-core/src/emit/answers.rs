//! Answers: the type of a call, how it is made, and the enums for several of them.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::docs;
use super::scope::{Scope, ident};
use crate::ir::{
    Answer, AnswerChoice, AnswerContent, AnswerVariant, EventStream, Group, Operation, Status,
    StreamFlag,
};

/// What a success answers, as a type.
pub(super) fn answer_type(scope: &mut Scope<'_>, operation: &Operation) -> TokenStream {
    match &operation.answer {
        Answer::Empty => quote!(()),
        Answer::Json(ty) | Answer::Scalar(ty, _) => scope.ty(ty),
        Answer::Text(_) => quote!(String),
        Answer::Download(_) => scope.http("Download"),
        Answer::Events(events) => {
            let item = scope.ty(&events.item);
            let stream = scope.http("EventStream");
            quote!(#stream<#item>)
        }
        Answer::ByStatus(choice) => {
            let name = ident(&choice.name);
            quote!(#name)
        }
    }
}

/// A call of the operation that nothing is set on.
pub(super) fn start(
    scope: &mut Scope<'_>,
    operation: &Operation,
    client: &TokenStream,
) -> TokenStream {
    scope.private_module();
    let accept = |types: &[String]| types.join(", ");
    match &operation.answer {
        Answer::Empty => quote!(runtime::call_for_nothing(#client, &OPERATION)),
        Answer::Json(_) if operation.accept == ["application/json"] => {
            quote!(runtime::call(#client, &OPERATION))
        }
        Answer::Json(_) => {
            let accept = accept(&operation.accept);
            quote!(runtime::call_for_json(#client, &OPERATION, #accept))
        }
        Answer::Text(types) => {
            let accept = accept(types);
            quote!(runtime::call_for_text(#client, &OPERATION, #accept))
        }
        Answer::Scalar(_, types) => {
            let accept = accept(types);
            quote!(runtime::call_for_scalar(#client, &OPERATION, #accept))
        }
        Answer::Download(types) => {
            let accept = accept(types);
            quote!(runtime::call_for_download(#client, &OPERATION, #accept))
        }
        Answer::Events(events) if events.text => {
            quote!(runtime::call_for_text_events(#client, &OPERATION))
        }
        Answer::Events(events) if events.whole => {
            quote!(runtime::call_for_whole_events(#client, &OPERATION))
        }
        Answer::Events(_) => quote!(runtime::call_for_events(#client, &OPERATION)),
        Answer::ByStatus(_) => quote!(runtime::call_by_status(#client, &OPERATION)),
    }
}

/// `stream`, where the operation can answer with events.
pub(super) fn stream_method(scope: &mut Scope<'_>, operation: &Operation) -> Option<TokenStream> {
    let EventStream { item, whole, text, flag } = operation.events.as_ref()?;
    let item = scope.ty(item);
    let call = scope.http("Call");
    let stream = scope.http("EventStream");
    let (set, said) = match flag {
        Some(StreamFlag::Body(name)) => {
            (quote!(.body_field(#name, &true)), format!(" Its body has `{name}: true`."))
        }
        Some(StreamFlag::Query(name)) => {
            (quote!(.query(#name, &true)), format!(" Its query has `{name}=true`."))
        }
        None => (TokenStream::new(), String::new()),
    };
    let events = ident(match (text, whole) {
        (true, _) => "text_events",
        (false, true) => "whole_events",
        (false, false) => "events",
    });
    let docs = docs::doc_attributes(&docs::one_line(&format!(
        "Returns a call that streams the answer as server-sent events.{said}"
    )));
    Some(quote! {
        #docs
        pub fn stream(self) -> #call<#stream<#item>> {
            self.call #set.#events()
        }
    })
}

/// The enum of the answers that `operation` has, where there are several.
pub(super) fn choice(
    scope: &mut Scope<'_>,
    group: &Group,
    operation: &Operation,
) -> Option<TokenStream> {
    match &operation.answer {
        Answer::ByStatus(choice) => Some(choice_items(scope, group, operation, choice)),
        _ => None,
    }
}

fn choice_items(
    scope: &mut Scope<'_>,
    group: &Group,
    operation: &Operation,
    choice: &AnswerChoice,
) -> TokenStream {
    scope.private_module();
    let name = ident(&choice.name);
    let docs = docs::doc_attributes(&format!(
        "An answer of [`{}::{}`], by status and media type.",
        group.client,
        operation.method.trim_start_matches("r#")
    ));
    let variants: TokenStream =
        choice.variants.iter().map(|variant| variant_item(scope, variant)).collect();
    let rules = choice.variants.iter().flat_map(rules);
    quote! {
        #docs
        // Values are matched at once and not kept in numbers, so their size does not matter.
        #[allow(clippy::large_enum_variant)]
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name { #variants }
        runtime::answers!(#name { #(#rules),* });
    }
}

fn variant_item(scope: &mut Scope<'_>, variant: &AnswerVariant) -> TokenStream {
    let name = ident(&variant.name);
    let mut text = match &variant.media_type {
        Some(media_type) => {
            let types = [media_type].into_iter().chain(&variant.also);
            let types: Vec<String> = types.map(|media_type| docs::code(media_type)).collect();
            format!("{}, {}.", status_text(variant.status), types.join(" or "))
        }
        None => format!("{}, without a body.", status_text(variant.status)),
    };
    let description = docs::safe(&variant.description);
    if !description.is_empty() {
        text = format!("{description}\n\n{text}");
    }
    let docs = docs::doc_attributes(&text);
    let held = match &variant.content {
        AnswerContent::Empty => None,
        AnswerContent::Json(ty) | AnswerContent::Scalar(ty) => Some(scope.ty(ty)),
        AnswerContent::Text => Some(quote!(String)),
        AnswerContent::Bytes => {
            scope.http_module();
            Some(quote!(http::Bytes))
        }
    };
    let held = held.map(|ty| quote!((#ty)));
    quote!(#docs #name #held,)
}

/// `200 "application/json" => Ok(json)`: when an answer is this variant, for each of its media types.
fn rules(variant: &AnswerVariant) -> Vec<TokenStream> {
    let status = match variant.status {
        Status::Exact(status) => {
            let status = Literal::u16_unsuffixed(status);
            quote!(#status)
        }
        // `2XX` is a number with a suffix to Rust.
        Status::Range(first) => format!("{first}XX").parse().unwrap_or_else(|_| quote!(default)),
        Status::Default => quote!(default),
    };
    let own = variant.media_type.as_deref();
    let name = ident(&variant.name);
    let held = match &variant.content {
        AnswerContent::Empty => None,
        AnswerContent::Json(_) => Some(quote!((json))),
        AnswerContent::Text => Some(quote!((text))),
        AnswerContent::Scalar(_) => Some(quote!((scalar))),
        AnswerContent::Bytes => Some(quote!((bytes))),
    };
    let rule = |media_type: Option<&str>| {
        let media_type = media_type.map(|media_type| quote!(#media_type));
        quote!(#status #media_type => #name #held)
    };
    let also = variant.also.iter().map(|media_type| rule(Some(media_type)));
    std::iter::once(rule(own)).chain(also).collect()
}

/// A status as a reader knows it.
pub(super) fn status_text(status: Status) -> String {
    match status {
        Status::Exact(status) => status.to_string(),
        Status::Range(first) => format!("{first}XX"),
        Status::Default => "Any other status".to_owned(),
    }
}
