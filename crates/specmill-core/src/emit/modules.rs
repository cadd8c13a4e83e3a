//! Files and modules, and how the root file joins them.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::file::file_name;
use super::index::Index;
use super::scope::{Scope, ident};
use super::wrap::wrap;
use super::{
    File, INTERFACE, Item, Options, Part, client, docs, mock, operations, paging, types, webhooks,
};
use crate::ir::{self, Api, ModuleId, Operation};

/// Every file, the root file first.
pub(super) fn files(api: &Api, options: &Options) -> Vec<File> {
    let mut files = Vec::new();
    let mut declarations = Vec::new();
    let surroundings = Index::new(api, options);
    let root = file_name(&options.name, &mut BTreeSet::new());
    let mut names = BTreeSet::new();
    for (index, module) in api.modules.iter().enumerate() {
        let id = ModuleId(index);
        let mut scope = Scope::new(api, &surroundings, id, options);
        let items = if module.name == CLIENT {
            client::client_items(&mut scope)
        } else {
            module_items(&mut scope)
        };
        if !items.is_empty() {
            let name = module.name.trim_start_matches("r#");
            let path = path(&root, name, &mut names);
            let (docs, label) =
                (module_docs(&surroundings, id, module), surroundings.labels.of_module(id));
            declarations.push(declaration(&module.name, &quote!(#docs #label), &path));
            let file = File::new(path, name, scope.imports(), items);
            files.push(File { docs: scope.into_docs(), ..file });
        }
    }
    if let Some(feature) = &options.mock_feature {
        // A module of its own, that is no tag's.
        let id = ModuleId(api.modules.len());
        let mut scope = Scope::new(api, &surroundings, id, options);
        let (name, items) = (mock::module_name(&api.modules), mock::items(&mut scope));
        let path = path(&root, &name, &mut names);
        let label = surroundings.labels.of_feature(feature);
        declarations.push(declaration(&name, &mock::attributes(feature, label.as_ref()), &path));
        let file = File::new(path, &name, scope.imports(), items);
        files.push(File { docs: scope.into_docs(), ..file });
    }
    let mut items = vec![Item::new(Part::Own, &options.name, quote!(#(#declarations)*))];
    items.extend(
        types_module(api, &surroundings).map(|tokens| Item::new(Part::Types, "types", tokens)),
    );
    let client = quote! {
        #[doc(inline)]
        pub use client::Client;
    };
    items.push(Item::new(Part::Own, "client", client));
    let root = File::new(format!("{root}.rs"), "", TokenStream::new(), items);
    files.insert(0, File { interface: Some(INTERFACE), ..root });
    files
}

const CLIENT: &str = "client";

fn path(root: &str, module: &str, names: &mut BTreeSet<String>) -> String {
    format!("{root}/{}.rs", file_name(module, names))
}

fn declaration(module: &str, docs: &TokenStream, path: &str) -> TokenStream {
    let name = ident(module);
    quote! {
        #docs
        // What is deprecated is still offered, and names come from the document.
        #[allow(deprecated, clippy::wrong_self_convention)]
        pub mod #name { include!(#path); }
    }
}

fn module_docs(index: &Index<'_>, id: ModuleId, module: &ir::Module) -> TokenStream {
    let mut text = module.docs.text.as_deref().map(docs::safe).unwrap_or_default();
    let operations: Vec<String> = index
        .groups(id)
        .iter()
        .flat_map(|group| {
            group.operations.iter().map(move |operation| {
                let method = operation.method.trim_start_matches("r#");
                let (client, module) = (&group.client, module.name.trim_start_matches("r#"));
                let verb = operation.http_method.clone();
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

fn module_items(scope: &mut Scope<'_>) -> Vec<Item> {
    let (api, index, id) = (scope.api, scope.index, scope.module);
    let mut items = Vec::new();
    for group in index.groups(id) {
        items.extend(operations::group_items(scope, group));
    }
    for webhooks in api.webhooks.iter().filter(|webhooks| webhooks.module == id) {
        let tokens = webhooks::items(scope, webhooks);
        items.push(Item::new(Part::Types, &webhooks.name, tokens));
    }
    for def in index.types(id) {
        items.push(Item::new(Part::Types, &def.name, types::type_items(scope, def)));
    }
    items.extend(paging::page_items(scope, id));
    items
}

/// Every type by its name alone, wherever its module is: the path that stays when a second tag
/// begins to use a type.
fn types_module(api: &Api, surroundings: &Index<'_>) -> Option<TokenStream> {
    let uses: Vec<TokenStream> = api
        .modules
        .iter()
        .enumerate()
        .filter_map(|(index, module)| {
            let types = surroundings.types(ModuleId(index));
            let mut names: Vec<&str> = types.iter().map(|def| def.name.as_str()).collect();
            let groups = surroundings.groups(ModuleId(index)).iter();
            names.extend(groups.flat_map(|group| &group.operations).flat_map(Operation::choices));
            let events = api.webhooks.iter().filter(|webhooks| webhooks.module == ModuleId(index));
            names.extend(events.map(|webhooks| webhooks.name.as_str()));
            names.sort_unstable();
            let names: Vec<_> = names.into_iter().map(ident).collect();
            let module = ident(&module.name);
            match names.as_slice() {
                [] => None,
                [only] => Some(quote!(pub use super::#module::#only;)),
                _ => Some(quote!(pub use super::#module::{#(#names),*};)),
            }
        })
        .collect();
    if uses.is_empty() {
        return None;
    }
    let docs = docs::doc_attributes(&wrap(
        "All types under one path, which does not change when a type moves to another module.\n\n\
         Each implements serde's `Serialize` and `Deserialize`: `serde_json::to_value(&it)` writes it as it is sent. \
         Structs that are sent have `new` and setters; one that only the server sends is \
         [decoded](::specmill_runtime::json::decode), as in a test. How to match enums and unions, and how types \
         of your own take the place of these, is [at JSON](::specmill_runtime::json).",
    ));
    Some(quote! {
        #docs
        #[allow(deprecated)]
        pub mod types { #(#uses)* }
    })
}
