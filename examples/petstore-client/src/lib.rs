//! A client of the Corner Pet Shop's API, generated at build time from `spec/petstore.yaml`.
//!
//! ```no_run
//! # async fn run() -> Result<(), petstore_client::Error> {
//! let client = petstore_client::Client::builder().bearer("a key").build()?;
//! let mut pets = client.pets().list().limit(20).items();
//! while let Some(pet) = pets.try_next().await? {
//!     println!("{pet:?}");
//! }
//! # Ok(())
//! # }
//! ```

#![cfg_attr(docsrs, feature(doc_cfg))]

pub use specmill_runtime::http::Error;
pub use specmill_runtime::{http, json};

include!(concat!(env!("OUT_DIR"), "/petstore.rs"));
