//! How a program that uses the client is tested without a network: what decides something about an
//! answer, by answers made in the test; what calls, by a transport that is no HTTP.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use http_body_util::BodyExt as _;
use openai_rest::http::types::{Request, Response, StatusCode};
use openai_rest::http::{Body, Bytes, Transport, TransportFuture};
use openai_rest::types::{
    ChatCompletionRequestMessage as Message, ChatCompletionToolCall, CreateChatCompletionRequest,
    CreateChatCompletionResponse, FinishReason,
};
use openai_rest::{Client, Error};
use serde_json::{Value, json};

// The program.

#[derive(Debug, PartialEq)]
enum Step {
    Say(String),
    Run { tool: String, arguments: String },
    GiveUp(String),
}

fn next_step(answer: &CreateChatCompletionResponse) -> Step {
    let Some(choice) = answer.choices.first() else {
        return Step::GiveUp("nothing to choose from".to_owned());
    };
    match &choice.finish_reason {
        FinishReason::Stop => Step::Say(answer.text().unwrap_or_default().to_owned()),
        FinishReason::ToolCalls => match choice.message.tool_calls.iter().flatten().next() {
            Some(ChatCompletionToolCall::Function(call)) => Step::Run {
                tool: call.function.name.clone(),
                arguments: call.function.arguments.clone(),
            },
            _ => Step::GiveUp("no function is called".to_owned()),
        },
        other => Step::GiveUp(other.to_string()),
    }
}

async fn ask(client: &Client, question: &str) -> Result<Step, Error> {
    let request = CreateChatCompletionRequest::new([Message::user(question)], "gpt-4.1-mini");
    Ok(next_step(&*client.chat().create_completion(&request).await?))
}

// Its tests: an answer is what serde reads of the members that matter here, and a few that it requires.

fn answer(finish_reason: &str, message: Value) -> Value {
    let choice = json!({"index": 0, "finish_reason": finish_reason, "message": message});
    json!({"id": "chatcmpl-1", "created": 1767225600, "model": "gpt-4.1-mini", "choices": [choice]})
}

fn read(answer: Value) -> CreateChatCompletionResponse {
    serde_json::from_value(answer).unwrap()
}

#[test]
fn a_tool_that_is_called_is_run() {
    let call = json!({"id": "call_1", "type": "function", "function": {"name": "tide", "arguments": "{\"day\": 1}"}});
    let answer = read(answer("tool_calls", json!({"tool_calls": [call]})));
    let run = Step::Run { tool: "tide".to_owned(), arguments: "{\"day\": 1}".to_owned() };
    assert_eq!(next_step(&answer), run);
}

#[test]
fn a_reason_that_no_document_lists_is_given_up() {
    let answer = read(answer("tired", json!({"content": "At"})));
    assert_eq!(answer.choices[0].finish_reason, FinishReason::Other("tired".to_owned()));
    assert_eq!(next_step(&answer), Step::GiveUp("tired".to_owned()));
}

/// Answers every request with the same status and JSON, if it asks what is expected.
struct Canned {
    question: &'static str,
    status: StatusCode,
    answer: Value,
}

impl Transport for Canned {
    fn send(&self, request: Request<Body>) -> TransportFuture<'_> {
        Box::pin(async move {
            assert_eq!(request.uri().path(), "/v1/chat/completions");
            let sent = request.into_body().collect().await.unwrap().to_bytes();
            let sent: Value = serde_json::from_slice(&sent).unwrap();
            let messages = json!([{"role": "user", "content": self.question}]);
            assert_eq!(sent, json!({"model": "gpt-4.1-mini", "messages": messages}));

            let body = Body::from(Bytes::from(self.answer.to_string()));
            let answer = Response::builder().header("content-type", "application/json");
            Ok(answer.status(self.status).body(body).unwrap())
        })
    }
}

fn client(canned: Canned) -> Client {
    Client::builder().bearer("none").transport(canned).max_retries(0).build().unwrap()
}

#[tokio::test]
async fn a_question_is_asked_and_its_answer_said() {
    let answer = answer("stop", json!({"content": "At nine."}));
    let client = client(Canned { question: "When?", status: StatusCode::OK, answer });
    assert_eq!(ask(&client, "When?").await.unwrap(), Step::Say("At nine.".to_owned()));
}

#[tokio::test]
async fn an_error_of_the_server_is_returned() {
    let answer = json!({"error": {"message": "Slow down.", "code": "rate_limit_exceeded"}});
    let client =
        client(Canned { question: "When?", status: StatusCode::TOO_MANY_REQUESTS, answer });
    let error = ask(&client, "When?").await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::TOO_MANY_REQUESTS));
    assert_eq!(error.code(), Some("rate_limit_exceeded"));
}
