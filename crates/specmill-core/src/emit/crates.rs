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
use super::place::{CrateNames, Packages, Place, condition};
use super::scope::{Scope, ident};
use super::wrap::wrap;
use super::{File, INTERFACE, Item, Options, Part, client, docs, mock};
use crate::ir::{self, Api, CrateId, Crates, ModuleId};

/// A crate of a client that is several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientCrate {
    /// Its name, as cargo has it.
    pub name: String,
    /// What it holds, in one sentence.
    pub description: String,
    /// The other crates of the client that it depends on.
    pub dependencies: Vec<CrateDependency>,
    /// Whether it has operations.
    pub has_operations: bool,
    /// Whether it has code that is compiled with the mock of the API.
    pub has_mock: bool,
}

/// What a crate of a client depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrateDependency {
    /// The name of the other crate.
    pub name: String,
    /// The feature that it is compiled with; nothing where it always is.
    pub feature: Option<String>,
}

/// Every crate of the client with its sources, by their paths in its folder `src`. The first joins the others, and
/// its root file has the name that `options` say, to be included by a `lib.rs`; each other one comes after those it
/// depends on.
#[must_use]
pub fn crates(
    api: &Api,
    crates: &Crates,
    options: &Options,
    names: &CrateNames,
) -> Vec<(ClientCrate, Vec<File>)> {
    let index = Index::new(api, options);
    let packages = Packages::new(api, crates, names);
    let writer = Writer { api, index: &index, packages: &packages, options };
    let parts = (0..crates.crates.len()).map(|at| writer.part(CrateId(at)));
    std::iter::once(writer.whole()).chain(parts).collect()
}

struct Writer<'a> {
    api: &'a Api,
    index: &'a Index<'a>,
    packages: &'a Packages<'a>,
    options: &'a Options,
}

impl<'a> Writer<'a> {
    fn scope(&self, module: ModuleId, place: Place<'a>) -> Scope<'a> {
        Scope::new(self.api, self.index, module, self.options).at(place)
    }

    /// A crate with a module of the client, or a part of one.
    fn part(&self, id: CrateId) -> (ClientCrate, Vec<File>) {
        let one = self.packages.crates.crates[id.0];
        let module = &self.api.modules[one.module.0];
        let mut scope = self.scope(one.module, Place::Part(self.packages, id));
        let mut items = modules::module_items(&mut scope);
        let mut has_mock = false;
        if let Some(feature) = self.options.mock_feature.as_ref().filter(|_| one.has_operations) {
            let answers = mock::answers_of(&mut scope, feature);
            has_mock = !answers.is_empty();
            items.extend(answers);
        }
        let docs = match one.has_operations {
            true => modules::module_docs(self.index, one.module, module),
            false => docs::doc_attributes(&modules::words(module)),
        };
        // Cargo makes programs of `main.rs` and of what is in `bin`.
        let mut sources = Sources::new(None, ["lib", "main", "bin"]);
        let dependencies = scope.crates();
        let declaration = sources.module(&module.name, &docs, items, scope);
        let description = self.description(module, one.has_operations);
        let joined = match self.packages.feature(id) {
            Some(feature) => format!("re-exports it with the feature `{feature}`"),
            None => "re-exports it".to_owned(),
        };
        let about = format!("{description} `{}` {joined}.", self.packages.whole());
        let items = vec![Item::new(Part::Own, "modules", declaration)];
        let dependency = |id: CrateId| CrateDependency {
            name: self.packages.names[id.0].clone(),
            feature: None,
        };
        let one = ClientCrate {
            name: self.packages.names[id.0].clone(),
            description,
            dependencies: dependencies.into_iter().map(dependency).collect(),
            has_operations: one.has_operations,
            has_mock,
        };
        (one, sources.finish("lib", Some(wrap(&about)), items))
    }

    /// What a crate holds, in a line.
    fn description(&self, module: &ir::Module, has_operations: bool) -> String {
        let title = docs::safe(&docs::one_line(&self.api.title));
        let name = module.name.trim_start_matches("r#");
        match has_operations {
            true => format!("The module `{name}` of a client for {title}."),
            false => format!("Types of the module `{name}` of a client for {title}."),
        }
    }

    /// The crate with the client and the modules of all.
    fn whole(&self) -> (ClientCrate, Vec<File>) {
        let Self { api, index, packages, options } = self;
        let place = Place::Whole(packages);
        let root = file_name(&options.name, &mut BTreeSet::new());
        let mut sources = Sources::new(Some(&root), []);
        let mut declarations = TokenStream::new();
        for (at, module) in api.modules.iter().enumerate() {
            let id = ModuleId(at);
            if module.name == CLIENT {
                let mut scope = self.scope(id, place);
                let items = client::client_items(&mut scope);
                let docs = modules::module_docs(index, id, module);
                declarations.extend(sources.module(CLIENT, &docs, items, scope));
            } else {
                declarations.extend(self.joined(id, module));
            }
        }
        if let Some(feature) = &options.mock_feature {
            let mut scope = self.scope(ModuleId(api.modules.len()), place);
            let (name, items) = (mock::module_name(&api.modules), mock::items(&mut scope));
            declarations.extend(sources.module(
                &name,
                &mock::attributes(feature, None),
                items,
                scope,
            ));
        }
        let mut items = vec![Item::new(Part::Own, "modules", declarations)];
        let types = modules::types_module(api, index, place);
        items.extend(types.map(|tokens| Item::new(Part::Types, "types", tokens)));
        items.push(modules::client_again());
        let dependency = |(at, name): (usize, &String)| {
            let feature = packages.feature(CrateId(at)).map(str::to_owned);
            CrateDependency { name: name.clone(), feature }
        };
        let one = ClientCrate {
            name: packages.whole().to_owned(),
            description: format!("A client for {}.", docs::safe(&docs::one_line(&api.title))),
            dependencies: packages.names.iter().enumerate().map(dependency).collect(),
            has_operations: true,
            has_mock: options.mock_feature.is_some(),
        };
        (one, sources.finish(&root, None, items))
    }

    /// A module of other crates as the crate that joins them has it.
    fn joined(&self, id: ModuleId, module: &ir::Module) -> Option<TokenStream> {
        let packages = self.packages;
        let crates: Vec<CrateId> = packages.crates.of_module(id).collect();
        let name = ident(&module.name);
        let reexport = |id: CrateId, path: TokenStream| {
            let (package, condition) =
                (packages.name_in_code(id), packages.feature(id).map(condition));
            quote! {
                #condition
                #[doc(inline)]
                pub use ::#package::#path;
            }
        };
        match crates.as_slice() {
            [] => None,
            [only] => Some(reexport(*only, quote!(#name))),
            several => {
                let uses = several.iter().map(|id| reexport(*id, quote!(#name::*)));
                let condition = packages.feature_of(id).map(condition);
                let docs = modules::module_docs(self.index, id, module);
                Some(quote! {
                    #condition
                    #docs
                    pub mod #name { #(#uses)* }
                })
            }
        }
    }
}

/// The files of a crate.
struct Sources<'a> {
    /// The folder of modules, where they have one.
    folder: Option<&'a str>,
    /// The names of files that are taken.
    names: BTreeSet<String>,
    files: Vec<File>,
}

impl<'a> Sources<'a> {
    fn new<const N: usize>(folder: Option<&'a str>, taken: [&str; N]) -> Self {
        Self { folder, names: taken.map(str::to_owned).into(), files: Vec::new() }
    }

    /// Adds the file of a module, and returns what declares the module.
    fn module(
        &mut self,
        module: &str,
        docs: &TokenStream,
        items: Vec<Item>,
        scope: Scope<'_>,
    ) -> TokenStream {
        let name = module.trim_start_matches("r#");
        let file = file_name(name, &mut self.names);
        let path = match self.folder {
            Some(folder) => format!("{folder}/{file}.rs"),
            None => format!("{file}.rs"),
        };
        let declaration = modules::declaration(module, docs, &path);
        let file = File::new(path, name, scope.imports(), items);
        self.files.push(File { docs: scope.into_docs(), ..file });
        declaration
    }

    /// All files, the root file first, which says `about` of the crate.
    fn finish(self, root: &str, about: Option<String>, items: Vec<Item>) -> Vec<File> {
        let root = File::new(format!("{root}.rs"), "", TokenStream::new(), items);
        let root = File { interface: Some(INTERFACE), about, ..root };
        std::iter::once(root).chain(self.files).collect()
    }
}
