//! The server part of the `azure` example: a made-up resource with one deployment, behind real HTTP on
//! loopback.

use std::io;

use specmill_test_server::{Answer, Request, TestServer};

const PATH: &str = "/openai/deployments/my-gpt/chat/completions";

/// Starts the server.
pub(crate) fn start() -> io::Result<TestServer> {
    TestServer::with_handler(|request| {
        if request.header("api-key").is_none() || request.query("api-version").is_none() {
            return Answer::json(
                401,
                r#"{"error": {"code": "401", "message": "a key is needed"}}"#,
            );
        }
        match request.path() {
            PATH => answer(request),
            _ => Answer::json(
                404,
                r#"{"error": {"code": "DeploymentNotFound", "message": "there is no such deployment"}}"#,
            ),
        }
    })
}

fn answer(request: &Request) -> Answer {
    if request.text().contains("forbidden") {
        return Answer::json(
            400,
            r#"{"error": {"code": "content_filter", "message": "the prompt was filtered", "param": "prompt",
            "type": null, "status": 400, "innererror": {"code": "ResponsibleAIPolicyViolation",
            "content_filter_result": {"violence": {"filtered": true, "severity": "high"},
            "hate": {"filtered": false, "severity": "safe"}}}}}"#,
        );
    }
    Answer::json(
        200,
        r#"{"id": "chatcmpl-1", "object": "chat.completion", "created": 1767225600,
        "model": "gpt-4.1-mini-2025-04-14", "choices": [{"index": 0, "message": {"role": "assistant",
        "content": "Ganymede is the largest.", "refusal": null}, "finish_reason": "stop", "logprobs": null,
        "content_filter_results": {"violence": {"filtered": false, "severity": "safe"}}}],
        "prompt_filter_results": [], "usage": {"prompt_tokens": 24, "completion_tokens": 9,
        "total_tokens": 33}}"#,
    )
}
