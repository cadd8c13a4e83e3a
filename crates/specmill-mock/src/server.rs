//! The stand-in behind a socket.

use std::convert::Infallible;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use bytes::Bytes;
use http::{Request, Response, StatusCode};
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::error::Error;
use crate::mock::{Mock, Reply};

/// The largest body that is read: the limit that OpenAI has for a file.
const LARGEST_BODY: usize = 512 << 20;

/// A request that was answered.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// The method: `GET`, `POST`, …
    pub method: String,
    /// Path and query, as they came.
    pub target: String,
    /// What it got.
    pub reply: Reply,
}

type Observer = Arc<dyn Fn(&Exchange) + Send + Sync>;

/// A [`Mock`] behind HTTP/1.1 on a thread of its own, until it is dropped.
///
/// ```no_run
/// let server = specmill_mock::MockServer::start(specmill_mock::Mock::load("spec/openapi.yaml")?)?;
/// println!("{}", server.url());
/// # Ok::<(), specmill_mock::Error>(())
/// ```
pub struct MockServer {
    address: SocketAddr,
    base_path: String,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl MockServer {
    /// Serves on `127.0.0.1` and a free port.
    ///
    /// # Errors
    ///
    /// When no socket can be had.
    pub fn start(mock: Mock) -> Result<Self, Error> {
        Self::bind(mock, SocketAddr::from((Ipv4Addr::LOCALHOST, 0)), |_| {})
    }

    /// Serves on `address`, and shows each request with what it got to `observe`.
    ///
    /// # Errors
    ///
    /// When no socket can be had there.
    pub fn bind(
        mock: Mock,
        address: SocketAddr,
        observe: impl Fn(&Exchange) + Send + Sync + 'static,
    ) -> Result<Self, Error> {
        let listener = std::net::TcpListener::bind(address)?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let base_path = mock.base_path().to_owned();
        let (mock, observe): (_, Observer) = (Arc::new(mock), Arc::new(observe));
        let (stop, stopped) = oneshot::channel();
        // Taking over the socket needs the runtime.
        let listener = {
            let _guard = runtime.enter();
            TcpListener::from_std(listener)?
        };
        let serve = move || {
            runtime.block_on(async {
                let serving = tokio::task::LocalSet::new();
                serving.run_until(accept(listener, mock, observe, stopped)).await;
            });
        };
        let thread = thread::Builder::new().name("specmill-mock".to_owned()).spawn(serve)?;
        Ok(Self { address, base_path, stop: Some(stop), thread: Some(thread) })
    }

    /// The address to point a client at, with the path of the document's server:
    /// `http://127.0.0.1:PORT/v1`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}{}", self.address, self.base_path)
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Waits for the server's end, which does not come by itself.
    pub fn wait(mut self) {
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Drop for MockServer {
    fn drop(&mut self) {
        // Fails where the thread has ended already, which is what is wanted.
        let _ = self.stop.take().map(|stop| stop.send(()));
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

async fn accept(
    listener: TcpListener,
    mock: Arc<Mock>,
    observe: Observer,
    mut stopped: oneshot::Receiver<()>,
) {
    loop {
        let accepted = tokio::select! {
            _ = &mut stopped => return,
            accepted = listener.accept() => accepted,
        };
        // A connection that was gone before it was accepted is no reason to stop.
        let Ok((stream, _)) = accepted else { continue };
        // Without this the peer's delayed ACK slows every exchange.
        let _ = stream.set_nodelay(true);
        let (mock, observe) = (Arc::clone(&mock), Arc::clone(&observe));
        let service = service_fn(move |request| {
            let (mock, observe) = (Arc::clone(&mock), Arc::clone(&observe));
            async move { Ok::<_, Infallible>(exchange(&mock, &observe, request).await) }
        });
        tokio::task::spawn_local(async move {
            let connection = http1::Builder::new()
                .timer(TokioTimer::new())
                .serve_connection(TokioIo::new(stream), service);
            // What is no HTTP was answered 400 by hyper; all else is the client's own doing.
            let _ = connection.await;
        });
    }
}

async fn exchange(
    mock: &Mock,
    observe: &Observer,
    request: Request<Incoming>,
) -> Response<Full<Bytes>> {
    let (head, body) = request.into_parts();
    let method = head.method.as_str().to_owned();
    let target = head.uri.path_and_query().map_or("", |target| target.as_str()).to_owned();
    let reply = match Limited::new(body, LARGEST_BODY).collect().await {
        Ok(body) => mock.respond(&Request::from_parts(head, body.to_bytes())),
        Err(error) if error.is::<LengthLimitError>() => {
            let message = format!("the body is larger than {LARGEST_BODY} bytes");
            mock.refuse(StatusCode::PAYLOAD_TOO_LARGE, &message)
        }
        Err(error) => {
            mock.refuse(StatusCode::BAD_REQUEST, &format!("the body cannot be read: {error}"))
        }
    };
    let exchange = Exchange { method, target, reply };
    observe(&exchange);
    exchange.reply.response.map(Full::new)
}
