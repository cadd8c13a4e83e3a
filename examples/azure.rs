//! A deployment of Azure OpenAI: `cargo run --example azure`.
//!
//! With `AZURE_OPENAI_ENDPOINT` set it asks that; without, a small server of its own.

#[path = "support/azure_server.rs"]
mod azure_server;

use std::error::Error;

use openai_rest::azure::{Azure, AzureError, ContentFilterResults};
use openai_rest::types::{ChatCompletionRequestMessage as Message, CreateChatCompletionRequest};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let server = azure_server::start()?;
    let azure = match std::env::var_os("AZURE_OPENAI_ENDPOINT") {
        Some(_) => Azure::from_env()?,
        None => Azure::new(server.url()).api_key("azure-example").api_version("2024-10-21"),
    };
    let client = azure.client()?;

    // The model is the name of the deployment.
    let ask = |deployment: &str, question: &str| {
        let request = CreateChatCompletionRequest::new([Message::user(question)], deployment);
        client.chat().create_completion(&request)
    };
    let answer = ask("my-gpt", "Which moon of Jupiter is the largest?").await?;
    println!("{}: {}", answer.model, answer.text().unwrap_or("(no text)"));
    for choice in &answer.choices {
        if let Some(results) = ContentFilterResults::of_choice(&choice.extra) {
            println!(
                "    violence: {}\n",
                results.severity("violence").unwrap_or("not looked for")
            );
        }
    }

    for (deployment, question) in [("my-gtp", "Hello?"), ("my-gpt", "Something forbidden.")] {
        let Err(error) = ask(deployment, question).await else { continue };
        match AzureError::of(&error) {
            Some(AzureError::DeploymentNotFound { deployment }) => {
                println!(
                    "create the deployment {} first",
                    deployment.as_deref().unwrap_or("(of the model)")
                );
            }
            Some(AzureError::ContentFiltered(results)) => {
                println!("the prompt was filtered: {:?}", results.filtered().collect::<Vec<_>>());
            }
            _ => println!("{error}"),
        }
    }
    Ok(())
}
