//! A model's answer, word by word, and then as a whole: `cargo run --example chat_stream`.

#[path = "support/api.rs"]
mod api;
#[path = "support/chat_answers.rs"]
mod chat_answers;

use std::error::Error;
use std::io::{Write, stdout};

use openai_rest::types::{
    ChatCompletionRequestMessage as Message, ChatCompletionStreamOptions,
    CreateChatCompletionRequest,
};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = api::connect(&[("createChatCompletion", chat_answers::chunks)])?;

    let messages = vec![Message::user("Write a haiku about a heron at low tide.")];
    let request = CreateChatCompletionRequest::new(messages, "gpt-4.1-mini")
        .stream_options(ChatCompletionStreamOptions::new().include_usage(true));

    let mut stream = client.chat().create_completion(&request).stream().await?.accumulate();
    while let Some(chunk) = stream.try_next().await? {
        for choice in &chunk.choices {
            print!("{}", choice.delta.content.as_deref().unwrap_or_default());
            stdout().flush()?;
        }
    }

    // What the chunks make up is what the same call answers without a stream.
    let answer = stream.finish().await?;
    println!("\n");
    println!("finished: {}", answer.choices[0].finish_reason);
    if let Some(usage) = &answer.usage {
        println!("tokens:   {} in, {} out", usage.prompt_tokens, usage.completion_tokens);
    }
    Ok(())
}
