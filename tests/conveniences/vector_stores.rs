//! Files from the disk, and into vector stores.

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use openai_rest::http::{Error, ErrorKind};
use openai_rest::types::VectorStoreFileStatus;
use serde_json::{Value, json};
use specmill_test_server::{Answer, Request, TestServer};

use crate::client;

fn file(request: &Request) -> Answer {
    let text = request.text();
    let name = text.split_once("filename=\"").unwrap().1.split_once('"').unwrap().0;
    if name.starts_with("refused") {
        return Answer::json(400, r#"{"error": {"message": "not this one"}}"#);
    }
    let file = json!({"id": format!("file-{name}"), "object": "file", "bytes": 1, "created_at": 1,
        "filename": name, "purpose": "assistants", "status": "processed"});
    Answer::json(200, file.to_string())
}

/// Takes files, and is ready with them when it is asked for the second time.
fn server() -> TestServer {
    let asked = AtomicUsize::new(0);
    TestServer::with_handler(move |request| {
        let status = if asked.load(Ordering::SeqCst) > 0 { "completed" } else { "in_progress" };
        let answer = match (&*request.method, &*request.target) {
            ("POST", "/files") => return file(request),
            ("POST", "/vector_stores/v/files") | ("GET", "/vector_stores/v/files/f") => {
                json!({"id": "f", "object": "vector_store.file", "usage_bytes": 1, "created_at": 1,
                    "vector_store_id": "v", "last_error": null, "status": status})
            }
            ("POST", "/vector_stores/v/file_batches")
            | ("GET", "/vector_stores/v/file_batches/b") => {
                json!({"id": "b", "object": "vector_store.files_batch", "created_at": 1,
                    "vector_store_id": "v", "status": status, "file_counts":
                    {"in_progress": 0, "completed": 3, "failed": 0, "cancelled": 0, "total": 3}})
            }
            other => panic!("{other:?}"),
        };
        asked.fetch_add(1, Ordering::SeqCst);
        Answer::json(200, answer.to_string()).header("openai-poll-after-ms", "1")
    })
    .unwrap()
}

fn files(names: &[&str]) -> (tempfile::TempDir, Vec<PathBuf>) {
    let folder = tempfile::tempdir().unwrap();
    let paths: Vec<_> = names.iter().map(|name| folder.path().join(name)).collect();
    for path in &paths {
        fs::write(path, "tides").unwrap();
    }
    (folder, paths)
}

fn targets(server: &TestServer) -> Vec<String> {
    server.requests().into_iter().map(|request| request.target).collect()
}

#[tokio::test]
async fn a_file_is_uploaded_from_its_path() {
    let server = server();
    let (_folder, paths) = files(&["tides.md"]);
    let file = client(&server).files().create_from_path(&paths[0], "user_data").await.unwrap();
    assert_eq!(file.id, "file-tides.md");
    let sent = server.requests()[0].text();
    assert!(sent.contains("name=\"purpose\"\r\n\r\nuser_data\r\n"), "{sent}");
    assert!(sent.contains("\r\n\r\ntides\r\n"), "{sent}");
}

#[tokio::test]
async fn a_file_is_uploaded_added_and_waited_for() {
    let server = server();
    let (_folder, paths) = files(&["tides.md"]);
    let file = client(&server)
        .vector_stores()
        .upload_and_poll("v", &paths[0])
        .request(|request| request.attributes([("year", 2026.0)]))
        .await
        .unwrap();
    assert_eq!(file.status, VectorStoreFileStatus::Completed);
    assert_eq!(targets(&server), ["/files", "/vector_stores/v/files", "/vector_stores/v/files/f"]);
    let added: Value = serde_json::from_slice(&server.requests()[1].body).unwrap();
    assert_eq!(added["file_id"], "file-tides.md");
    assert_eq!(added["attributes"]["year"].as_f64(), Some(2026.0));
}

#[tokio::test]
async fn many_files_are_added_in_their_order() {
    let server = server();
    let (_folder, paths) = files(&["c.md", "a.md", "b.md"]);
    let stores = client(&server);
    let batch = stores.vector_stores().upload_file_batch_and_poll("v", paths).concurrency(2).await;
    assert_eq!(batch.unwrap().file_counts.completed, 3);
    let targets = targets(&server);
    assert_eq!(targets[3..], ["/vector_stores/v/file_batches", "/vector_stores/v/file_batches/b"]);
    let added: Value = serde_json::from_slice(&server.requests()[3].body).unwrap();
    assert_eq!(added, json!({"file_ids": ["file-c.md", "file-a.md", "file-b.md"]}));
}

#[tokio::test]
async fn what_was_uploaded_before_a_fault_is_told() {
    let server = server();
    let (_folder, paths) = files(&["a.md", "refused.md", "c.md"]);
    let stores = client(&server);
    let call = stores.vector_stores().upload_file_batch_and_poll("v", &paths).concurrency(1);
    let error = call.await.unwrap_err();
    assert_eq!(error.error().kind(), ErrorKind::BadRequest);
    assert_eq!(error.path(), Some(&*paths[1]));
    let ids: Vec<_> = error.files().iter().map(|file| &*file.id).collect();
    assert_eq!(ids, ["file-a.md"]);
    assert!(error.last().is_none());
    assert_eq!(targets(&server), ["/files", "/files"]);
    let plain: Error = error.into();
    assert!(plain.to_string().starts_with("not this one"), "{plain}");

    let missing = paths[0].with_file_name("none.md");
    let error = stores.vector_stores().upload_and_poll("v", &missing).await.unwrap_err();
    assert_eq!((error.error().kind(), error.path()), (ErrorKind::Upload, Some(&*missing)));
}

#[tokio::test]
async fn what_cannot_be_added_is_uploaded_all_the_same() {
    let server = TestServer::start().unwrap();
    let (_folder, paths) = files(&["a.md"]);
    server.answer(Answer::json(
        200,
        json!({"id": "file-a", "object": "file", "bytes": 1,
        "created_at": 1, "filename": "a.md", "purpose": "assistants", "status": "processed"})
        .to_string(),
    ));
    server.answer(Answer::json(404, "{}"));
    let stores = client(&server);
    let error = stores.vector_stores().upload_and_poll("v", &paths[0]).await.unwrap_err();
    assert!(error.error().is_not_found());
    assert_eq!((error.path(), &*error.files()[0].id), (None, "file-a"));
}
