//! One signature: HMAC-SHA256 (RFC 2104) of `id.timestamp.body`.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::digest::{CtOutput, Output};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::error::WebhookError;

/// The version of the scheme that is known; signatures of others are passed over.
const VERSION: &str = "v1,";

/// A key, ready to be used.
#[derive(Clone)]
pub(super) struct Key(Hmac<Sha256>);

impl Key {
    pub(super) fn new(key: &[u8]) -> Result<Self, WebhookError> {
        // HMAC takes keys of any length.
        let key = Hmac::new_from_slice(key);
        key.map(Self).map_err(|_| WebhookError::InvalidSecret("its length cannot be used"))
    }

    /// The signature of the message.
    pub(super) fn sign(&self, id: &str, timestamp: &str, body: &[u8]) -> Signature {
        let mut hmac = self.0.clone();
        for part in [id.as_bytes(), b".", timestamp.as_bytes(), b".", body] {
            hmac.update(part);
        }
        Signature(hmac.finalize())
    }
}

/// What a signature has to be.
pub(super) struct Signature(CtOutput<Hmac<Sha256>>);

impl Signature {
    /// Whether `text` (`v1,` and base64) is this one. Takes the same time wherever it differs.
    pub(super) fn is(&self, text: &str) -> bool {
        let Some(base64) = text.strip_prefix(VERSION) else { return false };
        let mut bytes = Output::<Hmac<Sha256>>::default();
        match STANDARD.decode_slice(base64, &mut bytes) {
            Ok(length) if length == bytes.len() => CtOutput::new(bytes) == self.0,
            _ => false,
        }
    }

    /// As a header has it.
    pub(super) fn to_text(&self) -> String {
        format!("{VERSION}{}", STANDARD.encode(self.0.as_bytes()))
    }
}
