//! What a call sets in place of its client's, beyond plain limits.

use ::http::{HeaderName, HeaderValue};

use super::api::Api;
use super::base_url::BaseUrl;
use super::builder::known_schemes;
use super::call::Call;
use super::credential::Credential;
use super::draft::{header_name, header_value};
use super::retry::RetryPolicy;
use super::secret::Secret;

/// Few calls have any of it, so that a draft keeps it behind one pointer.
#[derive(Clone, Default)]
pub(crate) struct Overrides {
    pub(crate) base_url: Option<BaseUrl>,
    /// Scheme name and credential.
    pub(crate) credentials: Vec<(&'static str, Credential)>,
    pub(crate) without_client_credentials: bool,
    pub(crate) idempotency_key: Option<HeaderValue>,
    pub(crate) retry: Option<RetryPolicy>,
    pub(crate) redirect_headers: Option<Vec<HeaderName>>,
    pub(crate) redirect_body: Option<bool>,
}

impl Overrides {
    /// The error is a reason.
    fn set_credential(
        &mut self,
        api: &Api,
        name: &str,
        credential: Credential,
    ) -> Result<(), String> {
        let Some(scheme) = api.scheme(name) else {
            return Err(format!("there is no security scheme `{name}`; {}", known_schemes(api)));
        };
        credential
            .check(scheme)
            .map_err(|reason| format!("the credential for `{name}` cannot be sent: {reason}"))?;
        self.credentials.retain(|(other, _)| *other != scheme.name());
        self.credentials.push((scheme.name(), credential));
        Ok(())
    }

    fn set_bearer(&mut self, api: &Api, token: &Secret) -> Result<(), String> {
        let schemes = api.schemes().iter().filter(|scheme| scheme.is_bearer_like());
        let names: Vec<_> = schemes.map(|scheme| scheme.name()).collect();
        if names.is_empty() {
            return Err(format!(
                "the document has no scheme for a bearer token; {}; a header can be set by hand",
                known_schemes(api)
            ));
        }
        names
            .into_iter()
            .try_for_each(|name| self.set_credential(api, name, Credential::bearer(token.clone())))
    }

    fn set_base_url(&mut self, url: &str) -> Result<(), String> {
        self.base_url = Some(match url {
            "" => return Err("the base URL is empty: begin it with https://".into()),
            url => BaseUrl::parse(url)?,
        });
        Ok(())
    }

    fn set_idempotency_key(&mut self, key: &str) -> Result<(), String> {
        if key.trim().is_empty() {
            return Err("the idempotency key is empty".into());
        }
        let value = header_value("idempotency-key", key)
            .map_err(|reason| format!("the idempotency key cannot be sent: {reason}"))?;
        self.idempotency_key = Some(value);
        Ok(())
    }
}

/// # In place of the client's
impl<T> Call<T> {
    /// When and how often this call is tried again, in place of the client's policy and of a
    /// number that [`Call::max_retries`] has set before.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.draft.options.max_retries = None;
        self.draft.overrides_mut().retry = Some(policy);
        self
    }

    /// The credential of this call for a security scheme of the document, in place of the client's
    /// and of a default header. It is sent whatever the operation asks for; of several alternatives
    /// that the operation has, those which take a credential of the call go first.
    ///
    /// A scheme that the document does not have, and a credential that cannot be sent, are errors
    /// when the call is awaited. A [`Credential::token_provider`] is worth keeping and cloning: its
    /// clones share one token.
    pub fn credential(mut self, scheme: &str, credential: Credential) -> Self {
        let api = self.client.shared.api;
        self.draft.override_with(|overrides| overrides.set_credential(api, scheme, credential));
        self
    }

    /// The bearer token of this call, for every scheme that takes one; see [`Call::credential`].
    pub fn bearer(mut self, token: impl Into<Secret>) -> Self {
        let (api, token) = (self.client.shared.api, token.into());
        self.draft.override_with(|overrides| overrides.set_bearer(api, &token));
        self
    }

    /// Sends no credential of the client, and no default header that is a secret by its name
    /// (`authorization`, `cookie`, `x-session-id`, …) or the key of a scheme of the document, whatever
    /// the operation asks for. What the call itself
    /// sets is sent.
    pub fn without_credentials(mut self) -> Self {
        self.draft.overrides_mut().without_client_credentials = true;
        self
    }

    /// The headers that go along when a redirect leads this call to another origin, in place of the
    /// client's; see [`ClientBuilder::redirect_headers`](super::ClientBuilder::redirect_headers). A
    /// name that no header can have is an error when the call is awaited.
    pub fn redirect_headers(mut self, names: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        let names: Result<Vec<_>, _> =
            names.into_iter().map(|name| header_name(name.as_ref())).collect();
        self.draft.override_with(|overrides| {
            overrides.redirect_headers = Some(names?);
            Ok(())
        });
        self
    }

    /// Whether the body goes along when a redirect leads this call to another origin, in place of
    /// what the client has; see [`ClientBuilder::redirect_body`](super::ClientBuilder::redirect_body).
    pub fn redirect_body(mut self, allow: bool) -> Self {
        self.draft.overrides_mut().redirect_body = Some(allow);
        self
    }

    /// The URL that the path is relative to, in place of the client's: `http` or `https`, perhaps
    /// with a path, without query and fragment; anything else is an error when the call is awaited.
    /// The credentials go there too.
    pub fn base_url(mut self, url: impl AsRef<str>) -> Self {
        self.draft.override_with(|overrides| overrides.set_base_url(url.as_ref()));
        self
    }

    /// The idempotency key of this call, the same on all its tries, in place of one made up; in the
    /// header that the client was told
    /// ([`ClientBuilder::idempotency_key_header`](super::ClientBuilder::idempotency_key_header)),
    /// else in `idempotency-key`. An empty one, or one with a line break, is an error when the call
    /// is awaited. Of a paged call it is the key of the first page, as each page is a call.
    pub fn idempotency_key(mut self, key: impl AsRef<str>) -> Self {
        self.draft.override_with(|overrides| overrides.set_idempotency_key(key.as_ref()));
        self
    }
}
