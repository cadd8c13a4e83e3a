//! Building a client, with every fault of the configuration found before the first call.

use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use ::http::{HeaderMap, HeaderName, HeaderValue, header};

use super::api::Api;
use super::base_url::BaseUrl;
use super::client::{Base, Client, Shared};
use super::collected::MAX_ANSWER_SIZE;
use super::connection_header::refusal;
use super::credential::Credential;
use super::draft::{header_name, header_value};
use super::error::Error;
use super::error_kind::ErrorKind;
use super::operation::Operation;
use super::redirect::RedirectRules;
use super::retry::RetryPolicy;
use super::secret::Secret;
use super::token::TokenProvider;
use super::transport::Transport;
use crate::json::Strictness;

/// How long one try may take, as in OpenAI's official clients.
const TIMEOUT: Duration = Duration::from_secs(600);
/// How long connecting may take, as in OpenAI's official clients.
pub(crate) const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// The `user-agent` unless the caller says otherwise.
const USER_AGENT: &str = concat!("specmill-runtime/", env!("CARGO_PKG_VERSION"));

/// Builds a [`Client`], or a generated client that is made from one.
///
/// ```
/// use std::time::Duration;
/// use specmill_runtime::http;
///
/// static API: http::Api = http::Api::new("Example", "1", "https://example.com/v1")
///     .security_schemes(&[http::SecurityScheme::bearer("ApiKeyAuth")]);
///
/// let client = http::ClientBuilder::<http::Client>::new(&API)
///     .bearer("sk-secret")
///     .timeout(Duration::from_secs(30))
///     .build()?;
/// assert!(!format!("{client:?}").contains("sk-secret"));
/// # Ok::<(), http::Error>(())
/// ```
#[must_use]
pub struct ClientBuilder<C> {
    api: &'static Api,
    base_url: Option<String>,
    bearer: Option<Credential>,
    credentials: Vec<(String, Credential)>,
    credential_hint: Option<String>,
    headers: Vec<(String, String)>,
    timeout: Duration,
    stall_timeout: Duration,
    deadline: Option<Duration>,
    connect_timeout: Duration,
    retry: RetryPolicy,
    idempotency_key_header: Option<String>,
    redirect_headers: Vec<String>,
    redirect_body: bool,
    max_answer_size: usize,
    strictness: Strictness,
    #[cfg(feature = "tracing")]
    log_bodies: bool,
    transport: Option<Box<dyn Transport>>,
    /// The outermost first.
    #[cfg(feature = "tower")]
    pub(super) layers: Vec<super::tower::Layering>,
    client: PhantomData<fn() -> C>,
}

impl<C> ClientBuilder<C> {
    /// A builder with the defaults: 600 s for a try, 5 s to connect, two retries, lenient decoding.
    pub fn new(api: &'static Api) -> Self {
        Self {
            api,
            base_url: None,
            bearer: None,
            credentials: Vec::new(),
            credential_hint: None,
            headers: Vec::new(),
            timeout: TIMEOUT,
            stall_timeout: TIMEOUT,
            deadline: None,
            connect_timeout: CONNECT_TIMEOUT,
            retry: RetryPolicy::default(),
            idempotency_key_header: None,
            redirect_headers: Vec::new(),
            redirect_body: false,
            max_answer_size: MAX_ANSWER_SIZE,
            strictness: Strictness::default(),
            #[cfg(feature = "tracing")]
            log_bodies: false,
            transport: None,
            #[cfg(feature = "tower")]
            layers: Vec::new(),
            client: PhantomData,
        }
    }

    /// The URL that paths are relative to, in place of the document's: `http` or `https`, perhaps
    /// with a path, without query and fragment. It also goes before an operation's own servers.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// The token for every scheme that sends a bearer token (`http` bearer, OAuth 2, OpenID
    /// Connect) and has no credential of its own.
    pub fn bearer(mut self, token: impl Into<Secret>) -> Self {
        self.bearer = Some(Credential::bearer(token));
        self
    }

    /// As [`ClientBuilder::bearer`], the token chosen by the operation, anew for each call; where
    /// `choose` returns `None`, the scheme has no credential.
    pub fn bearer_for(
        mut self,
        choose: impl Fn(&Operation) -> Option<Secret> + Send + Sync + 'static,
    ) -> Self {
        self.bearer = Some(Credential::bearer_for(choose));
        self
    }

    /// As [`ClientBuilder::bearer`], the token given by a provider, which is asked again when one
    /// expires or is refused; see [`Credential::token_provider`].
    pub fn token_provider(mut self, provider: impl TokenProvider) -> Self {
        self.bearer = Some(Credential::token_provider(provider));
        self
    }

    /// What [`ErrorKind::MissingCredential`] says to do, where credentials come from a place that
    /// this crate does not know of: `set EXAMPLE_KEY`.
    pub fn credential_hint(mut self, hint: impl Into<String>) -> Self {
        self.credential_hint = Some(hint.into());
        self
    }

    /// The credential for the security scheme of this name in the document.
    pub fn credential(mut self, scheme: impl Into<String>, credential: Credential) -> Self {
        self.credentials.push((scheme.into(), credential));
        self
    }

    /// How long one try may take, from connecting to the last byte of the body; to the head of the
    /// answer where the body is a stream.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// How long a stream may stay silent while its answer is read: 600 s by default.
    pub fn stall_timeout(mut self, timeout: Duration) -> Self {
        self.stall_timeout = timeout;
        self
    }

    /// How long a call may take with all its tries and the waits between them. None by default.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = Some(deadline);
        self
    }

    /// How long connecting may take, in the default transport. Another transport has its own.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// How many times a failed call is tried again: 2 by default, 0 for never. The short form of
    /// [`ClientBuilder::retry`], of which it changes only the number.
    pub fn max_retries(mut self, retries: u32) -> Self {
        self.retry = self.retry.max_retries(retries);
        self
    }

    /// When and how often a failed call is tried again.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// The header, such as `Idempotency-Key`, in which every call of a method that may not be done
    /// twice (POST, PATCH and unknown ones; RFC 9110, section 9.2.2) gets a random key, new for
    /// each call and the same on all its tries; [`Call::idempotency_key`](super::Call::idempotency_key)
    /// sets another. None by default.
    pub fn idempotency_key_header(mut self, name: impl Into<String>) -> Self {
        self.idempotency_key_header = Some(name.into());
        self
    }

    /// The headers that go along when a redirect leads to another origin (scheme, host and port),
    /// such as `x-trace-id`: whatever is set under these names, by hand or as a credential. None by
    /// default.
    ///
    /// Without being named here, another origin gets `accept` and `user-agent` and, with a body,
    /// `content-type`, `content-encoding` and `content-language`; nothing else that the caller, the
    /// document's parameters or credentials have set, in headers, query or cookies. A redirect from
    /// https to http is not followed, and is an error of [`ErrorKind::Redirect`], whose headers say
    /// where it would have led.
    pub fn redirect_headers(mut self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.redirect_headers = names.into_iter().map(Into::into).collect();
        self
    }

    /// Whether the body goes along when a redirect with status 307 or 308 leads to another origin.
    /// False by default: such an answer then is an error of [`ErrorKind::Redirect`]. Within an origin
    /// the body always goes along.
    pub fn redirect_body(mut self, allow: bool) -> Self {
        self.redirect_body = allow;
        self
    }

    /// The largest answer that is read into memory, in bytes, counted after it was decompressed:
    /// 256 MiB by default. A larger one is an error of [`ErrorKind::TooLarge`], before anything of it
    /// is read where its length is told. Of the body of an error 1 MiB is read at most, whatever is
    /// set here. What is taken as it comes has no such limit: event streams, and a
    /// [`Download`](super::Download), unless that is read into memory.
    pub fn max_answer_size(mut self, bytes: usize) -> Self {
        self.max_answer_size = bytes;
        self
    }

    /// Whether an answer that is not quite what the document says is an error. Lenient by default.
    pub fn strictness(mut self, strictness: Strictness) -> Self {
        self.strictness = strictness;
        self
    }

    /// Whether the bodies of requests and answers are written to the log, as events of `tracing` at
    /// the level `trace`. False by default: they hold what people said.
    ///
    /// Left out are the client's credentials, members of JSON and fields of forms with the name of a
    /// secret (`password`, `token`, `client_secret`, `*_key`, …), and the queries of URLs. A text
    /// is cut after 8 KiB; of other bodies only the length is told, and nothing of what is streamed.
    #[cfg(feature = "tracing")]
    pub fn log_bodies(mut self, log: bool) -> Self {
        self.log_bodies = log;
        self
    }

    /// A header for every call. The same name replaces. A header that a security scheme would set
    /// (such as `authorization`) is sent in its place.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// The `user-agent` header.
    pub fn user_agent(self, text: impl Into<String>) -> Self {
        self.header(header::USER_AGENT.as_str(), text)
    }

    /// Another transport than the default one.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Box::new(transport));
        self
    }

    /// The default transport over a `reqwest` client that was built elsewhere, for proxies,
    /// certificates and the like; see
    /// [`ReqwestTransport::builder`](super::ReqwestTransport::builder).
    #[cfg(feature = "reqwest")]
    pub fn reqwest(self, client: ::reqwest::Client) -> Self {
        self.transport(super::ReqwestTransport::new(client))
    }

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
        let transport = super::tower::layered(transport, std::mem::take(&mut self.layers));
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
            max_answer_size: self.max_answer_size,
            redirects: self.checked_redirects().map_err(faulty)?,
            retry: self.retry,
            strictness: self.strictness,
            #[cfg(feature = "tracing")]
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
                    known_schemes(self.api)
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
                known_schemes(self.api)
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
        let Some(name) = &self.idempotency_key_header else { return Ok(None) };
        let key = header_name(name)?;
        match refusal(&key) {
            Some(reason) => Err(format!("the key cannot be in the header `{name}`: {reason}")),
            None => Ok(Some(key)),
        }
    }

    fn checked_redirects(&self) -> Result<RedirectRules, String> {
        let headers: Result<_, _> =
            self.redirect_headers.iter().map(|name| header_name(name)).collect();
        Ok(RedirectRules { headers: headers?, body: self.redirect_body })
    }

    fn checked_headers(&self) -> Result<HeaderMap, String> {
        let mut headers = HeaderMap::new();
        headers.insert(header::USER_AGENT, HeaderValue::from_static(USER_AGENT));
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

/// The words for a message about a scheme that there is not.
pub(crate) fn known_schemes(api: &Api) -> String {
    let names: Vec<_> = api.schemes().iter().map(|scheme| scheme.name()).collect();
    match names.as_slice() {
        [] => "the document has none".into(),
        names => format!("the document has: {}", names.join(", ")),
    }
}

fn faulty(reason: String) -> Error {
    Error::unsent(ErrorKind::Configuration, reason)
}

#[cfg(feature = "reqwest")]
fn default_transport(connect: Duration) -> Result<Box<dyn Transport>, Error> {
    match super::ReqwestTransport::with_timeout(connect) {
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
