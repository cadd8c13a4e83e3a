//! A response, event by event: `cargo run --example responses_stream`.

#[path = "support/api.rs"]
mod api;

use std::error::Error;
use std::io::{Write, stdout};

use openai_rest::types::{CreateResponse, InputItem, ResponseStreamEvent};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    // The stand-in sends the stream that the description has as an example.
    let client = api::connect(&[])?;

    let question = InputItem::user("At which time does the first ferry to Skagen leave?");
    let request = CreateResponse::new()
        .model("gpt-4.1-mini")
        .input(vec![question])
        .instructions("Answer in one sentence; make up what you do not know.");

    let mut stream = client.responses().create(&request).stream().await?.accumulate();
    let mut events = 0;
    while let Some(event) = stream.try_next().await? {
        events += 1;
        match event {
            ResponseStreamEvent::ResponseCreated(event) => {
                println!("{} has begun", event.response.id);
            }
            ResponseStreamEvent::ResponseOutputTextDelta(event) => {
                print!("{}", event.delta);
                stdout().flush()?;
            }
            ResponseStreamEvent::ResponseOutputTextDone(_) => println!(),
            // There are some forty more.
            _ => {}
        }
    }

    let response = stream.finish().await?;
    println!("{} events made up: {}", events, response.output_text());
    Ok(())
}
