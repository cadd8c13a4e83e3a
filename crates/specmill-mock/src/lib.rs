//! A local HTTP server that stands in for the API that an OpenAPI document describes.
//!
//! [`Mock`] turns a request into its answer, as the document has it; [`MockServer`] serves it
//! over HTTP. Clients can be tested without a key and without a network, and their requests are
//! checked against the document.
//!
//! ```
//! # let directory = tempfile::tempdir().unwrap();
//! # let path = directory.path().join("pets.yaml");
//! # std::fs::write(&path, "
//! # openapi: 3.0.0
//! # info: {title: Pets, version: '1'}
//! # servers: [{url: 'https://pets.example.com/v2'}]
//! # paths: {/pets: {get: {operationId: listPets, responses: {'204': {description: none}}}}}
//! # ").unwrap();
//! use specmill_mock::{Mock, MockServer};
//!
//! let server = MockServer::start(Mock::load(&path)?)?;
//! // … point a client at it.
//! assert!(server.url().starts_with("http://127.0.0.1:") && server.url().ends_with("/v2"));
//! # Ok::<(), specmill_mock::Error>(())
//! ```

#![deny(missing_docs)]
#![forbid(unsafe_code)]

mod answer;
mod body;
mod canned;
mod chance;
mod coerce;
mod content;
mod cors;
mod described;
mod description;
mod error;
mod error_body;
mod events;
mod fault;
mod hash;
mod json_schema;
mod latency;
mod limits;
mod made;
mod mock;
mod named_examples;
mod nearest;
mod page;
mod paging;
mod parameter;
mod prefer;
mod problem;
mod progress;
mod respond;
mod route;
mod sample;
mod scalar;
mod schema;
mod security;
mod server;
mod shown;
mod state;
mod tags;

pub use canned::{events, json};
pub use cors::{Cors, OriginError};
pub use description::Description;
pub use error::Error;
pub use fault::Fault;
pub use json_schema::Direction;
pub use latency::{Latency, LatencyError};
pub use limits::ServerLimits;
pub use mock::{Mock, Reply};
pub use schema::Schema;
pub use server::{Exchange, MockServer};

// Of what requests and answers are made.
pub use bytes::Bytes;
pub use http;
