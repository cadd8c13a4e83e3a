//! A mock behind a real URL.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use ::http::{HeaderValue, Request, Response, StatusCode, header};
use bytes::Bytes;
use http_body_util::BodyExt;
use http_body_util::combinators::BoxBody;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use serde_json::json;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

use super::reply::{Fate, reset};
use super::state::{Shared, Unanswered};
use crate::clock::sleep;
use crate::http::headers::header_name;
use crate::http::wire::Body;

/// How long no connection is accepted after one could not be.
const PAUSE: Duration = Duration::from_millis(100);

/// A mock that is served over HTTP/1.1 on the loopback address, until it is dropped.
///
/// A call that nothing expects gets status 501 and an error that says so.
#[must_use = "it serves until it is dropped"]
#[derive(Debug)]
pub struct MockServer {
    url: String,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl MockServer {
    pub(super) fn start(shared: Arc<Shared>) -> io::Result<Self> {
        let listener = std::net::TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))?;
        listener.set_nonblocking(true)?;
        let url = format!("http://{}{}", listener.local_addr()?, shared.base_path());
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let (stop, stopped) = oneshot::channel();
        let serve = move || {
            runtime.block_on(async {
                // Taking over the socket needs the runtime.
                let Ok(listener) = TcpListener::from_std(listener) else { return };
                tokio::spawn(accept(listener, shared));
                // Ends as well where the server is lost without being dropped.
                let _ = stopped.await;
            });
            // A request that is being answered is no reason to wait.
            runtime.shutdown_background();
        };
        let thread = thread::Builder::new().name("mock".to_owned()).spawn(serve)?;
        Ok(Self { url, stop: Some(stop), thread: Some(thread) })
    }

    /// The base URL to give to a client, with the path of the description's server:
    /// `http://127.0.0.1:PORT/v1`.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
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

async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                // Without this the peer's delayed ACK slows every exchange.
                let _ = stream.set_nodelay(true);
                tokio::spawn(serve(stream, Arc::clone(&shared)));
            }
            // The system has no descriptors left, or the connection was gone before it was accepted.
            Err(_) => sleep(PAUSE).await,
        }
    }
}

/// Serves one connection to its end, or until an answer is to break it.
async fn serve(stream: TcpStream, shared: Arc<Shared>) {
    let service = service_fn(move |request| {
        let shared = Arc::clone(&shared);
        async move { exchange(&shared, request).await }
    });
    let mut http = http1::Builder::new();
    let connection = http.half_close(true).serve_connection(TokioIo::new(stream), service);
    // An error is the break of the connection that the answer wanted, or the client's own doing.
    let _ = connection.await;
}

async fn exchange(
    shared: &Shared,
    request: Request<Incoming>,
) -> Result<Response<BoxBody<Bytes, io::Error>>, io::Error> {
    let (head, body) = request.into_parts();
    let body = body.collect().await.map_err(io::Error::other)?.to_bytes();
    let response = match shared.exchange(Request::from_parts(head, body)).await {
        Ok((Fate::Reset | Fate::Unreachable, _)) => return Err(reset()),
        Ok((_, response)) => response,
        Err(unanswered) => refusal(shared, &unanswered),
    };
    Ok(response.map(|body| body.map_err(io::Error::other).boxed()))
}

/// What says that the mock has no answer, and that another try would not have one.
fn refusal(shared: &Shared, unanswered: &Unanswered) -> Response<Body> {
    let body = json!({"error": {"message": unanswered.to_string()}});
    let mut response = Response::new(Body::from(Bytes::from(body.to_string())));
    *response.status_mut() = StatusCode::NOT_IMPLEMENTED;
    let json = HeaderValue::from_static("application/json");
    response.headers_mut().insert(header::CONTENT_TYPE, json);
    let should_retry = shared.api.known_conventions().should_retry_header;
    if let Some(Ok(name)) = should_retry.map(header_name) {
        response.headers_mut().insert(name, HeaderValue::from_static("false"));
    }
    response
}
