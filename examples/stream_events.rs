//! A response in the background, in words, which goes on where its stream was cut:
//! `cargo run --example stream_events`.

#[path = "support/api.rs"]
mod api;
#[path = "support/event_answers.rs"]
mod event_answers;

use std::error::Error;

use openai_rest::ResponseEvent;
use openai_rest::types::{CreateResponse, FunctionTool};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = api::connect(&event_answers::ANSWERS)?;

    let parameters = serde_json::json!({"type": "object", "additionalProperties": false,
        "required": ["city"], "properties": {"city": {"type": "string"}}});
    let weather = FunctionTool::new("get_weather").strict(true).parameters(parameters);
    let request = CreateResponse::new()
        .model("gpt-5-mini")
        .input("When does the first ferry to Skagen leave, and how is the weather there?")
        .tools([weather])
        .background(true);

    let mut events = client.responses().stream(&request).await?;
    let mut count = 0;
    while let Some(event) = events.try_next().await? {
        match event {
            // Each event of the server, before what it says.
            ResponseEvent::Event(_) => count += 1,
            ResponseEvent::OutputTextDelta { delta, .. } => print!("{delta}"),
            ResponseEvent::OutputTextDone { .. } => println!(),
            ResponseEvent::FunctionCallArgumentsDone { name, arguments, .. } => {
                println!("{name}({arguments})");
            }
            ResponseEvent::Resumed { starting_after, .. } => {
                let id = events.response_id().unwrap_or_default();
                println!("\n[{id} goes on after event {starting_after}]");
            }
            _ => {}
        }
    }

    let response = events.finish().await?;
    let status = response.status.as_ref().ok_or("the response has no status")?;
    println!("{status}, {count} events");
    Ok(())
}
