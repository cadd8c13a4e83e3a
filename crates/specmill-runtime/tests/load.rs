//! Many calls, of which one in twenty goes wrong on the way: each ends with its answer or a typed
//! error, none is received oftener than it was tried, and nothing is left over.
//!
//! A test binary of its own, as it counts the tasks of its runtime.
#![cfg(feature = "reqwest")]
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]
#![allow(dead_code, reason = "the example API is shared with the other tests")]

#[path = "http/example.rs"]
mod example;

use std::collections::BTreeMap;
use std::time::Duration;

use specmill_runtime::http::{Error, ErrorKind, Response, RetryPolicy};
use specmill_test_server::{Answer, End, Request, TestServer};
use tokio::runtime::Handle;

use example::{Client, Invite};

const SEED: u64 = 0x5eed;
const SEQUENTIAL: u32 = 10_000;
const CONCURRENT: u32 = 256;
/// How many calls each of the concurrent ones makes.
const EACH: u32 = 10;
/// The default.
const RETRIES: u32 = 2;

/// What goes wrong with one try.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fault {
    Busy,
    Unavailable,
    HtmlPage,
    Closed,
    Reset,
    CutOff,
    ResetInBody,
    BrokenChunks,
    NoJson,
    NoHttp,
    NotFound,
    Redirect,
}

use Fault::*;

const FAULTS: [Fault; 12] = [
    Busy,
    Unavailable,
    HtmlPage,
    Closed,
    Reset,
    CutOff,
    ResetInBody,
    BrokenChunks,
    NoJson,
    NoHttp,
    NotFound,
    Redirect,
];

/// The fault of a try, if it has one: the same on every run.
fn fault(call: u32, attempt: u32) -> Option<Fault> {
    let mut chance = fastrand::Rng::with_seed(SEED ^ (u64::from(call) << 8) ^ u64::from(attempt));
    (chance.u32(..20) == 0).then(|| FAULTS[chance.usize(..FAULTS.len())])
}

/// Calls with an odd number are POSTs, which must not be done twice once they were answered.
fn is_post(call: u32) -> bool {
    call % 2 == 1
}

fn body(call: u32) -> String {
    format!(r#"{{"id": "{call}", "email": "{call}@example.com"}}"#)
}

fn number(request: &Request) -> u32 {
    let text = request.text();
    let invite: Option<serde_json::Value> = serde_json::from_str(&text).ok();
    let id = invite.as_ref().and_then(|invite| invite["id"].as_str());
    id.unwrap_or_else(|| request.path().rsplit('/').next().unwrap()).parse().unwrap()
}

fn answer(request: &Request) -> Answer {
    let call = number(request);
    let attempt = request.header("x-retry-count").unwrap().parse().unwrap();
    let good = Answer::json(200, body(call));
    let Some(fault) = fault(call, attempt).filter(|_| !request.target.ends_with("?again")) else {
        return good;
    };
    let head = "HTTP/1.1 200 OK\r\n";
    match fault {
        Busy => Answer::json(429, "{}").header("retry-after-ms", "1"),
        Unavailable => Answer::json(503, "{}").header("retry-after", "0.001"),
        HtmlPage => Answer::html(502, "<html>Bad Gateway").header("retry-after-ms", "1"),
        Closed => Answer::close(),
        Reset => Answer::raw("").end(End::Reset),
        CutOff => good.cut(5),
        ResetInBody => good.cut(5).end(End::Reset),
        BrokenChunks => Answer::raw(format!("{head}transfer-encoding: chunked\r\n\r\nff\r\n{{")),
        NoJson => Answer::html(200, "<html>Welcome to the hotel"),
        NoHttp => Answer::raw("220 mail.example.com ESMTP\r\n"),
        NotFound => Answer::json(404, r#"{"message": "there is none"}"#),
        Redirect => Answer::redirect(307, format!("{}?again", request.target)),
    }
}

/// What must come of a call: the number of its tries, and the kind of its error, if it fails.
fn expected(call: u32) -> (u32, Option<ErrorKind>) {
    for attempt in 0.. {
        let (is_worth_it, kind) = match fault(call, attempt) {
            None | Some(Redirect) => return (attempt + 1, None),
            Some(Busy) => (true, ErrorKind::RateLimit),
            Some(Unavailable | HtmlPage) => (true, ErrorKind::Server),
            Some(Closed | Reset | NoHttp) => (true, ErrorKind::Connection),
            Some(CutOff | ResetInBody | BrokenChunks) => (!is_post(call), ErrorKind::Connection),
            Some(NoJson) => (false, ErrorKind::Decode),
            Some(NotFound) => (false, ErrorKind::NotFound),
        };
        if !is_worth_it || attempt == RETRIES {
            return (attempt + 1, Some(kind));
        }
    }
    unreachable!("attempts are counted up to the retries")
}

async fn make(client: &Client, call: u32) {
    let result: Result<Response<Invite>, Error> = match is_post(call) {
        true => {
            let invite = Invite { id: call.to_string(), email: None };
            client.invites().create(&invite).await
        }
        false => client.invites().retrieve(&call.to_string()).await,
    };
    let (tries, kind) = match &result {
        Ok(answer) => {
            assert_eq!(answer.id, call.to_string(), "the answer of another call");
            (answer.attempts(), None)
        }
        Err(error) => (error.attempts(), Some(error.kind())),
    };
    assert_eq!((tries, kind), expected(call), "call {call}: {result:?}");
}

/// How many times each call was received, with the redirected ones counted once.
fn received(server: &TestServer) -> BTreeMap<u32, u32> {
    let mut counts = BTreeMap::new();
    for request in server.requests().iter().filter(|request| !request.target.ends_with("?again")) {
        *counts.entry(number(request)).or_default() += 1;
    }
    counts
}

async fn until(is_so: impl Fn() -> bool) {
    while !is_so() {
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
}

/// The default policy, with waits too short to make the test a slow one.
fn client(server: &TestServer) -> Client {
    let policy = RetryPolicy::default().first_wait(Duration::from_millis(1));
    Client::builder().base_url(server.url()).bearer("sk-token").retry(policy).build().unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn thousands_of_calls_with_faults_end_as_they_must_and_leave_nothing() {
    let server = TestServer::with_handler(answer).unwrap();
    let client = client(&server);
    let started_with = Handle::current().metrics().num_alive_tasks();

    for call in 0..SEQUENTIAL {
        make(&client, call).await;
    }
    let tasks: Vec<_> = (0..CONCURRENT)
        .map(|task| {
            let client = client.clone();
            tokio::spawn(async move {
                for call in 0..EACH {
                    make(&client, SEQUENTIAL + task * EACH + call).await;
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }

    let received = received(&server);
    let mut faulty = BTreeMap::<_, u32>::new();
    for call in 0..SEQUENTIAL + CONCURRENT * EACH {
        let tries = expected(call).0;
        assert_eq!(received.get(&call), Some(&tries), "how often call {call} was received");
        for fault in (0..tries).filter_map(|attempt| fault(call, attempt)) {
            *faulty.entry(fault).or_default() += 1;
        }
    }
    println!("faults: {faulty:?}; connections: {}", server.connections());
    assert_eq!(faulty.len(), FAULTS.len(), "every kind of fault came about: {faulty:?}");

    drop(client);
    // Both end only if nothing is left.
    until(|| server.open_connections() == 0).await;
    until(|| Handle::current().metrics().num_alive_tasks() == started_with).await;
}
