//! Function tools by the type of their arguments.

use openai_rest::structured::SchemaFault;
use openai_rest::types::{
    ChatCompletionMessageToolCall, ChatCompletionMessageToolCallFunction,
    ChatCompletionRequestMessage as Message, ChatCompletionTool, CreateChatCompletionRequest,
    CreateResponse, FunctionToolCall, Tool,
};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};
use specmill_test_server::{Answer, TestServer};

use crate::client;

#[derive(Debug, PartialEq, Deserialize, JsonSchema)]
struct Place {
    /// With its country.
    city: String,
}

#[tokio::test]
async fn a_tool_has_the_fields_of_its_type_as_parameters() {
    let parameters = json!({"title": "Place", "type": "object", "properties": {
        "city": {"type": "string", "description": "With its country."}},
        "required": ["city"], "additionalProperties": false});
    let function = json!({"name": "get_weather", "description": "The weather, now.",
        "parameters": parameters, "strict": true});
    let server = TestServer::start().unwrap();
    server.answer(Answer::json(400, "{}"));
    server.answer(Answer::json(400, "{}"));
    let sent =
        |place: usize| -> Value { serde_json::from_str(&server.requests()[place].text()).unwrap() };

    let tool = Tool::function::<Place>("get_weather", "The weather, now.").unwrap();
    let request = CreateResponse::new().model("m").input("?").tools([tool]);
    client(&server).responses().create(&request).await.unwrap_err();
    let mut of_responses = function.clone();
    of_responses["type"] = "function".into();
    assert_eq!(sent(0)["tools"], json!([of_responses]));

    let tool = ChatCompletionTool::function::<Place>("get_weather", "The weather, now.").unwrap();
    let request = CreateChatCompletionRequest::new([Message::user("?")], "m").tools([tool]);
    client(&server).chat().create_completion(&request).await.unwrap_err();
    assert_eq!(sent(1)["tools"], json!([{"type": "function", "function": function}]));

    let error = Tool::function::<Vec<Place>>("get_weather", "").unwrap_err();
    assert_eq!(error.fault(), &SchemaFault::NotAnObject);
}

#[test]
fn arguments_are_a_value_of_the_type() {
    #[derive(Debug, PartialEq, Deserialize)]
    struct Nothing {}

    let call = |arguments: &str| FunctionToolCall::new("call-1", "get_weather", arguments);
    let place = Place { city: "Turku".to_owned() };
    assert_eq!(call(r#"{"city":"Turku"}"#).arguments_as::<Place>().unwrap(), place);
    assert_eq!(call("").arguments_as::<Nothing>().unwrap(), Nothing {});
    let error = call(r#"{"city":["#).arguments_as::<Place>().unwrap_err();
    assert!(error.is_syntax(), "{error}");
    let error = call(r#"{"city":1}"#).arguments_as::<Place>().unwrap_err();
    assert_eq!(error.path(), "$.city");

    let function = ChatCompletionMessageToolCallFunction::new("get_weather", r#"{"city":"Turku"}"#);
    let call = ChatCompletionMessageToolCall::new("call-1", function);
    assert_eq!(call.arguments_as::<Place>().unwrap(), place);
}
