//! Waiting for what the server works on. How waiting goes is tested with the runtime; here, for what
//! it waits, and where it asks.

use openai_rest::json;
use openai_rest::types::{
    BatchStatus, ContainerResource, CreateBatchRequest, CreateEvalRunRequest,
    CreateFineTuningJobRequest, CreateResponse, CreateRunRequest, CreateThreadAndRunRequest,
    CreateVectorStoreFileBatchRequest, CreateVectorStoreFileRequest, CreateVectorStoreRequest,
    CreateVideoJsonBody, EvalRunDataSource, FineTuningJobStatus, ResponseStatus, RunStatus,
    SubmitToolOutputsRunRequest, SubmitToolOutputsRunRequestToolOutput, VectorStoreFileStatus,
    VideoStatus,
};
use serde_json::Value;
use specmill_test_server::{Answer, TestServer};

use crate::client;

const BATCH: &str = r#"{"id": "b", "object": "batch", "endpoint": "/v1/embeddings",
    "input_file_id": "f", "completion_window": "24h", "created_at": 1, "status": "STATUS"}"#;

const FILE: &str = r#"{"id": "f", "object": "vector_store.file", "usage_bytes": 1,
    "created_at": 1, "vector_store_id": "v", "last_error": null, "status": "STATUS"}"#;

const FILE_BATCH: &str = r#"{"id": "b", "object": "vector_store.files_batch", "created_at": 1,
    "vector_store_id": "v", "status": "STATUS", "file_counts":
    {"in_progress": 0, "completed": 1, "failed": 0, "cancelled": 0, "total": 1}}"#;

const STORE: &str = r#"{"id": "v", "object": "vector_store", "created_at": 1, "name": "n",
    "usage_bytes": 0, "last_active_at": 1, "metadata": null, "status": "STATUS", "file_counts":
    {"in_progress": 0, "completed": 1, "failed": 0, "cancelled": 0, "total": 1}}"#;

const JOB: &str = r#"{"id": "j", "object": "fine_tuning.job", "created_at": 1, "error": null,
    "fine_tuned_model": null, "finished_at": null, "hyperparameters": {}, "model": "m",
    "organization_id": "o", "result_files": [], "trained_tokens": null, "training_file": "f",
    "validation_file": null, "seed": 1, "status": "STATUS"}"#;

const RUN: &str = r#"{"id": "r", "object": "thread.run", "created_at": 1, "thread_id": "t",
    "assistant_id": "a", "required_action": null, "last_error": null, "expires_at": null,
    "started_at": null, "cancelled_at": null, "failed_at": null, "completed_at": null,
    "incomplete_details": null, "model": "m", "instructions": "", "tools": [], "metadata": null,
    "usage": null, "max_prompt_tokens": null, "max_completion_tokens": null,
    "truncation_strategy": {"type": "auto"}, "tool_choice": "auto", "parallel_tool_calls": true,
    "response_format": "auto", "status": "STATUS"}"#;

const RESPONSE: &str = r#"{"id": "r", "object": "response", "created_at": 1, "error": null,
    "incomplete_details": null, "instructions": null, "model": "m", "output": [],
    "parallel_tool_calls": true, "temperature": 1, "tool_choice": "auto", "tools": [],
    "top_p": 1, "metadata": {}, "status": "STATUS"}"#;

const VIDEO: &str = r#"{"id": "v", "object": "video", "model": "sora-2", "progress": 5,
    "created_at": 1, "completed_at": null, "expires_at": null, "prompt": "p", "size": "720x1280",
    "seconds": "4", "remixed_from_video_id": null, "error": null, "status": "STATUS"}"#;

const EVAL_RUN: &str = r#"{"object": "eval.run", "id": "r", "eval_id": "e", "model": "m",
    "name": "n", "created_at": 1, "report_url": "u", "per_model_usage": null,
    "per_testing_criteria_results": null, "metadata": null, "error": null,
    "result_counts": {"total": 1, "errored": 0, "failed": 0, "passed": 1},
    "data_source": {"type": "jsonl", "source": {"type": "file_id", "id": "f"}}, "status": "STATUS"}"#;

/// A server that answers with `body` in one status after the other, and has no more to say.
fn server(body: &str, statuses: &[&str]) -> TestServer {
    let server = TestServer::start().unwrap();
    for status in statuses {
        let answer = Answer::json(200, body.replace("STATUS", status));
        server.answer(answer.header("openai-poll-after-ms", "1"));
    }
    server
}

/// Asserts that every request was for `target`, and that there were `count`.
fn asked(server: &TestServer, count: usize, target: &str) {
    let requests = server.requests();
    assert_eq!(requests.len(), count);
    for request in requests {
        assert_eq!((&*request.method, &*request.target), ("GET", target));
    }
}

#[tokio::test]
async fn batches() {
    let statuses = ["validating", "in_progress", "finalizing", "completed"];
    let server = server(BATCH, &statuses);
    let batch = client(&server).batch().poll("b/1").await.unwrap();
    assert_eq!(batch.status, BatchStatus::Completed);
    asked(&server, 4, "/batches/b%2F1");
}

#[tokio::test]
async fn fine_tuning_jobs() {
    let server = server(JOB, &["validating_files", "queued", "running", "failed"]);
    let job = client(&server).fine_tuning().poll_job("j").await.unwrap();
    assert_eq!(job.status, FineTuningJobStatus::Failed);
    asked(&server, 4, "/fine_tuning/jobs/j");
}

#[tokio::test]
async fn vector_stores_and_their_files() {
    let store = server(STORE, &["in_progress", "completed"]);
    client(&store).vector_stores().poll("v").await.unwrap();
    asked(&store, 2, "/vector_stores/v");

    let file = server(FILE, &["in_progress", "cancelled"]);
    let found = client(&file).vector_stores().poll_file("v", "f").await.unwrap();
    assert_eq!(found.status, VectorStoreFileStatus::Cancelled);
    asked(&file, 2, "/vector_stores/v/files/f");

    let batch = server(FILE_BATCH, &["in_progress", "completed"]);
    client(&batch).vector_stores().poll_file_batch("v", "b").await.unwrap();
    asked(&batch, 2, "/vector_stores/v/file_batches/b");
}

#[tokio::test]
async fn runs_also_end_where_they_require_an_action() {
    for (last, status) in
        [("requires_action", RunStatus::RequiresAction), ("expired", RunStatus::Expired)]
    {
        let server = server(RUN, &["queued", "in_progress", "cancelling", last]);
        let run = client(&server).assistants().poll_run("t", "r").await.unwrap();
        assert_eq!(run.status, status);
        asked(&server, 4, "/threads/t/runs/r");
    }
    assert!(!RunStatus::RequiresAction.is_final());
}

#[tokio::test]
async fn responses_in_the_background() {
    let server = server(RESPONSE, &["queued", "in_progress", "cancelled"]);
    let response = client(&server).responses().poll("r").await.unwrap();
    assert_eq!(response.status, Some(ResponseStatus::Cancelled));
    asked(&server, 3, "/responses/r");
}

#[tokio::test]
async fn videos() {
    for (last, status) in [("completed", VideoStatus::Completed), ("failed", VideoStatus::Failed)] {
        let server = server(VIDEO, &["queued", "in_progress", last]);
        let video = client(&server).videos().poll("v").await.unwrap();
        assert_eq!(video.status, status);
        assert!(video.drift().is_empty(), "{:?}", video.drift());
        asked(&server, 3, "/videos/v");
    }
}

#[tokio::test]
async fn runs_of_evals() {
    for last in ["completed", "failed", "canceled"] {
        let server = server(EVAL_RUN, &["queued", "in_progress", last]);
        let run = client(&server).evals().poll_run("e", "r").await.unwrap();
        assert_eq!(run.status, last);
        assert!(run.drift().is_empty(), "{:?}", run.drift());
        asked(&server, 3, "/evals/e/runs/r");
    }
}

#[test]
fn a_container_expires_some_time_after_its_last_use() {
    let read = |rest: &str| -> ContainerResource {
        let json = format!(
            r#"{{"id": "c", "object": "container", "name": "n", "created_at": 100, "status": "s"{rest}}}"#
        );
        json::decode(json.as_bytes(), json::Strictness::Strict).unwrap().value
    };
    let after = r#", "expires_after": {"anchor": "last_active_at", "minutes": 20}"#;
    let used = format!(r#", "last_active_at": 160{after}"#);
    assert_eq!(read(&used).expires_at(), Some(1360.into()));
    assert_eq!(read(after).expires_at(), Some(1300.into()));
    for unknown in ["", r#", "expires_after": {}"#] {
        assert_eq!(read(unknown).expires_at(), None);
    }
    let minutes = i64::MAX.to_string();
    assert_eq!(read(&after.replace("20", &minutes)).expires_at(), None);
}

#[tokio::test]
async fn a_status_that_is_not_known_ends_the_waiting() {
    let server = server(BATCH, &["in_progress", "paused"]);
    let batch = client(&server).batch().poll("b").await.unwrap();
    assert_eq!(batch.status, BatchStatus::Other("paused".to_owned()));
    assert!(batch.status.is_final());
}

const OPENAI_FILE: &str = r#"{"id": "f", "object": "file", "bytes": 1, "created_at": 1,
    "filename": "a", "purpose": "batch", "status": "STATUS"}"#;

#[tokio::test]
async fn files() {
    let server = server(OPENAI_FILE, &["uploaded", "error"]);
    client(&server).files().poll("f").await.unwrap();
    asked(&server, 2, "/files/f");
}

/// Asserts that the first request was a POST to `begun`, and what was in it; and that the others were
/// for `target`.
fn begun(server: &TestServer, count: usize, begun: &str, target: &str) -> Value {
    let mut requests = server.requests();
    let first = requests.remove(0);
    assert_eq!((&*first.method, &*first.target), ("POST", begun));
    assert_eq!(requests.len(), count);
    for request in requests {
        assert_eq!((&*request.method, &*request.target), ("GET", target));
    }
    serde_json::from_slice(&first.body).unwrap_or_default()
}

#[tokio::test]
async fn batches_from_their_creation_and_their_cancelling() {
    let created = server(BATCH, &["validating", "in_progress", "completed"]);
    let request = CreateBatchRequest::new("f", "/v1/embeddings");
    let batch = client(&created).batch().create_and_poll(&request).await.unwrap();
    assert_eq!(batch.status, BatchStatus::Completed);
    assert_eq!(begun(&created, 2, "/batches", "/batches/b")["input_file_id"], "f");

    let cancelled = server(BATCH, &["cancelling", "cancelled"]);
    let batch = client(&cancelled).batch().cancel("b").and_poll().await.unwrap();
    assert_eq!(batch.status, BatchStatus::Cancelled);
    begun(&cancelled, 1, "/batches/b/cancel", "/batches/b");
}

#[tokio::test]
async fn jobs_and_stores_from_their_creation() {
    let job = server(JOB, &["queued", "succeeded"]);
    let request = CreateFineTuningJobRequest::new("m", "f");
    client(&job).fine_tuning().create_job_and_poll(&request).await.unwrap();
    begun(&job, 1, "/fine_tuning/jobs", "/fine_tuning/jobs/j");

    let store = server(STORE, &["in_progress", "completed"]);
    let request = CreateVectorStoreRequest::new();
    client(&store).vector_stores().create_and_poll(&request).await.unwrap();
    begun(&store, 1, "/vector_stores", "/vector_stores/v");

    let file = server(FILE, &["in_progress", "completed"]);
    let request = CreateVectorStoreFileRequest::new("f");
    client(&file).vector_stores().create_file_and_poll("v", &request).await.unwrap();
    begun(&file, 1, "/vector_stores/v/files", "/vector_stores/v/files/f");

    let batch = server(FILE_BATCH, &["in_progress", "completed"]);
    let request = CreateVectorStoreFileBatchRequest::new().file_ids(["f"]);
    client(&batch).vector_stores().create_file_batch_and_poll("v", &request).await.unwrap();
    begun(&batch, 1, "/vector_stores/v/file_batches", "/vector_stores/v/file_batches/b");
}

#[tokio::test]
async fn runs_from_their_creation() {
    let statuses = ["queued", "in_progress", "requires_action"];
    let run = server(RUN, &statuses);
    let request = CreateRunRequest::new("a");
    let ended = client(&run).assistants().create_run_and_poll("t", &request).await.unwrap();
    assert_eq!(ended.status, RunStatus::RequiresAction);
    begun(&run, 2, "/threads/t/runs", "/threads/t/runs/r");

    let run = server(RUN, &statuses);
    let request = CreateThreadAndRunRequest::new("a");
    client(&run).assistants().create_thread_and_run_and_poll(&request).await.unwrap();
    begun(&run, 2, "/threads/runs", "/threads/t/runs/r");

    let run = server(RUN, &["queued", "completed"]);
    let request =
        SubmitToolOutputsRunRequest::new(Vec::<SubmitToolOutputsRunRequestToolOutput>::new());
    client(&run).assistants().submit_tool_outputs_and_poll("t", "r", &request).await.unwrap();
    begun(&run, 1, "/threads/t/runs/r/submit_tool_outputs", "/threads/t/runs/r");

    let run = server(EVAL_RUN, &["queued", "completed"]);
    let source = serde_json::json!({"type": "jsonl", "source": {"type": "file_id", "id": "f"}});
    let source: EvalRunDataSource = serde_json::from_value(source).unwrap();
    let request = CreateEvalRunRequest::new(source);
    client(&run).evals().create_run_and_poll("e", &request).await.unwrap();
    begun(&run, 1, "/evals/e/runs", "/evals/e/runs/r");
}

#[tokio::test]
async fn responses_and_videos_from_their_creation() {
    let response = server(RESPONSE, &["queued", "in_progress", "completed"]);
    let request = CreateResponse::new().model("m").input("Prove it.");
    client(&response).responses().create_and_poll(&request).await.unwrap();
    let sent = begun(&response, 2, "/responses", "/responses/r");
    assert_eq!(sent, serde_json::json!({"model": "m", "input": "Prove it.", "background": true}));

    let video = server(VIDEO, &["queued", "completed"]);
    let request = CreateVideoJsonBody::new("A heron.");
    client(&video).videos().create_and_poll(&request).await.unwrap();
    assert_eq!(begun(&video, 1, "/videos", "/videos/v")["prompt"], "A heron.");
}
