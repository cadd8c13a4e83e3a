//! Whether a generated type means what its schema says.
//!
//! A [`Document`] is read as JSON Schema by a reading of our own; random instances of each component
//! schema that the `jsonschema` crate accepts go through the generated type, and so do changed ones
//! that it refuses. The client is compiled as a crate of its own by [`generate`], and [`judge`] asks
//! the program that is made of it.

pub mod compare;
mod crates;
pub mod document;
mod driver;
pub mod generate;
mod given;
pub mod judge;
mod mutation;
pub mod report;
mod sample;
pub mod settled;
mod untyped;
mod validator;

pub use crates::Crates;
pub use document::Document;
pub use given::Given;

#[cfg(test)]
mod tests;
