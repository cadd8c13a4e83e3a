//! A token that a call holds, ready to be sent.

use ::http::HeaderValue;

use super::credential::check_text;
use super::credential_fault::CredentialFault;
use super::token_source::IssuedToken;

/// A token as it goes into the `authorization` header.
pub(crate) struct HeldToken {
    pub(crate) issued: IssuedToken,
    pub(crate) header: HeaderValue,
}

impl HeldToken {
    pub(crate) fn of(issued: IssuedToken) -> Result<Self, CredentialFault> {
        check_text(&issued.secret)?;
        let mut header = HeaderValue::try_from(format!("Bearer {}", issued.secret.expose()))
            .map_err(|_| CredentialFault::NotAHeaderValue)?;
        header.set_sensitive(true);
        Ok(Self { issued, header })
    }

    /// The token itself.
    pub(crate) fn text(&self) -> &str {
        self.issued.secret.expose()
    }
}
