//! The settings of a client.

use std::marker::PhantomData;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use ::http::header;

use crate::auto_traits::auto_traits;
use crate::box_error::BoxError;
use crate::clock::Clock;
use crate::http::auth::{Credential, TokenProvider};
use crate::http::client::{RequestTarget, RetryPolicy, Shared, TargetChoice};
use crate::http::describe::{Api, DescribedApi, Encoding, Operation};
#[cfg(feature = "tower")]
use crate::http::transports::Layering;
#[cfg(feature = "reqwest")]
use crate::http::transports::ReqwestTransport;
use crate::http::wire::{MAX_ANSWER_SIZE, Transport};
use crate::json::Strictness;
use crate::text::Secret;

/// How long one try may take: an answer of a language model can take minutes.
const TIMEOUT: Duration = Duration::from_secs(600);

/// Builds a [`Client`](crate::http::Client), or a generated client that is made from one.
///
/// ```
/// use std::time::{Duration, SystemTime};
/// # use specmill_runtime::http;
/// # use specmill_runtime::__private::{self as runtime, security_scheme};
/// # static API: runtime::Api = runtime::Api::new("Example", "1", "https://example.com/v1")
/// #     .security_schemes(&[security_scheme::bearer("ApiKeyAuth")]);
/// # struct Client;
/// # impl Client {
/// #     fn builder() -> http::ClientBuilder<http::Client> { runtime::client_builder(&API) }
/// # }
/// let client = Client::builder()
///     .bearer("sk-secret")
///     .timeout(Duration::from_secs(30))
///     .build()?;
/// assert!(!format!("{client:?}").contains("sk-secret"));
/// # Ok::<(), http::Error>(())
/// ```
///
/// It is `Send` and `Unpin`.
#[must_use = "a client is made by `.build()`"]
pub struct ClientBuilder<C> {
    pub(super) api: &'static Api,
    /// The client that is copied: what is not set here is its.
    pub(super) original: Option<Arc<Shared>>,
    pub(super) base_url: Option<String>,
    /// Whether what the base URL is made of was changed.
    pub(super) is_moved: bool,
    pub(super) server: usize,
    pub(super) server_variables: Vec<(String, String)>,
    pub(super) operation_servers: bool,
    pub(super) default_credential: Option<Credential>,
    pub(super) credentials: Vec<(String, Credential)>,
    pub(super) credential_hint: Option<String>,
    pub(super) headers: Vec<(String, String)>,
    pub(super) query: Vec<(String, String)>,
    pub(super) target: Option<TargetChoice>,
    pub(super) timeout: Duration,
    pub(super) stall_timeout: Duration,
    pub(super) deadline: Option<Duration>,
    pub(super) connect_timeout: Option<Duration>,
    pub(super) retry: RetryPolicy,
    pub(super) idempotency_key_header: Option<String>,
    pub(super) redirect_headers: Option<Vec<String>>,
    pub(super) redirect_body: bool,
    pub(super) max_answer_size: usize,
    pub(super) strictness: Strictness,
    pub(super) clock: Clock,
    pub(super) log_bodies: bool,
    pub(super) transport: Option<Arc<dyn Transport>>,
    /// The outermost first.
    #[cfg(feature = "tower")]
    pub(super) layers: Vec<Layering>,
    client: PhantomData<fn() -> C>,
}

auto_traits!([C] ClientBuilder<C>: Send + Unpin);

/// A builder with the defaults: 600 s for a try, 5 s to connect, two retries, lenient decoding.
pub fn client_builder<C>(api: &'static DescribedApi) -> ClientBuilder<C> {
    ClientBuilder::new(api)
}

impl<C> ClientBuilder<C> {
    fn new(api: &'static Api) -> Self {
        Self {
            api,
            original: None,
            base_url: None,
            is_moved: true,
            server: 0,
            server_variables: Vec::new(),
            operation_servers: true,
            default_credential: None,
            credentials: Vec::new(),
            credential_hint: None,
            headers: Vec::new(),
            query: Vec::new(),
            target: None,
            timeout: TIMEOUT,
            stall_timeout: TIMEOUT,
            deadline: None,
            connect_timeout: None,
            retry: RetryPolicy::default(),
            idempotency_key_header: None,
            redirect_headers: None,
            redirect_body: false,
            max_answer_size: MAX_ANSWER_SIZE,
            strictness: Strictness::default(),
            clock: Clock::default(),
            log_bodies: false,
            transport: None,
            #[cfg(feature = "tower")]
            layers: Vec::new(),
            client: PhantomData,
        }
    }

    /// A builder with the settings of a client.
    pub(super) fn copying(original: &Arc<Shared>) -> Self {
        Self {
            base_url: original.given_base_url.clone(),
            is_moved: false,
            server: original.server,
            server_variables: original.server_variables.clone(),
            operation_servers: original.operation_servers,
            credential_hint: original.credential_hint.clone(),
            query: original.query.clone(),
            target: original.target.clone(),
            timeout: original.timeout,
            stall_timeout: original.stall_timeout,
            deadline: original.deadline,
            retry: original.retry.clone(),
            redirect_body: original.redirects.body,
            max_answer_size: original.max_answer_size,
            strictness: original.strictness,
            clock: original.clock.clone(),
            log_bodies: original.log_bodies,
            original: Some(original.clone()),
            ..Self::new(original.api)
        }
    }

    #[cfg(feature = "testing")]
    pub(crate) fn api(&self) -> &'static Api {
        self.api
    }

    /// The URL that paths are relative to, in place of the document's: `http` or `https`, perhaps
    /// with a path, without query and fragment. One without a path is completed where the document's
    /// server is nothing but a path: `https://example.com` with the server `/v1` is
    /// `https://example.com/v1`.
    ///
    /// An operation with a server of its own is still asked there, unless
    /// [`operation_servers`](Self::operation_servers) is off.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self.is_moved = true;
        self
    }

    /// The server of the document that is asked, by its place in
    /// [`Api::servers`](crate::http::Api::servers): 0 by default. A base URL goes before it.
    pub fn server(mut self, number: usize) -> Self {
        self.server = number;
        self.is_moved = true;
        self
    }

    /// The value of a variable in the URLs of the document's servers, those of operations included,
    /// in place of its default. The same name again replaces. A name that no server has, a value
    /// that the document does not list, and one that would change other parts of the URL are errors
    /// of [`ErrorKind::Configuration`](crate::http::ErrorKind::Configuration) when the client is
    /// built.
    pub fn server_variable(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        let (name, value) = (name.into(), value.into());
        self.server_variables.retain(|(known, _)| *known != name);
        self.server_variables.push((name, value));
        self.is_moved = true;
        self
    }

    /// Whether operations with a server of their own are asked there: true by default. With false,
    /// all calls go to the base URL, as tests against a server that stands in for all others want.
    pub fn operation_servers(mut self, ask: bool) -> Self {
        self.operation_servers = ask;
        self
    }

    /// The token for every scheme that sends a bearer token (`http` bearer, OAuth 2, OpenID
    /// Connect) and has no credential of its own.
    pub fn bearer(self, token: impl Into<Secret>) -> Self {
        self.default_credential(Credential::bearer(token))
    }

    /// As [`ClientBuilder::bearer`], the token chosen by the operation, anew for each call; where
    /// `choose` returns `None`, the scheme has no credential.
    pub fn bearer_for(
        self,
        choose: impl Fn(&Operation) -> Option<Secret> + Send + Sync + 'static,
    ) -> Self {
        self.default_credential(Credential::bearer_for(choose))
    }

    /// As [`ClientBuilder::bearer`], the token given by a provider, which is asked again when one
    /// expires or is refused; see [`Credential::token_provider`].
    pub fn token_provider(self, provider: impl TokenProvider) -> Self {
        self.default_credential(Credential::token_provider(provider))
    }

    /// The credential for every scheme that takes one of its kind and has none of its own:
    /// [`Credential::header`] goes for all schemes. The last one that is set counts, those of
    /// [`bearer`](Self::bearer), [`bearer_for`](Self::bearer_for) and
    /// [`token_provider`](Self::token_provider), which are short forms of this, included.
    pub fn default_credential(mut self, credential: Credential) -> Self {
        self.default_credential = Some(credential);
        self
    }

    /// The advice in the message of
    /// [`ErrorKind::MissingCredential`](crate::http::ErrorKind::MissingCredential), such as
    /// `set EXAMPLE_KEY`, for clients that read their credentials from elsewhere.
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

    /// How long connecting may take, in the default transport: 5 s by default. Another transport has its
    /// own, and so has a client that is copied ([`Client::with`](crate::http::Client::with)): there this
    /// is an error, unless the copy is given a transport as well.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = Some(timeout);
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
    /// each call and the same on all its tries;
    /// [`Call::idempotency_key`](crate::http::Call::idempotency_key) sets another. None by default,
    /// unless the API's [`Conventions`](crate::http::Conventions) name one.
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
    /// https to http is not followed, and is an error of
    /// [`ErrorKind::Redirect`](crate::http::ErrorKind::Redirect), whose headers say where it would
    /// have led.
    pub fn redirect_headers(mut self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.redirect_headers = Some(names.into_iter().map(Into::into).collect());
        self
    }

    /// Whether the body goes along when a redirect with status 307 or 308 leads to another origin.
    /// False by default: such an answer then is an error of
    /// [`ErrorKind::Redirect`](crate::http::ErrorKind::Redirect). Within an origin the body always
    /// goes along.
    pub fn redirect_body(mut self, allow: bool) -> Self {
        self.redirect_body = allow;
        self
    }

    /// The largest answer that is read into memory, in bytes, counted after it was decompressed:
    /// 256 MiB by default. A larger one is an error of
    /// [`ErrorKind::TooLarge`](crate::http::ErrorKind::TooLarge), before anything of it is read
    /// where its length is told. Of the body of an error 1 MiB is read at most, whatever is set
    /// here. Streams have no such limit: event streams, and a
    /// [`Download`](crate::http::Download), unless that is read into memory.
    pub fn max_answer_size(mut self, bytes: usize) -> Self {
        self.max_answer_size = bytes;
        self
    }

    /// What time it is, in place of the system's clock: dates are compared with it that servers name
    /// (`retry-after`, rate limits) and that tokens expire at. Time limits and waits are counted by
    /// tokio's clock. For tests.
    pub fn clock(mut self, now: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        self.clock = Clock::of(now);
        self
    }

    /// Whether an answer that is not quite what the document says is an error. Lenient by default.
    pub fn strictness(mut self, strictness: Strictness) -> Self {
        self.strictness = strictness;
        self
    }

    /// Whether the bodies of requests and answers are written to the log, as events of `tracing` at
    /// the level `trace`. False by default, since bodies hold personal data.
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

    /// A query parameter for every call, such as `api-version`. The same name replaces; a call's own
    /// parameter of that name is sent in its place, and null takes it away
    /// ([`Call::query`](crate::http::Call::query)).
    pub fn query(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        let name = name.into();
        let encode = |text: &str| Encoding::Value.encode(text).into_owned();
        let text = format!("{}={}", encode(&name), encode(&value.into()));
        self.query.retain(|(known, _)| *known != name);
        self.query.push((name, text));
        self
    }

    /// What chooses the path of each call below the base URL, for servers and gateways that have
    /// operations elsewhere than the document. `choose` returns the path, which begins with a slash and
    /// is percent-encoded, or `None` for that of the document. An error fails the call, before
    /// anything is sent, as [`ErrorKind::Request`](crate::http::ErrorKind::Request); its text is shown,
    /// so that it must hold no secret.
    ///
    /// ```
    /// # use specmill_runtime::http;
    /// # use specmill_runtime::__private as runtime;
    /// # static API: runtime::Api = runtime::Api::new("Example", "1", "https://example.com");
    /// # struct Client;
    /// # impl Client {
    /// #     fn builder() -> http::ClientBuilder<http::Client> { runtime::client_builder(&API) }
    /// # }
    /// // Each model has a host path of its own: `/models/small/chat`.
    /// let client = Client::builder()
    ///     .target(|target| match target.body_text("model") {
    ///         Some(model) => Ok(Some(target.below(["models", &model]))),
    ///         None => Ok(None),
    ///     })
    ///     .build()?;
    /// # Ok::<(), http::Error>(())
    /// ```
    pub fn target(
        mut self,
        choose: impl Fn(&RequestTarget<'_>) -> Result<Option<String>, BoxError> + Send + Sync + 'static,
    ) -> Self {
        self.target = Some(TargetChoice::new(choose));
        self
    }

    /// The `user-agent` header. By default it is `<package>/<version> specmill/<version>`: the package
    /// that the client is compiled in, and this one.
    pub fn user_agent(self, text: impl Into<String>) -> Self {
        self.header(header::USER_AGENT.as_str(), text)
    }

    /// Another transport than the default one.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// The default transport over a `reqwest` client that was built elsewhere, for proxies,
    /// certificates and the like; see
    /// [`ReqwestTransport::builder`](crate::http::ReqwestTransport::builder).
    #[cfg(feature = "reqwest")]
    pub fn reqwest(self, client: ::reqwest::Client) -> Self {
        self.transport(ReqwestTransport::new(client))
    }
}
