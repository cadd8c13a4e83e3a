//! The clients of random documents, compiled as one crate in which every warning is an error, and a
//! way to take JSON through each of their types.
#![deny(warnings, missing_docs, rustdoc::all, clippy::all)]
// A document may well have a tag of its own name, and a type of any.
#![allow(clippy::module_inception)]
// A document nests maps and lists as deep as it likes.
#![allow(clippy::type_complexity)]

use specmill_runtime::json::{self, Decode, Encode, Strictness};

include!(concat!(env!("OUT_DIR"), "/modules.rs"));

/// JSON decoded to a type and encoded again, and what was said of it.
pub type RoundTrip = fn(&[u8]) -> Result<(Vec<u8>, Vec<String>), String>;

/// The types of components: the seed of the document, the component, and the type's round trip.
#[allow(deprecated)]
pub static TYPES: &[(u64, &str, RoundTrip)] = include!(concat!(env!("OUT_DIR"), "/types.rs"));

/// Decodes leniently, and encodes again.
///
/// # Errors
///
/// What makes a value of the type out of the question.
pub fn round_trip<T: Decode + Encode>(text: &[u8]) -> Result<(Vec<u8>, Vec<String>), String> {
    let read = json::decode::<T>(text, Strictness::Lenient).map_err(|error| error.to_string())?;
    Ok((json::encode(&read.value), read.drift.iter().map(ToString::to_string).collect()))
}
