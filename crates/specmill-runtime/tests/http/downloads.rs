//! Answers that are given out as they come.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use specmill_runtime::__private as runtime;
use specmill_runtime::http::{Call, Download, ErrorKind};
use specmill_test_server::{Answer, TestServer};

use crate::example::{Client, INVITE};

static OPERATION: runtime::Operation = runtime::Operation::get("speech", "/speech");

fn call(server: &TestServer) -> Call<Download> {
    runtime::call_for_download(&Client::of(server).client, &OPERATION, "audio/*")
}

fn audio() -> Answer {
    Answer::status(200)
        .header("content-type", "audio/mpeg")
        .part(Duration::ZERO, vec![1; 100_000])
        .part(Duration::ZERO, vec![2; 50_000])
}

fn content() -> Vec<u8> {
    [vec![1; 100_000], vec![2; 50_000]].concat()
}

#[tokio::test]
async fn a_body_is_given_out_as_it_comes() {
    let server = TestServer::with_handler(|_| audio()).unwrap();
    let mut download = call(&server).await.unwrap();
    assert_eq!(download.content_type(), Some("audio/mpeg"));
    assert_eq!(download.content_length(), Some(150_000));
    let mut all = Vec::new();
    all.extend_from_slice(&download.next().await.unwrap().unwrap());
    while let Some(piece) = download.try_next().await.unwrap() {
        all.extend_from_slice(&piece);
    }
    assert!(all == content() && download.next().await.is_none());
    assert_eq!(download.received(), 150_000);
    assert!(download.try_next().await.unwrap().is_none());
    assert_eq!(server.requests()[0].header("accept"), Some("audio/*"));

    assert!(call(&server).await.unwrap().read().await.unwrap() == content());
}

#[tokio::test]
async fn a_body_is_saved_with_progress() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("speech.mp3");
    std::fs::write(&path, "what was there before").unwrap();
    let server = TestServer::with_handler(|_| audio()).unwrap();
    let mut download = call(&server).await.unwrap();
    let seen = Arc::new(Mutex::new(Vec::new()));
    let log = seen.clone();
    download.on_progress(move |got, total| log.lock().unwrap().push((got, total)));
    assert_eq!(download.save(&path).await.unwrap(), 150_000);
    assert!(std::fs::read(&path).unwrap() == content());
    assert_eq!(seen.lock().unwrap().last(), Some(&(150_000, Some(150_000))));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[tokio::test]
async fn what_is_not_complete_leaves_the_file_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("speech.mp3");
    std::fs::write(&path, "before").unwrap();
    let server = TestServer::start().unwrap();
    server.answer(audio().cut(7)).answer(audio());
    let error = call(&server).await.unwrap().save(&path).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Connection, 1));
    assert!(error.to_string().contains("broke off after 150000 bytes"), "{error}");
    assert_eq!(std::fs::read(&path).unwrap(), b"before");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);

    let nowhere = folder.path().join("none/speech.mp3");
    let error = call(&server).await.unwrap().save(&nowhere).await.unwrap_err();
    assert!(error.is_save() && error.to_string().contains("speech.mp3"), "{error}");
}

#[tokio::test]
async fn a_stalled_body_is_a_timeout() {
    let server = TestServer::with_handler(|_| audio().part(Duration::from_secs(30), "x")).unwrap();
    let mut download = call(&server).stall_timeout(Duration::from_millis(100)).await.unwrap();
    let error = download.read().await.unwrap_err();
    assert!(error.is_timeout() && error.to_string().contains("stalled"), "{error}");
    assert_eq!(download.received(), 150_000);
}

#[tokio::test]
async fn an_error_answer_is_an_error_and_tried_again() {
    let server = TestServer::start().unwrap();
    server.answer(Answer::json(503, "{}").header("retry-after-ms", "1")).answer(audio());
    assert_eq!(call(&server).await.unwrap().attempts(), 2);
    server.answer(Answer::json(404, "{\"message\": \"no such speech\"}"));
    let error = call(&server).await.unwrap_err();
    assert_eq!(error.message(), Some("no such speech"));
}

#[tokio::test]
async fn any_call_can_be_read_as_it_comes() {
    let server = TestServer::with_handler(|_| Answer::json(200, INVITE)).unwrap();
    let call = Client::of(&server).invites().retrieve("1").into_download();
    assert_eq!(call.await.unwrap().read().await.unwrap(), INVITE);
    assert_eq!(server.requests()[0].header("accept"), Some("application/json"));
}

#[test]
fn downloads_can_be_sent() {
    fn check<T: Send + Unpin>() {}
    check::<Download>();
}
