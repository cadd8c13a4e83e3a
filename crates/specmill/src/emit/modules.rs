//! Files and modules, and how the root file joins them.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::scope::{Scope, ident};
use super::{File, Options, client, docs, operations, paging, types, webhooks};
use crate::ir::{self, Api, ModuleId, TypeDef};

/// Every file, the root file first.
pub(super) fn files(api: &Api, options: &Options) -> Vec<File> {
    let mut files = Vec::new();
    let mut declarations = Vec::new();
    for (index, module) in api.modules.iter().enumerate() {
        let id = ModuleId(index);
        let tokens = if module.name == CLIENT {
            client_file(api, id, options)
        } else {
            module_file(api, id, options)
        };
        if let Some(tokens) = tokens {
            declarations.push(declaration(&module.name, &module_docs(api, id, module), options));
            files.push(File { path: path(&module.name, options), tokens });
        }
    }
    if !api.constants.is_empty() {
        let docs =
            docs::doc_attributes("Markers of the values that are always the same, for `Const`.");
        declarations.push(declaration("constants", &docs, options));
        files.push(File { path: path("constants", options), tokens: constants(api) });
    }
    declarations.extend(types_module(api));
    let header = quote! {
        #(#declarations)*
        #[doc(inline)]
        pub use client::Client;
    };
    files.insert(0, File { path: format!("{}.rs", options.name), tokens: header });
    files
}

const CLIENT: &str = "client";

fn path(module: &str, options: &Options) -> String {
    format!("{}/{}.rs", options.name, module.trim_start_matches("r#"))
}

fn declaration(module: &str, docs: &TokenStream, options: &Options) -> TokenStream {
    let name = ident(module);
    let path = path(module, options);
    quote! {
        #docs
        // What is deprecated is still offered, and names come from the document.
        #[allow(deprecated, clippy::wrong_self_convention)]
        pub mod #name { include!(#path); }
    }
}

fn module_docs(api: &Api, id: ModuleId, module: &ir::Module) -> TokenStream {
    let mut text = module.docs.text.as_deref().map(docs::safe).unwrap_or_default();
    let operations: Vec<String> = api
        .groups
        .iter()
        .filter(|group| group.module == id && group.tag.is_some())
        .flat_map(|group| {
            group.operations.iter().map(move |operation| {
                let method = operation.method.trim_start_matches("r#");
                let (client, module) = (&group.client, module.name.trim_start_matches("r#"));
                let verb = operation.http_method.to_uppercase();
                let call = docs::code(&format!("{verb} {}", operation.path));
                format!("- [`{method}`]({module}::{client}::{method}): {call}")
            })
        })
        .collect();
    if !operations.is_empty() {
        text.push_str("\n\n");
        text.push_str(&operations.join("\n"));
    }
    docs::doc_attributes(&text)
}

fn client_file(api: &Api, id: ModuleId, options: &Options) -> Option<TokenStream> {
    let mut scope = Scope::new(api, id, options);
    let items = client::client_items(&mut scope);
    let imports = scope.imports();
    Some(quote!(#imports #items))
}

fn module_file(api: &Api, id: ModuleId, options: &Options) -> Option<TokenStream> {
    let mut scope = Scope::new(api, id, options);
    let mut items = TokenStream::new();
    for group in api.groups.iter().filter(|group| group.module == id && group.tag.is_some()) {
        items.extend(operations::group_items(&mut scope, group));
    }
    for webhooks in api.webhooks.iter().filter(|webhooks| webhooks.module == id) {
        items.extend(webhooks::items(&mut scope, webhooks));
    }
    let defs: Vec<&TypeDef> = api.types.iter().filter(|def| def.module == id).collect();
    for def in defs {
        items.extend(types::type_items(&mut scope, def));
    }
    items.extend(paging::page_items(&mut scope, id));
    if items.is_empty() {
        return None;
    }
    let imports = scope.imports();
    Some(quote!(#imports #items))
}

fn constants(api: &Api) -> TokenStream {
    let lines = api.constants.iter().map(|constant| {
        let name = ident(&constant.name);
        let (value, shown) = match &constant.value {
            ir::Literal::String(text) => (Literal::string(text), text.clone()),
            ir::Literal::Integer(value) => (Literal::i64_unsuffixed(*value), value.to_string()),
            ir::Literal::Float(value) => (Literal::f64_unsuffixed(*value), value.to_string()),
            ir::Literal::Bool(value) => {
                let value = ident(&value.to_string());
                let docs = docs::doc_attributes(&format!("The constant `{value}`."));
                return quote!(#docs #name = #value;);
            }
        };
        let docs = docs::doc_attributes(&format!("The constant {}.", docs::code(&shown)));
        quote!(#docs #name = #value;)
    });
    quote!(specmill_runtime::json::constants! { #(#lines)* })
}

/// Every type by its name alone, wherever its module is: the path that stays when a second tag
/// begins to use a type.
fn types_module(api: &Api) -> Option<TokenStream> {
    if api.types.is_empty() {
        return None;
    }
    let uses = api.modules.iter().enumerate().filter_map(|(index, module)| {
        let mut names: Vec<&str> = api
            .types
            .iter()
            .filter(|def| def.module == ModuleId(index))
            .map(|def| def.name.as_str())
            .collect();
        names.sort_unstable();
        let names: Vec<_> = names.into_iter().map(ident).collect();
        let module = ident(&module.name);
        match names.as_slice() {
            [] => None,
            [only] => Some(quote!(pub use super::#module::#only;)),
            _ => Some(quote!(pub use super::#module::{#(#names),*};)),
        }
    });
    let docs = docs::doc_attributes(
        "Every type under one path, which stays the same when a second tag begins to use a type.",
    );
    Some(quote! {
        #docs
        #[allow(deprecated)]
        pub mod types { #(#uses)* }
    })
}
