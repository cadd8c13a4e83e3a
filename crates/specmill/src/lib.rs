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
//! The feature `remote` reads documents that refer to files by URL; it is off by default.

#![cfg_attr(docsrs, feature(doc_cfg))]
#![deny(missing_docs)]
#![forbid(unsafe_code)]

mod bundle;
mod choice;
mod copy;
mod diagnostics;
mod error;
mod fault;
mod files;
mod generator;
mod listing;
mod outline;
mod output;
mod output_folder;
mod package;
mod pagination;
#[cfg(feature = "remote")]
mod remote;
mod untyped;

pub mod cargo;

pub use bundle::Bundle;
pub use diagnostics::{Diagnostic, Diagnostics, Severity};
pub use error::Error;
pub use generator::{Generator, build, bundle};
pub use listing::{Described, DescribedKind, Operation, SourcePlace};
pub use outline::Outline;
pub use output::Output;
pub use output_folder::OutputFolder;
pub use package::{CargoFeature, CargoManifest, Dependency, Package, RenderedPackage};
#[cfg(feature = "remote")]
pub use remote::Remote;
#[doc(inline)]
pub use specmill_core::Limits;
#[doc(inline)]
pub use specmill_core::changes;
#[doc(inline)]
pub use specmill_core::emit::{Dates, Examples};
#[doc(inline)]
pub use specmill_core::output::{Differences, File, FileKind, Written};
#[doc(inline)]
pub use specmill_core::surface;
#[doc(inline)]
pub use specmill_core::wire::{WireChange, WireChanges, WireEffect, WireItem};
pub use untyped::{Untyped, UntypedPlace, UntypedReason};
