//! From values to JSON text.

mod attached;
mod encoder;
mod place;
mod refused;

pub(crate) use attached::{Encoded, UploadInJson};
pub use encoder::{ArrayEncoder, Encode, Encoder, ObjectEncoder, encode};
pub(crate) use refused::Refused;
