//! A client as several crates: which crate holds what.

use super::{ModuleId, TypeId};

/// The crates that hold the types and operations of a client, each after those that it may depend on. The
/// crate that joins them, and holds the client itself, is not among them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Crates {
    /// The crates; a [`CrateId`] is an index here.
    pub crates: Vec<Crate>,
    /// The crate of each type; nothing for a type that is not written.
    pub of_types: Vec<Option<CrateId>>,
}

/// A crate: a module of the client, or a part of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Crate {
    /// The module of which it holds something.
    pub module: ModuleId,
    /// Whether the operations of the module, or its webhooks, are in it.
    pub has_operations: bool,
    /// Whether its types, which no operation uses, are made of types of tags.
    pub uses_tags: bool,
}

/// An index into [`Crates::crates`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CrateId(pub usize);

impl Crates {
    /// The crate of a type that is written.
    #[must_use]
    pub fn of_type(&self, id: TypeId) -> Option<CrateId> {
        self.of_types.get(id.0).copied().flatten()
    }

    /// The crate with the operations of a module.
    #[must_use]
    pub fn of_operations(&self, module: ModuleId) -> Option<CrateId> {
        let is_it = |one: &Crate| one.module == module && one.has_operations;
        self.crates.iter().position(is_it).map(CrateId)
    }

    /// The crates with something of a module.
    pub fn of_module(&self, module: ModuleId) -> impl Iterator<Item = CrateId> {
        let crates = self.crates.iter().enumerate();
        crates.filter(move |(_, one)| one.module == module).map(|(at, _)| CrateId(at))
    }
}
