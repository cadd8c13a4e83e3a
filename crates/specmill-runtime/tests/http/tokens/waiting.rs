//! Many calls that wait for one token, and what can become of the one that asks.

use std::error::Error as _;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use specmill_runtime::http::{Credential, Token};
use specmill_test_server::{Answer, TestServer};
use tokio::sync::Notify;

use super::{Counter, Recorder, Refused, client, tokens};
use crate::example::{Client, INVITE};

/// Lets all tasks run until none of them has anything left to do.
async fn settle() {
    for _ in 0..200 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn sixty_four_calls_that_wait_ask_once() {
    let server = TestServer::with_handler(|_| Answer::json(200, INVITE)).unwrap();
    let (counter, gate) = (Counter::default(), Arc::new(Notify::new()));
    let (count, open) = (counter.clone(), gate.clone());
    let credential = Credential::token_provider(move || {
        let (token, open) = (count.next(), open.clone());
        async move {
            open.notified().await;
            Ok::<_, Refused>(token)
        }
    });
    let client = client(&server, credential);
    let calls: Vec<_> = (0..64)
        .map(|n| tokio::spawn(client.invites().retrieve(&n.to_string()).into_future()))
        .collect();
    settle().await;
    assert_eq!(counter.asked(), 1);
    gate.notify_one();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    client.invites().retrieve("later").await.unwrap();
    assert_eq!(counter.asked(), 1);
    let sent = tokens(&server.requests());
    assert_eq!(sent.len(), 65);
    assert!(sent.iter().all(|token| token == "Bearer t-1"));
}

#[tokio::test]
async fn a_provider_that_fails_is_an_error_with_its_source_for_all_that_waited() {
    let server = TestServer::start().unwrap();
    let (counter, gate) = (Counter::default(), Arc::new(Notify::new()));
    let (count, open) = (counter.clone(), gate.clone());
    let credential = Credential::token_provider(move || {
        let (_, open) = (count.next(), open.clone());
        async move {
            open.notified().await;
            Err::<Token, _>(Refused("invalid_client"))
        }
    });
    let client = client(&server, credential);
    let calls: Vec<_> =
        (0..8).map(|_| tokio::spawn(client.invites().retrieve("1").into_future())).collect();
    settle().await;
    gate.notify_one();
    for call in calls {
        let error = call.await.unwrap().unwrap_err();
        assert!(error.is_credential() && !error.was_sent());
        assert_eq!((error.attempts(), error.operation()), (0, Some("retrieve-invite")));
        let text = error.to_string();
        assert!(text.starts_with("the token provider failed: the identity service said"), "{text}");
        let source = error.source().unwrap().downcast_ref::<Refused>();
        assert_eq!(source, Some(&Refused("invalid_client")));
    }
    assert_eq!(counter.asked(), 1);
    assert!(server.requests().is_empty());
}

/// A provider of which the first call does what `first` does; later ones give `t-2` and so on.
fn fails_first<F>(counter: &Counter, first: impl Fn() -> F + Send + Sync + 'static) -> Credential
where
    F: Future<Output = ()> + Send + 'static,
{
    let counter = counter.clone();
    Credential::token_provider(move || {
        let token = counter.next();
        let first = (token == "t-1").then(&first);
        async move {
            if let Some(first) = first {
                first.await;
            }
            Ok::<_, Refused>(token)
        }
    })
}

#[tokio::test]
async fn when_the_call_that_asks_is_dropped_another_asks() {
    let server = TestServer::with_handler(|_| Answer::json(200, INVITE)).unwrap();
    let counter = Counter::default();
    let client = client(&server, fails_first(&counter, std::future::pending));
    let call = || tokio::spawn(client.invites().retrieve("1").into_future());
    let (asks, waits) = (call(), (call(), call()));
    settle().await;
    assert_eq!(counter.asked(), 1);
    asks.abort();
    waits.0.await.unwrap().unwrap();
    waits.1.await.unwrap().unwrap();
    assert_eq!(tokens(&server.requests()), ["Bearer t-2", "Bearer t-2"]);
}

#[tokio::test]
async fn when_the_provider_panics_those_that_wait_are_told_and_the_next_call_asks() {
    let server = TestServer::with_handler(|_| Answer::json(200, INVITE)).unwrap();
    let counter = Counter::default();
    let credential = fails_first(&counter, || async {
        tokio::task::yield_now().await;
        panic!("the provider has a fault");
    });
    let client = client(&server, credential);
    let call = || tokio::spawn(client.invites().retrieve("1").into_future());
    for call in [call(), call()] {
        let error = call.await.unwrap().unwrap_err();
        assert!(error.is_credential() && error.to_string().contains("panicked"), "{error}");
    }
    assert_eq!(counter.asked(), 1);
    client.invites().retrieve("1").await.unwrap();
    assert_eq!(tokens(&server.requests()), ["Bearer t-2"]);
}

#[tokio::test]
async fn a_call_that_asks_and_is_not_polled_holds_up_no_other() {
    let server = TestServer::with_handler(|_| Answer::json(200, INVITE)).unwrap();
    let (counter, gate) = (Counter::default(), Arc::new(Notify::new()));
    let (count, open) = (counter.clone(), gate.clone());
    let credential = Credential::token_provider(move || {
        let (token, open) = (count.next(), open.clone());
        async move {
            open.notified().await;
            Ok::<_, Refused>(token)
        }
    });
    let client = client(&server, credential);
    let mut idle = client.invites().retrieve("1").into_future();
    let polled =
        std::future::poll_fn(|cx| Poll::Ready(std::pin::Pin::new(&mut idle).poll(cx).is_pending()));
    assert!(polled.await);
    settle().await;
    assert_eq!(counter.asked(), 1);
    gate.notify_one();
    client.invites().retrieve("2").await.unwrap();
    idle.await.unwrap();
    assert_eq!(tokens(&server.requests()), ["Bearer t-1"; 2]);
}

#[test]
fn a_runtime_that_ends_while_it_asks_leaves_the_next_free_to_ask() {
    let server = TestServer::with_handler(|_| Answer::json(200, INVITE)).unwrap();
    let counter = Counter::default();
    let client = client(&server, fails_first(&counter, std::future::pending));
    let runtime = || tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let first = runtime();
    let call = client.invites().retrieve("1").into_future();
    first.block_on(async {
        tokio::spawn(call);
        settle().await;
    });
    assert_eq!(counter.asked(), 1);
    drop(first);
    runtime().block_on(client.invites().retrieve("1").into_future()).unwrap();
    assert_eq!(tokens(&server.requests()), ["Bearer t-2"]);
}

#[tokio::test(start_paused = true)]
async fn a_provider_that_hangs_ends_with_the_time_of_the_try() {
    let server = TestServer::start().unwrap();
    let counter = Counter::default();
    let client = client(&server, fails_first(&counter, std::future::pending));
    let call = client.invites().retrieve("1").timeout(Duration::from_secs(7));
    let error = call.await.unwrap_err();
    assert!(error.is_timeout() && !error.was_sent());
    assert_eq!(error.attempts(), 0);
    assert!(error.to_string().contains("gave no token within 7s"), "{error}");
}

#[test]
fn threads_with_runtimes_of_their_own_share_a_provider() {
    let recorder = Recorder::default();
    let counter = Counter::default();
    let count = counter.clone();
    // Over at once, so that nearly every call waits for one of another runtime, or asks.
    let credential = Credential::token_provider(move || {
        let token = count.next();
        async move {
            tokio::task::yield_now().await;
            Ok::<_, Refused>(Token::new(token).expires_in(Duration::ZERO))
        }
    });
    let builder = Client::builder().credential("Token", credential).transport(recorder.clone());
    let client = builder.build().unwrap();
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                let mut runtime = tokio::runtime::Builder::new_current_thread();
                runtime.enable_all().build().unwrap().block_on(async {
                    for _ in 0..50 {
                        client.invites().retrieve("1").await.unwrap();
                    }
                });
            });
        }
    });
    let sent = recorder.0.lock().unwrap();
    assert_eq!(sent.len(), 400);
    assert!((50..=400).contains(&counter.asked()), "{}", counter.asked());
}
