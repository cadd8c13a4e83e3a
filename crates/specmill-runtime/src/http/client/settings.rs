//! The client all calls of an API share.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use ::http::{HeaderMap, HeaderName};
use url::Url;

use super::redirect_rules::RedirectRules;
use super::retry::RetryPolicy;
use super::target_choice::TargetChoice;
use crate::auto_traits::auto_traits;
use crate::clock::Clock;
use crate::http::auth::Credential;
use crate::http::describe::{Api, BaseUrl, Operation, Server, path_of_server};
use crate::http::wire::Transport;
use crate::json::Strictness;

/// A configured client: base URL, credentials, limits and the transport.
///
/// Cheap to clone (one reference count); all clones share the connections.
/// `Debug` shows no credential. Made by [`ClientBuilder`](crate::http::ClientBuilder).
///
/// It is `Send`, `Sync` and `Unpin`.
#[derive(Clone)]
pub struct Client {
    pub(crate) shared: Arc<Shared>,
}

auto_traits!([] Client: Send + Sync + Unpin);

#[derive(Clone)]
pub(crate) struct Shared {
    pub(crate) api: &'static Api,
    pub(crate) base_url: BaseUrl,
    /// The base URL as the caller wrote it.
    pub(crate) given_base_url: Option<String>,
    /// The number of the document's server that is asked, or would be without a base URL.
    pub(crate) server: usize,
    /// The URL of that server.
    pub(crate) server_url: Cow<'static, str>,
    /// The caller's, by name.
    pub(crate) server_variables: Vec<(String, String)>,
    /// Whether operations with a server of their own are asked there.
    pub(crate) operation_servers: bool,
    /// Scheme name and credential.
    pub(crate) credentials: Vec<(&'static str, Credential)>,
    /// What to do where one is missing.
    pub(crate) credential_hint: Option<String>,
    pub(crate) headers: HeaderMap,
    /// The query parameters of all calls: name, and encoded text, which holds the name too (`a=1`).
    pub(crate) query: Vec<(String, String)>,
    /// What chooses the paths of calls, where the caller does.
    pub(crate) target: Option<TargetChoice>,
    pub(crate) timeout: Duration,
    pub(crate) stall_timeout: Duration,
    pub(crate) deadline: Option<Duration>,
    pub(crate) retry: RetryPolicy,
    pub(crate) redirects: RedirectRules,
    /// In bytes.
    pub(crate) max_answer_size: usize,
    /// Where calls that may not be done twice get a key.
    pub(crate) idempotency_key_header: Option<HeaderName>,
    /// In which each try says how many went before it.
    pub(crate) retry_count_header: Option<HeaderName>,
    pub(crate) strictness: Strictness,
    /// What dates are compared with that servers and token providers name.
    pub(crate) clock: Clock,
    /// Whether bodies are written to the log, if there is one.
    pub(crate) log_bodies: bool,
    pub(crate) transport: Arc<dyn Transport>,
    /// Why this copy of a client cannot be used: what all of its calls fail with.
    pub(crate) fault: Option<String>,
}

impl Shared {
    /// The server that goes before the base URL for calls of `operation`.
    pub(crate) fn own_server<'o>(&self, operation: &'o Operation) -> Option<&'o Server> {
        operation.server().filter(|_| self.operation_servers)
    }

    /// What to say of a URL that a call of `operation` did not find, if it lacks the path that the
    /// document's server has.
    pub(crate) fn lacked_path(&self, operation: &Operation, url: &Url) -> Option<String> {
        let path = path_of_server(&self.server_url).filter(|_| self.target.is_none())?;
        let is_there = format!("{}/", url.path()).contains(&format!("{path}/"));
        (self.own_server(operation).is_none() && !is_there).then(|| {
            format!(
                "check the base URL: the document's server has the path `{path}`, which it lacks"
            )
        })
    }
}

impl Client {
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
            .field("query", &shared.query.iter().map(|(name, _)| name).collect::<Vec<_>>())
            .field("timeout", &shared.timeout)
            .field("stall_timeout", &shared.stall_timeout)
            .field("deadline", &shared.deadline)
            .field("retry", &shared.retry)
            .field("redirects", &shared.redirects)
            .field("max_answer_size", &shared.max_answer_size)
            .field("strictness", &shared.strictness)
            .field("fault", &shared.fault)
            .finish_non_exhaustive()
    }
}
