//! The data of a call's overrides of its client's settings, beyond plain limits.

use ::http::{HeaderName, HeaderValue};

use super::fault::RequestFault;
use crate::http::auth::{Credential, SchemeFault};
use crate::http::client::RetryPolicy;
use crate::http::describe::{Api, BaseUrl, UrlFault};
use crate::http::headers::header_value;
use crate::text::Secret;

/// Few calls have any of it, so that a draft keeps it behind one pointer.
#[derive(Clone, Default)]
pub(crate) struct Overrides {
    pub(crate) base_url: Option<BaseUrl>,
    /// Scheme name and credential.
    pub(crate) credentials: Vec<(&'static str, Credential)>,
    pub(crate) without_client_credentials: bool,
    /// The media type of the body.
    pub(crate) media_type: Option<String>,
    pub(crate) idempotency_key: Option<HeaderValue>,
    pub(crate) retry: Option<RetryPolicy>,
    pub(crate) redirect_headers: Option<Vec<HeaderName>>,
    pub(crate) redirect_body: Option<bool>,
    /// The protocol to go on with.
    pub(crate) upgrade: Option<HeaderValue>,
}

impl Overrides {
    pub(crate) fn set_credential(
        &mut self,
        api: &'static Api,
        name: &str,
        credential: Credential,
    ) -> Result<(), SchemeFault> {
        let Some(scheme) = api.scheme(name) else {
            return Err(SchemeFault::Unknown(name.to_owned(), api));
        };
        let refused = |fault| SchemeFault::Credential(name.to_owned(), fault);
        credential.check(scheme).map_err(refused)?;
        self.credentials.retain(|(other, _)| *other != scheme.name());
        self.credentials.push((scheme.name(), credential));
        Ok(())
    }

    pub(crate) fn set_bearer(
        &mut self,
        api: &'static Api,
        token: &Secret,
    ) -> Result<(), SchemeFault> {
        let schemes = api.schemes().iter().filter(|scheme| scheme.is_bearer_like());
        let names: Vec<_> = schemes.map(|scheme| scheme.name()).collect();
        if names.is_empty() {
            return Err(SchemeFault::NoneFits("bearer token", api));
        }
        names
            .into_iter()
            .try_for_each(|name| self.set_credential(api, name, Credential::bearer(token.clone())))
    }

    pub(crate) fn set_base_url(&mut self, url: &str) -> Result<(), UrlFault> {
        self.base_url = Some(match url {
            "" => return Err(UrlFault::Empty),
            url => BaseUrl::parse(url)?,
        });
        Ok(())
    }

    pub(crate) fn set_upgrade(&mut self, protocol: &str) -> Result<(), RequestFault> {
        let value = header_value("upgrade", protocol);
        self.upgrade = Some(value.map_err(|fault| RequestFault::Header("upgrade".into(), fault))?);
        Ok(())
    }

    pub(crate) fn set_idempotency_key(&mut self, key: &str) -> Result<(), RequestFault> {
        if key.trim().is_empty() {
            return Err(RequestFault::EmptyIdempotencyKey);
        }
        let value = header_value("idempotency-key", key).map_err(RequestFault::IdempotencyKey)?;
        self.idempotency_key = Some(value);
        Ok(())
    }
}
