//! A server that takes a file in parts, but for one, for running without a key.

use openai_rest::json::Value;
use specmill_mock::http::{Request, Response};
use specmill_mock::{Bytes, json};

use crate::api::Answer;

pub(crate) const ANSWERS: [Answer; 3] =
    [("createUpload", created), ("addUploadPart", part), ("completeUpload", completed)];

const UPLOAD: &str = r#""id": "upload_questions", "object": "upload", "bytes": 8388608,
    "created_at": 1767225600, "expires_at": 1767229200, "filename": "openai-rest-questions.jsonl",
    "purpose": "batch""#;

fn created(_: &Request<Bytes>, _: usize) -> Response<Bytes> {
    json(200, format!(r#"{{{UPLOAD}, "status": "pending"}}"#))
}

/// Refuses the third part that comes.
fn part(_: &Request<Bytes>, before: usize) -> Response<Bytes> {
    if before == 2 {
        return json(400, r#"{"error": {"message": "The part was damaged on its way."}}"#);
    }
    json(
        200,
        format!(
            r#"{{"id": "part_{before}", "object": "upload.part", "created_at": 1767225600,
            "upload_id": "upload_questions"}}"#
        ),
    )
}

fn completed(request: &Request<Bytes>, _: usize) -> Response<Bytes> {
    let body: Value = serde_json::from_slice(request.body()).unwrap_or_default();
    if body["part_ids"].as_array().map_or(0, Vec::len) != 4 || !body["md5"].is_string() {
        return json(400, r#"{"error": {"message": "this is not what was to be sent"}}"#);
    }
    json(
        200,
        format!(
            r#"{{{UPLOAD}, "status": "completed", "file": {{"id": "file-questions", "object": "file",
            "bytes": 8388608, "created_at": 1767225600, "filename": "openai-rest-questions.jsonl",
            "purpose": "batch", "status": "processed"}}}}"#
        ),
    )
}
