//! A model that has a function of the program called: `cargo run --example chat_tools`.

#[path = "support/api.rs"]
mod api;
#[path = "support/tool_answers.rs"]
mod tool_answers;

use std::error::Error;

use openai_rest::json::{Value, json};
use openai_rest::types::{
    ChatCompletionRequestMessage as Message, ChatCompletionTool, ChatCompletionToolCall,
    CreateChatCompletionRequest, FunctionObject,
};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = api::connect(&[("createChatCompletion", tool_answers::chat)])?;

    let function = FunctionObject::new("get_weather")
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
    let messages = [
        Message::developer("Answer in one short sentence."),
        Message::user("Do I need an umbrella in Turku?"),
    ];
    let mut request = CreateChatCompletionRequest::new(messages, "gpt-4.1-mini")
        .temperature(0.2)
        .stop("END")
        .safety_identifier(std::env::var("CHAT_USER").ok()) // left out if there is none
        .tools([ChatCompletionTool::new(function)])
        .tool_choice("auto");

    loop {
        let answer = client.chat().create_completion(&request).await?;
        let message = answer.into_inner().choices.swap_remove(0).message;
        let calls = message.tool_calls.clone().unwrap_or_default();
        if calls.is_empty() {
            println!("{}", message.content.unwrap_or_default());
            return Ok(());
        }
        // The calls go back with what they returned.
        request.messages.push(message.into());
        for call in calls {
            let ChatCompletionToolCall::Function(call) = call else { continue };
            let output = get_weather(&call.function.arguments);
            println!("{}({}): {output}", call.function.name, call.function.arguments);
            request.messages.push(Message::tool(call.id, output));
        }
    }
}

/// What the model is told: the weather, or what is wrong with the arguments it wrote.
fn get_weather(arguments: &str) -> String {
    match serde_json::from_str::<Value>(arguments) {
        Ok(arguments) if arguments["unit"] == "fahrenheit" => "54 °F, rain".to_owned(),
        Ok(_) => "12 °C, rain".to_owned(),
        Err(error) => format!("these arguments are no JSON: {error}"),
    }
}
