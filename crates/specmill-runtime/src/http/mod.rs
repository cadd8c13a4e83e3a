//! Calls over HTTP: what a generated client is made of.
//!
//! | module | idea |
//! |---|---|
//! | `api`, `operation` | what the document says, as `const` data |
//! | `client`, `builder`, `base_url` | one configured client for all calls |
//! | `call`, `draft`, `overrides`, `parameter` | a request as it is being described |
//! | `request_body`, `upload` | its body: JSON, forms, files, streams |
//! | `prepare`, `connection_header`, `idempotency`, `authorize`, `credential` | the description becomes a request |
//! | `token`, `token_source`, `renew` | tokens that expire |
//! | `exchange`, `attempt`, `redirect`, `retry` | sending it until there is an answer |
//! | `transport`, `tower`, `body` | the wire, as a trait |
//! | `trace`, `secret` | what the log is told, and what not |
//! | `response`, `error`, `rate_limits`, `page`, `polling` | what comes back |
//! | `collected`, `decoding`, `answer`, `header_value` | how it becomes a value |
//! | `incoming`, `sse`, `download` | what is read as it comes |
//! | `blocking` (a feature) | all of it, for code without async |
//!
//! A call is a plain description until it is awaited, and nothing below [`Call`] is generic over
//! what the answer decodes into, so that one more operation costs next to nothing to compile.
//!
//! Everything here runs on [tokio](https://docs.rs/tokio): inside of a runtime with
//! `enable_all()`, as timeouts and waits need its timer. The feature `blocking` brings a runtime of
//! its own.

mod answer;
mod api;
mod attempt;
mod authorize;
mod base_url;
#[cfg(feature = "blocking")]
mod blocking;
mod body;
mod builder;
mod call;
mod call_body;
mod client;
mod collected;
mod connection_header;
mod credential;
mod decoding;
mod download;
mod draft;
mod error;
mod error_kind;
mod excerpt;
mod exchange;
mod header_value;
mod idempotency;
mod incoming;
mod operation;
mod overrides;
mod page;
mod parameter;
mod path;
mod polling;
mod prepare;
mod rate_limits;
mod redirect;
mod renew;
mod request_body;
#[cfg(feature = "reqwest")]
mod reqwest_transport;
mod response;
mod retry;
mod retry_after;
mod secret;
mod server_error;
mod sse;
mod token;
mod token_source;
#[cfg(feature = "tower")]
mod tower;
mod trace;
mod transport;
mod upload;

/// The types of the `http` crate (`Method`, `StatusCode`, `HeaderMap`, …), which this module uses.
pub use ::http as types;
/// The crate of the default transport, in the version it uses: see [`ReqwestTransport::builder`].
#[cfg(feature = "reqwest")]
pub use ::reqwest;
/// Bytes that are cheap to clone and to slice.
pub use bytes::Bytes;

pub use answer::Answer;
pub use api::{Api, SecurityScheme, SecuritySchemeKind};
#[cfg(feature = "blocking")]
pub use blocking::{Blocking, SendBlocking, block_on};
pub use body::{Body, BoxError};
pub use builder::ClientBuilder;
pub use call::{Call, ResponseFuture};
pub use client::Client;
pub use credential::Credential;
pub use download::Download;
pub use error::Error;
pub use error_kind::ErrorKind;
pub use operation::Operation;
pub use page::{Items, Page, Pages};
pub use parameter::{Parameter, ParameterLocation, Style};
pub use polling::{PollError, Polling};
pub use rate_limits::{RateLimit, RateLimits};
pub use request_body::PropertyEncoding;
#[cfg(feature = "reqwest")]
pub use reqwest_transport::ReqwestTransport;
pub use response::Response;
pub use retry::RetryPolicy;
pub use secret::Secret;
pub use sse::{Accumulate, Accumulating, Accumulator, EventStream};
pub use token::{Token, TokenFuture, TokenProvider};
#[cfg(feature = "tower")]
pub use tower::{TowerTransport, TransportService};
pub use transport::{Transport, TransportError, TransportErrorKind, TransportFuture};
pub use upload::Upload;

#[doc(inline)]
pub use crate::__http_answers as answers;

/// What the macros call; not for use by hand.
#[doc(hidden)]
pub mod private {
    pub use super::answer::{accept, accept_length, bytes, json, none_of, select, text};
}
