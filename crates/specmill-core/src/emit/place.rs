//! Where a module is written: in the one crate of a client, or in one of several.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::Options;
use super::file::file_name;
use super::scope::ident;
use crate::ir::{Api, Crate, CrateId, Crates, ModuleId, TypeId};

/// The crate that is being written.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place<'a> {
    /// The only one.
    OneCrate,
    /// One of several, which each hold a module or a part of one.
    Part(&'a Packages<'a>, CrateId),
    /// The one that joins them: it has the modules of all, and the client.
    Whole(&'a Packages<'a>),
}

/// The crates of a client and their names.
#[derive(Clone, Debug)]
pub(super) struct Packages<'a> {
    pub(super) crates: &'a Crates,
    /// The name of each, as cargo has it.
    pub(super) names: Vec<String>,
    /// The name of the one that joins them.
    pub(super) whole: String,
    /// The feature of each module that is a tag's, or that of webhooks.
    pub(super) features: Vec<Option<String>>,
}

impl<'a> Packages<'a> {
    pub(super) fn new(api: &Api, crates: &'a Crates, options: &Options) -> Self {
        let whole = package_name(&options.name);
        let mut taken: BTreeSet<String> = [whole.as_str(), RUNTIME].map(str::to_owned).into();
        let mut names = vec![String::new(); crates.crates.len()];
        // The first of a module has its name; of a tag, that is the one with the operations.
        let firsts = crates.crates.iter().enumerate().filter(|(at, one)| {
            let first = crates.of_operations(one.module);
            first.or(crates.of_module(one.module).next()) == Some(CrateId(*at))
        });
        for (at, one) in firsts {
            names[at] = claim(&format!("{whole}-{}", module_name(api, one)), &mut taken);
        }
        for (name, one) in names.iter_mut().zip(&crates.crates) {
            if name.is_empty() {
                *name = claim(&format!("{whole}-{}-types", module_name(api, one)), &mut taken);
            }
        }
        let mut taken: BTreeSet<String> = RESERVED_FEATURES.map(str::to_owned).into();
        taken.extend(options.mock_feature.clone());
        let features = api.modules.iter().enumerate().map(|(at, module)| {
            crates.of_operations(ModuleId(at))?;
            Some(claim(&kebab(&module.name), &mut taken))
        });
        let features = features.collect();
        Self { crates, names, whole, features }
    }

    /// The feature that a module is compiled with; nothing where it always is.
    pub(super) fn feature_name(&self, module: ModuleId) -> Option<&String> {
        self.features.get(module.0)?.as_ref()
    }

    /// The attribute of what is compiled with the feature of a module.
    pub(super) fn feature_of(&self, module: ModuleId) -> Option<TokenStream> {
        self.feature_name(module).map(|feature| quote!(#[cfg(feature = #feature)]))
    }

    /// The name of a crate as code has it.
    pub(super) fn name_in_code(&self, id: CrateId) -> Ident {
        ident(&self.names[id.0].replace('-', "_"))
    }
}

/// The crate that all others depend on.
const RUNTIME: &str = "specmill-runtime";

/// Features that are no tag's.
const RESERVED_FEATURES: [&str; 2] = ["default", "all-tags"];

/// `name` as the name of a crate: what cargo and rustc take, in kebab case.
fn package_name(name: &str) -> String {
    let char =
        |char: char| if char.is_ascii_alphanumeric() { char.to_ascii_lowercase() } else { '-' };
    let name: String = name.chars().map(char).collect();
    let words: Vec<&str> = name.split('-').filter(|word| !word.is_empty()).collect();
    let name = words.join("-");
    match name.starts_with(|char: char| char.is_ascii_alphabetic()) {
        true => claim(&name, &mut BTreeSet::new()),
        false => claim(format!("api-{name}").trim_end_matches('-'), &mut BTreeSet::new()),
    }
}

fn module_name(api: &Api, one: &Crate) -> String {
    kebab(&api.modules[one.module.0].name)
}

fn kebab(module: &str) -> String {
    module.trim_start_matches("r#").replace('_', "-")
}

/// Takes `name`, or with a number where it is taken; what is too long for the name of a file is cut.
fn claim(name: &str, taken: &mut BTreeSet<String>) -> String {
    let name = file_name(name, &mut BTreeSet::new()).replace('_', "-");
    let name = name.trim_end_matches('-');
    let mut free = name.to_owned();
    let mut number = 1;
    while !taken.insert(free.clone()) {
        number += 1;
        free = format!("{name}-{number}");
    }
    free
}

impl Place<'_> {
    /// The attribute of what is compiled with the feature of a module, where modules have features.
    pub(super) fn feature_of(self, module: ModuleId) -> Option<TokenStream> {
        match self {
            Place::OneCrate => None,
            Place::Part(packages, _) | Place::Whole(packages) => packages.feature_of(module),
        }
    }

    /// Whether there are other crates.
    pub(super) fn is_one_of_several(self) -> bool {
        !matches!(self, Place::OneCrate)
    }

    /// Whether the type `id`, if it is in the module that is being written, is in this crate as well.
    pub(super) fn holds_type(self, id: TypeId) -> bool {
        match self {
            Place::OneCrate => true,
            Place::Part(packages, here) => packages.crates.of_type(id) == Some(here),
            Place::Whole(_) => false,
        }
    }

    /// Whether the operations of a module with a tag are in this crate, where it has the module.
    pub(super) fn holds_operations_of(self, module: ModuleId) -> bool {
        match self {
            Place::OneCrate => true,
            Place::Part(packages, here) => packages.crates.of_operations(module) == Some(here),
            Place::Whole(_) => false,
        }
    }

    /// Whether documentation here can link to the type `id`.
    pub(super) fn names_type(self, id: TypeId) -> bool {
        matches!(self, Place::OneCrate | Place::Whole(_)) || self.holds_type(id)
    }

    /// Whether documentation here can link to the operations of a module.
    pub(super) fn names_operations_of(self, module: ModuleId) -> bool {
        matches!(self, Place::OneCrate | Place::Whole(_)) || self.holds_operations_of(module)
    }

    /// The crate of a type, where that is another than this and code names it.
    pub(super) fn other_crate_of(self, id: TypeId) -> Option<CrateId> {
        match self {
            Place::Part(packages, here) => packages.crates.of_type(id).filter(|home| *home != here),
            // The crate that joins the others has their modules.
            Place::OneCrate | Place::Whole(_) => None,
        }
    }

    /// The name of another crate as code has it.
    pub(super) fn name_in_code(self, id: CrateId) -> Option<Ident> {
        match self {
            Place::OneCrate => None,
            Place::Part(packages, _) | Place::Whole(packages) => Some(packages.name_in_code(id)),
        }
    }
}
