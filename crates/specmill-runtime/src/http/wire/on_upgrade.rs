//! A connection that changes its protocol after the status 101.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::io::{AsyncRead, AsyncWrite};

use crate::auto_traits::auto_traits;
use crate::box_error::BoxError;

/// Bytes in both directions.
pub(crate) trait Duplex: AsyncRead + AsyncWrite + Send {}

impl<C: AsyncRead + AsyncWrite + Send> Duplex for C {}

/// A connection of any kind.
pub(crate) type AnyConnection = Pin<Box<dyn Duplex>>;

type Becoming = Pin<Box<dyn Future<Output = Result<AnyConnection, BoxError>> + Send>>;

/// The connection behind an answer of status 101, as an extension of that answer
/// (`http::Extensions`): how a [`Transport`](crate::http::Transport) hands out what
/// [`Call::upgrade`](crate::http::Call::upgrade) asks for.
///
/// The default transport sets it. A transport of one's own over hyper does so by
/// `OnUpgrade::new(async move { Ok(TokioIo::new(hyper::upgrade::on(answer).await?)) })`.
///
/// ```
/// use specmill_runtime::http::{types, Body, OnUpgrade, Transport, TransportFuture};
///
/// /// Answers every request with a connection to nobody.
/// struct Silence;
///
/// impl Transport for Silence {
///     fn send(&self, _request: types::Request<Body>) -> TransportFuture<'_> {
///         Box::pin(async {
///             let mut answer = types::Response::new(Body::empty());
///             *answer.status_mut() = types::StatusCode::SWITCHING_PROTOCOLS;
///             let connection = async { Ok(tokio::io::join(tokio::io::empty(), tokio::io::sink())) };
///             answer.extensions_mut().insert(OnUpgrade::new(connection));
///             Ok(answer)
///         })
///     }
/// }
/// ```
///
/// It is `Send`, `Sync` and `Unpin`. Clones share the one connection, which the first to ask gets.
#[derive(Clone)]
pub struct OnUpgrade(Arc<Mutex<Option<Becoming>>>);

auto_traits!([] OnUpgrade: Send + Sync + Unpin);

impl OnUpgrade {
    /// Creates an extension of the future that ends with the connection.
    pub fn new<C>(connection: impl Future<Output = Result<C, BoxError>> + Send + 'static) -> Self
    where
        C: AsyncRead + AsyncWrite + Send + 'static,
    {
        let connection: Becoming =
            Box::pin(async { Ok(Box::pin(connection.await?) as AnyConnection) });
        Self(Arc::new(Mutex::new(Some(connection))))
    }

    pub(crate) async fn connection(&self) -> Result<AnyConnection, BoxError> {
        let connection = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        connection.ok_or("something else took the connection")?.await
    }
}

impl fmt::Debug for OnUpgrade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OnUpgrade")
    }
}
