//! Spans and events of calls, for `tracing`.
//!
//! A span for the call and one in it for each try, named as OpenTelemetry's semantic conventions
//! for HTTP clients have it, and events inside of them: names, numbers and statuses. Of headers and
//! of a URL's query, the names, and the values of those that are known to be harmless (`heads`); a
//! body never, unless the client was told to.
//!
//! | | level |
//! |---|---|
//! | span `call` | info |
//! | span `attempt`, events `sending`, `answered`, `failed`, `redirected` | debug |
//! | event `trying again after a wait` | info |
//! | events of drift, and of a token that was not renewed | warn |
//! | events `request head`, `answer head`, `request body`, `answer body` | trace |
//!
//! All of it has the target `specmill_runtime`. Without the feature `tracing` it is all empty, and
//! the spans take no memory.

#[cfg(feature = "tracing")]
mod bodies;
#[cfg(feature = "tracing")]
mod heads;
#[cfg(not(feature = "tracing"))]
mod off;
#[cfg(feature = "tracing")]
mod on;
#[cfg(feature = "tracing")]
mod redact;

#[cfg(feature = "tracing")]
pub(crate) use bodies::{answer_body, request_body};
#[cfg(feature = "tracing")]
pub(crate) use heads::{answer_head, request_head};
#[cfg(not(feature = "tracing"))]
pub(crate) use off::*;
#[cfg(feature = "tracing")]
pub(crate) use on::*;
