//! Files and streams on the wire.

use std::io::Write;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use futures_core::Stream;
use specmill_runtime::__private as runtime;
use specmill_runtime::http::{Bytes, Error, ErrorKind, Upload};
use specmill_test_server::{Answer, TestServer};

use crate::example::Client;

static OPERATION: runtime::Operation = runtime::Operation::post("upload", "/upload");

async fn upload(server: &TestServer, upload: impl Into<Upload>) -> Result<(), Error> {
    let call = runtime::call_for_nothing(&Client::of(server).client, &OPERATION);
    call.bytes("application/octet-stream", upload).await.map(drop)
}

fn busy() -> Answer {
    Answer::json(503, "{}").header("retry-after-ms", "1")
}

fn ok() -> Answer {
    Answer::status(204)
}

/// Gives these, one after the other.
struct Pieces(Vec<Result<&'static str, &'static str>>);

impl Stream for Pieces {
    type Item = Result<Bytes, &'static str>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.0.is_empty() {
            return Poll::Ready(None);
        }
        Poll::Ready(Some(self.0.remove(0).map(Bytes::from)))
    }
}

fn stream(pieces: &[&'static str]) -> Upload {
    Upload::stream(Pieces(pieces.iter().map(|piece| Ok(*piece)).collect()))
}

#[tokio::test]
async fn a_file_is_read_anew_for_each_try() {
    let mut file = tempfile::Builder::new().suffix(".png").tempfile().unwrap();
    let content = "0123456789".repeat(50_000);
    file.write_all(content.as_bytes()).unwrap();
    let server = TestServer::start().unwrap();
    server.answer(busy()).answer(ok());
    upload(&server, Upload::path(file.path())).await.unwrap();
    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    for request in requests {
        assert_eq!(request.header("content-length"), Some("500000"));
        assert!(request.text() == content);
    }
}

#[tokio::test]
async fn a_range_of_a_file_is_sent_and_no_more() {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(b"0123456789").unwrap();
    let server = TestServer::start().unwrap();
    server.answer(busy()).answer(ok()).answer(ok());
    upload(&server, Upload::path_range(file.path(), 3..7)).await.unwrap();
    upload(&server, Upload::path_range(file.path(), 10..10)).await.unwrap();
    let requests = server.requests();
    for request in &requests[..2] {
        assert_eq!((request.header("content-length"), &*request.text()), (Some("4"), "3456"));
    }
    assert_eq!(requests[2].text(), "");

    server.answer(ok());
    let error = upload(&server, Upload::path_range(file.path(), 7..12)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Upload);
    assert!(error.to_string().contains("ended after 3 of its 5 bytes"), "{error}");
}

#[tokio::test]
async fn a_file_goes_into_a_part_with_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("tale.pdf");
    std::fs::write(&path, "once").unwrap();
    let server = TestServer::start().unwrap();
    server.answer(ok());
    let call = runtime::call_for_nothing(&Client::of(&server).client, &OPERATION);
    let call = call.multipart(&serde_json::json!({"purpose": "x"}), &[]);
    call.body_field("file", &Upload::path(path)).await.unwrap();
    let request = server.requests().remove(0);
    let part = "name=\"file\"; filename=\"tale.pdf\"\r\ncontent-type: application/pdf\r\n\r\nonce";
    assert!(request.text().contains(part), "{}", request.text());
    assert_eq!(request.header("content-length"), Some(&*request.body.len().to_string()));
}

#[tokio::test]
async fn a_file_that_is_not_there_is_told_before_anything_is_sent() {
    let server = TestServer::start().unwrap();
    for path in ["/no/such/file", "/"] {
        let error = upload(&server, Upload::path(path)).await.unwrap_err();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Upload, 1));
        assert!(!error.was_sent());
        assert!(error.to_string().contains(&format!("the file `{path}` ")), "{error}");
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_file_that_vanishes_between_two_tries_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    std::fs::write(&path, "abc").unwrap();
    let gone = path.clone();
    let server = TestServer::with_handler(move |_| {
        std::fs::remove_file(&gone).unwrap();
        busy()
    })
    .unwrap();
    let error = upload(&server, Upload::path(&path)).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Upload, 2));
    assert!(error.was_sent(), "the first try was");
    assert!(error.to_string().contains("a.txt"), "{error}");
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_file_that_shrinks_while_it_is_sent_is_an_error() {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(&vec![b'x'; 8 << 20]).unwrap();
    let server = TestServer::with_handler(|_| ok()).unwrap();
    let handle = Mutex::new(file.reopen().unwrap());
    let shrinking = Upload::path(file.path())
        .on_progress(move |_, _| handle.lock().unwrap().set_len(100).unwrap());
    let error = upload(&server, shrinking).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Upload, 1));
    assert!(error.to_string().contains("of its 8388608 bytes"), "{error}");
}

#[tokio::test]
async fn a_stream_is_sent_with_its_length_if_that_is_told() {
    let server = TestServer::with_handler(|_| ok()).unwrap();
    upload(&server, stream(&["ab", "", "c"])).await.unwrap();
    upload(&server, stream(&["ab", "c"]).length(3)).await.unwrap();
    upload(&server, Upload::reader(&b"abc"[..])).await.unwrap();
    let requests = server.requests();
    assert!(requests.iter().all(|request| request.text() == "abc"));
    let lengths: Vec<_> = requests.iter().map(|request| request.header("content-length")).collect();
    assert_eq!(lengths, [None, Some("3"), None]);
}

#[tokio::test]
async fn a_stream_that_fails_or_breaks_its_word_is_an_error() {
    let server = TestServer::with_handler(|_| ok()).unwrap();
    for (pieces, reason) in [
        (Upload::stream(Pieces(vec![Ok("ab"), Err("the tape broke")])), "the tape broke"),
        (stream(&["ab"]).length(3), "ended after 2 of its 3 bytes"),
        (stream(&["abcd"]).length(3), "more than its 3 bytes"),
    ] {
        let error = upload(&server, pieces.file_name("tape")).await.unwrap_err();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Upload, 1), "{error}");
        assert!(error.to_string().contains("`tape`"), "{error}");
        assert!(error.to_string().contains(reason), "{error}");
    }
}

#[tokio::test]
async fn a_stream_is_not_sent_twice() {
    let server = TestServer::start().unwrap();
    server.answer(busy()).answer(ok());
    let once = stream(&["abc"]);
    let error = upload(&server, once.clone()).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Server, 1));
    let error = upload(&server, once).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Upload);
    assert!(error.to_string().contains("was sent before"), "{error}");
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_stream_that_was_not_begun_is_kept_for_the_next_try() {
    let gone = TestServer::start().unwrap().url();
    let once = stream(&["abc"]);
    let client = Client::builder().base_url(gone).max_retries(1).build().unwrap().client;
    let call = runtime::call_for_nothing(&client, &OPERATION).bytes("text/plain", once.clone());
    assert_eq!(call.await.unwrap_err().attempts(), 2);
    let server = TestServer::with_handler(|_| ok()).unwrap();
    upload(&server, once).await.unwrap();
    assert_eq!(server.requests()[0].text(), "abc");
}

#[tokio::test]
async fn redirects_take_the_body_along_if_it_can_be_sent_again() {
    let server = TestServer::start().unwrap();
    server.answer(Answer::redirect(307, "/there")).answer(ok());
    upload(&server, "abc").await.unwrap();
    assert!(server.requests().iter().all(|request| request.text() == "abc"));

    server.answer(Answer::redirect(308, "/there"));
    let error = upload(&server, stream(&["abc"])).await.unwrap_err();
    assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Redirect, 308));
    assert!(error.to_string().contains("a stream and cannot be sent again"), "{error}");

    // A redirect that makes a GET of it wants no body.
    server.answer(Answer::redirect(303, "/there")).answer(ok());
    upload(&server, stream(&["abc"])).await.unwrap();
    let last = server.requests().pop().unwrap();
    assert_eq!((last.method.as_str(), last.body.len()), ("GET", 0));
}

#[tokio::test]
async fn progress_counts_from_zero_in_each_try() {
    let server = TestServer::start().unwrap();
    server.answer(busy()).answer(ok());
    let seen = Arc::new(Mutex::new(Vec::new()));
    let log = seen.clone();
    let content = vec![0; 100_000];
    let watched = Upload::from(content)
        .on_progress(move |sent, total| log.lock().unwrap().push((sent, total)));
    upload(&server, watched).await.unwrap();
    let total = Some(100_000);
    let once = [(65_536, total), (100_000, total)];
    assert_eq!(*seen.lock().unwrap(), [once, once].concat());
}

#[test]
fn what_is_printed_of_an_upload_does_not_show_its_content() {
    let uploads = [Upload::from("sk-secret"), stream(&["sk-secret"]), Upload::path("a.txt")];
    let printed = format!("{uploads:?}");
    assert!(!printed.contains("sk-secret"), "{printed}");
    assert_eq!(uploads[2].media_type(), "text/plain");
    assert_eq!(uploads[1], uploads[1].clone());
    assert_ne!(uploads[1], stream(&["sk-secret"]));
    assert_eq!(Upload::from("a"), Upload::from(b"a".to_vec()));
}
