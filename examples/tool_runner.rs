//! A model that calls functions of the program: `cargo run --features schemars,tool-runner --example tool_runner`.

#[path = "support/api.rs"]
mod api;
#[path = "support/tool_answers.rs"]
mod tool_answers;

use std::error::Error;
use std::io::{Write, stdout};

use openai_rest::tool_runner::{RunnableFunction, ToolRunEvent};
use openai_rest::types::{CreateResponse, ResponseStreamEvent as Event};
use schemars::JsonSchema;
use serde::Deserialize;

#[derive(Deserialize, JsonSchema)]
struct Place {
    /// The city, with its country where there are several.
    city: String,
    unit: Unit,
}

#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Unit {
    Celsius,
    Fahrenheit,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = api::connect(&[("createResponse", tool_answers::response)])?;

    let weather =
        RunnableFunction::new("get_weather", "The weather, now.", |place: Place| async move {
            match (place.city.as_str(), place.unit) {
                ("Turku", Unit::Celsius) => Ok("12 °C, rain"),
                ("Turku", Unit::Fahrenheit) => Ok("54 °F, rain"),
                (city, _) => Err(format!("there is no station in {city}")), // told to the model
            }
        });
    let request = CreateResponse::new().model("o4-mini").input("Do I need an umbrella in Turku?");
    let mut run = client.responses().run(&request).tool(weather).max_turns(8).stream();
    while let Some(event) = run.try_next().await? {
        match event {
            ToolRunEvent::Event(Event::ResponseOutputTextDelta(event)) => {
                print!("{}", event.delta);
                stdout().flush()?;
            }
            ToolRunEvent::ToolEnded(outcome) => {
                println!("{}({}): {}", outcome.call.name, outcome.call.arguments, outcome.told);
            }
            _ => {}
        }
    }
    let run = run.finish().await?;
    println!("\n{} items after {} calls", run.conversation.len(), run.outcomes.len());
    Ok(())
}
