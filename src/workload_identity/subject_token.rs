//! What is exchanged.

use std::fmt;

use specmill_runtime::http::{Secret, TokenProvider};

use super::error::WorkloadIdentityError;
use super::file::ServiceAccountFile;
use super::metadata::{GoogleIdentity, ManagedIdentity};

/// Where a certificate is exchanged.
const MTLS_TOKEN_URL: &str = "https://mtls.auth.openai.com/oauth/token";

/// The proof of who the workload is, which its platform gives. `Debug` shows its kind alone.
pub struct SubjectToken {
    kind: Kind,
    /// None for what the transport proves.
    provider: Option<Box<dyn TokenProvider>>,
}

/// The kinds that the token endpoint takes (RFC 8693, section 3, and one of its own).
#[derive(Clone, Copy, Debug)]
enum Kind {
    Jwt,
    IdToken,
    Certificate,
}

impl SubjectToken {
    /// A JSON Web Token: a provider, such as a closure that returns a future of a text.
    ///
    /// ```
    /// use openai_rest::workload_identity::SubjectToken;
    ///
    /// let subject = SubjectToken::jwt(|| async { std::env::var("CI_JOB_JWT") });
    /// assert_eq!(format!("{subject:?}"), "SubjectToken(Jwt)");
    /// ```
    pub fn jwt(provider: impl TokenProvider) -> Self {
        Self { kind: Kind::Jwt, provider: Some(Box::new(provider)) }
    }

    /// An ID token of OpenID Connect: a provider, such as a closure that returns a future of a text.
    pub fn id_token(provider: impl TokenProvider) -> Self {
        Self { kind: Kind::IdToken, provider: Some(Box::new(provider)) }
    }

    /// The client certificate of the transport, exchanged at `https://mtls.auth.openai.com/oauth/token`. The
    /// transport of [`WorkloadIdentity::client`](super::WorkloadIdentity::client) and that of the client which
    /// gets the token have it, and the latter's base URL is `https://mtls.api.openai.com/v1`.
    pub fn certificate() -> Self {
        Self { kind: Kind::Certificate, provider: None }
    }

    /// The `subject_token_type` of the exchange.
    pub(super) fn kind_name(&self) -> &'static str {
        match self.kind {
            Kind::Jwt => "urn:ietf:params:oauth:token-type:jwt",
            Kind::IdToken => "urn:ietf:params:oauth:token-type:id_token",
            Kind::Certificate => "urn:openai:params:oauth:token-type:x509",
        }
    }

    /// Where it is exchanged, if not where all others are.
    pub(super) fn token_url(&self) -> Option<&'static str> {
        matches!(self.kind, Kind::Certificate).then_some(MTLS_TOKEN_URL)
    }

    /// The token; `None` for what the transport proves.
    pub(super) async fn get(&self) -> Result<Option<Secret>, WorkloadIdentityError> {
        let Some(provider) = &self.provider else { return Ok(None) };
        let token = provider.token().await.map_err(WorkloadIdentityError::SubjectToken)?;
        match token.secret().expose().trim() {
            "" => Err(WorkloadIdentityError::SubjectToken("it is empty".into())),
            _ => Ok(Some(token.secret().clone())),
        }
    }
}

impl From<ServiceAccountFile> for SubjectToken {
    fn from(file: ServiceAccountFile) -> Self {
        Self::jwt(file)
    }
}

impl From<ManagedIdentity> for SubjectToken {
    fn from(identity: ManagedIdentity) -> Self {
        Self::jwt(identity)
    }
}

impl From<GoogleIdentity> for SubjectToken {
    fn from(identity: GoogleIdentity) -> Self {
        Self::id_token(identity)
    }
}

impl fmt::Debug for SubjectToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SubjectToken({:?})", self.kind)
    }
}
