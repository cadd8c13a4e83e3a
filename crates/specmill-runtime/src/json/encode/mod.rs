//! From values to JSON text.

mod attached;
mod encoder;

pub(crate) use attached::{Encoded, UploadInJson};
pub use encoder::{ArrayEncoder, Encode, Encoder, ObjectEncoder, encode};
