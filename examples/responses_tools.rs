//! A response that has a function of the program called, event by event:
//! `cargo run --example responses_tools`.

#[path = "support/api.rs"]
mod api;
#[path = "support/tool_answers.rs"]
mod tool_answers;

use std::error::Error;
use std::io::{Write, stdout};

use openai_rest::json::json;
use openai_rest::types::{
    CreateResponse, FunctionTool, InputItem, OutputItem, Reasoning, ResponseStreamEvent as Event,
};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = api::connect(&[("createResponse", tool_answers::response)])?;

    let tool = FunctionTool::new("get_weather")
        .description("The weather in a city, now.")
        .parameters(json!({
            "type": "object",
            "properties": {
                "city": {"type": "string"},
                "unit": {"type": "string", "enum": ["celsius", "fahrenheit"]},
            },
            "required": ["city", "unit"],
            "additionalProperties": false,
        }))
        .strict(true);
    let mut input = vec![InputItem::user("Do I need an umbrella in Turku?")];

    loop {
        let request = CreateResponse::new()
            .model("o4-mini")
            .input(input.clone())
            .instructions("Answer in one short sentence.")
            .reasoning(Reasoning::new().effort("low"))
            .tools([tool.clone()]);
        let mut stream = client.responses().create(&request).stream().await?.accumulate();
        let mut outputs = Vec::new();
        while let Some(event) = stream.try_next().await? {
            match event {
                Event::ResponseOutputTextDelta(event) => {
                    print!("{}", event.delta);
                    stdout().flush()?;
                }
                Event::ResponseOutputTextDone(_) => println!(),
                Event::ResponseOutputItemDone(event) => {
                    if let OutputItem::FunctionCall(call) = event.item {
                        println!("{}({})", call.name, call.arguments);
                        outputs.push(InputItem::function_call_output(call.call_id, "12 °C, rain"));
                    }
                }
                Event::Error(event) => return Err(event.message.into()),
                // There are some forty more.
                _ => {}
            }
        }

        let response = stream.finish().await?.into_inner();
        if let Some(usage) = &response.usage {
            println!("    {} tokens in, {} out", usage.input_tokens, usage.output_tokens);
        }
        if outputs.is_empty() {
            return Ok(());
        }
        // All that was put out goes back, what the model thought too, and then what was returned.
        input.extend(response.output.into_iter().map(InputItem::from));
        input.extend(outputs);
    }
}
