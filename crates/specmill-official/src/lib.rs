//! The clients of OpenAI's own documents (`../shared/specs`), compiled as one crate in which every
//! warning is an error; where the documents are not at hand, there is nothing here.
#![deny(warnings, missing_docs, rustdoc::all, clippy::all)]

include!(concat!(env!("OUT_DIR"), "/clients.rs"));
