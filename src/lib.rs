//! A client for the [OpenAI REST API](https://platform.openai.com/docs/api-reference), generated at
//! build time from its OpenAPI description.
//!
//! ```no_run
//! use openai_rest::Client;
//!
//! # #[cfg(feature = "invites")]
//! # async fn run() -> Result<(), openai_rest::Error> {
//! let client = Client::from_env()?;
//! let page = client.invites().list().limit(50).await?;
//! println!("{:?} {}", page.request_id(), page.data.len());
//!
//! let mut all = client.invites().list().items();
//! while let Some(invite) = all.try_next().await? {
//!     println!("{} {}", invite.email, invite.role);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! `client.invites()` has the operations of a tag. Each method returns a call, which is sent when it is
//! awaited. The answer is a [`http::Response`] that derefs to the typed body and keeps the status, the
//! headers, the raw bytes, and where the body departs from the description ([`http::Response::drift`]). Enums and
//! unions keep values that they do not know, so that additions of the server break no caller.
//!
//! [`Client::with`] makes a cheap copy of a client with other settings: `client.with(|options|
//! options.timeout(…))`. [`azure`] has clients of Azure OpenAI, [`workload_identity`] credentials without a key,
//! [`DataResidency`] the endpoints of regions, and [`OpenAiHeaders`] sets organization and project. Other servers
//! that speak this API differ in what they answer; that becomes drift and no error.
//!
//! Code without async has the same calls with the feature `blocking`: `SendBlocking` sends them, and
//! `.blocking()` turns a stream into an iterator.
//!
//! ```no_run
//! # #[cfg(all(feature = "blocking", feature = "invites"))] {
//! use openai_rest::{Client, SendBlocking};
//!
//! let client = Client::from_env()?;
//! let page = client.invites().list().limit(50).send()?;
//! println!("{:?} {}", page.request_id(), page.data.len());
//!
//! for invite in client.invites().list().items().blocking() {
//!     println!("{}", invite?.email);
//! }
//! # }
//! # Ok::<(), openai_rest::Error>(())
//! ```

// The features that docs.rs shows are those that callers choose; what `cfg(convenience)` says is the build script's business.
#![cfg_attr(docsrs, feature(doc_cfg), doc(auto_cfg = false))]
#![deny(missing_docs)]
#![forbid(unsafe_code)]

pub mod azure;
mod conveniences;
mod data_residency;
mod environment;
mod file_uploads;
#[cfg(feature = "logging")]
mod logging;
mod openai_headers;
mod stream_events;
#[cfg(feature = "schemars")]
#[cfg_attr(docsrs, doc(cfg(feature = "schemars")))]
pub mod structured;
#[cfg(feature = "test-util")]
#[cfg_attr(docsrs, doc(cfg(feature = "test-util")))]
pub mod testing;
#[cfg(feature = "tool-runner")]
#[cfg_attr(docsrs, doc(cfg(feature = "tool-runner")))]
pub mod tool_runner;
#[cfg(feature = "realtime-ws")]
#[cfg_attr(docsrs, doc(cfg(feature = "realtime-ws")))]
pub mod websocket;
pub mod workload_identity;

pub use specmill_runtime::{http, json};

#[cfg(any(
    convenience = "save_image",
    convenience = "save_images",
    convenience = "save_image_call"
))]
#[cfg_attr(docsrs, doc(cfg(any(feature = "images", feature = "responses"))))]
pub use conveniences::SaveError;
#[cfg(convenience = "chat_stream")]
#[cfg_attr(docsrs, doc(cfg(feature = "chat")))]
pub use conveniences::{ChatAccumulator, ChatStream};
#[cfg(convenience = "response_stream")]
#[cfg_attr(docsrs, doc(cfg(feature = "responses")))]
pub use conveniences::{ResponseAccumulator, ResponseStream};
pub use data_residency::{DataResidency, UnknownRegion};
#[cfg(feature = "webhooks")]
#[cfg_attr(docsrs, doc(cfg(feature = "webhooks")))]
pub use environment::webhook_from_env;
#[cfg(convenience = "upload_chunked")]
#[cfg_attr(docsrs, doc(cfg(feature = "uploads")))]
pub use file_uploads::{ChunkedUpload, ChunkedUploadError, UnfinishedUpload};
#[cfg(convenience = "upload_and_poll")]
#[cfg_attr(docsrs, doc(cfg(feature = "vector-stores")))]
pub use file_uploads::{UploadAndPoll, UploadAndPollError};
#[cfg(feature = "blocking")]
#[cfg_attr(docsrs, doc(cfg(feature = "blocking")))]
pub use http::SendBlocking;
pub use http::{Error, Upload};
#[cfg(feature = "logging")]
#[cfg_attr(docsrs, doc(cfg(feature = "logging")))]
pub use logging::log_from_env;
pub use openai_headers::OpenAiHeaders;
#[cfg(feature = "webhooks")]
#[cfg_attr(docsrs, doc(cfg(feature = "webhooks")))]
pub use specmill_runtime::webhooks::{Webhook, WebhookError};
#[cfg(any(convenience = "chat_events", convenience = "response_events"))]
#[cfg_attr(docsrs, doc(cfg(any(feature = "chat", feature = "responses"))))]
pub use stream_events::StreamError;
#[cfg(convenience = "chat_events")]
#[cfg_attr(docsrs, doc(cfg(feature = "chat")))]
pub use stream_events::{ChatEvent, ChatEvents};
#[cfg(convenience = "response_events")]
#[cfg_attr(docsrs, doc(cfg(feature = "responses")))]
pub use stream_events::{ResponseEvent, ResponseEvents};

include!(concat!(env!("OUT_DIR"), "/openai.rs"));

/// The README's examples, compiled with the other documentation.
#[cfg(all(
    doctest,
    feature = "all-tags",
    feature = "reqwest",
    convenience = "chat_messages",
    convenience = "chat_stream",
    convenience = "chat_text",
    convenience = "poll_batch",
    convenience = "response_items",
    convenience = "response_stream",
    convenience = "response_text"
))]
#[doc = include_str!("../README.md")]
struct Readme;
