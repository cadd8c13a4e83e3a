//! From the tape to values, with everything noted that is not as described.

mod decoder;
mod floats;
mod noted;
mod object;
mod text;

pub use decoder::{Decode, Decoded, Decoder, decode};
pub(crate) use decoder::{decode_body, decode_or_empty};
pub(crate) use noted::{Departure, Mark, Noted};
pub use object::Object;
pub(crate) use text::{BodyForm, decode_json_or_text, decode_scalar, decode_text};
