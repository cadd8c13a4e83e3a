//! Reading text, with words for what is wrong with it.

use super::decode_error::DecodeError;
use crate::json::tape::{Tape, Unread};

impl<'de> Tape<'de> {
    /// Reads JSON text.
    ///
    /// # Errors
    /// When `body` is not one JSON value, with the line and column; when it nests deeper than 128
    /// (`serde_json`'s limit), holds a number beyond `f64`, is not UTF-8, or is over 4 GiB.
    pub fn parse(body: &'de [u8]) -> Result<Self, DecodeError> {
        Self::read(body).map_err(|unread| match unread {
            Unread::TooLarge => DecodeError::too_large(body.len()),
            Unread::Syntax(error) => DecodeError::syntax(body, error),
        })
    }
}
