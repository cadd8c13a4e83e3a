//! What specmill generates for OpenAI's own documents and for ours, compiled as one crate in which every warning
//! is an error. The tests of this crate call the clients.
//!
//! The documents are read from `shared/specs` beside this repository; where that is not there, the
//! modules of theirs are empty and the tests say that they were skipped.
#![deny(warnings, missing_docs, rustdoc::all, clippy::all)]

include!(concat!(env!("OUT_DIR"), "/clients.rs"));
