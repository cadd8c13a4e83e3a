//! Server-sent events: what comes over the wire, and what is made of it.

mod events;
mod parser;
mod stream;

pub use stream::EventStream;
