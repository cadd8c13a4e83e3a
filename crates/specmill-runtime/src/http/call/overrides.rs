//! Settings of one call that replace those of its client, beyond plain limits.

use super::description::Call;
use crate::http::auth::Credential;
use crate::http::client::RetryPolicy;
use crate::http::headers::{NotAHeaderName, header_name};
use crate::text::Secret;

/// # Overrides of the client's settings
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
    /// (`authorization`, `cookie`, `x-session-id`, …) or the key of a scheme of the document,
    /// whatever the operation asks for. What the call itself sets is sent.
    pub fn without_credentials(mut self) -> Self {
        self.draft.overrides_mut().without_client_credentials = true;
        self
    }

    /// The headers that go along when a redirect leads this call to another origin, in place of the
    /// client's; see
    /// [`ClientBuilder::redirect_headers`](crate::http::ClientBuilder::redirect_headers). A name
    /// that no header can have is an error when the call is awaited.
    pub fn redirect_headers(mut self, names: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        let names: Result<Vec<_>, _> =
            names.into_iter().map(|name| header_name(name.as_ref())).collect();
        self.draft.override_with(|overrides| {
            overrides.redirect_headers = Some(names?);
            Ok::<_, NotAHeaderName>(())
        });
        self
    }

    /// Whether the body goes along when a redirect leads this call to another origin, in place of
    /// what the client has; see
    /// [`ClientBuilder::redirect_body`](crate::http::ClientBuilder::redirect_body).
    pub fn redirect_body(mut self, allow: bool) -> Self {
        self.draft.overrides_mut().redirect_body = Some(allow);
        self
    }

    /// The URL that the path is relative to, in place of the client's and of a server that the
    /// operation has of its own: `http` or `https`, perhaps with a path, without query and fragment; anything else is an error when the call is awaited.
    /// The credentials go there too.
    pub fn base_url(mut self, url: impl AsRef<str>) -> Self {
        self.draft.override_with(|overrides| overrides.set_base_url(url.as_ref()));
        self
    }

    /// The idempotency key of this call, the same on all its tries, in place of one made up; in the
    /// header that the client was told
    /// ([`ClientBuilder::idempotency_key_header`](crate::http::ClientBuilder::idempotency_key_header)),
    /// else in `idempotency-key`. An empty one, or one with a line break, is an error when the call
    /// is awaited. Of a paged call it is the key of the first page, as each page is a call.
    pub fn idempotency_key(mut self, key: impl AsRef<str>) -> Self {
        self.draft.override_with(|overrides| overrides.set_idempotency_key(key.as_ref()));
        self
    }
}
