//! Other servers that speak this API, and where they differ: docs/SERVERS.md. What they answer is shaped as
//! they do, in words of our own.

mod answers;
mod errors;
mod streams;

use openai_rest::Client;
use openai_rest::types::{ChatCompletionRequestMessage as Message, CreateChatCompletionRequest};
use specmill_test_server::{Answer, TestServer};

/// A client of a server that answers everything so, and does not try again.
fn asking(answer: Answer) -> (TestServer, Client) {
    let server = TestServer::with_handler(move |_| answer.clone()).unwrap();
    let client = crate::client(&server).with(|options| options.max_retries(0));
    (server, client)
}

fn question() -> CreateChatCompletionRequest {
    CreateChatCompletionRequest::new([Message::user("Hello")], "m")
}
