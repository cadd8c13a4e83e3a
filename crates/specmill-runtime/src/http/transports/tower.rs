//! tower's services and layers as transports, and transports as services of tower.

use std::future::poll_fn;
use std::iter::successors;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use ::http::{Request, Response};
use bytes::Bytes;
use tower_service::Service;

use crate::auto_traits::auto_traits;
use crate::box_error::BoxError;
use crate::http::wire::{Body, Transport, TransportError, TransportErrorKind, TransportFuture};

/// A `tower::Service` as a [`Transport`]: it is cloned for each request and made ready.
///
/// Its errors are told apart by a [`TransportError`] in them. One that has none counts as a connection
/// that failed: before the request was sent if the service did not become ready, else after it.
///
/// ```
/// use specmill_runtime::http::{self, types, Body, TowerTransport};
/// # use specmill_runtime::__private as runtime;
/// # static API: runtime::Api = runtime::Api::new("Example", "1", "https://example.com");
/// # struct Client;
/// # impl Client {
/// #     fn builder() -> http::ClientBuilder<http::Client> { runtime::client_builder(&API) }
/// # }
///
/// let service = tower::service_fn(|request: types::Request<Body>| async move {
///     Ok::<_, http::TransportError>(types::Response::new(Body::empty()))
/// });
/// let client = Client::builder()
///     .transport(TowerTransport::new(service))
///     .build()?;
/// # Ok::<(), http::Error>(())
/// ```
///
/// It is `Send` and `Sync` where its service is `Send`.
// The lock makes it `Sync`, which few boxed services are; it is held while a clone is made.
#[derive(Debug)]
pub struct TowerTransport<S>(Mutex<S>);

auto_traits!([S: Send] TowerTransport<S>: Send + Sync);

impl<S> TowerTransport<S> {
    /// Sends over this service.
    pub fn new(service: S) -> Self {
        Self(Mutex::new(service))
    }
}

impl<S, B> Transport for TowerTransport<S>
where
    S: Service<Request<Body>, Response = Response<B>, Error: Into<BoxError>, Future: Send>
        + Clone
        + Send
        + 'static,
    B: http_body::Body<Data = Bytes, Error: Into<BoxError>> + Send + Sync + 'static,
{
    fn send(&self, request: Request<Body>) -> TransportFuture<'_> {
        let mut service = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Box::pin(async move {
            let ready = poll_fn(|cx| service.poll_ready(cx)).await;
            ready.map_err(|error| failed(error.into(), false))?;
            let answer = service.call(request).await;
            Ok(answer.map_err(|error| failed(error.into(), true))?.map(Body::stream))
        })
    }
}

fn failed(error: BoxError, sent: bool) -> TransportError {
    let error = match error.downcast::<TransportError>() {
        Ok(error) => return *error,
        Err(error) => error,
    };
    let first: &(dyn std::error::Error + 'static) = &*error;
    let mut all = successors(Some(first), |error| error.source());
    let inner = all.find_map(|error| error.downcast_ref::<TransportError>());
    let kind = inner.map_or(TransportErrorKind::Other, TransportError::kind);
    match inner.map_or(sent, TransportError::maybe_was_sent) {
        true => TransportError::maybe_sent(kind, error),
        false => TransportError::not_sent(kind, error),
    }
}

/// A [`Transport`] as a `tower::Service`, for layers to be put around. It is always ready.
///
/// It is `Send`, `Sync` and `Unpin`.
#[derive(Clone)]
pub struct TransportService(Arc<dyn Transport>);

auto_traits!([] TransportService: Send + Sync + Unpin);

impl TransportService {
    /// Sends over this transport.
    pub fn new(transport: impl Transport) -> Self {
        Self(Arc::new(transport))
    }
}

impl std::fmt::Debug for TransportService {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TransportService")
    }
}

impl Service<Request<Body>> for TransportService {
    type Response = Response<Body>;
    type Error = TransportError;
    type Future = TransportFuture<'static>;

    fn poll_ready(&mut self, _cx: &mut Context<'_>) -> Poll<Result<(), TransportError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let transport = self.0.clone();
        Box::pin(async move { transport.send(request).await })
    }
}

/// What a layer makes of the transport inside of it.
pub(crate) type Layering = Box<dyn FnOnce(TransportService) -> Arc<dyn Transport> + Send + Sync>;

/// The transport with all layers around it.
pub(crate) fn layered(transport: Arc<dyn Transport>, layers: Vec<Layering>) -> Arc<dyn Transport> {
    let from_within = layers.into_iter().rev();
    from_within.fold(transport, |inner, layer| layer(TransportService(inner)))
}
