//! Lists that come page by page.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::scope::{Scope, ident};
use super::{Item, Part};
use crate::ir::{
    Answer, Api, Cursor, Member, ModuleId, Operation, Pagination, Presence, TypeId, TypeRef,
};

/// `items` and `pages`, where the operation has pages.
pub(super) fn builder_methods(
    scope: &mut Scope<'_>,
    operation: &Operation,
    answer: &TokenStream,
) -> Option<TokenStream> {
    let item = &operation.pagination.as_ref()?.item;
    scope.http_module();
    let item = scope.ty(item);
    Some(quote! {
        /// Returns a stream of the items of all pages. Each page is requested when it is needed.
        #[inline]
        pub fn items(self) -> http::Items<#item> {
            self.call.items()
        }

        /// Returns a stream of all pages. Each page is requested when it is needed.
        #[inline]
        pub fn pages(self) -> http::Pages<#answer> {
            self.call.pages()
        }
    })
}

/// How the pages of this module find their items and the next page; once for each type.
pub(super) fn page_items(scope: &mut Scope<'_>, module: ModuleId) -> Vec<Item> {
    let (api, index) = (scope.api, scope.index);
    let place = scope.place;
    index
        .pages(module)
        .iter()
        .filter(|(id, _)| place.holds_type(*id))
        .map(|(id, rule)| {
            Item::new(Part::Types, &api.type_def(*id).name, page_impl(scope, *id, rule))
        })
        .collect()
}

/// The types that are pages, each with its rule.
pub(super) fn pages(api: &Api) -> Vec<(TypeId, &Pagination)> {
    let mut seen = BTreeSet::new();
    api.operations()
        .filter_map(|operation| {
            let rule = operation.pagination.as_ref()?;
            let Answer::Json(answer) = &operation.answer else { return None };
            match api.resolved(answer) {
                TypeRef::Named(id) if seen.insert(*id) => Some((*id, rule)),
                _ => None,
            }
        })
        .collect()
}

fn page_impl(scope: &mut Scope<'_>, id: TypeId, rule: &Pagination) -> TokenStream {
    scope.http_module();
    let name = scope.named(id);
    let item = scope.ty(&rule.item);
    let field = ident(&rule.items.name);
    let (items, into_items) = match rule.items.presence {
        Presence::Required => (quote!(&self.#field), quote!(self.#field)),
        _ => (
            quote!(self.#field.as_deref().unwrap_or_default()),
            quote!(self.#field.unwrap_or_default()),
        ),
    };
    let next = next(rule);
    let end = rule.has_more.as_ref().map(|has_more| {
        let field = ident(&has_more.name);
        let over = match has_more.presence {
            Presence::Required => quote!(!self.#field),
            Presence::OptionalNullable => quote!(self.#field.as_ref() == Some(&false)),
            _ => quote!(self.#field == Some(false)),
        };
        quote! {
            if #over {
                return None;
            }
        }
    });
    let has_more = rule.has_more.as_ref().map(|has_more| {
        let field = ident(&has_more.name);
        let value = match has_more.presence {
            Presence::Required => quote!(self.#field),
            Presence::OptionalNullable => quote!(self.#field.as_ref() == Some(&true)),
            _ => quote!(self.#field == Some(true)),
        };
        quote! {
            fn has_more(&self) -> bool {
                #value
            }
        }
    });
    quote! {
        impl http::Page for #name {
            type Item = #item;

            fn items(&self) -> &[#item] {
                #items
            }

            fn into_items(self) -> Vec<#item> {
                #into_items
            }

            fn next(&self) -> Option<String> {
                #end
                #next
            }

            #has_more
        }
    }
}

/// The next cursor.
fn next(rule: &Pagination) -> TokenStream {
    let of = |member: &Member, owner: TokenStream| {
        let field = ident(&member.name);
        match member.presence {
            Presence::Required => quote!(Some(#owner.#field.clone())),
            Presence::OptionalNullable => quote!(#owner.#field.as_ref().cloned()),
            _ => quote!(#owner.#field.clone()),
        }
    };
    match &rule.cursor {
        Cursor::Page(member) => of(member, quote!(self)),
        Cursor::LastItem(member) => {
            let items = match rule.items.presence {
                Presence::Required => {
                    let items = ident(&rule.items.name);
                    quote!(self.#items)
                }
                _ => quote!(http::Page::items(self)),
            };
            let field = ident(&member.name);
            match member.presence {
                Presence::Required => quote!(#items.last().map(|item| item.#field.clone())),
                _ => {
                    let value = of(member, quote!(item));
                    quote!(#items.last().and_then(|item| #value))
                }
            }
        }
    }
}
