//! How a program that calls the API is tested without it: `cargo run --example testing --features test-util`.
//!
//! Each function below `main` is what a `#[tokio::test]` has in it.

#![allow(clippy::unwrap_used, reason = "a test fails by it")]

use openai_rest::testing::{self, Mock};
use openai_rest::types::{ChatCompletionRequestMessage as Message, CreateChatCompletionRequest};
use openai_rest::{Client, Error};

/// The program: a question, and the answer as it comes.
async fn ask(client: &Client, question: &str) -> Result<String, Error> {
    let request = CreateChatCompletionRequest::new([Message::user(question)], "gpt-4.1-mini");
    let mut chunks = client.chat().create_completion(&request).stream().await?;
    let mut said = String::new();
    while let Some(chunk) = chunks.try_next().await? {
        said.extend(chunk.choices.into_iter().filter_map(|choice| choice.delta.content));
    }
    Ok(said)
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    the_answer_is_put_together().await?;
    it_asks_again_when_the_server_is_busy().await?;
    a_connection_that_breaks_is_an_error().await;
    println!("3 tests passed");
    Ok(())
}

async fn the_answer_is_put_together() -> Result<(), Error> {
    let mock = Mock::new();
    let asked = mock.chat().create_completion();
    let asked = asked.returns(testing::chat_completion_stream(["At ", "nine."]));

    assert_eq!(ask(&mock.client(), "When?").await?, "At nine.");
    assert_eq!(asked.calls()[0].body.stream, Some(true));
    Ok(())
}

async fn it_asks_again_when_the_server_is_busy() -> Result<(), Error> {
    let mock = Mock::new();
    mock.chat()
        .create_completion()
        .returns(testing::error(429, "rate_limit_exceeded", "Slow down."))
        .returns(testing::chat_completion_stream(["At nine."]));

    assert_eq!(ask(&mock.client(), "When?").await?, "At nine.");
    Ok(())
} // The mock is dropped, and would complain of a call that did not come.

async fn a_connection_that_breaks_is_an_error() {
    let mock = Mock::new();
    mock.chat().create_completion().returns(testing::chat_completion_stream(["At "]).cut());

    let error = ask(&mock.client(), "When?").await.expect_err("the answer breaks off");
    println!("{error}");
}
