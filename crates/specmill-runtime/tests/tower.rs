//! tower's layers and services, between the client and a real server on loopback.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]
#![allow(dead_code, reason = "the example API is shared with the other tests")]

#[path = "http/example.rs"]
mod example;

use std::convert::Infallible;
use std::future::Ready;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use specmill_runtime::http::types::{HeaderValue, Request, Response};
use specmill_runtime::http::{
    Body, Bytes, ClientBuilder, ErrorKind, TowerTransport, TransportError, TransportErrorKind,
};
use specmill_test_server::{Answer, End, TestServer};
use tower::limit::ConcurrencyLimitLayer;
use tower::timeout::TimeoutLayer;
use tower::timeout::error::Elapsed;
use tower::util::{MapErrLayer, MapRequestLayer};
use tower::{BoxError, Service, ServiceBuilder, service_fn};

use example::{Client, INVITE};

fn builder(url: String) -> ClientBuilder<Client> {
    Client::builder().base_url(url).bearer("sk-token").max_retries(1)
}

/// Puts `mark` behind what is in the header `x-marks`, and counts.
fn marking(
    mark: &'static str,
    count: &Arc<AtomicUsize>,
) -> MapRequestLayer<impl Fn(Request<Body>) -> Request<Body> + Clone + use<>> {
    let count = count.clone();
    MapRequestLayer::new(move |mut request: Request<Body>| {
        count.fetch_add(1, Ordering::SeqCst);
        let before = request.headers().get("x-marks").map(|value| value.to_str().unwrap());
        let marks = HeaderValue::try_from(format!("{}{mark}", before.unwrap_or_default()));
        request.headers_mut().insert("x-marks", marks.unwrap());
        request
    })
}

#[tokio::test]
async fn layers_see_each_try_and_each_redirect_the_first_one_first() {
    let server = TestServer::start().unwrap();
    server
        .answer(Answer::json(429, "{}").header("retry-after-ms", "1"))
        .answer(Answer::redirect(307, "/there"))
        .answer(Answer::json(200, INVITE));
    let count = Arc::default();
    let client = builder(server.url()).layer(marking("a", &count)).layer(marking("b", &count));
    let answer = client.build().unwrap().invites().retrieve("1").await.unwrap();
    assert_eq!((answer.id.as_str(), answer.attempts()), ("invite-1", 2));
    assert_eq!(count.load(Ordering::SeqCst), 6);
    for request in server.requests() {
        assert_eq!(request.header("x-marks"), Some("ab"));
        assert_eq!(request.header("authorization"), Some("Bearer sk-token"));
    }
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn a_layer_of_a_copy_goes_around_those_of_the_client() {
    let server = TestServer::with_handler(|_| Answer::json(200, INVITE)).unwrap();
    let count = Arc::default();
    let client = builder(server.url()).layer(marking("b", &count)).build().unwrap();
    let copy = client.client.with(|options| options.layer(marking("a", &count)));
    Client::from(copy).invites().retrieve("1").await.unwrap();
    client.invites().retrieve("1").await.unwrap();
    let requests = server.requests();
    let marks: Vec<_> = requests.iter().map(|request| request.header("x-marks")).collect();
    assert_eq!(marks, [Some("ab"), Some("b")]);
}

#[tokio::test]
async fn an_error_of_a_layer_is_what_it_says_it_is() {
    let server = TestServer::with_handler(|_| Answer::raw("").end(End::Stall)).unwrap();
    let short = || TimeoutLayer::new(Duration::from_millis(50));
    // tower's own error says nothing of its kind.
    let client = builder(server.url()).layer(short()).build().unwrap();
    let error = client.invites().retrieve("1").await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Connection, 2));
    assert!(error.was_sent() && error.to_string().contains("timed out"), "{error}");

    let told = MapErrLayer::new(|error: BoxError| match error.is::<Elapsed>() {
        true => TransportError::maybe_sent(TransportErrorKind::Timeout, error),
        false => TransportError::maybe_sent(TransportErrorKind::Other, error),
    });
    let both = ServiceBuilder::new().layer(told).layer(short()).into_inner();
    let client = builder(server.url()).layer(both).build().unwrap();
    let error = client.invites().retrieve("1").await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Timeout, 2));
}

#[tokio::test]
async fn an_error_of_the_transport_stays_what_it_is() {
    let url = TestServer::start().unwrap().url();
    let long = TimeoutLayer::new(Duration::from_secs(30));
    let client = builder(url).layer(marking("a", &Arc::default())).layer(long).build().unwrap();
    let error = client.invites().retrieve("1").await.unwrap_err();
    assert_eq!((error.kind(), error.was_sent()), (ErrorKind::Connection, false));
    assert!(error.to_string().starts_with("no connection to http://127.0.0.1:"), "{error}");
}

#[tokio::test]
async fn a_limit_is_that_of_all_calls_together() {
    static UNDER_WAY: AtomicUsize = AtomicUsize::new(0);
    static MOST: AtomicUsize = AtomicUsize::new(0);
    let server = TestServer::with_handler(|_| {
        let now = UNDER_WAY.fetch_add(1, Ordering::SeqCst) + 1;
        MOST.fetch_max(now, Ordering::SeqCst);
        std::thread::sleep(Duration::from_millis(5));
        UNDER_WAY.fetch_sub(1, Ordering::SeqCst);
        Answer::json(200, INVITE)
    })
    .unwrap();
    let client = builder(server.url()).layer(ConcurrencyLimitLayer::new(2)).build().unwrap();
    let tasks: Vec<_> = (0..16)
        .map(|n| {
            let client = client.clone();
            tokio::spawn(async move { client.invites().retrieve(&n.to_string()).await.is_ok() })
        })
        .collect();
    for task in tasks {
        assert!(task.await.unwrap());
    }
    assert_eq!(server.requests().len(), 16);
    assert!(MOST.load(Ordering::SeqCst) <= 2);
}

#[tokio::test]
async fn a_service_can_be_the_transport() {
    let service = service_fn(|request: Request<Body>| async move {
        let body = format!(r#"{{"id": "{}"}}"#, request.uri());
        Ok::<_, Infallible>(Response::new(Body::from(Bytes::from(body))))
    });
    let client = builder("https://example.com/v1".into()).transport(TowerTransport::new(service));
    let answer = client.build().unwrap().invites().retrieve("1").await.unwrap();
    assert_eq!(answer.id, "https://example.com/v1/organization/invites/1");
}

/// Never becomes ready.
#[derive(Clone)]
struct Shut;

impl Service<Request<Body>> for Shut {
    type Response = Response<Body>;
    type Error = BoxError;
    type Future = Ready<Result<Response<Body>, BoxError>>;

    fn poll_ready(&mut self, _cx: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Err("the pool is shut".into()))
    }

    fn call(&mut self, _request: Request<Body>) -> Self::Future {
        std::future::ready(Err("it was called before it was ready".into()))
    }
}

#[tokio::test]
async fn a_service_that_does_not_become_ready_has_sent_nothing() {
    let client = builder("https://example.com".into()).transport(TowerTransport::new(Shut));
    let error = client.build().unwrap().invites().retrieve("1").await.unwrap_err();
    assert_eq!((error.kind(), error.was_sent()), (ErrorKind::Connection, false));
    assert!(error.to_string().contains("the pool is shut"), "{error}");
}

#[test]
fn a_builder_with_layers_can_be_sent_and_shared() {
    fn check<T: Send + Sync>(_: &T) {}
    check(&builder("https://example.com".into()).layer(marking("a", &Arc::default())));
}
