//! What a transport says of itself, and one that many share.

use specmill_runtime::http::{
    Body, ErrorKind, Transport, TransportError, TransportErrorKind, TransportFuture, types,
};
use specmill_test_server::{Answer, TestServer};

use crate::example::{Client, INVITE};

/// Fails in one way, always.
struct Broken(TransportErrorKind, bool);

impl Transport for Broken {
    fn send(&self, _request: types::Request<Body>) -> TransportFuture<'_> {
        Box::pin(async move {
            Err(match self.1 {
                true => TransportError::maybe_sent(self.0, "the wire is cut"),
                false => TransportError::not_sent(self.0, "the wire is cut"),
            })
        })
    }
}

#[tokio::test(start_paused = true)]
async fn a_transport_says_what_failed_and_the_defaults_try_thrice() {
    for (kind, expected) in [
        (TransportErrorKind::Connect, ErrorKind::Connection),
        (TransportErrorKind::Timeout, ErrorKind::Timeout),
        (TransportErrorKind::Other, ErrorKind::Connection),
    ] {
        for sent in [true, false] {
            let builder = Client::builder().bearer("sk-1").transport(Broken(kind, sent));
            let error = builder.build().unwrap().invites().retrieve("1").await.unwrap_err();
            assert_eq!((error.kind(), error.attempts()), (expected, 3));
            assert_eq!(error.was_sent(), sent);
            assert!(error.to_string().contains("the wire is cut"), "{error}");
        }
    }
}

#[tokio::test]
async fn what_a_transport_rejects_is_not_tried_again() {
    let transport = Broken(TransportErrorKind::Rejected, false);
    let client = Client::builder().bearer("sk-1").transport(transport).build().unwrap();
    let error = client.invites().retrieve("1").await.unwrap_err();
    assert_eq!((error.kind(), error.attempts(), error.was_sent()), (ErrorKind::Request, 1, false));
    assert!(
        error.to_string().starts_with("the wire is cut"),
        "its own words, and no other: {error}"
    );
}

#[tokio::test]
async fn many_calls_share_a_client() {
    let server = TestServer::with_handler(|_| Answer::json(200, INVITE)).unwrap();
    let client = Client::of(&server);
    let tasks: Vec<_> = (0..32)
        .map(|n| {
            let client = client.clone();
            tokio::spawn(async move { client.invites().retrieve(&n.to_string()).await.is_ok() })
        })
        .collect();
    for task in tasks {
        assert!(task.await.unwrap());
    }
    assert_eq!(server.requests().len(), 32);
}
