//! A mock of an API, in process.

use std::fmt;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use ::http::{Method, Request};
use http_body_util::BodyExt;
use serde_json::Value;

use super::expectation::Expectation;
use super::operation::Operation;
use super::received::Received;
use super::reply::{Fate, reset};
use super::server::MockServer;
use super::state::Shared;
use super::verdict;
use crate::auto_traits::auto_traits;
use crate::http::auth::Credential;
use crate::http::builder::ClientBuilder;
use crate::http::client::{Client, RetryPolicy};
use crate::http::describe::{Api, BaseUrl, SecuritySchemeKind};
use crate::http::wire::{Body, Transport, TransportError, TransportErrorKind, TransportFuture};

/// The credential that a mock's client sends.
const KEY: &str = "mock-key";

/// A mock of an API in the process of the test: the part that all APIs share. A generated client has a
/// `Mock` around it, with a method for each operation.
///
/// Calls of [`client`](Self::client) reach the mock without a socket. A call that nothing expects is an
/// error, of [`ErrorKind::Request`](crate::http::ErrorKind::Request), that is not tried again. When the
/// mock is dropped it panics if a call was expected and did not come, or one came unexpected; it does not
/// while the thread panics already.
pub struct ApiMock<C> {
    shared: Arc<Shared>,
    builder: fn() -> ClientBuilder<C>,
}

auto_traits!([C] ApiMock<C>: Send + Sync + Unpin);

/// A mock whose clients are made by `builder`, with the operations of the client; for generated code.
pub fn api_mock<C>(
    builder: fn() -> ClientBuilder<C>,
    operations: &'static [Operation],
) -> ApiMock<C> {
    ApiMock { shared: Arc::new(Shared::new(builder().api(), operations)), builder }
}

/// Expects calls of the operation with this id; for generated code.
pub fn expect_calls<C, B, A, E>(mock: &ApiMock<C>, id: &str) -> Expectation<B, A, E> {
    let described = mock.shared.described(id).cloned();
    let operation = described.unwrap_or_else(|| Operation::undescribed(&Method::GET, id));
    Expectation::new(Arc::clone(&mock.shared), operation)
}

impl<C: From<Client>> ApiMock<C> {
    /// A client whose calls reach this mock.
    ///
    /// # Panics
    ///
    /// When the description has a security scheme that no client can be built with.
    #[must_use]
    #[track_caller]
    pub fn client(&self) -> C {
        verdict::built(self.client_builder().build())
    }

    /// A builder of such a client, for settings of its own: its calls reach this mock, its credentials are
    /// `mock-key`, and it does not wait before it tries again, unless the answer asks for it.
    pub fn client_builder(&self) -> ClientBuilder<C> {
        let api = self.shared.api;
        let transport = MockTransport { shared: Arc::clone(&self.shared) };
        let at_once = RetryPolicy::default().first_wait(Duration::ZERO);
        let mut builder = (self.builder)().transport(transport).retry(at_once);
        if BaseUrl::parse(api.base_url()).is_err() {
            builder = builder.base_url("http://localhost");
        }
        for scheme in api.schemes() {
            let credential = match scheme.kind() {
                SecuritySchemeKind::ApiKey(..) => Credential::api_key(KEY),
                SecuritySchemeKind::Basic => Credential::basic(KEY, KEY),
                // What a caller sets in its place is set in the same way.
                _ if scheme.is_bearer_like() => {
                    builder = builder.bearer(KEY);
                    continue;
                }
                _ => continue,
            };
            builder = builder.credential(scheme.name(), credential);
        }
        builder
    }
}

impl<C> ApiMock<C> {
    /// Expects calls of an operation that the description does not have, as a client's `request` sends
    /// them: `path` is below the base URL, with parameters in braces.
    pub fn request(&self, method: Method, path: &str) -> Expectation<Value, Value, Value> {
        let operation = Operation::undescribed(&method, path);
        Expectation::new(Arc::clone(&self.shared), operation)
    }

    /// All requests so far, in the order in which they came; those that nothing expected as well.
    #[must_use]
    pub fn requests(&self) -> Vec<Received> {
        self.shared.state().received.iter().map(|raw| Received::new(Arc::clone(raw))).collect()
    }

    /// What was expected and did not come, and what came unexpected: a line each, none where all is well.
    #[must_use]
    pub fn unmet(&self) -> Vec<String> {
        self.shared.state().unmet()
    }

    /// Checks that all came that was expected, and nothing else, which otherwise is checked when the mock
    /// is dropped.
    ///
    /// # Panics
    ///
    /// When it is not so.
    #[track_caller]
    pub fn verify(&self) {
        let unmet = self.unmet();
        verdict::verify(&unmet);
    }

    /// Serves the mock over HTTP as well, on a free port of `127.0.0.1` and a thread of its own, for
    /// programs that are told a base URL.
    ///
    /// # Errors
    ///
    /// When there is no port to be had.
    pub fn serve(&self) -> io::Result<MockServer> {
        MockServer::start(Arc::clone(&self.shared))
    }

    /// The API that is mocked.
    #[must_use]
    pub fn api(&self) -> &'static Api {
        self.shared.api
    }
}

impl<C> Drop for ApiMock<C> {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.verify();
        }
    }
}

impl<C> fmt::Debug for ApiMock<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiMock")
            .field("api", &self.shared.api.title())
            .field("unmet", &self.unmet())
            .finish()
    }
}

/// Takes requests to a mock without a socket.
struct MockTransport {
    shared: Arc<Shared>,
}

impl Transport for MockTransport {
    fn send(&self, request: Request<Body>) -> TransportFuture<'_> {
        Box::pin(async move {
            let (head, body) = request.into_parts();
            // The error of an upload is the caller's.
            let body = body
                .collect()
                .await
                .map_err(|error| TransportError::maybe_sent(TransportErrorKind::Other, error))?;
            let request = Request::from_parts(head, body.to_bytes());
            match self.shared.exchange(request).await {
                Ok((Fate::Answered | Fate::Silence, response)) => Ok(response),
                Ok((Fate::Reset, _)) => {
                    Err(TransportError::maybe_sent(TransportErrorKind::Other, reset()))
                }
                Ok((Fate::Unreachable, _)) => Err(TransportError::not_sent(
                    TransportErrorKind::Connect,
                    io::Error::new(io::ErrorKind::ConnectionRefused, "the mock is unreachable"),
                )),
                Err(unanswered) => {
                    Err(TransportError::not_sent(TransportErrorKind::Rejected, unanswered))
                }
            }
        })
    }
}
