//! From values to JSON text.

mod attached;
mod encoder;
mod refused;

pub(crate) use attached::{Encoded, UploadInJson};
pub use encoder::{ArrayEncoder, Encode, Encoder, ObjectEncoder, encode};
pub(crate) use refused::Refused;
