//! specmill turns an OpenAPI document into a Rust client as a build step.
//!
//! In `build.rs`:
//!
//! ```no_run
//! fn main() -> Result<(), specmill::Error> {
//!     specmill::build("spec/api.yaml")
//! }
//! ```
//!
//! and in `src/lib.rs`: `include!(concat!(env!("OUT_DIR"), "/api.rs"));`. The crate depends on
//! `specmill-runtime`, which the generated code calls, and build-depends on `specmill`.
//!
//! OpenAPI 3.0, 3.1 and 3.2 are read, as YAML, as JSON, or as a block of either in a Markdown page.
//! A fault in the document costs one operation or one schema, never the build, and is reported with
//! its line and a way out; [`Generator::strict`] makes every fault an error.
//!
//! The stages, each a module, in the order that data flows: [`source`] → [`normalize`] → [`spec`] →
//! [`names`] → [`lower`] → [`ir`] ⇄ [`passes`] → [`emit`] → [`output`], with [`diagnostics`] beside
//! them all. They are public for tools that need a part of the way; [`build`] and [`Generator`] are
//! the whole of it.

#![deny(missing_docs)]
#![forbid(unsafe_code)]

mod bundle;
mod error;
mod fnv;
mod generator;
mod limits;
mod stack;

pub mod cargo;
pub mod changes;
pub mod diagnostics;
pub mod emit;
pub mod ir;
pub mod lower;
pub mod names;
pub mod normalize;
pub mod output;
pub mod passes;
pub mod source;
pub mod spec;

pub use bundle::{Bundle, bundle};
pub use emit::Dates;
pub use error::Error;
pub use generator::{Generator, Output, build};
pub use limits::Limits;
pub use output::Written;
