//! A client as several crates: one for each tag, what they share, and the one that joins them.
//!
//! The one that joins them has the client, whose methods lead to each tag's, and the modules of all: what
//! callers write is what they write for one crate. Each module is written as it is there, but for the paths
//! of what is in other crates, and for links up to what depends on it, which no crate can name.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::file::file_name;
use super::index::Index;
use super::modules::{self, CLIENT};
use super::place::{Packages, Place};
use super::scope::{Scope, ident};
use super::wrap::wrap;
use super::{File, INTERFACE, Item, Options, Part, client, docs, mock};
use crate::ir::{self, Api, Crate, CrateId, Crates, ModuleId};

/// A crate of a client that is several: what its `Cargo.toml` says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Package {
    /// Its name, as cargo has it; its files are in a folder of the same name.
    pub name: String,
    /// What it holds, in one sentence of CommonMark.
    pub description: String,
    /// The other crates of the client that it depends on.
    pub dependencies: Vec<PackageDependency>,
    /// The features that stand for a tag each; only the crate that joins the others has them.
    pub features: Vec<String>,
    /// The feature that the mock of the API is compiled with, where this crate has a part in it.
    pub mock_feature: Option<String>,
}

/// Another crate of the client that a crate of it depends on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct PackageDependency {
    /// Its name.
    pub name: String,
    /// The feature that it is compiled with; nothing where it always is.
    pub feature: Option<String>,
}

/// Every crate of the client with its sources, by paths that begin with its folder: the one that joins the
/// others first, then each after those it depends on.
#[must_use]
pub fn packages(api: &Api, crates: &Crates, options: &Options) -> Vec<(Package, Vec<File>)> {
    let index = Index::new(api);
    let packages = Packages::new(api, crates, options);
    let parts = (0..crates.crates.len()).map(CrateId);
    let parts = parts.map(|id| part(&index, api, id, &packages, options));
    let mut all = vec![whole(&index, api, &packages, options)];
    all.extend(parts);
    all
}

/// A crate with a module of the client, or a part of one.
fn part(
    index: &Index<'_>,
    api: &Api,
    id: CrateId,
    packages: &Packages<'_>,
    options: &Options,
) -> (Package, Vec<File>) {
    let Crate { module: module_id, has_operations } = packages.crates.crates[id.0];
    let (name, module) = (packages.names[id.0].clone(), &api.modules[module_id.0]);
    let mut scope = Scope::new(api, index, module_id, options).at(Place::Part(packages, id));
    let mut items = modules::module_items(&mut scope);
    if let Some(feature) = options.mock_feature.as_ref().filter(|_| has_operations) {
        items.extend(mock::answers_of(&mut scope, feature));
    }
    let mut sources = Sources::new(&name);
    let docs = match has_operations {
        true => modules::module_docs(index, module_id, module),
        false => docs::doc_attributes(&modules::words(module)),
    };
    let tokens = sources.module(&module.name, &docs, items, scope.imports());
    let crates = scope.crates();
    sources.documented(scope);
    let description = description(api, module, has_operations);
    let joined = match packages.feature_name(module_id) {
        Some(feature) => format!("it (feature `{feature}`)"),
        None => "it".to_owned(),
    };
    let text =
        format!("{description}\n\nA part of `{}`, which re-exports {joined}.", packages.whole);
    let items = vec![Item::new(Part::Own, &name, tokens)];
    let dependency =
        |id: CrateId| PackageDependency { name: packages.names[id.0].clone(), feature: None };
    let package = Package {
        name,
        description,
        dependencies: crates.into_iter().map(dependency).collect(),
        features: Vec::new(),
        mock_feature: options.mock_feature.clone().filter(|_| has_operations),
    };
    (package, sources.finish(text, items))
}

/// What a crate holds, in a line.
fn description(api: &Api, module: &ir::Module, has_operations: bool) -> String {
    let title = docs::safe(&docs::one_line(&api.title));
    let name = module.name.trim_start_matches("r#");
    match has_operations {
        true => format!("The module `{name}` of a client for {title}."),
        false => format!("Types of the module `{name}` of a client for {title}."),
    }
}

/// The crate with the client and the modules of all.
fn whole(
    index: &Index<'_>,
    api: &Api,
    packages: &Packages<'_>,
    options: &Options,
) -> (Package, Vec<File>) {
    let place = Place::Whole(packages);
    let mut sources = Sources::new(&packages.whole);
    let mut declarations = TokenStream::new();
    for (at, module) in api.modules.iter().enumerate() {
        let id = ModuleId(at);
        if module.name == CLIENT {
            let mut scope = Scope::new(api, index, id, options).at(place);
            let items = client::client_items(&mut scope);
            let docs = modules::module_docs(index, id, module);
            let tokens = sources.module(CLIENT, &docs, items, scope.imports());
            declarations.extend(tokens);
            sources.documented(scope);
        } else {
            declarations.extend(joined(index, id, module, packages));
        }
    }
    if let Some(feature) = &options.mock_feature {
        let id = ModuleId(api.modules.len());
        let mut scope = Scope::new(api, index, id, options).at(place);
        let (name, items) = (mock::module_name(&api.modules), mock::items(&mut scope));
        let docs = mock::attributes(feature);
        declarations.extend(sources.module(&name, &docs, items, scope.imports()));
        sources.documented(scope);
    }
    let mut items = vec![Item::new(Part::Own, "modules", declarations)];
    let types = modules::types_module(api, index, |module| place.feature_of(module));
    items.extend(types.map(|tokens| Item::new(Part::Types, "types", tokens)));
    let client = quote! {
        #[doc(inline)]
        pub use client::Client;
    };
    items.push(Item::new(Part::Own, "client", client));
    let title = docs::safe(&docs::one_line(&api.title));
    let description = format!("A client for {title}.");
    let text = format!(
        "{description}\n\nThe module of each tag is a crate of its own, which a feature of the tag's name compiles."
    );
    let dependency = |(id, name): (usize, &String)| {
        let feature = packages.feature_name(packages.crates.crates[id].module);
        PackageDependency { name: name.clone(), feature: feature.cloned() }
    };
    let package = Package {
        name: packages.whole.clone(),
        description,
        dependencies: packages.names.iter().enumerate().map(dependency).collect(),
        features: packages.features.iter().flatten().cloned().collect(),
        mock_feature: options.mock_feature.clone(),
    };
    (package, sources.finish(text, items))
}

/// A module of other crates as the crate that joins them has it.
fn joined(
    index: &Index<'_>,
    id: ModuleId,
    module: &ir::Module,
    packages: &Packages<'_>,
) -> Option<TokenStream> {
    let crates: Vec<_> =
        packages.crates.of_module(id).map(|id| packages.name_in_code(id)).collect();
    let (name, feature) = (ident(&module.name), packages.feature_of(id));
    match crates.as_slice() {
        [] => None,
        [only] => Some(quote! {
            #feature
            #[doc(inline)]
            pub use ::#only::#name;
        }),
        _ => {
            let docs = modules::module_docs(index, id, module);
            Some(quote! {
                #feature
                #docs
                pub mod #name {
                    #(#[doc(inline)] pub use ::#crates::#name::*;)*
                }
            })
        }
    }
}

/// The files of a crate.
struct Sources {
    folder: String,
    /// The names of files that are taken; cargo makes programs of `main.rs` and of what is in `bin`.
    names: BTreeSet<String>,
    files: Vec<File>,
}

impl Sources {
    fn new(package: &str) -> Self {
        let names = ["lib", "main", "bin"].map(str::to_owned).into();
        Self { folder: format!("{package}/src"), names, files: Vec::new() }
    }

    /// Adds the file of a module, and returns what declares the module.
    fn module(
        &mut self,
        module: &str,
        docs: &TokenStream,
        items: Vec<Item>,
        imports: TokenStream,
    ) -> TokenStream {
        let name = module.trim_start_matches("r#");
        let file = format!("{}.rs", file_name(name, &mut self.names));
        let declaration = modules::declaration(module, docs, &file);
        self.files.push(File::new(format!("{}/{file}", self.folder), name, imports, items));
        declaration
    }

    /// Gives the last file the documentation of its items, once all of it is written.
    fn documented(&mut self, scope: Scope<'_>) {
        if let Some(file) = self.files.last_mut() {
            file.docs = scope.into_docs();
        }
    }

    /// All files, the root file first, of which the documentation is `about`.
    fn finish(self, about: String, items: Vec<Item>) -> Vec<File> {
        let root = File::new(format!("{}/lib.rs", self.folder), "", TokenStream::new(), items);
        let root = File { interface: Some(INTERFACE), about: Some(wrap(&about)), ..root };
        std::iter::once(root).chain(self.files).collect()
    }
}
