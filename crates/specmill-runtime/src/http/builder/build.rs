//! From the settings to the client.

use std::sync::Arc;
use std::time::Duration;

use ::http::{HeaderMap, HeaderName, HeaderValue, header};

use super::client_builder::ClientBuilder;
use super::fault::SettingFault;
use crate::http::auth::{Credential, SchemeFault};
use crate::http::client::{Base, Client, RedirectRules, Shared};
use crate::http::describe::BaseUrl;
use crate::http::error::Error;
use crate::http::headers::{NotAHeaderName, header_name, header_value, refusal};
#[cfg(any(feature = "reqwest", feature = "tower"))]
use crate::http::transports;
use crate::http::wire::Transport;

/// The `user-agent` unless the caller says otherwise.
const USER_AGENT: &str = concat!("specmill-runtime/", env!("CARGO_PKG_VERSION"));

impl<C> ClientBuilder<C> {
    /// The client.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`](crate::http::ErrorKind::Configuration) for a base URL that is none, a scheme the document does not
    /// have, a credential that cannot be sent, a header that cannot be sent, or a transport that
    /// cannot start.
    pub fn build(self) -> Result<C, Error>
    where
        C: From<Client>,
    {
        self.client().map(C::from)
    }

    fn client(mut self) -> Result<Client, Error> {
        let base_url = match &self.base_url {
            Some(url) => BaseUrl::parse(url).map(Base::Given),
            None => BaseUrl::parse(self.api.base_url()).map(Base::Documented),
        };
        let transport = match self.transport.take() {
            Some(transport) => transport,
            None => default_transport(self.connect_timeout)?,
        };
        #[cfg(feature = "tower")]
        let transport = transports::layered(transport, std::mem::take(&mut self.layers));
        let shared = Shared {
            api: self.api,
            base_url: base_url.map_err(SettingFault::Url)?,
            credentials: self.checked_credentials().map_err(SettingFault::Scheme)?,
            credential_hint: self.credential_hint.take(),
            headers: self.checked_headers()?,
            timeout: self.timeout,
            stall_timeout: self.stall_timeout,
            deadline: self.deadline,
            idempotency_key_header: self.checked_idempotency_key_header()?,
            max_answer_size: self.max_answer_size,
            redirects: self.checked_redirects()?,
            retry: self.retry,
            strictness: self.strictness,
            clock: self.clock,
            log_bodies: self.log_bodies,
            transport,
        };
        Ok(Client { shared: Arc::new(shared) })
    }

    fn checked_credentials(&self) -> Result<Vec<(&'static str, Credential)>, SchemeFault> {
        let mut checked: Vec<(&'static str, Credential)> = Vec::new();
        for (name, credential) in &self.credentials {
            let Some(scheme) = self.api.scheme(name) else {
                return Err(SchemeFault::Unknown(name.clone(), self.api));
            };
            let refused = |fault| SchemeFault::Credential(name.clone(), fault);
            credential.check(scheme).map_err(refused)?;
            checked.retain(|(other, _)| *other != scheme.name());
            checked.push((scheme.name(), credential.clone()));
        }
        let Some(bearer) = &self.bearer else { return Ok(checked) };
        let mut bearer_schemes =
            self.api.schemes().iter().filter(|scheme| scheme.is_bearer_like()).peekable();
        if bearer_schemes.peek().is_none() {
            return Err(SchemeFault::NoBearer(self.api));
        }
        for scheme in bearer_schemes {
            bearer.check(scheme).map_err(SchemeFault::Bearer)?;
            if !checked.iter().any(|(name, _)| *name == scheme.name()) {
                checked.push((scheme.name(), bearer.clone()));
            }
        }
        Ok(checked)
    }

    fn checked_idempotency_key_header(&self) -> Result<Option<HeaderName>, SettingFault> {
        let Some(name) = &self.idempotency_key_header else { return Ok(None) };
        let key = header_name(name)?;
        match refusal(&key) {
            Some(fault) => Err(SettingFault::IdempotencyHeader(name.clone(), fault)),
            None => Ok(Some(key)),
        }
    }

    fn checked_redirects(&self) -> Result<RedirectRules, SettingFault> {
        let headers: Result<_, NotAHeaderName> =
            self.redirect_headers.iter().map(|name| header_name(name)).collect();
        Ok(RedirectRules { headers: headers?, body: self.redirect_body })
    }

    fn checked_headers(&self) -> Result<HeaderMap, SettingFault> {
        let mut headers = HeaderMap::new();
        headers.insert(header::USER_AGENT, HeaderValue::from_static(USER_AGENT));
        for (name, value) in &self.headers {
            let key = header_name(name)?;
            let refused = |fault| SettingFault::Header(name.clone(), fault);
            if let Some(fault) = refusal(&key) {
                return Err(refused(fault));
            }
            let mut value = header_value(name, value).map_err(refused)?;
            if self.api.has_key_header(name) {
                value.set_sensitive(true);
            }
            headers.insert(key, value);
        }
        Ok(headers)
    }
}

#[cfg(feature = "reqwest")]
fn default_transport(connect: Duration) -> Result<Box<dyn Transport>, Error> {
    match transports::ReqwestTransport::with_timeout(connect) {
        Ok(transport) => Ok(Box::new(transport)),
        Err(error) => {
            let summary = format!("the transport cannot start: {error}");
            Err(Error::configuration(summary).with_source(error))
        }
    }
}

#[cfg(not(feature = "reqwest"))]
fn default_transport(_connect: Duration) -> Result<Box<dyn Transport>, Error> {
    Err(SettingFault::NoTransport.into())
}
