//! An answer becomes a value: at once, or as it comes.

pub mod by_status;
mod decoding;
mod download;
mod header_value;
mod incoming;
mod response;
mod sse;
mod upgraded;

pub use by_status::Answer;
pub(crate) use decoding::{DecodeAnswer, Decoding};
pub use download::Download;
pub use response::Response;
pub use sse::{Accumulate, Accumulating, Accumulator, EventStream};
pub use upgraded::Upgraded;
