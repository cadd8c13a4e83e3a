//! The client against a real server on loopback: what goes over the wire, and what comes of it.
#![cfg(all(feature = "reqwest", feature = "tracing"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod accumulating;
mod answers;
mod bodies;
mod credentials;
mod downloads;
mod errors;
mod events;
mod example;
mod faults;
mod paging;
mod polling;
mod redirects;
mod retries;
mod styles;
mod uploads;
mod wire;
