//! Tokens that a provider gives.

use std::error::Error as _;
use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use specmill_runtime::http::{
    Body, Bytes, Call, Credential, Error, ErrorKind, Operation, RetryPolicy, Secret, Token,
    Transport, TransportFuture, Upload, types,
};
use specmill_test_server::{Answer, Request, TestServer};
use tokio::sync::Notify;

use crate::example::{Client, INVITE};

static ALL: Operation = Operation::get("all", "/all").security(&[&["Token", "HeaderKey"]]);
static OAUTH: Operation = Operation::get("oauth", "/oauth").security(&[&["OAuth"], &["Login"]]);
static UPLOAD: Operation = Operation::post("upload", "/upload").security(&[&["Token"]]);

/// Counts how often it was asked; the tokens are `t-1`, `t-2`, ….
#[derive(Clone, Default)]
struct Counter(Arc<AtomicUsize>);

impl Counter {
    fn asked(&self) -> usize {
        self.0.load(Ordering::SeqCst)
    }

    fn next(&self) -> String {
        format!("t-{}", self.0.fetch_add(1, Ordering::SeqCst) + 1)
    }

    fn credential(&self) -> Credential {
        let counter = self.clone();
        Credential::token_provider(move || {
            let token = counter.next();
            async move { Ok::<_, Refused>(token) }
        })
    }
}

#[derive(Debug, PartialEq)]
struct Refused(&'static str);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the identity service said {}", self.0)
    }
}

impl std::error::Error for Refused {}

fn client(server: &TestServer, credential: Credential) -> Client {
    Client::builder().base_url(server.url()).credential("Token", credential).build().unwrap()
}

fn tokens(requests: &[Request]) -> Vec<String> {
    requests.iter().map(|r| r.header("authorization").unwrap_or("none").to_owned()).collect()
}

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
async fn each_bearer_scheme_takes_a_provider() {
    let server = TestServer::with_handler(|_| Answer::json(200, "1")).unwrap();
    let counter = Counter::default();
    let builder = Client::builder().base_url(server.url());
    let count = counter.clone();
    let client = builder
        .token_provider(move || {
            let token = count.next();
            async move { Ok::<_, Refused>(Secret::from(token)) }
        })
        .credential("HeaderKey", Credential::api_key("h"))
        .build()
        .unwrap()
        .client;
    Call::<i64>::new(&client, &ALL).await.unwrap();
    Call::<i64>::new(&client, &OAUTH).await.unwrap();
    client.request(types::Method::GET, "/unknown").await.unwrap();
    let requests = server.requests();
    assert_eq!(requests[0].header("x-key"), Some("h"));
    assert_eq!(tokens(&requests), ["Bearer t-1"; 3]);
    assert_eq!(counter.asked(), 1, "the schemes share it");
    assert!(!format!("{client:?}").contains("t-1"));

    let login = Client::builder().credential("Login", counter.credential()).build().unwrap_err();
    assert!(login.to_string().contains("use Credential::basic"), "{login}");
}

#[tokio::test]
async fn a_refused_token_is_replaced_once_and_the_call_sent_again() {
    let server = TestServer::with_handler(|request| match request.header("authorization") {
        Some("Bearer t-1") => Answer::json(401, r#"{"message": "expired"}"#),
        _ => Answer::json(200, INVITE),
    })
    .unwrap();
    let counter = Counter::default();
    let client = client(&server, counter.credential());
    let call = client.invites().retrieve("1").retry(RetryPolicy::none());
    assert_eq!(call.await.unwrap().attempts(), 2);
    assert_eq!(client.invites().retrieve("1").await.unwrap().attempts(), 1);
    assert_eq!(tokens(&server.requests()), ["Bearer t-1", "Bearer t-2", "Bearer t-2"]);
    let counts: Vec<_> = server.requests().iter().map(retry_count).collect();
    assert_eq!(counts, ["0", "1", "0"]);
}

fn retry_count(request: &Request) -> String {
    request.header("x-stainless-retry-count").unwrap_or("none").to_owned()
}

#[tokio::test]
async fn many_calls_with_one_refused_token_ask_once_for_the_next() {
    let server = TestServer::with_handler(|request| match request.header("authorization") {
        Some("Bearer t-1") => Answer::json(401, "{}"),
        _ => Answer::json(200, INVITE),
    })
    .unwrap();
    let counter = Counter::default();
    let client = client(&server, counter.credential());
    let calls: Vec<_> =
        (0..16).map(|_| tokio::spawn(client.invites().retrieve("1").into_future())).collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(counter.asked(), 2);
}

#[tokio::test]
async fn a_server_that_refuses_every_token_is_asked_twice() {
    let server = TestServer::with_handler(|_| Answer::json(401, r#"{"message": "no"}"#)).unwrap();
    let counter = Counter::default();
    let error = client(&server, counter.credential()).invites().retrieve("1").await.unwrap_err();
    assert!(error.is_authentication());
    assert_eq!((error.attempts(), counter.asked()), (2, 2));
    assert_eq!(error.message(), Some("no"));

    // The same token again would be refused again.
    let same = Credential::token_provider(|| async { Ok::<_, Refused>("always") });
    let error = client(&server, same).invites().retrieve("1").await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Authentication, 1));
}

#[tokio::test]
async fn a_stream_is_not_sent_again_with_the_new_token_but_the_next_call_has_it() {
    let server = TestServer::start().unwrap();
    server.answer(Answer::json(401, "{}")).answer(Answer::status(204));
    let counter = Counter::default();
    let client = client(&server, counter.credential()).client;
    let upload = || Call::<()>::empty(&client, &UPLOAD);
    let once = Upload::reader(&b"abc"[..]);
    let error = upload().bytes("text/plain", once).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Authentication, 1));
    upload().text("text/plain", "abc").await.unwrap();
    assert_eq!(tokens(&server.requests()), ["Bearer t-1", "Bearer t-2"]);
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

#[tokio::test]
async fn a_provider_that_fails_after_a_refusal_leaves_what_the_server_said() {
    let server = TestServer::with_handler(|_| Answer::json(401, r#"{"message": "no"}"#)).unwrap();
    let counter = Counter::default();
    let count = counter.clone();
    let credential = Credential::token_provider(move || {
        let token = count.next();
        async move { if token == "t-1" { Ok(token) } else { Err(Refused("later")) } }
    });
    let error = client(&server, credential).invites().retrieve("1").await.unwrap_err();
    assert!(error.is_credential() && error.was_sent());
    assert_eq!((error.attempts(), error.status().unwrap().as_u16()), (1, 401));
    assert_eq!(error.body(), br#"{"message": "no"}"#);
    assert!(error.to_string().contains("the identity service said later"), "{error}");
}

#[tokio::test]
async fn a_token_that_cannot_be_sent_is_told_without_being_shown() {
    let server = TestServer::start().unwrap();
    for token in ["", "sk-1\n", "sk-é", "sk-1\r\nx: y"] {
        let bad = Credential::token_provider(move || async move { Ok::<_, Refused>(token) });
        let error = client(&server, bad).invites().retrieve("1").await.unwrap_err();
        assert!(error.is_credential() && !error.was_sent(), "{error}");
        assert!(error.to_string().contains("cannot be sent"), "{error}");
        assert!(!format!("{error} {error:?}").contains("sk-"), "{error:?}");
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn no_token_of_a_provider_is_in_what_is_printed() {
    let server = TestServer::with_handler(|request| {
        let echo = request.header("authorization").unwrap_or_default().to_owned();
        Answer::json(400, format!(r#"{{"error": {{"message": "{echo}"}}}}"#))
    })
    .unwrap();
    let secret = Credential::token_provider(|| async { Ok::<_, Refused>(Token::new("sk-secret")) });
    let error = client(&server, secret.clone()).invites().retrieve("1").await.unwrap_err();
    let printed = format!("{error} {error:?} {secret:?} {:?}", Token::new("sk-secret"));
    assert!(!printed.contains("sk-secret"), "{printed}");
    assert!(error.message().unwrap().contains("[secret]"));
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
async fn when_the_provider_panics_another_call_asks() {
    let server = TestServer::with_handler(|_| Answer::json(200, INVITE)).unwrap();
    let counter = Counter::default();
    let credential = fails_first(&counter, || async {
        tokio::task::yield_now().await;
        panic!("the provider has a fault");
    });
    let client = client(&server, credential);
    let call = || tokio::spawn(client.invites().retrieve("1").into_future());
    let (asks, waits) = (call(), call());
    assert!(asks.await.unwrap_err().is_panic());
    waits.await.unwrap().unwrap();
    assert_eq!(counter.asked(), 2);
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

/// Keeps the tokens that it was sent with, and says 200.
#[derive(Clone, Default)]
struct Recorder(Arc<Mutex<Vec<String>>>);

impl Transport for Recorder {
    fn send(&self, request: types::Request<Body>) -> TransportFuture<'_> {
        let token = request.headers()["authorization"].to_str().unwrap().to_owned();
        self.0.lock().unwrap().push(token);
        Box::pin(async {
            Ok(types::Response::new(Body::from(Bytes::from_static(b"{\"id\": \"1\"}"))))
        })
    }
}

/// Gives tokens that live for 100 s, unless it was asked `failing` times.
fn short_lived(counter: &Counter, failing: std::ops::Range<usize>) -> Credential {
    let counter = counter.clone();
    Credential::token_provider(move || {
        let token = counter.next();
        let fails = failing.contains(&counter.asked());
        async move {
            match fails {
                true => Err(Refused("later")),
                false => Ok(Token::new(token).expires_in(Duration::from_secs(100))),
            }
        }
    })
}

/// The tokens of calls after each of these seconds, and what is told in their place.
async fn over_time(credential: Credential, seconds: &[u64]) -> Vec<String> {
    let recorder = Recorder::default();
    let builder = Client::builder().credential("Token", credential).transport(recorder.clone());
    let client = builder.build().unwrap();
    for wait in seconds {
        tokio::time::sleep(Duration::from_secs(*wait)).await;
        let result: Result<_, Error> = client.invites().retrieve("1").await;
        if let Err(error) = result {
            recorder.0.lock().unwrap().push(format!("{:?}", error.kind()));
        }
    }
    recorder.0.lock().unwrap().clone()
}

#[tokio::test(start_paused = true)]
async fn a_token_is_renewed_before_it_expires() {
    let counter = Counter::default();
    // The last tenth of 100 s begins after 90.
    let sent = over_time(short_lived(&counter, 0..0), &[0, 80, 11, 1, 300]).await;
    assert_eq!(sent, ["Bearer t-1", "Bearer t-1", "Bearer t-2", "Bearer t-2", "Bearer t-3"]);
    assert_eq!(counter.asked(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_token_that_cannot_be_renewed_is_used_to_its_end() {
    let counter = Counter::default();
    // Renewed at 91 s in vain; let alone for 5 s; again in vain at 97 s; over at 101 s.
    let sent = over_time(short_lived(&counter, 2..5), &[0, 91, 1, 5, 4, 1]).await;
    let expected = ["Bearer t-1", "Bearer t-1", "Bearer t-1", "Bearer t-1", "Credential"];
    assert_eq!(sent[..5], expected);
    assert_eq!(sent[5], "Bearer t-5");
    assert_eq!(counter.asked(), 5);
}

#[tokio::test(start_paused = true)]
async fn a_time_in_the_past_is_a_token_for_once() {
    let counter = Counter::default();
    let count = counter.clone();
    let credential = Credential::token_provider(move || {
        let token = count.next();
        async move { Ok::<_, Refused>(Token::new(token).expires_at(std::time::UNIX_EPOCH)) }
    });
    assert_eq!(over_time(credential, &[0, 0]).await, ["Bearer t-1", "Bearer t-2"]);
}

#[tokio::test]
async fn a_call_can_have_a_provider_of_its_own() {
    let server = TestServer::with_handler(|_| Answer::json(200, INVITE)).unwrap();
    let client = Client::of(&server);
    let own = Counter::default().credential();
    for _ in 0..2 {
        client.invites().retrieve("1").credential("Token", own.clone()).await.unwrap();
    }
    client.invites().retrieve("1").await.unwrap();
    assert_eq!(tokens(&server.requests()), ["Bearer t-1", "Bearer t-1", "Bearer sk-token"]);
}
