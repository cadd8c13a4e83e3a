//! The mock of `openai_rest::testing`: what it answers, what it tells of calls, and how a test fails by it.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod answers;
mod calls;
mod expectations;
mod faults;
#[cfg(feature = "reqwest")]
mod served;

use openai_rest::testing::Mock;
use openai_rest::types::{ChatCompletionRequestMessage as Message, CreateChatCompletionRequest};

fn question(text: &str) -> CreateChatCompletionRequest {
    CreateChatCompletionRequest::new([Message::user(text)], "gpt-4.1-mini")
}

/// What a mock says that is dropped.
fn complaint(mock: Mock) -> String {
    let dropped = std::panic::catch_unwind(std::panic::AssertUnwindSafe(move || drop(mock)));
    dropped.unwrap_err().downcast_ref::<String>().unwrap().clone()
}
