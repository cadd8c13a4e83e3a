//! An upload in JSON, where it is a string.

use crate::json::decode::{Decode, Decoder};
use crate::json::encode::{Encode, Encoder};
use crate::json::report::DecodeError;
use crate::json::tape::Node;
use crate::upload::Upload;

/// The bytes of a string.
impl Decode for Upload {
    const HAS_EMPTY: bool = true;

    fn decode(node: Node<'_>, _: &mut Decoder) -> Result<Self, DecodeError> {
        match node.as_str() {
            Some(text) => Ok(Self::from(text.to_owned())),
            None => Err(node.wrong_type("a string")),
        }
    }

    fn empty() -> Option<Self> {
        Some(Self::from(String::new()))
    }
}

/// In a call's body, a file or a part of its own. Elsewhere, the bytes as text, as base64 if they
/// are not UTF-8, and `null` if they are not in memory.
impl Encode for Upload {
    fn encode(&self, out: &mut Encoder) {
        out.upload(self);
    }
}

crate::__json_serde!(Upload);
