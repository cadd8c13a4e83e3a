//! From values to JSON text.

mod attached;
mod encoder;

pub(crate) use attached::Encoded;
pub use encoder::{ArrayEncoder, Encode, Encoder, ObjectEncoder, encode};
