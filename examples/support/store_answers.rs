//! A vector store with one file in it, for running without a key.

use openai_rest::http::types::HeaderValue;
use specmill_mock::http::{Request, Response};
use specmill_mock::{Bytes, json};

use crate::api::Answer;

pub(crate) const ANSWERS: [Answer; 6] = [
    ("createFile", |_, _| file()),
    ("createVectorStore", |_, _| store(false)),
    ("getVectorStore", |_, before| store(before > 0)),
    ("searchVectorStore", search),
    ("deleteVectorStore", |_, _| {
        json(200, r#"{"id": "vs_harbour", "object": "vector_store.deleted", "deleted": true}"#)
    }),
    ("deleteFile", |_, _| {
        json(200, r#"{"id": "file-handbook", "object": "file", "deleted": true}"#)
    }),
];

fn file() -> Response<Bytes> {
    json(
        200,
        r#"{"id": "file-handbook", "object": "file", "bytes": 153, "created_at": 1767225600,
        "filename": "handbook.txt", "purpose": "assistants", "status": "processed"}"#,
    )
}

fn store(is_ready: bool) -> Response<Bytes> {
    let (status, done) = if is_ready { ("completed", 1) } else { ("in_progress", 0) };
    let mut response = json(
        200,
        format!(
            r#"{{"id": "vs_harbour", "object": "vector_store", "created_at": 1767225600,
            "name": "Harbour", "status": "{status}", "usage_bytes": 153, "metadata": null,
            "last_active_at": 1767225600, "file_counts": {{"in_progress": {}, "completed": {done},
            "failed": 0, "cancelled": 0, "total": 1}}}}"#,
            1 - done
        ),
    );
    response.headers_mut().insert("openai-poll-after-ms", HeaderValue::from_static("10"));
    response
}

fn search(_: &Request<Bytes>, _: usize) -> Response<Bytes> {
    let found = |score: f64, text: &str| {
        format!(
            r#"{{"file_id": "file-handbook", "filename": "handbook.txt", "score": {score},
            "attributes": {{}}, "content": [{{"type": "text", "text": "{text}"}}]}}"#
        )
    };
    json(
        200,
        format!(
            r#"{{"object": "vector_store.search_results.page", "has_more": false, "next_page": null,
            "search_query": ["What if I am too late?"], "data": [{}, {}]}}"#,
            found(0.81, "Whoever misses the last ferry can sleep in the waiting room."),
            found(0.54, "The first ferry leaves at 6:40, the last at 22:15.")
        ),
    )
}
