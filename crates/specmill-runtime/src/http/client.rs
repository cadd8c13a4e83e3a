//! The client all calls of an API share.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use ::http::{HeaderMap, HeaderName, Method};

use super::api::Api;
use super::base_url::BaseUrl;
use super::call::Call;
use super::credential::Credential;
use super::draft::Draft;
use super::operation::{Operation, OperationRef};
use super::redirect::RedirectRules;
use super::retry::RetryPolicy;
use super::transport::Transport;
use crate::json::Strictness;

/// A configured client: base URL, credentials, limits and the transport.
///
/// Cheap to clone (one reference count), `Send` and `Sync`; all clones share the connections.
/// `Debug` shows no credential. Made by [`ClientBuilder`](super::ClientBuilder).
#[derive(Clone)]
pub struct Client {
    pub(crate) shared: Arc<Shared>,
}

pub(crate) struct Shared {
    pub(crate) api: &'static Api,
    pub(crate) base_url: Base,
    /// Scheme name and credential.
    pub(crate) credentials: Vec<(&'static str, Credential)>,
    /// What to do where one is missing.
    pub(crate) credential_hint: Option<String>,
    pub(crate) headers: HeaderMap,
    pub(crate) timeout: Duration,
    pub(crate) stall_timeout: Duration,
    pub(crate) deadline: Option<Duration>,
    pub(crate) retry: RetryPolicy,
    pub(crate) redirects: RedirectRules,
    /// In bytes.
    pub(crate) max_answer_size: usize,
    /// Where calls that may not be done twice get a key.
    pub(crate) idempotency_key_header: Option<HeaderName>,
    pub(crate) strictness: Strictness,
    /// Whether bodies are written to the log.
    #[cfg(feature = "tracing")]
    pub(crate) log_bodies: bool,
    pub(crate) transport: Box<dyn Transport>,
}

/// Where a base URL comes from, which decides whether an operation's own server goes before it.
#[derive(Clone, Debug)]
pub(crate) enum Base {
    /// The caller's: goes for every call.
    Given(BaseUrl),
    /// The document's.
    Documented(BaseUrl),
}

impl Client {
    /// A call to an endpoint that the document does not know.
    ///
    /// `path` is relative to the base URL, with a slash first; it may hold a query, and parameters
    /// in braces, which [`Call::path`] fills. Every credential the client has and that can be sent
    /// along is sent. It takes a body as every call does ([`Call::json`], [`Call::multipart`],
    /// [`Call::bytes`], …), and its answer is any JSON, unless [`Call::typed`], [`Call::raw`],
    /// [`Call::events`] or [`Call::into_download`] says otherwise.
    ///
    /// ```no_run
    /// # use specmill_runtime::http::{self, types::Method};
    /// # async fn example(client: http::Client) -> Result<(), http::Error> {
    /// let model = client.request(Method::GET, "/models/{id}").path("id", "o4/mini").await?;
    /// println!("{}", model["owned_by"]);
    /// # Ok(()) }
    /// ```
    pub fn request(&self, method: Method, path: &str) -> Call<serde_json::Value> {
        let operation = Operation::undocumented(method, path);
        let draft = Draft::new(OperationRef::Shared(Arc::new(operation)));
        Call::json_answer(self.clone(), draft)
    }

    /// The API this is a client of.
    pub fn api(&self) -> &'static Api {
        self.shared.api
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shared = &*self.shared;
        f.debug_struct("Client")
            .field("api", &shared.api.title())
            .field("base_url", &shared.base_url)
            .field("credentials", &shared.credentials)
            .field("headers", &shared.headers.keys().collect::<Vec<_>>())
            .field("timeout", &shared.timeout)
            .field("stall_timeout", &shared.stall_timeout)
            .field("deadline", &shared.deadline)
            .field("retry", &shared.retry)
            .field("redirects", &shared.redirects)
            .field("max_answer_size", &shared.max_answer_size)
            .field("strictness", &shared.strictness)
            .finish_non_exhaustive()
    }
}
