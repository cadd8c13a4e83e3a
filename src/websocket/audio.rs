//! Audio in events: base64 in JSON, bytes for callers.

use std::fmt;

use base64::Engine;
use base64::alphabet::STANDARD as ALPHABET;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig, STANDARD};

/// How much audio goes into one event, in bytes. The API takes at most 15 MiB.
pub(super) const LONGEST_PIECE: usize = 1 << 20;

/// With padding or without.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &ALPHABET,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

pub(super) fn encoded(audio: &[u8]) -> String {
    STANDARD.encode(audio)
}

pub(super) fn decoded(text: &str) -> Result<Vec<u8>, InvalidAudio> {
    LENIENT.decode(text).map_err(InvalidAudio)
}

/// The error of audio that is not base64.
#[derive(Clone, Debug)]
pub struct InvalidAudio(base64::DecodeError);

impl fmt::Display for InvalidAudio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the audio of an event is not base64: {}", self.0)
    }
}

impl std::error::Error for InvalidAudio {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}
