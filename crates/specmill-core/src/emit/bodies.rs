//! Request bodies: how a method takes one, and how it is put into the call.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use super::operations::{borrowed, style};
use super::scope::{Scope, ident};
use crate::ir::{
    Body, BodyChoice, BodyContent, BodyKind, BodyVariant, Group, Operation, PropertyEncoding,
    TypeRef,
};

/// A body as an argument: `body: &NewNote`.
pub(super) fn argument(scope: &mut Scope<'_>, body: &Body) -> TokenStream {
    let name = ident(&body.name);
    let ty = match &body.kind {
        BodyKind::One(BodyContent::Text(_)) => quote!(&str),
        BodyKind::One(BodyContent::Bytes(_)) => {
            let upload = scope.http("Upload");
            quote!(impl Into<#upload>)
        }
        BodyKind::One(
            BodyContent::Json(ty, _) | BodyContent::Form(ty, _) | BodyContent::Multipart(ty, _),
        ) => borrowed(scope, ty).unwrap_or_else(|| {
            let ty = scope.ty(ty);
            quote!(&#ty)
        }),
        BodyKind::Choice(choice) => {
            let choice_type = ident(&choice.name);
            let lifetime = lifetime(body);
            quote!(impl Into<#choice_type #lifetime>)
        }
    };
    quote!(#name: #ty)
}

/// The lifetime that the method with this argument must name.
pub(super) fn lifetime(body: &Body) -> Option<TokenStream> {
    match &body.kind {
        BodyKind::Choice(choice) if borrows(choice) => Some(quote!(<'body>)),
        _ => None,
    }
}

/// `call` with the body in it.
pub(super) fn sent(scope: &mut Scope<'_>, body: &Body, call: &TokenStream) -> TokenStream {
    let name = ident(&body.name);
    match &body.kind {
        BodyKind::One(content) => {
            let setter = setter(scope, content, &quote!(#name));
            quote!(#call #setter)
        }
        BodyKind::Choice(_) => quote!(#name.into().put(#call)),
    }
}

/// `.json(body)` and its kin.
fn setter(scope: &mut Scope<'_>, content: &BodyContent, value: &TokenStream) -> TokenStream {
    match content {
        BodyContent::Json(_, media_type) => {
            // Under the document's media type where that is another JSON (RFC 6839).
            let plain = media_type == "application/json" || media_type.contains('*');
            let header = (!plain).then(|| quote!(.header("content-type", #media_type)));
            quote!(.json(#value) #header)
        }
        BodyContent::Form(_, encodings) => {
            let encodings = encoding_list(scope, encodings);
            quote!(.form(#value, #encodings))
        }
        BodyContent::Multipart(_, encodings) => {
            let encodings = encoding_list(scope, encodings);
            quote!(.multipart(#value, #encodings))
        }
        BodyContent::Text(media_type) => quote!(.text(#media_type, #value)),
        BodyContent::Bytes(media_type) => quote!(.bytes(#media_type, #value)),
    }
}

fn encoding_list(scope: &mut Scope<'_>, encodings: &[PropertyEncoding]) -> TokenStream {
    if encodings.is_empty() {
        return quote!(&[]);
    }
    scope.http_module();
    let encodings = encodings.iter().map(|encoding| {
        let name = &encoding.property;
        let content_type = encoding.content_type.iter().map(|ty| quote!(.content_type(#ty)));
        let style = encoding.style.iter().map(|value| {
            let style = style(*value);
            quote!(.style(http::Style::#style))
        });
        let explode = encoding.explode.iter().map(|explode| quote!(.explode(#explode)));
        let reserved = encoding.allow_reserved.then(|| quote!(.allow_reserved(true)));
        let headers = encoding.headers.iter().map(|(name, value)| quote!((#name, #value)));
        let headers = (!encoding.headers.is_empty()).then(|| quote!(.headers(&[#(#headers),*])));
        quote! {
            http::PropertyEncoding::new(#name)
                #(#content_type)* #(#style)* #(#explode)* #reserved #headers
        }
    });
    quote!(const { &[#(#encodings),*] })
}

/// The enum of the bodies that `operation` takes, where there are several.
pub(super) fn choice(
    scope: &mut Scope<'_>,
    group: &Group,
    operation: &Operation,
) -> Option<TokenStream> {
    match operation.body.as_ref().map(|body| &body.kind) {
        Some(BodyKind::Choice(choice)) => Some(choice_items(scope, group, operation, choice)),
        _ => None,
    }
}

fn choice_items(
    scope: &mut Scope<'_>,
    group: &Group,
    operation: &Operation,
    choice: &BodyChoice,
) -> TokenStream {
    scope.http_module();
    let name = ident(&choice.name);
    let lifetime = borrows(choice).then(|| quote!(<'a>));
    let anonymous = borrows(choice).then(|| quote!(<'_>));
    let docs = docs::doc_attributes(&format!(
        "The body of [`{}::{}`], in one of several media types.",
        group.client,
        operation.method.trim_start_matches("r#")
    ));
    let holders = holders(scope, choice);
    let mut variants = TokenStream::new();
    let mut arms = TokenStream::new();
    let mut conversions = TokenStream::new();
    for variant in &choice.variants {
        let variant_name = ident(&variant.name);
        let docs = docs::doc_attributes(&docs::code(&variant.media_type));
        let ty = variant_type(scope, variant);
        variants.extend(quote!(#docs #variant_name(#ty),));
        let setter = setter(scope, &variant.content, &quote!(body));
        arms.extend(quote!(Self::#variant_name(body) => call #setter,));
        if holders.get(&held(scope, variant)) == Some(&1) {
            let (own, whole) = match &variant.content {
                BodyContent::Bytes(_) => (None, &anonymous),
                _ => (lifetime.as_ref(), &lifetime),
            };
            conversions.extend(quote! {
                impl #own From<#ty> for #name #whole {
                    fn from(body: #ty) -> Self {
                        Self::#variant_name(body)
                    }
                }
            });
        }
    }
    quote! {
        #docs
        #[derive(Clone, Debug)]
        #[non_exhaustive]
        pub enum #name #lifetime { #variants }
        impl #name #anonymous {
            /// Sets this body in `call`.
            fn put<T>(self, call: http::Call<T>) -> http::Call<T> {
                match self { #arms }
            }
        }
        #conversions
    }
}

/// What a variant holds: bytes by value, as their content is shared; the rest borrowed.
fn variant_type(scope: &mut Scope<'_>, variant: &BodyVariant) -> TokenStream {
    match &variant.content {
        BodyContent::Bytes(_) => scope.http("Upload"),
        BodyContent::Text(_) => quote!(&'a str),
        BodyContent::Json(ty, _) | BodyContent::Form(ty, _) | BodyContent::Multipart(ty, _) => {
            if scope.is_text(ty) {
                return quote!(&'a str);
            }
            let ty = scope.ty(ty);
            quote!(&'a #ty)
        }
    }
}

fn borrows(choice: &BodyChoice) -> bool {
    choice.variants.iter().any(|variant| !matches!(variant.content, BodyContent::Bytes(_)))
}

/// Whether what this variant holds becomes the choice by itself: no other holds the same.
pub(super) fn is_converted(scope: &Scope<'_>, choice: &BodyChoice, variant: &BodyVariant) -> bool {
    holders(scope, choice).get(&held(scope, variant)) == Some(&1)
}

/// How many variants hold the same.
fn holders(scope: &Scope<'_>, choice: &BodyChoice) -> BTreeMap<Option<TypeRef>, usize> {
    let mut holders = BTreeMap::new();
    for variant in &choice.variants {
        *holders.entry(held(scope, variant)).or_default() += 1;
    }
    holders
}

/// What a variant holds, aliases seen through, text being one thing however it is described.
fn held(scope: &Scope<'_>, variant: &BodyVariant) -> Option<TypeRef> {
    match &variant.content {
        BodyContent::Bytes(_) => None,
        BodyContent::Text(_) => Some(TypeRef::String),
        BodyContent::Json(ty, _) | BodyContent::Form(ty, _) | BodyContent::Multipart(ty, _) => {
            let text = scope.is_text(ty);
            Some(if text { TypeRef::String } else { scope.api.expanded(ty) })
        }
    }
}
