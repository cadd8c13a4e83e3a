//! Transports: what sends a request and receives its answer.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use url::Url;

use super::body::Body;
use crate::auto_traits::auto_traits;
use crate::box_error::BoxError;

/// How long connecting may take.
pub(crate) const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// The future of [`Transport::send`]. It is `Send` and `Unpin`.
pub type TransportFuture<'a> =
    Pin<Box<dyn Future<Output = Result<::http::Response<Body>, TransportError>> + Send + 'a>>;

auto_traits!([] TransportFuture<'static>: Send + Unpin);

/// Sends one request and gives back the head of its answer, with the body still to be read.
///
/// A transport does exactly one exchange: it must not follow redirects (credentials
/// would go along to another host), not retry, and not add credentials. Timeouts but the one for
/// connecting are the caller's.
///
/// ```
/// use specmill_runtime::http::{types, Body, Transport, TransportFuture};
///
/// /// Says 204 to everything.
/// struct Nothing;
///
/// impl Transport for Nothing {
///     fn send(&self, _request: types::Request<Body>) -> TransportFuture<'_> {
///         Box::pin(async {
///             let mut answer = types::Response::new(Body::empty());
///             *answer.status_mut() = types::StatusCode::NO_CONTENT;
///             Ok(answer)
///         })
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot send requests: `Transport` is not implemented for it",
    label = "not a transport",
    note = "a `reqwest::Client` is given to `ClientBuilder::reqwest`, a `tower::Service` as \
            `http::TowerTransport::new(service)` (with the feature `tower`)"
)]
pub trait Transport: Send + Sync + 'static {
    /// Sends `request`, whose URI is absolute.
    fn send(&self, request: ::http::Request<Body>) -> TransportFuture<'_>;

    /// Sends `request`, which has no URI yet, to a parsed URL. The default transport implements it,
    /// since it needs the URL parsed, and parsing it again is expensive.
    #[doc(hidden)]
    fn send_to(&self, url: Url, mut request: ::http::Request<Body>) -> TransportFuture<'_> {
        match url.as_str().parse() {
            Ok(uri) => {
                *request.uri_mut() = uri;
                self.send(request)
            }
            Err(error) => {
                let error = TransportError::not_sent(TransportErrorKind::Other, error);
                Box::pin(std::future::ready(Err(error)))
            }
        }
    }
}

/// The error of a transport that got no answer.
///
/// It is `Send`, `Sync` and `Unpin`.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    sent: bool,
    source: BoxError,
}

auto_traits!([] TransportError: Send + Sync + Unpin);

/// The kind of a [`TransportError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection: refused, unreachable, no such name, TLS.
    Connect,
    /// It took too long.
    Timeout,
    /// The transport does not take this request, however often it is sent: a mock that does not expect
    /// it. The call is not tried again.
    Rejected,
    /// Anything else: the connection broke, or the answer is not HTTP.
    Other,
}

impl TransportError {
    /// A failure before the server can have seen any of the request.
    ///
    /// `source` must hold no secret; a URL's query can.
    pub fn not_sent(kind: TransportErrorKind, source: impl Into<BoxError>) -> Self {
        Self { kind, sent: false, source: source.into() }
    }

    /// A failure after which the server may have acted on the request.
    pub fn maybe_sent(kind: TransportErrorKind, source: impl Into<BoxError>) -> Self {
        Self { kind, sent: true, source: source.into() }
    }

    /// The kind of the failure.
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    /// Whether the server may have seen the request.
    pub fn maybe_was_sent(&self) -> bool {
        self.sent
    }

    pub(crate) fn into_source(self) -> BoxError {
        self.source
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.source)
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.source()
    }
}
