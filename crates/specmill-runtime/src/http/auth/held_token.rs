//! A token that a call holds, ready to be sent.

use ::http::HeaderValue;

use super::credential::check_text;
use super::credential_fault::CredentialFault;
use super::token_source::Held;

/// A token as it goes into the `authorization` header.
pub(crate) struct HeldToken {
    pub(crate) held: Held,
    pub(crate) header: HeaderValue,
}

impl HeldToken {
    pub(crate) fn of(held: Held) -> Result<Self, CredentialFault> {
        check_text(&held.secret)?;
        let mut header = HeaderValue::try_from(format!("Bearer {}", held.secret.expose()))
            .map_err(|_| CredentialFault::NotAHeaderValue)?;
        header.set_sensitive(true);
        Ok(Self { held, header })
    }

    /// The token itself.
    pub(crate) fn text(&self) -> &str {
        self.held.secret.expose()
    }
}
