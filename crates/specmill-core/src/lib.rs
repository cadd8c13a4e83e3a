//! The stages of specmill, each a module, in the order that data flows: [`source`] → [`normalize`] →
//! [`spec`] → [`names`] → [`lower`] → [`ir`] ⇄ [`passes`] → [`emit`] → [`output`], with
//! [`diagnostics`] beside them all, and [`conformance`], which says what no stage has said. [`surface`] is the list of what callers can name, which `output`
//! makes and [`changes`] compares.
//!
//! The `specmill` crate is the interface that is kept from version to version. This one is for the
//! project's own tools, which need a part of the way; anything in it may change with any release.

#![deny(missing_docs)]
#![forbid(unsafe_code)]

mod fnv;
mod limits;
mod stack;
mod unix_unit;

pub mod changes;
pub mod conformance;
pub mod diagnostics;
pub mod emit;
pub mod ir;
pub mod lower;
pub mod names;
pub mod normalize;
pub mod output;
pub mod passes;
pub mod report;
pub mod source;
pub mod spec;
pub mod surface;
pub mod tree;
pub mod wire;

pub use limits::Limits;
pub use stack::with_stack;
