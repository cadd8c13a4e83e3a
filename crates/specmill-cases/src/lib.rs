//! What specmill generates for every document in `crates/specmill/tests/cases`, compiled as one
//! crate in which every warning is an error. The tests of this crate call the clients.
#![deny(warnings, missing_docs, rustdoc::all, clippy::all)]
// A case called `docs` has a tag of that name.
#![allow(clippy::module_inception)]

include!(concat!(env!("OUT_DIR"), "/all_cases.rs"));
