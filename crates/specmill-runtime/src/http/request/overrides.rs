//! The data of a call's overrides of its client's settings, beyond plain limits.

use ::http::{HeaderName, HeaderValue};

use crate::http::auth::Credential;
use crate::http::client::RetryPolicy;
use crate::http::describe::{Api, BaseUrl};
use crate::http::headers::header_value;
use crate::text::Secret;

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
    pub(crate) fn set_credential(
        &mut self,
        api: &Api,
        name: &str,
        credential: Credential,
    ) -> Result<(), String> {
        let Some(scheme) = api.scheme(name) else {
            return Err(format!("there is no security scheme `{name}`; {}", api.known_schemes()));
        };
        credential
            .check(scheme)
            .map_err(|reason| format!("the credential for `{name}` cannot be sent: {reason}"))?;
        self.credentials.retain(|(other, _)| *other != scheme.name());
        self.credentials.push((scheme.name(), credential));
        Ok(())
    }

    pub(crate) fn set_bearer(&mut self, api: &Api, token: &Secret) -> Result<(), String> {
        let schemes = api.schemes().iter().filter(|scheme| scheme.is_bearer_like());
        let names: Vec<_> = schemes.map(|scheme| scheme.name()).collect();
        if names.is_empty() {
            return Err(format!(
                "the document has no scheme for a bearer token; {}; a header can be set by hand",
                api.known_schemes()
            ));
        }
        names
            .into_iter()
            .try_for_each(|name| self.set_credential(api, name, Credential::bearer(token.clone())))
    }

    pub(crate) fn set_base_url(&mut self, url: &str) -> Result<(), String> {
        self.base_url = Some(match url {
            "" => return Err("the base URL is empty: begin it with https://".into()),
            url => BaseUrl::parse(url)?,
        });
        Ok(())
    }

    pub(crate) fn set_idempotency_key(&mut self, key: &str) -> Result<(), String> {
        if key.trim().is_empty() {
            return Err("the idempotency key is empty".into());
        }
        let value = header_value("idempotency-key", key)
            .map_err(|reason| format!("the idempotency key cannot be sent: {reason}"))?;
        self.idempotency_key = Some(value);
        Ok(())
    }
}
