//! The default transport: `reqwest` over rustls.

use std::sync::Arc;
use std::time::Duration;

use ::http::StatusCode;
use rustls::crypto::CryptoProvider;
use rustls_platform_verifier::BuilderVerifierExt;
use url::Url;

use crate::auto_traits::auto_traits;
use crate::box_error::BoxError;
use crate::http::error::Error;
use crate::http::wire::{
    Body, CONNECT_TIMEOUT, OnUpgrade, Transport, TransportError, TransportErrorKind,
    TransportFuture,
};

/// `reqwest` as a [`Transport`].
///
/// It is `Send`, `Sync` and `Unpin`.
#[derive(Clone, Debug)]
pub struct ReqwestTransport(::reqwest::Client);

auto_traits!([] ReqwestTransport: Send + Sync + Unpin);

impl ReqwestTransport {
    /// Uses a client that was built elsewhere, for proxies, certificates and the like.
    ///
    /// Best made with [`ReqwestTransport::builder`]; else with
    /// `redirect(reqwest::redirect::Policy::none())`: redirects are followed by this crate, which takes the credentials off the request when it goes to another host. A
    /// `reqwest` client that follows them itself drops only what it knows to be secret.
    pub fn new(client: ::reqwest::Client) -> Self {
        Self(client)
    }

    /// A `reqwest` builder with the settings of the default transport, for proxies, certificates
    /// and what else `reqwest` can be told. 5 s to connect, and no redirects (see
    /// [`ReqwestTransport::new`]).
    ///
    /// `reqwest` takes rustls' cryptography from the process: unless the program has installed
    /// one (`CryptoProvider::install_default`), this installs that of the features `graviola` or
    /// `ring`.
    ///
    /// ```no_run
    /// # use specmill_runtime::http::{self, reqwest, ReqwestTransport};
    /// # use specmill_runtime::__private as runtime;
    /// # static API: runtime::Api = runtime::Api::new("Example", "1", "https://example.com");
    /// # struct Client;
    /// # impl Client {
    /// #     fn builder() -> http::ClientBuilder<http::Client> { runtime::client_builder(&API) }
    /// # }
    /// # fn example() -> Result<(), Box<dyn std::error::Error>> {
    /// let transport = ReqwestTransport::builder()?
    ///     .proxy(reqwest::Proxy::all("http://user:password@proxy.example.com:3128")?)
    ///     // Trusted besides those of the operating system; `tls_certs_only` trusts no others.
    ///     .tls_certs_merge([reqwest::Certificate::from_pem(&std::fs::read("ca.pem")?)?])
    ///     // The client's own certificate and its key, both in one file.
    ///     .identity(reqwest::Identity::from_pem(&std::fs::read("client.pem")?)?)
    ///     .build()?;
    /// let client = Client::builder().reqwest(transport).build()?;
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`](crate::http::ErrorKind::Configuration) when there is no
    /// cryptography.
    pub fn builder() -> Result<::reqwest::ClientBuilder, Error> {
        if CryptoProvider::get_default().is_none() {
            let bundled = bundled().ok_or_else(|| Error::configuration(NO_CRYPTOGRAPHY))?;
            // It fails if another thread has installed one meanwhile, which is as good.
            let _ = bundled.install_default();
        }
        Ok(Self::settings(CONNECT_TIMEOUT))
    }

    fn settings(connect: Duration) -> ::reqwest::ClientBuilder {
        ::reqwest::Client::builder()
            .redirect(::reqwest::redirect::Policy::none())
            .referer(false)
            .connect_timeout(connect)
            .tcp_nodelay(true)
    }

    /// A client with rustls, the certificates of the operating system, and these settings.
    pub(crate) fn with_timeout(connect: Duration) -> Result<Self, BoxError> {
        Ok(Self(Self::settings(connect).tls_backend_preconfigured(tls()?).build()?))
    }

    async fn execute(
        &self,
        request: ::reqwest::Request,
    ) -> Result<::http::Response<Body>, TransportError> {
        let response = self.0.execute(request).await.map_err(classify)?;
        let mut response = ::http::Response::from(response);
        if response.status() == StatusCode::SWITCHING_PROTOCOLS {
            // What hyper has of the connection is among the extensions.
            let mut behind = ::http::Response::new(::reqwest::Body::default());
            *behind.extensions_mut() = std::mem::take(response.extensions_mut());
            let connection = ::reqwest::Response::from(behind).upgrade();
            let connection = OnUpgrade::new(async { Ok(connection.await?) });
            response.extensions_mut().insert(connection);
        }
        Ok(response.map(|body| Body::stream(WithoutUrl(body))))
    }
}

const NO_CRYPTOGRAPHY: &str = "there is no cryptography for TLS: turn on the feature `ring` or \
                               `graviola`, or install a `CryptoProvider` of rustls when the program starts";

/// The cryptography of the features.
fn bundled() -> Option<CryptoProvider> {
    #[cfg(feature = "graviola")]
    return Some(rustls_graviola::default_provider());
    #[cfg(all(feature = "ring", not(feature = "graviola")))]
    return Some(rustls::crypto::ring::default_provider());
    #[cfg(not(any(feature = "ring", feature = "graviola")))]
    None
}

/// rustls with the cryptography the program installed, else that of the features.
fn tls() -> Result<rustls::ClientConfig, BoxError> {
    let installed = CryptoProvider::get_default().cloned();
    let provider = installed.or_else(|| bundled().map(Arc::new)).ok_or(NO_CRYPTOGRAPHY)?;
    let mut config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_platform_verifier()?
        .with_no_client_auth();
    if cfg!(feature = "http2") {
        config.alpn_protocols.push(b"h2".to_vec());
    }
    config.alpn_protocols.push(b"http/1.1".to_vec());
    Ok(config)
}

impl Transport for ReqwestTransport {
    fn send(&self, request: ::http::Request<Body>) -> TransportFuture<'_> {
        Box::pin(async move {
            let request = request.map(::reqwest::Body::wrap);
            let request = ::reqwest::Request::try_from(request).map_err(|error| {
                TransportError::not_sent(TransportErrorKind::Other, error.without_url())
            })?;
            self.execute(request).await
        })
    }

    fn send_to(&self, url: Url, request: ::http::Request<Body>) -> TransportFuture<'_> {
        let (parts, body) = request.into_parts();
        let mut request = ::reqwest::Request::new(parts.method, url);
        *request.headers_mut() = parts.headers;
        *request.version_mut() = parts.version;
        *request.body_mut() = Some(::reqwest::Body::wrap(body));
        Box::pin(self.execute(request))
    }
}

/// The URL is taken off: a key in its query must not reach an error text.
fn classify(error: ::reqwest::Error) -> TransportError {
    let error = error.without_url();
    if error.is_timeout() {
        if error.is_connect() {
            return TransportError::not_sent(TransportErrorKind::Timeout, error);
        }
        return TransportError::maybe_sent(TransportErrorKind::Timeout, error);
    }
    if error.is_connect() {
        return TransportError::not_sent(TransportErrorKind::Connect, error);
    }
    if error.is_builder() {
        return TransportError::not_sent(TransportErrorKind::Other, error);
    }
    TransportError::maybe_sent(TransportErrorKind::Other, error)
}

/// A body whose errors do not name the URL.
struct WithoutUrl(::reqwest::Body);

impl http_body::Body for WithoutUrl {
    type Data = bytes::Bytes;
    type Error = ::reqwest::Error;

    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        cx: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<http_body::Frame<bytes::Bytes>, ::reqwest::Error>>> {
        std::pin::Pin::new(&mut self.0).poll_frame(cx).map_err(::reqwest::Error::without_url)
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_end_stream()
    }

    fn size_hint(&self) -> http_body::SizeHint {
        self.0.size_hint()
    }
}
