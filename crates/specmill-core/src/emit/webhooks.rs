//! The enum of what the server sends of its own accord.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use super::scope::{Scope, ident};
use super::wrap::wrap;
use crate::ir::Webhooks;

/// The enum of `webhooks`, and how a payload finds its variant.
pub(super) fn items(scope: &mut Scope<'_>, webhooks: &Webhooks) -> TokenStream {
    scope.private_module();
    let raw = scope.json("RawJson");
    let name = ident(&webhooks.name);
    let mut variants = TokenStream::new();
    let mut tagged = Vec::new();
    let mut untagged = Vec::new();
    for event in &webhooks.events {
        let variant = ident(&event.name);
        let docs = scope.docs(&event.docs);
        let payload = scope.ty(&event.payload);
        variants.extend(quote!(#docs #variant(#payload),));
        match &event.tag {
            Some(tag) => tagged.push(quote!(#tag => #variant)),
            None => untagged.push(variant),
        }
    }
    let docs = docs::doc_attributes(&wrap(
        "An event that a webhook delivers.\n\n`webhooks::Webhook::event` of the runtime (feature `webhooks`) \
         verifies a request and reads its body as this. `json::decode` reads a body that is verified already.",
    ));
    let by_tag = webhooks.tag.as_ref().map(|tag| quote!(tag #tag: { #(#tagged),* },));
    let by_faults = (!untagged.is_empty()).then(|| quote!(fewest: [#(#untagged),*]));
    quote! {
        #docs
        // Values are matched at once and not kept in numbers, so their size does not matter.
        #[allow(clippy::large_enum_variant)]
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #variants
            /// An event that this client does not know, kept unchanged.
            Unknown(#raw),
        }
        runtime::union!(response #name { #by_tag #by_faults });
    }
}
