//! The client against a real server on loopback: what goes over the wire, and what comes of it.
#![cfg(all(feature = "reqwest", feature = "tracing"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod accumulating;
mod answers;
#[cfg(feature = "blocking")]
mod blocking;
mod bodies;
mod copies;
mod credentials;
mod downloads;
mod errors;
mod events;
mod example;
mod faults;
mod idempotency;
mod neutral;
mod other_origins;
mod overrides;
mod paging;
mod polling;
mod proxies;
mod rate_limits;
mod redirects;
mod retries;
mod retry_policy;
mod runtimes;
mod serde_types;
mod sizes;
mod streams;
mod styles;
mod targets;
mod tls;
mod tokens;
mod transports;
mod undescribed;
mod upgrades;
mod uploads;
mod wire;
