//! Keys that a workload need not have: the identity that its platform gives it is exchanged for an access
//! token of the API (RFC 8693).
//!
//! An administrator of the organization registers the platform as an identity provider, and binds an identity
//! of it to a service account. A [`WorkloadIdentity`] then is the client's token provider:
//!
//! ```no_run
//! use openai_rest::Client;
//! use openai_rest::workload_identity::{ServiceAccountFile, WorkloadIdentity};
//!
//! # fn main() -> Result<(), openai_rest::Error> {
//! let identity = WorkloadIdentity::new("idp_123", "sa_456", ServiceAccountFile::default());
//! let client = Client::builder().token_provider(identity).build()?;
//! # Ok(()) }
//! ```
//!
//! | platform | subject token |
//! |---|---|
//! | Kubernetes | [`ServiceAccountFile`] |
//! | Azure | [`ManagedIdentity`] |
//! | Google Cloud | [`GoogleIdentity`] |
//! | any other | [`SubjectToken::jwt`] or [`SubjectToken::id_token`] of a closure |
//! | a client certificate (mutual TLS) | [`SubjectToken::certificate`] |

mod error;
mod file;
mod metadata;
mod subject_token;

pub use error::WorkloadIdentityError;
pub use file::ServiceAccountFile;
pub use metadata::{GoogleIdentity, ManagedIdentity};
pub use subject_token::SubjectToken;

use std::fmt;
use std::time::Duration;

use serde_json::{Value, json};
use specmill_runtime::http::types::Method;
use specmill_runtime::http::{Secret, Token, TokenFuture, TokenProvider};

use crate::Client;
use metadata::Endpoint;

/// The grant of a token exchange (RFC 8693, section 2.1).
const GRANT: &str = "urn:ietf:params:oauth:grant-type:token-exchange";
const TOKEN_URL: &str = "https://auth.openai.com/oauth/token";
/// As the official clients have it.
const RENEW_BEFORE: Duration = Duration::from_secs(1200);

/// A token provider that exchanges a subject token of the platform for an access token of the API. See the
/// [module](self).
///
/// The client asks once for all calls that wait, keeps the token, renews it before it expires, and again when
/// a server refuses it: see [`Credential::token_provider`](specmill_runtime::http::Credential::token_provider).
/// The subject token is asked for anew for each exchange, and is in no log and no message. What goes wrong is
/// an [`ErrorKind::Credential`](specmill_runtime::http::ErrorKind::Credential), in which
/// [`find_source`](specmill_runtime::http::Error::find_source) finds the [`WorkloadIdentityError`].
#[must_use = "it is given to `ClientBuilder::token_provider`"]
pub struct WorkloadIdentity {
    identity_provider: String,
    service_account: String,
    subject: SubjectToken,
    renew_before: Duration,
    endpoint: Endpoint,
}

impl WorkloadIdentity {
    /// Creates the exchange of a subject token of this identity provider for a token of this service account,
    /// both by their ids.
    pub fn new(
        identity_provider: impl Into<String>,
        service_account: impl Into<String>,
        subject: impl Into<SubjectToken>,
    ) -> Self {
        let subject = subject.into();
        Self {
            identity_provider: identity_provider.into(),
            service_account: service_account.into(),
            endpoint: Endpoint::new(subject.token_url().unwrap_or(TOKEN_URL)),
            subject,
            renew_before: RENEW_BEFORE,
        }
    }

    /// How long before its end a token is renewed: 20 minutes by default, and half of its life at most.
    pub fn renew_before(mut self, end: Duration) -> Self {
        self.renew_before = end;
        self
    }

    /// Where tokens are exchanged: `https://auth.openai.com/oauth/token` by default.
    pub fn token_url(mut self, url: impl Into<String>) -> Self {
        self.endpoint.url = url.into();
        self
    }

    /// The client whose transport and settings send the exchange, for proxies and certificates. Its
    /// credentials are not sent. Without one, the default transport is used.
    pub fn client(mut self, client: &Client) -> Self {
        self.endpoint.set_client(client);
        self
    }

    async fn exchange(&self) -> Result<Token, WorkloadIdentityError> {
        let mut request = json!({
            "grant_type": GRANT,
            "subject_token_type": self.subject.kind_name(),
            "identity_provider_id": self.identity_provider,
            "service_account_id": self.service_account,
        });
        let subject = self.subject.get().await?;
        if let Some(subject) = &subject {
            request["subject_token"] = Value::from(subject.expose());
        }
        let call = self.endpoint.request(Method::POST).map_err(WorkloadIdentityError::Exchange)?;
        let answer = call.json_serde(&request).await;
        let answer =
            answer.map_err(|error| WorkloadIdentityError::of_exchange(error, subject.as_ref()))?;
        let access = match answer["access_token"].as_str() {
            Some(text) if !text.trim().is_empty() => Secret::from(text),
            _ => return Err(WorkloadIdentityError::Unusable("it has no `access_token`")),
        };
        let life = answer["expires_in"].as_f64().filter(|seconds| *seconds > 0.0);
        let Some(life) = life.and_then(|life| Duration::try_from_secs_f64(life).ok()) else {
            return Err(WorkloadIdentityError::Unusable("it has no `expires_in` of seconds"));
        };
        Ok(Token::new(access).expires_in(life).renew_before(self.renew_before))
    }
}

impl TokenProvider for WorkloadIdentity {
    fn token(&self) -> TokenFuture<'_> {
        Box::pin(async move { Ok(self.exchange().await?) })
    }
}

impl fmt::Debug for WorkloadIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WorkloadIdentity")
            .field("identity_provider", &self.identity_provider)
            .field("service_account", &self.service_account)
            .field("subject", &self.subject)
            .field("renew_before", &self.renew_before)
            .field("token_url", &self.endpoint.url)
            .finish_non_exhaustive()
    }
}
