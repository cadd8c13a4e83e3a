//! The token of a call, renewed as its tries go on.

use std::time::Duration;

use super::authorize::Authorization;
use crate::clock::timeout;
use crate::http::auth::{CredentialFault, HeldToken};
use crate::http::error::{Error, ErrorKind};

impl Authorization {
    /// Gets the token that the next try sends, where a provider gives it, within `limit`.
    ///
    /// # Errors
    /// [`ErrorKind::Credential`], and [`ErrorKind::Timeout`].
    pub(crate) async fn renew(&mut self, limit: Duration) -> Result<(), Error> {
        let Some(source) = self.token_source() else { return Ok(()) };
        let issued = match timeout(limit, source.token(limit, &self.clock)).await {
            Ok(Ok(issued)) => issued,
            Ok(Err(failure)) => {
                let summary = format!("the token provider failed: {failure}");
                return Err(
                    Error::unsent(ErrorKind::Credential, summary).with_shared_source(failure)
                );
            }
            Err(_) => {
                let summary = format!("the token provider gave no token within {limit:?}");
                return Err(Error::unsent(ErrorKind::Timeout, summary));
            }
        };
        let unfit = |reason: CredentialFault| {
            let summary = format!("the token that the provider gave cannot be sent: {reason}");
            Error::unsent(ErrorKind::Credential, summary)
        };
        let token = HeldToken::of(issued).map_err(unfit)?;
        self.secrets.push(token.text());
        self.token = Some(token);
        Ok(())
    }

    /// Tells the provider's other calls that the server has refused the token of this one.
    pub(crate) fn refuse_token(&self) {
        if let (Some(source), Some(token)) = (self.token_source(), &self.token) {
            source.refuse(&token.issued);
        }
    }

    /// Gets another token for a call whose token was refused. Returns false if there is none: the call
    /// has no provider, or the provider returned the same token.
    ///
    /// # Errors
    /// As [`Authorization::renew`].
    pub(crate) async fn replace_token(&mut self, limit: Duration) -> Result<bool, Error> {
        self.refuse_token();
        let Some(refused) = self.token.take() else { return Ok(false) };
        self.renew(limit).await?;
        Ok(self.token.as_ref().is_some_and(|token| token.issued.secret != refused.issued.secret))
    }
}
