//! A file that comes back as a batch's results, for running without a key.

use openai_rest::http::types::HeaderValue;
use specmill_mock::http::{Request, Response};
use specmill_mock::{Bytes, json};

use crate::api::Answer;

pub(crate) const ANSWERS: [Answer; 4] = [
    ("createFile", uploaded),
    ("createBatch", |_, _| batch("validating")),
    ("retrieveBatch", polled),
    ("downloadFile", results),
];

fn uploaded(request: &Request<Bytes>, _: usize) -> Response<Bytes> {
    // As long as what is between the lines of the multipart body.
    let body = String::from_utf8_lossy(request.body());
    let file = body.lines().filter(|line| line.starts_with('{'));
    let bytes: usize = file.map(|line| line.len() + 1).sum();
    json(
        200,
        format!(
            r#"{{"id": "file-questions", "object": "file", "bytes": {bytes}, "created_at": 1767225600,
            "filename": "questions.jsonl", "purpose": "batch", "status": "processed"}}"#
        ),
    )
}

/// Done when it is asked for the third time; until then to be asked for again soon.
fn polled(_: &Request<Bytes>, before: usize) -> Response<Bytes> {
    let status = ["in_progress", "finalizing", "completed"][before.min(2)];
    let mut response = batch(status);
    response.headers_mut().insert("openai-poll-after-ms", HeaderValue::from_static("10"));
    response
}

fn batch(status: &str) -> Response<Bytes> {
    let output = if status == "completed" { "\"file-results\"" } else { "null" };
    json(
        200,
        format!(
            r#"{{"id": "batch_capitals", "object": "batch", "endpoint": "/v1/chat/completions",
            "input_file_id": "file-questions", "completion_window": "24h", "status": "{status}",
            "output_file_id": {output}, "created_at": 1767225600}}"#
        )
        .replace("\"output_file_id\": null, ", ""),
    )
}

fn results(_: &Request<Bytes>, _: usize) -> Response<Bytes> {
    let line = |number: usize, answer: &str| {
        format!(
            "{{\"custom_id\": \"question-{number}\", \"response\": {{\"status_code\": 200, \"body\": \
             {{\"choices\": [{{\"message\": {{\"content\": \"{answer}\"}}}}]}}}}}}\n"
        )
    };
    let mut response = Response::new(Bytes::from(line(0, "Ulaanbaatar.") + &line(1, "Lima.")));
    let octets = HeaderValue::from_static("application/octet-stream");
    response.headers_mut().insert("content-type", octets);
    response
}
