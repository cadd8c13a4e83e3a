//! A summary that is made of the texts it is asked about, for running without a key.

use openai_rest::json::{Value, json as value};
use specmill_mock::http::{Request, Response};
use specmill_mock::{Bytes, json};

/// JSON as the schema of the request has it: the folder, and how each file begins.
pub(crate) fn summary(request: &Request<Bytes>, _: usize) -> Response<Bytes> {
    let body: Value = serde_json::from_slice(request.body()).unwrap_or_default();
    // Messages of two parts, the name of a file and its text; the question comes last.
    let messages = body["input"].as_array().map(Vec::as_slice).unwrap_or_default();
    let points: Vec<String> = messages
        .iter()
        .filter_map(|message| {
            let name = message["content"][0]["text"].as_str()?;
            let text = message["content"][1]["text"].as_str()?;
            Some(format!("{name}: {}", text.split([',', ';']).next()?.trim_end()))
        })
        .collect();
    let folder = &body["metadata"]["folder"];
    let title = format!("{} files of {}", points.len(), folder.as_str().unwrap_or_default());
    let format = &body["text"]["format"]["name"];
    let text = if format == "summary" {
        value!({"title": title, "points": points}).to_string()
    } else {
        title
    };
    let part = value!({"type": "output_text", "text": text, "annotations": [],
        "logprobs": []});
    let message = value!({"type": "message", "id": "msg_summary", "role": "assistant",
        "status": "completed", "content": [part]});
    let response = value!({
        "id": "resp_summary", "object": "response", "created_at": 1_767_225_600,
        "status": "completed", "error": null, "incomplete_details": null, "instructions": null,
        "metadata": body["metadata"], "model": "gpt-4.1-mini-2025-04-14", "output": [message],
        "parallel_tool_calls": true, "temperature": 1.0, "tool_choice": "auto", "tools": [],
        "top_p": 1.0, "usage": {"input_tokens": 120, "input_tokens_details":
        {"cached_tokens": 0, "cache_write_tokens": 0}, "output_tokens": 60, "output_tokens_details":
        {"reasoning_tokens": 0}, "total_tokens": 180},
    });
    json(200, response.to_string())
}
