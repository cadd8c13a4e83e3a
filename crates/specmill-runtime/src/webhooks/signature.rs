//! One signature: HMAC-SHA256 (RFC 2104) of `id.timestamp.body`.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
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

    /// Whether `signature` (`v1,` and base64) is that of the message. Takes the same time wherever
    /// it differs.
    pub(super) fn matches(&self, signature: &str, id: &str, timestamp: &str, body: &[u8]) -> bool {
        let Some(base64) = signature.strip_prefix(VERSION) else { return false };
        let Ok(signature) = STANDARD.decode(base64) else { return false };
        let mut hmac = self.0.clone();
        for part in [id.as_bytes(), b".", timestamp.as_bytes(), b".", body] {
            hmac.update(part);
        }
        hmac.verify_slice(&signature).is_ok()
    }
}
