//! Conversations in which a model calls functions of the program.

mod chat;
mod failures;
mod responses;
mod stream;

use serde_json::{Value, json};
use specmill_test_server::{Answer, TestServer};

/// The body of a request.
fn sent(server: &TestServer, request: usize) -> Value {
    serde_json::from_str(&server.requests()[request].text()).unwrap()
}

/// A response with this output.
fn response(output: &[Value]) -> Value {
    json!({"id": "resp-1", "object": "response", "created_at": 1, "status": "completed",
        "error": null, "incomplete_details": null, "instructions": null, "model": "m",
        "output": output, "parallel_tool_calls": true, "temperature": 1, "tool_choice": "auto",
        "tools": [], "top_p": 1, "metadata": {}})
}

fn said(text: &str) -> Value {
    json!({"type": "message", "id": "msg-1", "role": "assistant", "status": "completed",
        "content": [{"type": "output_text", "text": text, "annotations": [], "logprobs": []}]})
}

fn call(id: &str, name: &str, arguments: &str) -> Value {
    json!({"type": "function_call", "id": format!("fc-{id}"), "call_id": id, "name": name,
        "arguments": arguments, "status": "completed"})
}

/// A server that answers with these responses, one after the other.
fn server(answers: &[Value]) -> TestServer {
    let server = TestServer::start().unwrap();
    for answer in answers {
        server.answer(Answer::json(200, answer.to_string()).header("x-request-id", "req-1"));
    }
    server
}
