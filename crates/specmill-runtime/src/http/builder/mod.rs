//! A client is built: every fault of its settings is found here, before the first call.

mod build;
mod client_builder;
mod copy;
mod fault;
#[cfg(feature = "tower")]
mod layers;

pub use client_builder::{ClientBuilder, client_builder};
pub use copy::client_with;
