//! Layers of tower around the transport.

use std::sync::Arc;

use ::http::{Request, Response};
use bytes::Bytes;
use tower_layer::Layer;
use tower_service::Service;

use super::client_builder::ClientBuilder;
use crate::box_error::BoxError;
use crate::http::transports::{TowerTransport, TransportService};
use crate::http::wire::{Body, Transport};

/// # tower (feature `tower`)
impl<C> ClientBuilder<C> {
    /// Puts a `tower::Layer` around the transport, the default one or another. As in tower's
    /// `ServiceBuilder`, the layer that was added first is the first to see a request.
    ///
    /// A layer sees each request as it goes out, so each try and each redirect on its own, with
    /// credentials in it. What it makes has to be `Clone`; a service that is not, such as that of a
    /// rate limit, becomes so in tower's `buffer`. An error of the layer's own is told apart by
    /// mapping it to a [`TransportError`](crate::http::TransportError):
    ///
    /// ```
    /// use std::time::Duration;
    /// use specmill_runtime::http::{self, TransportError, TransportErrorKind};
    /// use tower::{BoxError, ServiceBuilder, timeout::error::Elapsed};
    /// # use specmill_runtime::__private as runtime;
    /// # static API: runtime::Api = runtime::Api::new("Example", "1", "https://example.com");
    /// # struct Client;
    /// # impl Client {
    /// #     fn builder() -> http::ClientBuilder<http::Client> { runtime::client_builder(&API) }
    /// # }
    ///
    /// let head_within_a_second = ServiceBuilder::new()
    ///     .map_err(|error: BoxError| match error.is::<Elapsed>() {
    ///         true => TransportError::maybe_sent(TransportErrorKind::Timeout, error).into(),
    ///         false => error,
    ///     })
    ///     .timeout(Duration::from_secs(1))
    ///     .into_inner();
    /// let client = Client::builder()
    ///     .layer(head_within_a_second)
    ///     .build()?;
    /// # Ok::<(), http::Error>(())
    /// ```
    pub fn layer<L, B>(mut self, layer: L) -> Self
    where
        L: Layer<TransportService> + Send + Sync + 'static,
        L::Service: Service<Request<Body>, Response = Response<B>, Error: Into<BoxError>, Future: Send>
            + Clone
            + Send
            + 'static,
        B: http_body::Body<Data = Bytes, Error: Into<BoxError>> + Send + Sync + 'static,
    {
        let layering =
            move |inner| Arc::new(TowerTransport::new(layer.layer(inner))) as Arc<dyn Transport>;
        self.layers.push(Box::new(layering));
        self
    }
}
