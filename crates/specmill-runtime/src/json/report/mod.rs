//! What is wrong with a document, where, and in what words.

mod decode_error;
mod drift;
mod excerpt;
mod expected;
mod fault;
mod node;
mod parse;
mod path;

pub use decode_error::DecodeError;
pub use drift::{Drift, DriftKind, Strictness};
pub use expected::Expected;
pub(crate) use fault::{Fault, describe_all};
pub(crate) use path::Locator;
