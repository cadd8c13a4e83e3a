//! What can go wrong, and how to tell: `cargo run --example handle_errors`.

#[path = "support/api.rs"]
mod api;
#[path = "support/chat_answers.rs"]
mod chat_answers;

use openai_rest::http::ErrorKind;
use openai_rest::types::{ChatCompletionRequestMessage as Message, CreateChatCompletionRequest};
use openai_rest::{Client, Error};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = api::connect(&[("createChatCompletion", chat_answers::no_model)])?;
    let request =
        |model: &str| CreateChatCompletionRequest::new(vec![Message::user("Say hello.")], model);

    println!("A value out of its limits:");
    let hot = request("gpt-4.1-mini").temperature(3.0);
    explain(client.chat().create_completion(&hot).await.err());

    println!("A model that is not there:");
    explain(client.chat().create_completion(&request("gpt-0")).await.err());

    println!("A server that is not there:");
    let lost = Client::builder().base_url("http://127.0.0.1:9/v1").bearer("sk-example").build()?;
    let call = lost.chat().create_completion(&request("gpt-4.1-mini"));
    explain(call.with(|call| call.max_retries(1)).await.err());

    println!("No key:");
    let keyless = Client::builder().base_url("http://127.0.0.1:9/v1").build()?;
    explain(keyless.chat().create_completion(&request("gpt-4.1-mini")).await.err());
    Ok(())
}

fn explain(error: Option<Error>) {
    let Some(error) = error else { return println!("  it went well\n") };
    println!("  {error}");
    match error.kind() {
        ErrorKind::BadRequest => {
            println!("  the parameter at fault: {}", error.param().unwrap_or("-"))
        }
        // The code is made to be compared; the message is made to be read, and may change.
        ErrorKind::NotFound if error.code() == Some("model_not_found") => {
            println!(
                "  try another model, or ask about request {}",
                error.request_id().unwrap_or("-")
            );
        }
        ErrorKind::RateLimit => println!("  later: tried {} times", error.attempts()),
        kind => println!("  {kind:?}, {} tries, sent: {}", error.attempts(), error.was_sent()),
    }
    println!();
}
