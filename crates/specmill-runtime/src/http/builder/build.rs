//! From the settings to the client.

use std::sync::Arc;
use std::time::Duration;

use ::http::{HeaderMap, HeaderName, header};

use super::client_builder::ClientBuilder;
use crate::http::auth::Credential;
use crate::http::client::{Base, Client, RedirectRules, Shared};
use crate::http::describe::BaseUrl;
use crate::http::error::{Error, ErrorKind};
use crate::http::headers::{header_name, header_value, refusal};
#[cfg(any(feature = "reqwest", feature = "tower"))]
use crate::http::transports;
use crate::http::wire::Transport;

impl<C> ClientBuilder<C> {
    /// The client.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`] for a base URL that is none, a scheme the document does not
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
            base_url: base_url.map_err(faulty)?,
            credentials: self.checked_credentials().map_err(faulty)?,
            credential_hint: self.credential_hint.take(),
            headers: self.checked_headers().map_err(faulty)?,
            timeout: self.timeout,
            stall_timeout: self.stall_timeout,
            deadline: self.deadline,
            idempotency_key_header: self.checked_idempotency_key_header().map_err(faulty)?,
            retry_count_header: self.checked_retry_count_header().map_err(faulty)?,
            max_answer_size: self.max_answer_size,
            redirects: self.checked_redirects().map_err(faulty)?,
            retry: self.retry,
            strictness: self.strictness,
            log_bodies: self.log_bodies,
            transport,
        };
        Ok(Client { shared: Arc::new(shared) })
    }

    fn checked_credentials(&self) -> Result<Vec<(&'static str, Credential)>, String> {
        let mut checked: Vec<(&'static str, Credential)> = Vec::new();
        for (name, credential) in &self.credentials {
            let Some(scheme) = self.api.scheme(name) else {
                return Err(format!(
                    "there is no security scheme `{name}`; {}",
                    self.api.known_schemes()
                ));
            };
            credential.check(scheme).map_err(|reason| {
                format!("the credential for `{name}` cannot be sent: {reason}")
            })?;
            checked.retain(|(other, _)| *other != scheme.name());
            checked.push((scheme.name(), credential.clone()));
        }
        let Some(bearer) = &self.bearer else { return Ok(checked) };
        let mut bearer_schemes =
            self.api.schemes().iter().filter(|scheme| scheme.is_bearer_like()).peekable();
        if bearer_schemes.peek().is_none() {
            return Err(format!(
                "the document has no scheme for a bearer token; {}; a header can be set by hand",
                self.api.known_schemes()
            ));
        }
        for scheme in bearer_schemes {
            bearer
                .check(scheme)
                .map_err(|reason| format!("the bearer token cannot be sent: {reason}"))?;
            if !checked.iter().any(|(name, _)| *name == scheme.name()) {
                checked.push((scheme.name(), bearer.clone()));
            }
        }
        Ok(checked)
    }

    fn checked_idempotency_key_header(&self) -> Result<Option<HeaderName>, String> {
        let conventional = self.api.known_conventions().idempotency_key_header;
        checked_name("the key", self.idempotency_key_header.as_deref().or(conventional))
    }

    fn checked_retry_count_header(&self) -> Result<Option<HeaderName>, String> {
        checked_name("the number of tries", self.api.known_conventions().retry_count_header)
    }

    fn checked_redirects(&self) -> Result<RedirectRules, String> {
        let headers: Result<_, _> =
            self.redirect_headers.iter().map(|name| header_name(name)).collect();
        Ok(RedirectRules { headers: headers?, body: self.redirect_body })
    }

    fn checked_headers(&self) -> Result<HeaderMap, String> {
        let mut headers = HeaderMap::new();
        let agent = header_value(header::USER_AGENT.as_str(), &self.api.user_agent())
            .map_err(|reason| format!("the client cannot say what it is: {reason}"))?;
        headers.insert(header::USER_AGENT, agent);
        for (name, value) in &self.headers {
            let key = header_name(name)?;
            if let Some(reason) = refusal(&key) {
                return Err(format!("the header `{name}` cannot be sent: {reason}"));
            }
            let mut value = header_value(name, value)
                .map_err(|reason| format!("the header `{name}` cannot be sent: {reason}"))?;
            if self.api.has_key_header(name) {
                value.set_sensitive(true);
            }
            headers.insert(key, value);
        }
        Ok(headers)
    }
}

/// A header in which every call says `what`.
fn checked_name(what: &str, name: Option<&str>) -> Result<Option<HeaderName>, String> {
    let Some(name) = name else { return Ok(None) };
    let checked = header_name(name)?;
    match refusal(&checked) {
        Some(reason) => Err(format!("{what} cannot be in the header `{name}`: {reason}")),
        None => Ok(Some(checked)),
    }
}

fn faulty(reason: String) -> Error {
    Error::unsent(ErrorKind::Configuration, reason)
}

#[cfg(feature = "reqwest")]
fn default_transport(connect: Duration) -> Result<Box<dyn Transport>, Error> {
    match transports::ReqwestTransport::with_timeout(connect) {
        Ok(transport) => Ok(Box::new(transport)),
        Err(error) => {
            Err(faulty(format!("the transport cannot start: {error}")).with_source(error))
        }
    }
}

#[cfg(not(feature = "reqwest"))]
fn default_transport(_connect: Duration) -> Result<Box<dyn Transport>, Error> {
    Err(faulty("the feature `reqwest` is off: give the client a transport".into()))
}
