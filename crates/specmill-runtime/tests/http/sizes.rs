//! How much of an answer is read into memory, and what becomes of more.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use specmill_runtime::__private as runtime;
use specmill_runtime::http::{self, Error, ErrorKind, types::Method};
use specmill_test_server::{Answer, TestServer};

use crate::example::{Client, INVITE};

static OPERATION: runtime::Operation = runtime::Operation::get("large", "/large");

/// A server that goes on with chunks until it is closed on, and how many bytes it could write.
struct Endless {
    url: String,
    written: Arc<AtomicU64>,
}

impl Endless {
    fn start(status: u16, media_type: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let written = Arc::<AtomicU64>::default();
        let (count, media_type) = (written.clone(), media_type.to_owned());
        std::thread::spawn(move || {
            for socket in listener.incoming() {
                let (count, media_type) = (count.clone(), media_type.clone());
                std::thread::spawn(move || goes_on(socket.unwrap(), status, &media_type, &count));
            }
        });
        Self { url, written }
    }

    fn client(&self) -> http::Client {
        let builder = Client::builder().base_url(&self.url).max_retries(0);
        builder.build().unwrap().client
    }

    /// What the sockets between could hold is not known; it is not what was asked for and more.
    fn was_stopped(&self) -> bool {
        self.written.load(Ordering::SeqCst) < 64 << 20
    }
}

/// Writes until the client has had enough.
fn goes_on(mut socket: TcpStream, status: u16, media_type: &str, written: &AtomicU64) {
    let _ = socket.read(&mut [0; 4096]).unwrap();
    let head = format!("HTTP/1.1 {status} Endless\r\ncontent-type: {media_type}\r\n");
    let chunk = [b"10000\r\n", &[b'a'; 0x10000][..], b"\r\n"].concat();
    let _ = write!(socket, "{head}transfer-encoding: chunked\r\n\r\n");
    while socket.write_all(&chunk).is_ok() {
        written.fetch_add(0x10000, Ordering::SeqCst);
    }
}

fn is_too_large(error: &Error, limit: &str) {
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::TooLarge, 1), "{error}");
    assert!(error.is_too_large() && error.is_body_cut());
    let text = error.to_string();
    for part in [limit, "max_answer_size", "into_download()"] {
        assert!(text.contains(part), "{part} not in {text}");
    }
}

#[tokio::test]
async fn an_answer_without_end_is_an_error() {
    let server = Endless::start(200, "application/json");
    let call = runtime::call::<serde_json::Value>(&server.client(), &OPERATION);
    let error = call.clone().max_answer_size(3 << 20).await.unwrap_err();
    is_too_large(&error, "3 MiB");
    assert_eq!(error.status().unwrap(), 200);
    assert_eq!(error.body().len(), 1 << 20, "an error keeps no more than that");
    let error = call.raw().max_answer_size(1000).await.unwrap_err();
    is_too_large(&error, "1000 bytes");
    assert_eq!(error.body(), [b'a'; 1000]);
    assert!(server.was_stopped());
}

#[tokio::test]
async fn the_limit_is_the_clients_or_the_calls() {
    let server = TestServer::with_handler(|_| Answer::json(200, INVITE)).unwrap();
    let size = INVITE.len();
    let client = |most| {
        let builder = Client::builder().base_url(server.url()).bearer("sk-1");
        builder.max_answer_size(most).build().unwrap()
    };
    client(size).invites().retrieve("1").await.unwrap();
    let error = client(size - 1).invites().retrieve("1").await.unwrap_err();
    is_too_large(&error, &format!("{} bytes", size - 1));
    client(size - 1).invites().retrieve("1").max_answer_size(size).await.unwrap();
    is_too_large(&client(size).invites().retrieve("1").max_answer_size(0).await.unwrap_err(), "0");
    assert!(format!("{:?}", client(77)).contains("max_answer_size: 77"));
}

#[tokio::test]
async fn a_length_that_is_told_is_enough_to_know() {
    // Two gigabytes are announced and never sent.
    let server = TestServer::with_handler(|_| {
        Answer::json(200, "{").cut(2 << 30).part(Duration::from_secs(30), "}")
    })
    .unwrap();
    let client = Client::of(&server);
    let error = client.invites().retrieve("1").timeout(Duration::from_secs(20)).await.unwrap_err();
    is_too_large(&error, "256 MiB");
    assert!(error.body().is_empty() && server.requests().len() == 1, "it is not tried again");
}

#[tokio::test]
async fn an_error_keeps_a_megabyte_of_its_body() {
    let server = Endless::start(503, "text/plain");
    // A smaller limit for answers does not make errors unreadable.
    for most in [usize::MAX, 10] {
        let call = server.client().request(Method::GET, "/x").max_answer_size(most);
        let error = call.await.unwrap_err();
        assert_eq!((error.kind(), error.body().len()), (ErrorKind::Server, 1 << 20));
        assert!(error.is_body_cut() && format!("{error:?}").contains("body_cut: true"));
        assert!(error.to_string().starts_with("the server answered 503"), "{error}");
        assert!(error.to_string().len() < 400, "{error}");
    }
    assert!(server.was_stopped());

    let server = TestServer::start().unwrap();
    server.answer(Answer::json(400, format!("\"{}\"", "e".repeat((1 << 20) - 2))));
    let error = Client::of(&server).invites().retrieve("1").await.unwrap_err();
    assert_eq!((error.body().len(), error.is_body_cut()), (1 << 20, false));
}

#[tokio::test]
async fn an_error_is_tried_again_however_long_its_body_is() {
    let large = || {
        let body = Answer::json(503, "e".repeat(3 << 20)).header("retry-after-ms", "1");
        body.cut(300 << 20)
    };
    let server = TestServer::start().unwrap();
    server.answer(large()).answer(large()).answer(Answer::json(200, INVITE));
    let answer = Client::of(&server).invites().retrieve("1").await.unwrap();
    assert_eq!(answer.attempts(), 3);
}

#[tokio::test]
async fn what_is_taken_as_it_comes_has_no_limit() {
    let server = Endless::start(200, "text/event-stream");
    let client = server.client();
    let call = || runtime::call_for_download(&client, &OPERATION, "*/*").max_answer_size(1000);
    let mut download = call().await.unwrap();
    while download.received() < 2 << 20 {
        assert!(download.try_next().await.unwrap().is_some());
    }
    // In memory it has one.
    let error = call().await.unwrap().read().await.unwrap_err();
    is_too_large(&error, "1000 bytes");

    let body = "data: 1\n\n".repeat(1000);
    let events = Answer::status(200).header("content-type", "text/event-stream");
    let events = move |_: &_| events.clone().part(Duration::ZERO, body.clone());
    let server = TestServer::with_handler(events).unwrap();
    let client = Client::of(&server).client;
    let call = runtime::call_for_events::<i64>(&client, &OPERATION).max_answer_size(100);
    let mut stream = call.await.unwrap();
    let mut count = 0;
    while stream.try_next().await.unwrap().is_some() {
        count += 1;
    }
    assert_eq!(count, 1000);
}

#[tokio::test]
async fn a_download_goes_to_a_file_whole_and_into_memory_within_the_limit() {
    let server = TestServer::with_handler(|_| Answer::json(200, "x".repeat(100_000))).unwrap();
    let client = Client::of(&server).client;
    let call = || runtime::call_for_download(&client, &OPERATION, "*/*").max_answer_size(99_999);
    let folder = tempfile::tempdir().unwrap();
    let saved = call().await.unwrap().save(folder.path().join("file")).await.unwrap();
    assert_eq!(saved, 100_000);

    let mut download = call().await.unwrap();
    is_too_large(&download.read().await.unwrap_err(), "99999 bytes");
    assert!(download.try_next().await.unwrap().is_none(), "it has ended");
    let within = call().max_answer_size(100_000).await.unwrap().read().await.unwrap();
    assert_eq!(within.len(), 100_000);
    // What was given out before does not count.
    let mut download = call().await.unwrap();
    assert!(download.try_next().await.unwrap().is_some());
    download.read().await.unwrap();
}

#[cfg(feature = "gzip")]
#[tokio::test]
async fn the_limit_counts_what_comes_out_of_a_compressed_answer() {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(&vec![b' '; 16 << 20]).unwrap();
    let small = gzip.finish().unwrap();
    assert!(small.len() < 64 << 10);
    let answer = move |status: u16| {
        let answer = Answer::status(status).header("content-encoding", "gzip");
        answer.header("content-type", "application/json").part(Duration::ZERO, small.clone())
    };
    let server = TestServer::start().unwrap();
    server.answer(answer(200)).answer(answer(400)).answer(answer(200));
    let client = Client::of(&server).client;
    let call = || runtime::call::<serde_json::Value>(&client, &OPERATION);
    let error = call().max_answer_size(1 << 20).await.unwrap_err();
    is_too_large(&error, "1 MiB");
    let error = call().await.unwrap_err();
    assert_eq!((error.body().len(), error.is_body_cut()), (1 << 20, true));
    assert_eq!(call().raw().await.unwrap().len(), 16 << 20);
}

#[tokio::test]
async fn bytes_of_an_answer_are_not_copied() {
    #[derive(Debug)]
    enum File {
        Png(http::Bytes),
    }
    runtime::answers!(File { 200 "image/png" => Png(bytes) });
    let server = TestServer::with_handler(|_| {
        Answer::status(200).header("content-type", "image/png").part(Duration::ZERO, "PNG")
    })
    .unwrap();
    let client = Client::of(&server).client;
    let answer = runtime::call_by_status::<File>(&client, &OPERATION).await.unwrap();
    let File::Png(bytes) = &*answer;
    assert_eq!(bytes.as_ptr(), answer.bytes().as_ptr());
}
