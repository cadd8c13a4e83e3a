//! Webhooks: verifying that a request is from the API, and decoding it.
//!
//! The scheme is that of [Standard Webhooks](https://www.standardwebhooks.com):
//! HMAC-SHA256 of `id.timestamp.body` with a shared secret, in the header `webhook-signature`.
//!
//! ```
//! use specmill_runtime::http::types::HeaderMap;
//! use specmill_runtime::webhooks::{Webhook, WebhookError};
//!
//! # fn example(headers: &HeaderMap, body: &[u8]) -> Result<(), WebhookError> {
//! let webhook = Webhook::new("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")?;
//! let event = webhook.event::<serde_json::Value>(headers, body)?; // verified, then decoded
//! println!("{}", event.value["type"]);
//! # Ok(()) }
//! ```

mod error;
mod signature;

use std::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use ::http::{HeaderMap, HeaderName};
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use zeroize::Zeroizing;

use crate::auto_traits::auto_traits;
use crate::clock::Clock;
use crate::json::{self, Decode, Decoded, Strictness};
use crate::text::Secret;
pub use error::WebhookError;
use signature::Key;

const ID: &str = "webhook-id";
const TIMESTAMP: &str = "webhook-timestamp";
const SIGNATURE: &str = "webhook-signature";

/// What a secret in base64 begins with.
const PREFIX: &str = "whsec_";
/// How far a timestamp may be off unless the caller says otherwise.
const TOLERANCE: Duration = Duration::from_secs(300);

/// How many signatures of a webhook are looked at. Several are for the time in which a secret is
/// replaced by another, which is two or three.
const MOST_SIGNATURES: usize = 16;

/// Verifies webhooks with one secret. `Debug` does not show it.
///
/// It is `Send`, `Sync` and `Unpin`.
#[derive(Clone)]
pub struct Webhook {
    key: Key,
    tolerance: Duration,
    strictness: Strictness,
}

auto_traits!([] Webhook: Send + Sync + Unpin);

impl Webhook {
    /// A verifier with the secret of an endpoint: base64 after `whsec_`; a text without that is the
    /// key itself.
    ///
    /// # Errors
    /// [`WebhookError::InvalidSecret`] when it is empty or no base64. The error does not show it.
    pub fn new(secret: impl Into<Secret>) -> Result<Self, WebhookError> {
        let secret = secret.into();
        let key = Zeroizing::new(match secret.expose().strip_prefix(PREFIX) {
            // With padding or without.
            Some(base64) => STANDARD_NO_PAD
                .decode(base64.trim_end_matches('='))
                .map_err(|_| WebhookError::InvalidSecret("what follows `whsec_` is not base64"))?,
            None => secret.expose().as_bytes().to_vec(),
        });
        if key.is_empty() {
            return Err(WebhookError::InvalidSecret("it is empty"));
        }
        Ok(Self { key: Key::new(&key)?, tolerance: TOLERANCE, strictness: Strictness::Lenient })
    }

    /// How far the timestamp may be from now, in either direction: 300 s by default. An older request
    /// may have been recorded and sent again by someone else.
    #[must_use]
    pub fn tolerance(mut self, tolerance: Duration) -> Self {
        self.tolerance = tolerance;
        self
    }

    /// Whether a body that is not quite what the document says is an error. Lenient by default.
    #[must_use]
    pub fn strictness(mut self, strictness: Strictness) -> Self {
        self.strictness = strictness;
        self
    }

    /// Verifies that `headers` and `body` are from the API, and recent. `body` is the raw body of the
    /// request: one that was parsed and written again has another signature. Of several signatures the
    /// first 16 are looked at.
    ///
    /// # Errors
    /// All of [`WebhookError`] but `InvalidSecret` and `Body`.
    pub fn verify(&self, headers: &HeaderMap, body: &[u8]) -> Result<(), WebhookError> {
        self.verify_at(headers, body, Clock::default().now())
    }

    /// As [`Webhook::verify`], at another time than now.
    ///
    /// # Errors
    /// Those of [`Webhook::verify`].
    pub fn verify_at(
        &self,
        headers: &HeaderMap,
        body: &[u8],
        now: SystemTime,
    ) -> Result<(), WebhookError> {
        let id = single(headers, ID)?;
        let timestamp = single(headers, TIMESTAMP)?;
        let signatures = all(headers, SIGNATURE)?;
        self.check_time(timestamp, now)?;
        // The body is hashed once, however many there are.
        let due = self.key.sign(id, timestamp, body);
        let signatures = signatures.iter().flat_map(|value| value.split_ascii_whitespace());
        if signatures.take(MOST_SIGNATURES).any(|signature| due.is(signature)) {
            return Ok(());
        }
        Err(WebhookError::WrongSignature)
    }

    /// Verifies the request, and decodes its body: as the enum of all events where the description
    /// has webhooks, which keeps an event that it does not know; else as any type.
    ///
    /// # Errors
    /// Those of [`Webhook::verify`], and [`WebhookError::Body`].
    pub fn event<T: Decode>(
        &self,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<Decoded<T>, WebhookError> {
        self.verify(headers, body)?;
        json::decode(body, self.strictness).map_err(WebhookError::Body)
    }

    /// The headers with which the API would send `body` at this time, for tests of what receives
    /// webhooks. `id` tells webhooks apart: one that is sent again has the same.
    ///
    /// # Errors
    /// [`WebhookError::InvalidHeader`] when `id` is no value of a header.
    pub fn sign(&self, id: &str, at: SystemTime, body: &[u8]) -> Result<HeaderMap, WebhookError> {
        let seconds = at.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs().to_string();
        let signature = self.key.sign(id.trim(), &seconds, body).to_text();
        let headers = [(ID, id), (TIMESTAMP, &seconds), (SIGNATURE, &signature)];
        let header = |(name, value): (&'static str, &str)| {
            let value = value.parse().map_err(|_| WebhookError::InvalidHeader(name))?;
            Ok((HeaderName::from_static(name), value))
        };
        headers.into_iter().map(header).collect()
    }

    fn check_time(&self, timestamp: &str, now: SystemTime) -> Result<(), WebhookError> {
        let digits = Some(timestamp).filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
        let sent = digits.and_then(|digits| digits.parse().ok()).map(Duration::from_secs);
        let sent = sent.ok_or(WebhookError::InvalidTimestamp)?;
        // Whole seconds on both sides, as the official clients have it.
        let now = now.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        let now = Duration::from_secs(now);
        if now.saturating_sub(sent) > self.tolerance {
            return Err(WebhookError::TooOld(now.saturating_sub(sent)));
        }
        if sent.saturating_sub(now) > self.tolerance {
            return Err(WebhookError::TooNew(sent.saturating_sub(now)));
        }
        Ok(())
    }
}

/// The values of a header, which is there.
fn all<'a>(headers: &'a HeaderMap, name: &'static str) -> Result<Vec<&'a str>, WebhookError> {
    let values: Result<Vec<_>, _> =
        headers.get_all(name).iter().map(|value| value.to_str()).collect();
    match values {
        Ok(values) if values.is_empty() => Err(WebhookError::MissingHeader(name)),
        Ok(values) => Ok(values),
        Err(_) => Err(WebhookError::InvalidHeader(name)),
    }
}

/// The value of a header that may be there once only: of two it is not clear which was signed.
fn single<'a>(headers: &'a HeaderMap, name: &'static str) -> Result<&'a str, WebhookError> {
    match all(headers, name)?.as_slice() {
        [value] => Ok(value.trim()),
        _ => Err(WebhookError::RepeatedHeader(name)),
    }
}

impl fmt::Debug for Webhook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Webhook").field("tolerance", &self.tolerance).finish_non_exhaustive()
    }
}
