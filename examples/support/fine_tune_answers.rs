//! A job of fine-tuning and its events, in pages, for running without a key.

use openai_rest::http::types::HeaderValue;
use openai_rest::json::Value;
use specmill_mock::http::{Request, Response};
use specmill_mock::{Bytes, json};

use crate::api::Answer;

pub(crate) const ANSWERS: [Answer; 5] = [
    ("createFile", uploaded),
    ("createFineTuningJob", created),
    ("retrieveFineTuningJob", polled),
    ("listPaginatedFineTuningJobs", jobs),
    ("listFineTuningEvents", events),
];

fn uploaded(request: &Request<Bytes>, _: usize) -> Response<Bytes> {
    // As long as what is between the lines of the multipart body.
    let body = String::from_utf8_lossy(request.body());
    let bytes: usize =
        body.lines().filter(|line| line.starts_with('{')).map(|line| line.len() + 1).sum();
    json(
        200,
        format!(
            r#"{{"id": "file-tides", "object": "file", "bytes": {bytes}, "created_at": 1767225000,
            "filename": "tides.jsonl", "purpose": "fine-tune", "status": "processed"}}"#
        ),
    )
}

/// Queued, if all that the example sets arrives.
fn created(request: &Request<Bytes>, _: usize) -> Response<Bytes> {
    let sent: Value = serde_json::from_slice(request.body()).unwrap_or_default();
    let expected = serde_json::json!({
        "model": "gpt-4.1-mini-2025-04-14",
        "training_file": "file-tides",
        "suffix": "tides",
        "seed": 7,
        "method": {
            "type": "supervised",
            "supervised": {"hyperparameters": {"batch_size": 4, "n_epochs": "auto"}},
        },
    });
    if sent != expected {
        return json(400, r#"{"error": {"message": "this is not what was to be sent"}}"#);
    }
    job("queued", "null")
}

/// Done when it is asked for the third time; until then to be asked for again soon.
fn polled(_: &Request<Bytes>, before: usize) -> Response<Bytes> {
    let mut response = match before {
        0 => job("validating_files", "null"),
        1 => job("running", "null"),
        _ => job("succeeded", r#""ft:gpt-4.1-mini-2025-04-14:harbour:tides:Bx1""#),
    };
    response.headers_mut().insert("openai-poll-after-ms", HeaderValue::from_static("10"));
    response
}

fn job(status: &str, model: &str) -> Response<Bytes> {
    json(
        200,
        format!(
            r#"{{"id": "ftjob-tides", "object": "fine_tuning.job", "created_at": 1767225600,
            "finished_at": null, "model": "gpt-4.1-mini-2025-04-14", "status": "{status}",
            "error": null, "fine_tuned_model": {model}, "hyperparameters": {{"n_epochs": "auto"}},
            "organization_id": "org-harbour", "result_files": [], "seed": 7,
            "trained_tokens": null, "training_file": "file-tides", "validation_file": null}}"#
        ),
    )
}

fn jobs(_: &Request<Bytes>, _: usize) -> Response<Bytes> {
    json(
        200,
        r#"{"object": "list", "has_more": false, "data": [{"id": "ftjob-tides",
        "object": "fine_tuning.job", "created_at": 1767225600, "finished_at": 1767229500,
        "model": "gpt-4.1-mini-2025-04-14", "status": "succeeded", "error": null,
        "fine_tuned_model": "ft:gpt-4.1-mini-2025-04-14:harbour:tides:Bx1",
        "hyperparameters": {"n_epochs": 2}, "organization_id": "org-harbour",
        "result_files": ["file-results"], "seed": 7, "trained_tokens": 41200,
        "training_file": "file-tides", "validation_file": null}]}"#,
    )
}

/// Messages, the newest first, and the loss that some of them tell.
const EVENTS: [(&str, Option<f64>); 7] = [
    ("The job has successfully completed", None),
    ("New fine-tuned model created", None),
    ("Step 30/30", Some(0.31)),
    ("Step 20/30", Some(0.52)),
    ("Step 10/30", Some(1.18)),
    ("Fine-tuning job started", None),
    ("Validating training file: file-tides", None),
];

/// The `limit` events that come after the one whose id is `after`.
fn events(request: &Request<Bytes>, _: usize) -> Response<Bytes> {
    let query = request.uri().query().unwrap_or_default();
    let parameter =
        |name: &str| query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
    let limit = parameter("limit").and_then(|limit| limit.parse().ok()).unwrap_or(20);
    let after =
        parameter("after").and_then(|id| id.strip_prefix("ftevent-")?.parse::<usize>().ok());
    let first = after.map_or(0, |number| number + 1);
    let page = EVENTS.iter().enumerate().skip(first).take(limit);
    let data: Vec<String> = page
        .map(|(number, (message, loss))| {
            let (kind, data) = match loss {
                Some(loss) => ("metrics", format!(r#"{{"train_loss": {loss}}}"#)),
                None => ("message", "{}".to_owned()),
            };
            format!(
                r#"{{"object": "fine_tuning.job.event", "id": "ftevent-{number}",
                "created_at": {}, "level": "info", "message": "{message}", "type": "{kind}",
                "data": {data}}}"#,
                1_767_229_500 - 600 * number
            )
        })
        .collect();
    let has_more = first + data.len() < EVENTS.len();
    let data = data.join(", ");
    json(200, format!(r#"{{"object": "list", "data": [{data}], "has_more": {has_more}}}"#))
}
