//! Messages in one word, and answers that become a part of the next request.

use openai_rest::json;
use openai_rest::types::{
    ChatCompletionRequestMessage as Message, ChatCompletionResponseMessage,
    CreateChatCompletionRequest, CreateResponse, InputItem, OutputItem,
};
use serde_json::{Value, json};
use specmill_test_server::{Answer, TestServer};

use crate::client;

fn sent(server: &TestServer) -> Value {
    serde_json::from_str(&server.requests()[0].text()).unwrap()
}

fn read<T: json::Decode>(value: &Value) -> T {
    json::decode(value.to_string().as_bytes(), json::Strictness::Strict).unwrap().value
}

#[tokio::test]
async fn the_messages_of_a_chat() {
    let call = json!({"id": "call-1", "type": "function",
        "function": {"name": "weather", "arguments": "{}"}});
    let said: ChatCompletionResponseMessage = read(&json!({
        "role": "assistant", "content": null, "refusal": null, "tool_calls": [call]}));
    let messages = vec![
        Message::developer("Be brief."),
        Message::system("Be kind."),
        Message::user("Hello"),
        Message::assistant("Good day".to_owned()),
        said.into(),
        Message::tool("call-1", "rain"),
    ];
    let server = TestServer::start().unwrap();
    server.answer(Answer::json(500, "{}"));
    let request = CreateChatCompletionRequest::new(messages, "m");
    client(&server).chat().create_completion(&request).call().max_retries(0).await.unwrap_err();
    assert_eq!(
        sent(&server)["messages"],
        json!([
            {"role": "developer", "content": "Be brief."},
            {"role": "system", "content": "Be kind."},
            {"role": "user", "content": "Hello"},
            {"role": "assistant", "content": "Good day"},
            {"role": "assistant", "content": null, "refusal": null, "tool_calls": [call]},
            {"role": "tool", "tool_call_id": "call-1", "content": "rain"},
        ])
    );
}

#[tokio::test]
async fn what_a_model_responds_to() {
    let message = json!({"type": "message", "id": "msg-1", "role": "assistant",
        "status": "completed", "content": [
            {"type": "output_text", "text": "Good day", "annotations": []}]});
    let call = json!({"type": "function_call", "id": "fc-1", "call_id": "call-1",
        "name": "weather", "arguments": "{}", "status": "completed"});
    // Of a kind that is in no description.
    let unknown = json!({"type": "dream_call", "id": "d-1", "depth": 3});
    let mut input = vec![
        InputItem::developer("Be brief."),
        InputItem::system("Be kind."),
        InputItem::user("Hello"),
        InputItem::assistant("Yes?"),
    ];
    for item in [&message, &call, &unknown] {
        let text = item.to_string();
        let item = json::decode::<OutputItem>(text.as_bytes(), json::Strictness::Lenient).unwrap();
        input.push(item.value.into());
    }
    input.push(InputItem::function_call_output("call-1", "rain"));
    let server = TestServer::start().unwrap();
    server.answer(Answer::json(500, "{}"));
    let request = CreateResponse::new("m", input);
    client(&server).responses().create(&request).call().max_retries(0).await.unwrap_err();
    assert_eq!(
        sent(&server)["input"],
        json!([
            {"type": "message", "role": "developer", "content": "Be brief."},
            {"type": "message", "role": "system", "content": "Be kind."},
            {"type": "message", "role": "user", "content": "Hello"},
            {"type": "message", "role": "assistant", "content": "Yes?"},
            message,
            call,
            unknown,
            {"type": "function_call_output", "call_id": "call-1", "output": "rain"},
        ])
    );
}
