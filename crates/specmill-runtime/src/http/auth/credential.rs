//! Credentials.

use std::fmt;
use std::sync::Arc;

use ::http::HeaderName;

use super::credential_fault::CredentialFault;
use super::token::TokenProvider;
use super::token_source::TokenSource;
use crate::auto_traits::auto_traits;
use crate::http::describe::{Operation, ParameterLocation, SecurityScheme, SecuritySchemeKind};
use crate::http::headers::{NotAHeaderName, header_name, refusal};
use crate::text::Secret;

type TokenFor = Arc<dyn Fn(&Operation) -> Option<Secret> + Send + Sync>;

/// A credential for a security scheme. `Debug` says what kind it is and no more.
///
/// ```
/// use specmill_runtime::http::{Credential, Secret};
///
/// // One key for the administration of an organization, another for everything else.
/// let (admin, normal) = (Secret::from("sk-admin"), Secret::from("sk-normal"));
/// let credential = Credential::bearer_for(move |operation| {
///     let is_admin = operation.path().starts_with("/organization/");
///     Some(if is_admin { admin.clone() } else { normal.clone() })
/// });
/// assert_eq!(format!("{credential:?}"), "Credential(bearer, chosen by operation)");
/// ```
///
/// It is `Send`, `Sync` and `Unpin`.
#[derive(Clone)]
pub struct Credential(pub(crate) CredentialKind);

auto_traits!([] Credential: Send + Sync + Unpin);

#[derive(Clone)]
pub(crate) enum CredentialKind {
    Bearer(Secret),
    BearerFor(TokenFor),
    Token(Arc<TokenSource>),
    Basic { user: String, password: Secret },
    ApiKey(Secret),
    Header(HeaderName, Secret),
    BadHeader(NotAHeaderName),
}

impl Credential {
    /// A token for `Authorization: Bearer` (RFC 6750); also for OAuth 2 and OpenID Connect schemes.
    pub fn bearer(token: impl Into<Secret>) -> Self {
        Self(CredentialKind::Bearer(token.into()))
    }

    /// A bearer token chosen by the operation, anew for each call. Where `choose` returns `None`,
    /// the credential counts as missing for that operation.
    pub fn bearer_for(
        choose: impl Fn(&Operation) -> Option<Secret> + Send + Sync + 'static,
    ) -> Self {
        Self(CredentialKind::BearerFor(Arc::new(choose)))
    }

    /// A bearer token that a provider gives, for tokens that expire: OAuth 2, OpenID Connect, a
    /// cloud's identity service. A closure that returns a future is a provider.
    ///
    /// The provider is asked when the first call needs a token, and once for all calls that wait
    /// for it, those of clones of the credential included. Its token is kept until it is about to
    /// expire (when a tenth of its life is left, and 60 s at most); then the next one is requested while
    /// calls go on using the current one. A call that is answered with status 401 asks for a new one,
    /// unless another call has got it already, and is sent once more, which counts as a try and is
    /// done also where the [`RetryPolicy`](crate::http::RetryPolicy) allows none.
    ///
    /// A provider that fails or panics is an error of
    /// [`ErrorKind::Credential`](crate::http::ErrorKind::Credential) for all calls that waited for
    /// it, with the provider's own error as its source. It is not asked again for the same call:
    /// whether to retry is the provider's decision. It has as long as a try of the call that
    /// asked ([`Call::timeout`](crate::http::Call::timeout)), and its future is dropped with that
    /// call; then another call that waits asks again. It runs as a task of tokio.
    ///
    /// ```
    /// use std::time::Duration;
    /// use specmill_runtime::http::{Credential, Token};
    ///
    /// # struct Identity;
    /// # impl Identity {
    /// #     async fn fetch(&self) -> Result<(String, u64), std::io::Error> { Ok(("t".into(), 60)) }
    /// # }
    /// # let identity = std::sync::Arc::new(Identity);
    /// let credential = Credential::token_provider(move || {
    ///     let identity = identity.clone();
    ///     async move {
    ///         let (token, seconds) = identity.fetch().await?;
    ///         Ok::<_, std::io::Error>(Token::new(token).expires_in(Duration::from_secs(seconds)))
    ///     }
    /// });
    /// assert_eq!(format!("{credential:?}"), "Credential(bearer, token provider)");
    /// ```
    pub fn token_provider(provider: impl TokenProvider) -> Self {
        Self(CredentialKind::Token(Arc::new(TokenSource::new(provider))))
    }

    /// A user name and a password for `Authorization: Basic` (RFC 7617).
    pub fn basic(user: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self(CredentialKind::Basic { user: user.into(), password: password.into() })
    }

    /// The key of an `apiKey` scheme; the document says where it goes.
    pub fn api_key(key: impl Into<Secret>) -> Self {
        Self(CredentialKind::ApiKey(key.into()))
    }

    /// A key in a header of this name, in place of what the scheme says: for servers and gateways that
    /// want their key elsewhere than the document has it (`api-key`, `x-api-key`). It is a credential like
    /// any other: no log and no message shows it, and no other origin gets it. It fits every scheme but
    /// those of client certificates.
    ///
    /// ```
    /// use specmill_runtime::http::Credential;
    ///
    /// let credential = Credential::header("api-key", "secret");
    /// assert_eq!(format!("{credential:?}"), "Credential(header api-key)");
    /// ```
    pub fn header(name: impl AsRef<str>, key: impl Into<Secret>) -> Self {
        Self(match header_name(name.as_ref()) {
            Ok(name) => CredentialKind::Header(name, key.into()),
            Err(fault) => CredentialKind::BadHeader(fault),
        })
    }

    /// Whether it is of the kind that `scheme` takes.
    pub(crate) fn fits(&self, scheme: &SecurityScheme) -> bool {
        use SecuritySchemeKind::{ApiKey, Basic, MutualTls};
        match &self.0 {
            CredentialKind::Bearer(_) | CredentialKind::BearerFor(_) | CredentialKind::Token(_) => {
                scheme.is_bearer_like()
            }
            CredentialKind::Basic { .. } => scheme.kind() == Basic,
            CredentialKind::ApiKey(_) => matches!(scheme.kind(), ApiKey(..)),
            CredentialKind::Header(..) | CredentialKind::BadHeader(_) => scheme.kind() != MutualTls,
        }
    }

    /// The words for its kind in a message.
    pub(crate) fn kind_name(&self) -> &'static str {
        match &self.0 {
            CredentialKind::Bearer(_) | CredentialKind::BearerFor(_) | CredentialKind::Token(_) => {
                "bearer token"
            }
            CredentialKind::Basic { .. } => "user name and password",
            CredentialKind::ApiKey(_)
            | CredentialKind::Header(..)
            | CredentialKind::BadHeader(_) => "API key",
        }
    }

    /// Checks that it is of the kind that `scheme` takes, and has a value that can be sent.
    pub(crate) fn check(&self, scheme: &SecurityScheme) -> Result<(), CredentialFault> {
        use SecuritySchemeKind::{ApiKey, Basic, Http, MutualTls};
        if !self.fits(scheme) {
            let wanted = match scheme.kind() {
                Basic => "use Credential::basic",
                ApiKey(..) => "use Credential::api_key",
                Http(_) => "set the `authorization` header instead",
                MutualTls => "give the transport the certificate instead",
                _ => "use Credential::bearer",
            };
            return Err(CredentialFault::WrongKind(wanted));
        }
        if let ApiKey(ParameterLocation::Header, name) = scheme.kind()
            && matches!(self.0, CredentialKind::ApiKey(_))
            && let Some(reason) = refusal(&header_name(name)?)
        {
            return Err(CredentialFault::Header(name, reason));
        }
        match &self.0 {
            CredentialKind::Bearer(secret) | CredentialKind::ApiKey(secret) => check_text(secret),
            CredentialKind::Header(name, secret) => match refusal(name) {
                Some(reason) => Err(CredentialFault::OwnHeader(name.to_string(), reason)),
                None => check_text(secret),
            },
            CredentialKind::BadHeader(fault) => Err(CredentialFault::HeaderName(fault.clone())),
            CredentialKind::Basic { user, .. } if user.contains(':') => {
                // RFC 7617, section 2: the first colon ends the user name.
                Err(CredentialFault::ColonInUser)
            }
            CredentialKind::Basic { .. }
            | CredentialKind::BearerFor(_)
            | CredentialKind::Token(_) => Ok(()),
        }
    }
}

/// Tokens and keys are visible ASCII; a line break at the end of a key file is the usual fault.
pub(crate) fn check_text(secret: &Secret) -> Result<(), CredentialFault> {
    let text = secret.expose();
    if text.trim().is_empty() {
        return Err(CredentialFault::Empty);
    }
    if text.trim() != text {
        return Err(CredentialFault::WhiteSpace);
    }
    if !text.bytes().all(|byte| (0x20..0x7f).contains(&byte)) {
        return Err(CredentialFault::NotVisibleAscii);
    }
    Ok(())
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match &self.0 {
            CredentialKind::Header(name, _) => return write!(f, "Credential(header {name})"),
            CredentialKind::BadHeader(_) => "Credential(header)",
            CredentialKind::Bearer(_) => "Credential(bearer)",
            CredentialKind::BearerFor(_) => "Credential(bearer, chosen by operation)",
            CredentialKind::Token(_) => "Credential(bearer, token provider)",
            CredentialKind::Basic { .. } => "Credential(basic)",
            CredentialKind::ApiKey(_) => "Credential(api key)",
        })
    }
}
