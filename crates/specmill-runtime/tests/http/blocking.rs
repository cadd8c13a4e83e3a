//! Calls from code without async.

use std::io::{Read, Write};
use std::thread;
use std::time::Duration;

use serde_json::Value;
use specmill_runtime::__private as runtime;
use specmill_runtime::http::{
    self, Call, Download, Error, ErrorKind, EventStream, SendBlocking, Upload,
};
use specmill_test_server::{Answer, Request, TestServer};

use crate::example::{Client, INVITE};

static OPERATION: runtime::Operation = runtime::Operation::post("upload", "/upload");

fn busy() -> Answer {
    Answer::json(503, "{}").header("retry-after-ms", "5")
}

/// Three pages of one.
fn pages(request: &Request) -> Answer {
    Answer::json(
        200,
        match request.query("after") {
            None => r#"{"data": [{"id": "a"}], "has_more": true}"#,
            Some("a") => r#"{"data": [{"id": "b"}], "has_more": true}"#,
            Some(_) => r#"{"data": [{"id": "c"}], "has_more": false}"#,
        },
    )
}

fn events(text: &str) -> Answer {
    Answer::status(200)
        .header("content-type", "text/event-stream")
        .part(Duration::ZERO, text)
        .part(Duration::from_millis(20), "data: {\"n\": 3}\n\ndata: [DONE]\n\n")
}

fn stream(server: &TestServer) -> Call<EventStream<Value>> {
    runtime::call_for_events(&Client::of(server).client, &OPERATION)
}

fn download(server: &TestServer) -> Call<Download> {
    runtime::call_for_download(&Client::of(server).client, &OPERATION, "audio/*")
}

fn upload(server: &TestServer, upload: Upload) -> Result<u32, Error> {
    let call = runtime::call_for_nothing(&Client::of(server).client, &OPERATION);
    call.bytes("text/plain", upload).send().map(|answer| answer.attempts())
}

#[test]
fn builders_and_calls_are_sent() {
    let server = TestServer::with_handler(|_| Answer::json(200, INVITE)).unwrap();
    let client = Client::of(&server);
    assert_eq!(client.invites().retrieve("1").send().unwrap().id, "invite-1");
    let server = TestServer::with_handler(pages).unwrap();
    let page = Client::of(&server).invites().list().limit(1).send().unwrap();
    assert_eq!((page.data[0].id.as_str(), page.status().as_u16()), ("a", 200));
    assert_eq!(server.requests()[0].target, "/organization/invites?limit=1");
}

#[test]
fn failures_are_tried_again_and_told() {
    let server = TestServer::start().unwrap();
    server.answer(busy()).answer(busy()).answer(Answer::json(200, INVITE));
    let client = Client::of(&server);
    assert_eq!(client.invites().retrieve("1").send().unwrap().attempts(), 3);
    server.answer(Answer::json(404, r#"{"message": "no such invite"}"#));
    let error = client.invites().retrieve("2").send().unwrap_err();
    assert_eq!((error.kind(), error.message()), (ErrorKind::NotFound, Some("no such invite")));
}

#[test]
fn time_limits_hold() {
    let late = |_: &Request| Answer::json(200, INVITE).delay(Duration::from_secs(30));
    let server = TestServer::with_handler(late).unwrap();
    let call = Client::of(&server).invites().retrieve("1").timeout(Duration::from_millis(50));
    assert!(call.max_retries(0).send().unwrap_err().is_timeout());
}

#[test]
fn lists_are_iterators() {
    let server = TestServer::with_handler(pages).unwrap();
    let client = Client::of(&server);
    let mut seen = Vec::new();
    for invite in client.invites().list().items().blocking() {
        seen.push(invite.unwrap().id);
    }
    assert_eq!(seen, ["a", "b", "c"]);

    let mut pages = client.invites().list().pages();
    assert_eq!(pages.blocking().next().unwrap().unwrap().data[0].id, "a");
    assert_eq!(pages.cursor(), Some("a"));
    assert_eq!(server.requests().len(), 4, "a page is fetched when it is asked for");
    let rest: Result<Vec<_>, _> = pages.into_blocking().collect();
    assert_eq!(rest.unwrap().len(), 2);
}

#[test]
fn events_are_an_iterator_that_goes_on_after_one_that_cannot_be_read() {
    let server = TestServer::start().unwrap();
    server.answer(busy()).answer(events("data: {\"n\": 1}\n\ndata: {\n\n"));
    let mut stream = stream(&server).send().unwrap();
    let seen: Vec<_> =
        stream.blocking().map(|event| event.map(|event| event["n"].clone())).collect();
    assert_eq!(seen.len(), 3);
    assert_eq!((seen[0].as_ref().unwrap(), seen[2].as_ref().unwrap()), (&1.into(), &3.into()));
    assert!(seen[1].as_ref().unwrap_err().is_decode());
    assert!(!stream.ended_early());
}

#[test]
fn a_stream_that_stalls_is_an_error() {
    let answer = Answer::status(200)
        .header("content-type", "text/event-stream")
        .part(Duration::ZERO, "data: {\"n\": 1}\n\n")
        .part(Duration::from_secs(30), "data: [DONE]\n\n");
    let server = TestServer::start().unwrap();
    server.answer(answer);
    let call = stream(&server).stall_timeout(Duration::from_millis(50));
    let mut events = call.send().unwrap().into_inner().into_blocking();
    assert!(events.next().unwrap().is_ok());
    assert!(events.next().unwrap().unwrap_err().is_timeout());
    assert!(events.next().is_none());
}

#[test]
fn a_download_is_pieces_or_a_reader_or_a_file() {
    let content = "0123456789".repeat(20_000);
    let body = content.clone();
    let audio = move |_: &Request| Answer::status(200).part(Duration::ZERO, body.clone());
    let server = TestServer::with_handler(audio).unwrap();

    let pieces = download(&server).send().unwrap().into_inner().into_blocking();
    let all: Vec<u8> = pieces.flat_map(|piece| piece.unwrap()).collect();
    assert!(all == content.as_bytes());

    let mut reader = download(&server).send().unwrap();
    let mut start = [0; 12];
    reader.blocking().read_exact(&mut start).unwrap();
    assert_eq!((&start, reader.received()), (b"012345678901", 12));
    // What the reader left over of its last piece is not lost.
    let rest = reader.blocking().read_all().unwrap();
    assert!(rest == content.as_bytes()[12..]);
    assert_eq!(reader.received(), content.len() as u64);
    assert_eq!(reader.blocking().read(&mut start).unwrap(), 0);

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("speech.mp3");
    let saved = download(&server).send().unwrap().blocking().save(&path).unwrap();
    assert_eq!(saved, content.len() as u64);
    assert!(std::fs::read(&path).unwrap() == content.as_bytes());
}

#[test]
fn the_error_of_a_reader_is_that_of_the_download() {
    let server = TestServer::start().unwrap();
    server.answer(Answer::status(200).part(Duration::ZERO, "half").cut(4));
    let mut reader = download(&server).send().unwrap().into_inner().into_blocking();
    let mut all = String::new();
    let error = reader.read_to_string(&mut all).unwrap_err();
    let error = error.get_ref().unwrap().downcast_ref::<Error>().unwrap();
    assert!(error.is_connection() && error.to_string().contains("4 bytes"), "{error}");
}

/// Gives 100 kB in pieces, then fails if it is told to.
struct Slow {
    left: usize,
    fails: bool,
}

impl Read for Slow {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        thread::sleep(Duration::from_millis(1));
        if self.left == 0 && self.fails {
            return Err(std::io::Error::other("the tape is torn"));
        }
        let count = self.left.min(buffer.len()).min(9_000);
        buffer[..count].fill(b'x');
        self.left -= count;
        Ok(count)
    }
}

#[test]
fn files_and_readers_are_uploaded() {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(b"from a file").unwrap();
    let server = TestServer::start().unwrap();
    server.answer(busy()).answer(Answer::status(204)).answer(Answer::status(204));
    assert_eq!(upload(&server, Upload::path(file.path())).unwrap(), 2);
    let slow = Slow { left: 100_000, fails: false };
    upload(&server, Upload::blocking_reader(slow).length(100_000)).unwrap();
    let requests = server.requests();
    assert_eq!(
        (requests[0].text(), requests[1].text()),
        ("from a file".into(), "from a file".into())
    );
    assert_eq!(requests[2].header("content-length"), Some("100000"));
    assert!(requests[2].text() == "x".repeat(100_000));

    let torn = Slow { left: 100_000, fails: true };
    let error = upload(&server, Upload::blocking_reader(torn)).unwrap_err();
    assert!(error.is_upload() && error.to_string().contains("the tape is torn"), "{error}");
}

#[test]
fn threads_wait_side_by_side() {
    // No answer goes out before all requests are there.
    let barrier = std::sync::Barrier::new(8);
    let server = TestServer::with_handler(move |request| {
        barrier.wait();
        Answer::json(200, format!(r#"{{"id": "{}"}}"#, request.target.len()))
    })
    .unwrap();
    let client = Client::of(&server);
    thread::scope(|scope| {
        for length in 1..=8 {
            let client = &client;
            scope.spawn(move || {
                let answer = client.invites().retrieve(&"x".repeat(length)).send().unwrap();
                assert_eq!(answer.id, ("/organization/invites/".len() + length).to_string());
            });
        }
    });
}

#[test]
fn any_future_can_be_waited_for() {
    let server = TestServer::with_handler(pages).unwrap();
    let invites = http::block_on(Client::of(&server).invites().list().items().collect());
    assert_eq!(invites.unwrap().len(), 3);
}

#[tokio::test]
async fn waiting_in_a_task_is_an_error_before_anything_is_sent() {
    let server = TestServer::with_handler(pages).unwrap();
    let client = Client::of(&server);
    let error = client.invites().list().send().unwrap_err();
    assert!(error.is_configuration() && !error.was_sent(), "{error}");
    assert!(error.to_string().contains("await it there"), "{error}");

    let mut items = client.invites().list().items();
    let told: Vec<_> = items.blocking().collect();
    assert!(matches!(&*told, [Err(error)] if error.is_configuration()), "told once: {told:?}");
    assert!(server.requests().is_empty());
    // Nothing was lost by it.
    assert_eq!(items.collect().await.unwrap().len(), 3);
    assert_eq!(client.invites().list().await.unwrap().data[0].id, "a");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_a_task_may_block_a_call_may_too() {
    let server = TestServer::with_handler(pages).unwrap();
    let call = Client::of(&server).invites().list();
    let other = call.clone();
    let page = tokio::task::spawn_blocking(move || other.send().unwrap().data.len());
    assert_eq!(page.await.unwrap(), 1);
    let error = tokio::spawn({
        let call = call.clone();
        async move { call.send().unwrap_err().kind() }
    });
    assert_eq!(error.await.unwrap(), ErrorKind::Configuration);
    // Hidden from us, so that it blocks the worker; but it neither hangs nor panics.
    let hidden = tokio::task::unconstrained(async { call.clone().send().unwrap().data.len() });
    assert_eq!(hidden.await, 1);
    let page = tokio::task::block_in_place(|| call.clone().send().unwrap().data.len());
    assert_eq!(page, 1);
}

#[test]
fn a_runtime_that_is_entered_but_runs_no_task_is_no_hindrance() {
    let server = TestServer::with_handler(pages).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let _inside = runtime.enter();
    assert_eq!(Client::of(&server).invites().list().send().unwrap().data.len(), 1);
}
