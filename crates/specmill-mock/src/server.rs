//! The HTTP server of a mock.

use std::convert::Infallible;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::pin::pin;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::{Request, Response, StatusCode};
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, oneshot};
use tokio::time::{sleep, timeout};

use crate::error::Error;
use crate::limits::ServerLimits;
use crate::mock::{Mock, Reply};
use crate::page::{Entry, Page};

/// How long no connection is accepted after one could not be: the system has no descriptors left, and
/// to ask at once again would take all of the processor's time.
const PAUSE: Duration = Duration::from_millis(100);

/// Threads on which requests are checked and answered at a time.
const THREADS: usize = 16;

/// A request that was answered.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// The method: `GET`, `POST`, …
    pub method: String,
    /// Path and query, as they came.
    pub target: String,
    /// What it got.
    pub reply: Reply,
    /// How long the answer takes: to read and to answer the request, and the [`Reply::delay`].
    pub time: Duration,
}

/// What is served, by whom it is seen, and within which limits.
struct Served {
    mock: Mock,
    page: Option<Page>,
    observe: Box<dyn Fn(&Exchange) + Send + Sync>,
    limits: ServerLimits,
}

/// Serves a [`Mock`] over HTTP/1.1 on a thread of its own, until it is dropped.
///
/// ```no_run
/// let server = specmill_mock::MockServer::start(specmill_mock::Mock::load("spec/openapi.yaml")?)?;
/// println!("{}", server.url());
/// # Ok::<(), specmill_mock::Error>(())
/// ```
pub struct MockServer {
    address: SocketAddr,
    base_path: String,
    page: Option<String>,
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

    /// Serves on `address`, and shows each request with what it got to `observe`, which several
    /// threads may call at a time.
    ///
    /// # Errors
    ///
    /// When no socket can be had there.
    pub fn bind(
        mock: Mock,
        address: SocketAddr,
        observe: impl Fn(&Exchange) + Send + Sync + 'static,
    ) -> Result<Self, Error> {
        Self::bind_within(mock, address, &ServerLimits::default(), observe)
    }

    /// As [`MockServer::bind`], with other limits than [`ServerLimits::default`].
    ///
    /// # Errors
    ///
    /// When no socket can be had there.
    pub fn bind_within(
        mock: Mock,
        address: SocketAddr,
        limits: &ServerLimits,
        observe: impl Fn(&Exchange) + Send + Sync + 'static,
    ) -> Result<Self, Error> {
        let listener = std::net::TcpListener::bind(address)?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let runtime = tokio::runtime::Builder::new_current_thread()
            .max_blocking_threads(THREADS)
            .enable_all()
            .build()?;
        let base_path = mock.base_path().to_owned();
        let page = mock.has_page.then(|| Page::of(&mock));
        let page_path = page.as_ref().map(|page| page.path().to_owned());
        let served = Served { mock, page, observe: Box::new(observe), limits: limits.clone() };
        let served = Arc::new(served);
        let (stop, stopped) = oneshot::channel();
        // Taking over the socket needs the runtime.
        let listener = {
            let _guard = runtime.enter();
            TcpListener::from_std(listener)?
        };
        let serve = move || {
            runtime.block_on(async {
                let serving = tokio::task::LocalSet::new();
                serving.run_until(accept(listener, served, stopped)).await;
            });
            // A request that is being answered is no reason to wait.
            runtime.shutdown_background();
        };
        let thread = thread::Builder::new().name("specmill-mock".to_owned()).spawn(serve)?;
        let (stop, thread) = (Some(stop), Some(thread));
        Ok(Self { address, base_path, page: page_path, stop, thread })
    }

    /// The address to point a client at, with the path of the document's server:
    /// `http://127.0.0.1:PORT/v1`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}{}", self.address, self.base_path)
    }

    /// Where the page is ([`Mock::with_page`]), if there is one.
    #[must_use]
    pub fn page_url(&self) -> Option<String> {
        self.page.as_ref().map(|path| format!("http://{}{path}", self.address))
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Waits until the server has ended, which it does not do by itself.
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

async fn accept(listener: TcpListener, served: Arc<Served>, mut stopped: oneshot::Receiver<()>) {
    let connections = Arc::new(Semaphore::new(served.limits.connections));
    loop {
        let next = async {
            let connection = Arc::clone(&connections).acquire_owned().await;
            (connection, listener.accept().await)
        };
        let (connection, accepted) = tokio::select! {
            _ = &mut stopped => return,
            next = next => next,
        };
        match accepted {
            Ok((stream, _)) => {
                // Without this the peer's delayed ACK slows every exchange.
                let _ = stream.set_nodelay(true);
                let serving = serve(stream, Arc::clone(&served));
                tokio::task::spawn_local(async move {
                    serving.await;
                    drop(connection);
                });
            }
            // A connection that was gone before it was accepted.
            Err(error) if concerns_one_connection(&error) => {}
            Err(_) => tokio::select! {
                _ = &mut stopped => return,
                () = sleep(PAUSE) => {}
            },
        }
    }
}

/// Whether the error concerns one connection and not the server.
fn concerns_one_connection(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionReset, Interrupted};
    matches!(error.kind(), ConnectionAborted | ConnectionReset | Interrupted)
}

/// Serves one connection to its end.
async fn serve(stream: TcpStream, served: Arc<Served>) {
    let limits = served.limits.clone();
    let service = service_fn(move |request| {
        let served = Arc::clone(&served);
        async move { Ok::<_, Infallible>(exchange(served, request).await) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        // A client that has said all still waits for the answer.
        .half_close(true)
        .header_read_timeout(limits.head_time)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = pin!(connection);
    // What is no HTTP was answered 400 by hyper; all else is the client's own doing.
    if timeout(limits.connection_time, connection.as_mut()).await.is_err() {
        connection.as_mut().graceful_shutdown();
        let _ = timeout(limits.body_time, connection).await;
    }
}

async fn exchange(served: Arc<Served>, request: Request<Incoming>) -> Response<Full<Bytes>> {
    let begun = Instant::now();
    let (head, body) = request.into_parts();
    let ServerLimits { body_size, body_time, .. } = served.limits;
    let read = timeout(body_time, Limited::new(body, body_size).collect()).await;
    let request = Request::from_parts(head, ());
    let refusal = match read {
        Ok(Ok(body)) => {
            let request = request.map(|()| body.to_bytes());
            return answer(served, begun, Ok(request)).await;
        }
        Err(_) => {
            let message = format!("the body takes longer than {} s", body_time.as_secs_f32());
            (StatusCode::REQUEST_TIMEOUT, message)
        }
        Ok(Err(error)) if error.is::<LengthLimitError>() => {
            let message = format!("the body is larger than {body_size} bytes");
            (StatusCode::PAYLOAD_TOO_LARGE, message)
        }
        Ok(Err(error)) => (StatusCode::BAD_REQUEST, format!("the body cannot be read: {error}")),
    };
    answer(served, begun, Err((request, refusal))).await
}

/// A request that cannot be read whole, and why.
type Refused = (Request<()>, (StatusCode, String));

/// What the mock says, on a thread of its own: a large body takes its time, and others need not wait
/// for it.
async fn answer(
    served: Arc<Served>,
    begun: Instant,
    request: Result<Request<Bytes>, Refused>,
) -> Response<Full<Bytes>> {
    let answered = tokio::task::spawn_blocking(move || served.answer(begun, request));
    let (response, delay) = answered.await.unwrap_or_else(|_| {
        let mut failed = Response::new(Bytes::new());
        *failed.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        (failed, Duration::ZERO)
    });
    if !delay.is_zero() {
        sleep(delay).await;
    }
    response.map(Full::new)
}

impl Served {
    /// The answer, and how long to hold it back.
    fn answer(
        &self,
        begun: Instant,
        request: Result<Request<Bytes>, Refused>,
    ) -> (Response<Bytes>, Duration) {
        let page = self.page.as_ref();
        if let (Some(page), Ok(request)) = (page, &request)
            && let Some(response) = page.answer(&self.mock, request)
        {
            return (response, Duration::ZERO);
        }
        let reply = match &request {
            Ok(request) => self.mock.respond(request),
            Err((request, (status, message))) => self.mock.refuse(request, *status, message),
        };
        let (method, uri) = match &request {
            Ok(request) => (request.method(), request.uri()),
            Err((request, _)) => (request.method(), request.uri()),
        };
        let method = method.as_str().to_owned();
        let target = uri.path_and_query().map_or("", |target| target.as_str()).to_owned();
        let time = begun.elapsed() + reply.delay;
        if let Some(page) = page {
            page.note(Entry::of(&method, &reply, time));
        }
        let exchange = Exchange { method, target, reply, time };
        (self.observe)(&exchange);
        (exchange.reply.response, exchange.reply.delay)
    }
}
