//! From the settings to the client.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use ::http::{HeaderMap, HeaderName, HeaderValue, header};

use super::client_builder::ClientBuilder;
use super::fault::SettingFault;
use crate::http::auth::{Credential, SchemeFault};
use crate::http::client::{Client, RedirectRules, Shared};
use crate::http::describe::{BaseUrl, ServerFault, UrlFault};
use crate::http::error::Error;
use crate::http::headers::{HeaderFault, NotAHeaderName, header_name, header_value, refusal};
#[cfg(any(feature = "reqwest", feature = "tower"))]
use crate::http::transports;
use crate::http::wire::{CONNECT_TIMEOUT, Transport};

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

    pub(super) fn client(mut self) -> Result<Client, Error> {
        let (base_url, server_url) = self.checked_urls()?;
        let transport = self.chosen_transport()?;
        #[cfg(feature = "tower")]
        let transport = transports::layered(transport, std::mem::take(&mut self.layers));
        let shared = Shared {
            api: self.api,
            base_url,
            given_base_url: self.base_url.take(),
            server: self.server,
            server_url,
            server_variables: std::mem::take(&mut self.server_variables),
            operation_servers: self.operation_servers,
            credentials: self.checked_credentials().map_err(SettingFault::Scheme)?,
            credential_hint: self.credential_hint.take(),
            headers: self.checked_headers()?,
            query: std::mem::take(&mut self.query),
            target: self.target.take(),
            timeout: self.timeout,
            stall_timeout: self.stall_timeout,
            deadline: self.deadline,
            idempotency_key_header: self.checked_idempotency_key_header()?,
            retry_count_header: self.checked_retry_count_header()?,
            max_answer_size: self.max_answer_size,
            redirects: self.checked_redirects()?,
            retry: self.retry,
            strictness: self.strictness,
            clock: self.clock,
            log_bodies: self.log_bodies,
            transport,
            fault: self.original.and_then(|original| original.fault.clone()),
        };
        Ok(Client { shared: Arc::new(shared) })
    }

    /// The transport that was given, else that of the client that is copied, else the default one.
    fn chosen_transport(&mut self) -> Result<Arc<dyn Transport>, Error> {
        match (self.transport.take(), &self.original) {
            (Some(transport), _) => Ok(transport),
            (None, Some(_)) if self.connect_timeout.is_some() => {
                Err(SettingFault::ConnectTimeoutOfCopy.into())
            }
            (None, Some(original)) => Ok(original.transport.clone()),
            (None, None) => default_transport(self.connect_timeout.unwrap_or(CONNECT_TIMEOUT)),
        }
    }

    /// The base URL, and that of the document's server.
    fn checked_urls(&self) -> Result<(BaseUrl, Cow<'static, str>), Error> {
        if let Some(original) = self.original.as_ref().filter(|_| !self.is_moved) {
            return Ok((original.base_url.clone(), original.server_url.clone()));
        }
        let server_url = self.checked_server_url();
        let base_url = self.checked_base_url(&server_url).map_err(SettingFault::Url)?;
        Ok((base_url, server_url.map_err(SettingFault::Server)?))
    }

    /// The URL of the document's server that was chosen.
    fn checked_server_url(&self) -> Result<Cow<'static, str>, ServerFault> {
        let servers = self.api.servers();
        let Some(chosen) = servers.get(self.server) else {
            return Err(ServerFault::Number(self.server, servers.len()));
        };
        let of_operations = self.api.operation_servers();
        for (name, _) in self.server_variables.iter().filter(|(name, _)| !chosen.has_variable(name))
        {
            let mut having = of_operations.iter().filter(|server| server.has_variable(name));
            let Some(first) = having.next() else {
                let known = std::iter::once(chosen).chain(of_operations);
                let known = known.flat_map(|server| server.variables()).map(|known| known.name());
                return Err(ServerFault::Variable(name.clone(), known.collect()));
            };
            // What one operation's server refuses may be meant for another's.
            let is_taken = having.any(|server| server.filled(&self.server_variables).is_ok());
            if !is_taken {
                first.filled(&self.server_variables)?;
            }
        }
        chosen.filled(&self.server_variables)
    }

    /// The caller's base URL, completed by that server where it is relative, or else that server.
    fn checked_base_url(
        &self,
        server_url: &Result<Cow<'static, str>, ServerFault>,
    ) -> Result<BaseUrl, UrlFault> {
        let server_url = server_url.as_ref().map_err(|fault| UrlFault::Server(fault.clone()))?;
        match &self.base_url {
            Some(url) => BaseUrl::parse(url)?.completed(server_url),
            None => BaseUrl::parse(server_url),
        }
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
        let mut add = |name, credential: &Credential| {
            if !checked.iter().any(|(known, _)| *known == name) {
                checked.push((name, credential.clone()));
            }
        };
        if let Some(default) = &self.default_credential {
            let schemes = self.api.schemes().iter();
            let mut schemes = schemes.filter(|scheme| default.fits(scheme)).peekable();
            if schemes.peek().is_none() {
                return Err(SchemeFault::NoneFits(default.kind_name(), self.api));
            }
            for scheme in schemes {
                default
                    .check(scheme)
                    .map_err(|fault| SchemeFault::Default(default.kind_name(), fault))?;
                add(scheme.name(), default);
            }
        }
        for (name, credential) in self.original.iter().flat_map(|original| &original.credentials) {
            add(name, credential);
        }
        Ok(checked)
    }

    fn checked_idempotency_key_header(&self) -> Result<Option<HeaderName>, SettingFault> {
        if let Some(original) =
            self.original.as_ref().filter(|_| self.idempotency_key_header.is_none())
        {
            return Ok(original.idempotency_key_header.clone());
        }
        let conventional = self.api.known_conventions().idempotency_key_header;
        let name = self.idempotency_key_header.as_deref().or(conventional);
        checked_name(name, SettingFault::IdempotencyHeader)
    }

    fn checked_retry_count_header(&self) -> Result<Option<HeaderName>, SettingFault> {
        let name = self.api.known_conventions().retry_count_header;
        checked_name(name, SettingFault::RetryCountHeader)
    }

    fn checked_redirects(&self) -> Result<RedirectRules, SettingFault> {
        let headers: Vec<HeaderName> = match (&self.redirect_headers, &self.original) {
            (Some(names), _) => {
                let names = names.iter().map(|name| header_name(name));
                names.collect::<Result<_, NotAHeaderName>>()?
            }
            (None, Some(original)) => original.redirects.headers.clone(),
            (None, None) => Vec::new(),
        };
        Ok(RedirectRules { headers, body: self.redirect_body })
    }

    fn own_agent(&self) -> Result<HeaderValue, SettingFault> {
        header_value(header::USER_AGENT.as_str(), &self.api.user_agent())
            .map_err(SettingFault::UserAgent)
    }

    fn checked_headers(&self) -> Result<HeaderMap, SettingFault> {
        let mut headers = match &self.original {
            Some(original) => original.headers.clone(),
            None => HeaderMap::from_iter([(header::USER_AGENT, self.own_agent()?)]),
        };
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

/// A header that every call sets. `unfit` is the error of one that only the transport may set.
fn checked_name(
    name: Option<&str>,
    unfit: impl FnOnce(String, HeaderFault) -> SettingFault,
) -> Result<Option<HeaderName>, SettingFault> {
    let Some(name) = name else { return Ok(None) };
    let checked = header_name(name)?;
    match refusal(&checked) {
        Some(fault) => Err(unfit(name.to_owned(), fault)),
        None => Ok(Some(checked)),
    }
}

#[cfg(feature = "reqwest")]
fn default_transport(connect: Duration) -> Result<Arc<dyn Transport>, Error> {
    match transports::ReqwestTransport::with_timeout(connect) {
        Ok(transport) => Ok(Arc::new(transport)),
        Err(error) => {
            let summary = format!("the transport cannot start: {error}");
            Err(Error::configuration(summary).with_source(error))
        }
    }
}

#[cfg(not(feature = "reqwest"))]
fn default_transport(_connect: Duration) -> Result<Arc<dyn Transport>, Error> {
    Err(SettingFault::NoTransport.into())
}
