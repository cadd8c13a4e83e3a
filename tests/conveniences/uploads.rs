//! Files in parts.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Barrier, Mutex};

use openai_rest::http::{Error, ErrorKind};
use openai_rest::json::{self, Strictness};
use openai_rest::{ChunkedUpload, ChunkedUploadError as Fault, UnfinishedUpload};
use serde_json::{Value, json};
use specmill_test_server::{Answer, Request, TestServer};

use crate::client;

const TEXT: &str = "abcdefghij";

fn upload(status: &str) -> Answer {
    let body = json!({"id": "upload_1", "object": "upload", "created_at": 1, "filename": "tides.jsonl",
        "bytes": 10, "purpose": "batch", "status": status, "expires_at": 3600, "file":
        {"id": "file_1", "object": "file", "bytes": 10, "created_at": 1, "filename": "tides.jsonl",
        "purpose": "batch", "status": "processed"}});
    Answer::json(200, body.to_string())
}

/// What is sent of a file in a part.
fn content(request: &Request) -> String {
    let text = request.text();
    let (_, rest) = text.split_once("\r\n\r\n").unwrap();
    rest.split_once("\r\n--").unwrap().0.to_owned()
}

/// Accepts parts, whose ids are what is in them, unless `part` has another answer.
fn server(part: impl Fn(&str) -> Option<Answer> + Send + Sync + 'static) -> TestServer {
    TestServer::with_handler(move |request| match &*request.target {
        "/uploads" => upload("pending"),
        "/uploads/upload_1/complete" => upload("completed"),
        "/uploads/upload_1/cancel" => upload("cancelled"),
        "/uploads/upload_1/parts" => {
            let content = content(request);
            let accepted = || {
                let body = json!({"id": content, "object": "upload.part", "created_at": 1,
                    "upload_id": "upload_1"});
                Answer::json(200, body.to_string())
            };
            part(&content).unwrap_or_else(accepted)
        }
        other => Answer::json(404, format!(r#"{{"error": {{"message": "no {other}"}}}}"#)),
    })
    .unwrap()
}

struct TextFile {
    path: PathBuf,
    _folder: tempfile::TempDir,
}

fn file(text: &str) -> TextFile {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("tides.jsonl");
    fs::write(&path, text).unwrap();
    TextFile { path, _folder: folder }
}

fn chunked(server: &TestServer, path: &Path) -> ChunkedUpload {
    client(server).uploads().upload_chunked(path, "batch").part_size(4)
}

/// The targets without the folder they have in common, in order of their names; of parts, what was in
/// them.
fn sent(server: &TestServer) -> Vec<String> {
    let requests = server.requests();
    let mut sent: Vec<String> = requests
        .iter()
        .map(|request| match request.target.rsplit_once('/').unwrap().1 {
            "parts" => content(request),
            other => other.to_owned(),
        })
        .collect();
    sent.sort();
    sent
}

fn completion(server: &TestServer) -> Value {
    let requests = server.requests();
    let last = requests.last().unwrap();
    assert_eq!(last.target, "/uploads/upload_1/complete");
    serde_json::from_slice(&last.body).unwrap()
}

#[tokio::test]
async fn a_file_goes_in_parts_several_at_a_time_and_in_order() {
    // Each of the first two waits for the other, so that one after the other none would come.
    let (both, first_two) = (Barrier::new(2), AtomicU64::new(0));
    let server = server(move |_| {
        if first_two.fetch_add(1, Ordering::SeqCst) < 2 {
            both.wait();
        }
        None
    });
    let file = file(TEXT);
    let seen = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&seen);
    let furthest = Arc::new(AtomicU64::new(0));
    let told = Arc::clone(&furthest);
    let answer = chunked(&server, &file.path)
        .concurrency(2)
        .on_part(move |state| kept.lock().unwrap().push(state.accepted_bytes()))
        .on_progress(move |sent, total| {
            assert_eq!(total, 10);
            told.fetch_max(sent, Ordering::SeqCst);
        })
        .await
        .unwrap();
    assert_eq!(answer.file.as_ref().unwrap().id, "file_1");
    assert_eq!(sent(&server), ["abcd", "complete", "efgh", "ij", "uploads"]);
    let begun: Value = serde_json::from_slice(&server.requests()[0].body).unwrap();
    assert_eq!(begun["filename"], "tides.jsonl");
    assert_eq!((&begun["bytes"], &begun["purpose"]), (&json!(10), &json!("batch")));
    assert!(begun["mime_type"].as_str().unwrap().contains('/'), "{begun}");
    assert_eq!(completion(&server), json!({"part_ids": ["abcd", "efgh", "ij"]}));
    assert_eq!(furthest.load(Ordering::SeqCst), 10);
    let seen = seen.lock().unwrap();
    assert_eq!((seen.len(), seen[0], seen[3]), (4, 0, 10));
}

#[tokio::test]
async fn no_more_parts_are_under_way_than_allowed() {
    let running = AtomicU64::new(0);
    let server = server(move |_| {
        assert!(running.fetch_add(1, Ordering::SeqCst) < 3);
        std::thread::yield_now();
        running.fetch_sub(1, Ordering::SeqCst);
        None
    });
    let file = file(&TEXT.repeat(4));
    chunked(&server, &file.path).part_size(1).concurrency(3).await.unwrap();
    assert_eq!(server.requests().len(), 42);
}

#[tokio::test]
async fn what_was_accepted_is_not_sent_again() {
    let is_up = Arc::new(AtomicBool::new(false));
    let up = Arc::clone(&is_up);
    let server = server(move |part| {
        let refused = || Answer::json(400, r#"{"error": {"message": "not now"}}"#);
        (part == "efgh" && !up.load(Ordering::SeqCst)).then(refused)
    });
    let file = file(TEXT);
    let error = chunked(&server, &file.path).concurrency(3).await.unwrap_err();
    assert!(error.to_string().starts_with("not now"), "{error}");
    let unfinished = error.unfinished().unwrap();
    let ids = [Some("abcd".to_owned()), None, Some("ij".to_owned())];
    assert_eq!(unfinished.part_ids, ids);
    assert_eq!((&*unfinished.upload_id, unfinished.accepted_bytes()), ("upload_1", 6));
    assert!(matches!(&error, Fault::Call { error, .. } if error.kind() == ErrorKind::BadRequest));

    // It can be kept as JSON.
    let text = json::encode(unfinished);
    let kept = json::decode::<UnfinishedUpload>(&text, Strictness::Strict).unwrap().value;
    assert_eq!(&kept, unfinished);

    is_up.store(true, Ordering::SeqCst);
    let before = server.requests().len();
    client(&server).uploads().resume_chunked(&file.path, kept).await.unwrap();
    let after: Vec<_> =
        server.requests().split_off(before).into_iter().map(|request| request.target).collect();
    assert_eq!(after, ["/uploads/upload_1/parts", "/uploads/upload_1/complete"]);
    assert_eq!(completion(&server), json!({"part_ids": ["abcd", "efgh", "ij"]}));
}

#[tokio::test]
async fn nothing_is_begun_after_a_fault() {
    let server = server(|_| Some(Answer::json(400, "{}")));
    let file = file(TEXT);
    chunked(&server, &file.path).concurrency(1).await.unwrap_err();
    assert_eq!(sent(&server), ["abcd", "uploads"]);
}

#[tokio::test]
async fn an_upload_that_cannot_be_completed_is_not_lost() {
    let server = TestServer::start().unwrap();
    server.answer(upload("pending"));
    server.answer(Answer::json(
        200,
        r#"{"id": "a", "object": "upload.part", "created_at": 1, "upload_id": "upload_1"}"#,
    ));
    server.answer(Answer::json(400, r#"{"error": {"message": "the checksums differ"}}"#));
    let file = file("abc");
    let error = chunked(&server, &file.path).md5("0123").await.unwrap_err();
    assert_eq!(error.unfinished().unwrap().accepted_bytes(), 3);
    assert_eq!(completion(&server), json!({"part_ids": ["a"], "md5": "0123"}));
    let plain: Error = error.into();
    assert_eq!(plain.kind(), ErrorKind::BadRequest);
}

#[tokio::test]
async fn a_file_that_changes_has_its_upload_cancelled() {
    // It grows, it shrinks, it is written anew, while the first part is sent.
    for change in [
        (|path| fs::write(path, "abcdefghijk").unwrap()) as fn(&Path),
        |path| fs::write(path, "a").unwrap(),
        |path| {
            let file = fs::File::options().write(true).open(path).unwrap();
            file.set_modified(std::time::UNIX_EPOCH).unwrap();
        },
    ] {
        let file = file(TEXT);
        let path = file.path.clone();
        let server = server(move |_| {
            change(&path);
            None
        });
        let error = chunked(&server, &file.path).concurrency(1).await.unwrap_err();
        assert!(
            matches!(&error, Fault::Changed { upload_id, is_cancelled: true, .. } if upload_id == "upload_1"),
            "{error:?}"
        );
        assert!(error.to_string().ends_with("the upload `upload_1` is cancelled"), "{error}");
        assert!(error.unfinished().is_none());
        assert_eq!(sent(&server), ["abcd", "cancel", "uploads"]);
        let plain: Error = error.into();
        assert_eq!(plain.kind(), ErrorKind::Upload);
        assert!(matches!(plain.find_source(), Some(Fault::Changed { .. })));
    }
}

#[tokio::test]
async fn another_file_is_no_way_to_go_on() {
    let server = server(|part| (part == "efgh").then(|| Answer::json(400, "{}")));
    let file = file(TEXT);
    let error = chunked(&server, &file.path).concurrency(1).await.unwrap_err();
    let mut unfinished = error.unfinished().unwrap().clone();
    let other = self::file("0123456789");
    let stamp = fs::File::options().write(true).open(&other.path).unwrap();
    stamp.set_modified(std::time::UNIX_EPOCH).unwrap();
    let uploads = |unfinished| client(&server).uploads().resume_chunked(&other.path, unfinished);
    let error = uploads(unfinished.clone()).await.unwrap_err();
    assert!(matches!(error, Fault::Changed { is_cancelled: true, .. }), "{error:?}");

    let before = server.requests().len();
    unfinished.part_ids.pop();
    let error = uploads(unfinished).await.unwrap_err();
    assert!(error.to_string().contains("has 2 parts of 4 bytes"), "{error}");
    assert_eq!(server.requests().len(), before);
}

#[tokio::test]
async fn a_file_that_vanishes_leaves_the_upload_to_be_resumed() {
    let file = file(TEXT);
    let path = file.path.clone();
    let server = server(move |_| {
        fs::remove_file(&path).unwrap();
        None
    });
    let error = chunked(&server, &file.path).concurrency(1).await.unwrap_err();
    assert!(matches!(error, Fault::Unreadable { unfinished: Some(_), .. }), "{error:?}");
    assert_eq!(sent(&server), ["abcd", "uploads"]);
}

#[tokio::test]
async fn what_cannot_be_sent_is_told_before_anything_is() {
    let server = TestServer::start().unwrap();
    let file = file(TEXT);
    let missing = file.path.with_file_name("none");
    for path in [missing.as_path(), missing.parent().unwrap()] {
        let error = chunked(&server, path).await.unwrap_err();
        assert!(matches!(error, Fault::Unreadable { unfinished: None, .. }), "{error:?}");
    }
    let error = chunked(&server, &file.path).part_size(0).await.unwrap_err();
    assert!(matches!(error, Fault::Unfit { .. }), "{error:?}");
    // Of a hole no byte is on the disk.
    fs::File::create(&file.path).unwrap().set_len(1 << 40).unwrap();
    let error = chunked(&server, &file.path).part_size(1 << 20).await.unwrap_err();
    assert!(error.to_string().contains("are 1048576 parts"), "{error}");
    assert!(server.requests().is_empty());
}

#[test]
fn without_a_runtime_the_error_says_so() {
    use std::task::{Context, Poll, Waker};

    let server = TestServer::start().unwrap();
    let file = file(TEXT);
    let mut upload = chunked(&server, &file.path).into_future();
    let Poll::Ready(Err(error)) = upload.as_mut().poll(&mut Context::from_waker(Waker::noop()))
    else {
        panic!("it should have failed at once")
    };
    assert!(error.to_string().contains("there is no tokio runtime here"), "{error}");
}

#[cfg(feature = "md5")]
#[tokio::test]
async fn the_server_is_told_the_checksum() {
    let server = server(|_| None);
    let file = file(TEXT);
    chunked(&server, &file.path).checksum().await.unwrap();
    // `printf abcdefghij | md5sum`
    assert_eq!(completion(&server)["md5"], "a925576942e94b2ef57a066101b48876");
}

#[tokio::test]
async fn an_empty_file_has_no_parts() {
    let server = server(|_| None);
    let file = file("");
    chunked(&server, &file.path)
        .request(|mut request| {
            request.mime_type = "text/plain".to_owned();
            request
        })
        .await
        .unwrap();
    let begun: Value = serde_json::from_slice(&server.requests()[0].body).unwrap();
    assert_eq!((&begun["bytes"], &begun["mime_type"]), (&json!(0), &json!("text/plain")));
    assert_eq!(completion(&server), json!({"part_ids": []}));
}
