//! A conversation of two turns with a model: `cargo run --example chat`.

#[path = "support/api.rs"]
mod api;
#[path = "support/chat_answers.rs"]
mod chat_answers;

use std::error::Error;

use openai_rest::types::{ChatCompletionRequestMessage as Message, CreateChatCompletionRequest};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = api::connect(&[("createChatCompletion", chat_answers::whole)])?;

    let mut messages = vec![Message::developer("Answer in one short sentence.")];
    for question in ["Which moon of Jupiter is the largest?", "Is it larger than Mercury?"] {
        println!("you: {question}");
        messages.push(Message::user(question));
        let request = CreateChatCompletionRequest::new(messages.clone(), "gpt-4.1-mini")
            .max_completion_tokens(100);
        let answer = client.chat().create_completion(&request).await?;

        println!("{}: {}", answer.model, answer.text().unwrap_or("(no text)"));
        if let Some(usage) = &answer.usage {
            println!("    {} tokens in, {} out\n", usage.prompt_tokens, usage.completion_tokens);
        }
        // What the model said is a part of the conversation.
        messages.extend(answer.choices.iter().take(1).map(|choice| choice.message.clone().into()));
    }
    println!("{} messages", messages.len());
    Ok(())
}
