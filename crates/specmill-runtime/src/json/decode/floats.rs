//! Lists of numbers that may come as bytes.

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};

use super::decoder::{Decode, Decoder};
use super::object::Object;
use crate::json::report::{DecodeError, DriftKind};
use crate::json::tape::Node;

/// Padded or not.
const ENGINE: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// A list of numbers, or the base64 of their bytes: 32-bit floats, the lowest byte first.
struct Floats(Vec<f32>);

impl Object<'_, '_> {
    /// A member that must be there: a list of numbers, or the base64 of their bytes, 32-bit floats with the
    /// lowest byte first.
    ///
    /// # Errors
    /// When an item of the list cannot be read; anything else is an empty list, as drift.
    pub fn floats(&mut self, name: &'static str) -> Result<Vec<f32>, DecodeError> {
        self.required::<Floats>(name).map(|floats| floats.0)
    }
}

impl Decode for Floats {
    const HAS_EMPTY: bool = true;

    fn decode(node: Node<'_>, cx: &mut Decoder) -> Result<Self, DecodeError> {
        const EXPECTED: &str = "numbers, or the base64 of 32-bit floats";
        match node.as_str().map(of_base64) {
            Some(Some(floats)) => Ok(Self(floats)),
            Some(None) => Err(node.error(DriftKind::InvalidFormat, EXPECTED)),
            None if node.items().is_none() => Err(node.wrong_type(EXPECTED)),
            None => Vec::decode(node, cx).map(Self),
        }
    }

    fn empty() -> Option<Self> {
        Some(Self(Vec::new()))
    }
}

fn of_base64(text: &str) -> Option<Vec<f32>> {
    let bytes = ENGINE.decode(text).ok()?;
    let (floats, rest) = bytes.as_chunks::<4>();
    rest.is_empty().then(|| floats.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect())
}
