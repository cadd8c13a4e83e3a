//! Calls over HTTP: what a generated client is made of.
//!
//! Each layer is a folder, and imports only from layers above it in this table:
//!
//! | layer | idea |
//! |---|---|
//! | `headers` | names, values and media types, and what some headers say |
//! | `wire` | bodies, and the transport as a trait |
//! | `describe` | what the document says, as `const` data; parameters, paths, base URLs |
//! | `error` | the one error, and what a server says in it |
//! | `transports` | reqwest and tower behind the trait |
//! | `trace` | spans and events for the log, without secrets |
//! | `auth` | credentials, and tokens that expire |
//! | `client` | the settings of all calls; when a call is tried again |
//! | `request` | the request that a call describes, and the request that is sent |
//! | `send` | sending it, with retries and redirects |
//! | `answer` | decoding an answer into a value, as a whole or as a stream |
//! | `builder` | building a client |
//! | `call` | calls as callers see them: setters, overrides, pages, polling |
//! | `blocking` (a feature) | all of it, for code without async |
//! | `testing` (a feature) | a mock of an API, for tests of what calls it |
//!
//! A call is a plain description until it is awaited, and nothing below [`Call`] is generic over
//! what the answer decodes into, so that one more operation costs next to nothing to compile.
//!
//! Everything here runs on [tokio](https://docs.rs/tokio): inside of a runtime with
//! `enable_all()`, as timeouts and waits need its timer. The feature `blocking` brings a runtime of
//! its own.

mod answer;
mod auth;
#[cfg(feature = "blocking")]
mod blocking;
mod builder;
mod call;
mod client;
mod describe;
mod error;
mod headers;
mod request;
mod send;
#[cfg(feature = "testing")]
pub mod testing;
mod trace;
#[cfg(any(feature = "reqwest", feature = "tower"))]
mod transports;
mod wire;

/// The types of the `http` crate (`Method`, `StatusCode`, `HeaderMap`, …), which this module uses.
pub use ::http as types;
/// The crate of the default transport, in the version it uses: see [`ReqwestTransport::builder`].
#[cfg(feature = "reqwest")]
pub use ::reqwest;
/// Bytes that are cheap to clone and to slice.
pub use bytes::Bytes;

pub use crate::box_error::BoxError;
pub use crate::text::Secret;
pub use crate::upload::Upload;
pub use answer::{
    Accumulate, Accumulating, Accumulator, Download, EventStream, Response, Upgraded,
};
pub use auth::{Credential, Token, TokenFuture, TokenProvider};
#[cfg(feature = "blocking")]
pub use blocking::{Blocking, SendBlocking, block_on};
pub use builder::ClientBuilder;
pub use call::{Call, Items, Page, Pages, PollError, Pollable, Polling, ResponseFuture};
pub use client::{Client, RequestTarget, RetryPolicy};
pub use describe::{
    Api, Conventions, LimitHeaders, Operation, Parameter, ParameterLocation, PartNames,
    PropertyEncoding, QueryNames, SecurityScheme, SecuritySchemeKind, Server, ServerVariable,
    Style,
};
pub use error::{Error, ErrorKind, RateLimit, RateLimits};
#[cfg(feature = "reqwest")]
pub use transports::ReqwestTransport;
#[cfg(feature = "tower")]
pub use transports::{TowerTransport, TransportService};
pub use wire::{Body, OnUpgrade, Transport, TransportError, TransportErrorKind, TransportFuture};

/// What [`__private`](crate::__private) takes from here.
pub(crate) mod private {
    pub use super::answer::Answer;
    pub use super::answer::by_status;
    pub use super::builder::{client_builder, client_with};
    pub use super::call::{
        call, call_by_status, call_for_download, call_for_events, call_for_json, call_for_nothing,
        call_for_scalar, call_for_text, call_for_text_events, call_for_whole_events,
    };
    pub use super::describe::{
        DescribedApi, DescribedOperation, described_server, security_scheme,
    };
    #[cfg(feature = "testing")]
    pub use super::testing::private::{WrittenAnswer, api_mock, expect_calls, mocked_operation};
}
