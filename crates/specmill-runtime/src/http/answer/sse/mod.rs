//! Server-sent events: what comes over the wire, and what is made of it.

mod accumulate;
mod events;
mod parser;
mod stream;

pub use accumulate::{Accumulate, Accumulating, Accumulator};
pub use stream::EventStream;
