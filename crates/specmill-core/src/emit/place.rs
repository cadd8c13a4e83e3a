//! Where a module is written: in the one crate of a client, or in one of several.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::fnv::fnv1a;
use crate::ir::{Api, Crate, CrateId, Crates, ModuleId, TypeId, beginning};

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

/// The names that are given to a client of several crates.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CrateNames {
    /// The crate that joins the others; theirs begin with it.
    pub package: String,
    /// The feature of each module of a tag, and that of webhooks. Those without one are always compiled.
    pub of_modules: BTreeMap<ModuleId, String>,
    /// The feature that has all of these.
    pub every: String,
}

/// The attribute of what is compiled with a feature.
pub(super) fn condition(feature: &str) -> TokenStream {
    quote!(#[cfg(feature = #feature)])
}

/// The crates of a client and their names.
#[derive(Clone, Debug)]
pub(super) struct Packages<'a> {
    pub(super) crates: &'a Crates,
    /// The name of each, as cargo has it.
    pub(super) names: Vec<String>,
    given: &'a CrateNames,
}

impl<'a> Packages<'a> {
    pub(super) fn new(api: &Api, crates: &'a Crates, given: &'a CrateNames) -> Self {
        let whole = &given.package;
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
                let what = if one.uses_tags { "unused" } else { "types" };
                *name = claim(&format!("{whole}-{}-{what}", module_name(api, one)), &mut taken);
            }
        }
        Self { crates, names, given }
    }

    /// The name of the crate that joins the others.
    pub(super) fn whole(&self) -> &'a str {
        &self.given.package
    }

    /// The feature that a crate is compiled with; nothing where it always is.
    pub(super) fn feature(&self, id: CrateId) -> Option<&'a str> {
        let one = &self.crates.crates[id.0];
        match one.uses_tags {
            true => Some(&self.given.every),
            false => self.given.of_modules.get(&one.module).map(String::as_str),
        }
    }

    /// The feature that the operations of a module are compiled with; nothing where they always are.
    pub(super) fn feature_of(&self, module: ModuleId) -> Option<&'a str> {
        self.feature(self.crates.of_operations(module)?)
    }

    /// The name of a crate as code has it.
    pub(super) fn name_in_code(&self, id: CrateId) -> Ident {
        Ident::new(&self.names[id.0].replace('-', "_"), Span::call_site())
    }
}

/// The crate that all others depend on.
const RUNTIME: &str = "specmill-runtime";

/// The most characters of a crate's name that crates.io takes.
const MOST_CHARS: usize = 64;

fn module_name(api: &Api, one: &Crate) -> String {
    api.modules[one.module.0].name.trim_start_matches("r#").replace('_', "-")
}

/// Takes `name`, or with a number where it is taken; what is too long ends in a hash.
fn claim(name: &str, taken: &mut BTreeSet<String>) -> String {
    let name = match name.len() > MOST_CHARS {
        // A hyphen and 16 digits, and as many for a number.
        true => format!("{}-{:016x}", beginning(name, MOST_CHARS - 21), fnv1a(name)),
        false => name.to_owned(),
    };
    let mut free = name.clone();
    let mut number = 1;
    while !taken.insert(free.clone()) {
        number += 1;
        free = format!("{name}-{number}");
    }
    free
}

impl<'a> Place<'a> {
    /// The feature that the operations of a module are compiled with, where they are not always.
    pub(super) fn feature_of(self, module: ModuleId) -> Option<&'a str> {
        match self {
            Place::OneCrate => None,
            Place::Part(packages, _) | Place::Whole(packages) => packages.feature_of(module),
        }
    }

    /// The feature that a type is compiled with, where it is not always.
    pub(super) fn feature_of_type(self, id: TypeId) -> Option<&'a str> {
        match self {
            Place::OneCrate => None,
            Place::Part(packages, _) | Place::Whole(packages) => {
                packages.feature(packages.crates.of_type(id)?)
            }
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
