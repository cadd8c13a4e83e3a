//! Messages in one word, and answers that become a part of the next request.

use openai_rest::json;
use openai_rest::types::{
    ChatCompletionRequestMessage as Message, ChatCompletionResponseMessage,
    CreateChatCompletionRequest, CreateResponse, InputItem, Item, OutputItem,
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
            {"type": "output_text", "text": "Good day", "annotations": [], "logprobs": []}]});
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
    let request = CreateResponse::new().model("m").input(input);
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

/// Reads leniently, as a client does, and asserts that each member of the list is drift.
fn read_with_drift<T: json::Decode>(value: &Value, members: &[&str]) -> T {
    let text = value.to_string();
    let read = json::decode::<T>(text.as_bytes(), json::Strictness::Lenient).unwrap();
    let mut paths: Vec<&str> = read.drift.iter().map(|drift| drift.path.as_str()).collect();
    paths.sort_unstable();
    assert_eq!(paths, members);
    read.value
}

#[test]
fn an_item_given_back_loses_nothing_at_any_level() {
    let items = json!([
        {"type": "message", "id": "m", "role": "assistant", "status": "completed", "phase": "final",
            "content": [
                {"type": "output_text", "text": "t", "logprobs": [0.5], "annotations": [
                    {"type": "url_citation", "url": "u", "title": "t", "start_index": 0,
                        "end_index": 1, "snippet": "s"},
                    {"type": "file_citation", "file_id": "f", "index": 0, "filename": "n"},
                    {"type": "file_path", "file_id": "f", "index": 0, "size": 5},
                ]},
                {"type": "refusal", "refusal": "no", "category": "c"},
            ]},
        {"type": "function_call", "id": "f", "call_id": "c", "name": "n", "arguments": "{}",
            "status": "completed", "scope": {"a": [1, null]}},
        {"type": "reasoning", "id": "r", "encrypted_content": "e", "depth": 3,
            "summary": [{"type": "summary_text", "text": "t", "lang": "en"}]},
        {"type": "file_search_call", "id": "s", "status": "completed", "queries": ["q"], "took": 1,
            "results": [{"file_id": "f", "text": "t", "page": 4}]},
        {"type": "web_search_call", "id": "w", "status": "completed", "action": {"query": "q"}},
        {"type": "computer_call", "id": "c", "call_id": "c", "status": "completed", "screen": 1,
            "action": {"type": "drag", "path": [{"x": 1, "y": 2, "z": 3}], "speed": 2},
            "pending_safety_checks": [{"id": "p", "code": "c", "message": "m", "level": 1}]},
        {"type": "computer_call", "id": "c", "call_id": "c", "status": "completed",
            "pending_safety_checks": [],
            "action": {"type": "click", "button": "left", "x": 1, "y": 2, "count": 2}},
        {"type": "dream_call", "id": "d", "depth": 3},
    ]);
    for item in items.as_array().unwrap() {
        let text = item.to_string();
        let read = json::decode::<OutputItem>(text.as_bytes(), json::Strictness::Lenient).unwrap();
        assert!(!read.drift.is_empty(), "{item}");
        let given: InputItem = read.value.into();
        assert!(matches!(given, InputItem::Item(_) | InputItem::Unknown(_)));
        if item["type"] == "message" {
            // The other item with this tag knows nothing of its content.
            let InputItem::Item(given) = &given else { panic!("{given:?}") };
            assert!(matches!(**given, Item::OutputMessage(_)), "{given:?}");
        }
        assert_eq!(json::to_value(&given), *item);
    }
}

#[test]
fn a_message_given_back_keeps_what_no_description_has_and_leaves_out_what_only_answers_have() {
    let message = json!({
        "role": "assistant", "content": "Good day", "refusal": null, "reasoning_content": "Hm.",
        "annotations": [{"type": "url_citation", "url_citation":
            {"url": "u", "title": "t", "start_index": 0, "end_index": 1}}],
        "audio": {"id": "a", "data": "AAAA", "transcript": "Good day", "expires_at": 5, "voice": "v"},
        "tool_calls": [{"id": "c", "type": "function", "thought_signature": "s",
            "function": {"name": "n", "arguments": "{}", "strict": true}}],
    });
    let drift = [
        "$.audio.voice",
        "$.reasoning_content",
        "$.tool_calls[0].function.strict",
        "$.tool_calls[0].thought_signature",
    ];
    let said: ChatCompletionResponseMessage = read_with_drift(&message, &drift);
    assert_eq!(said.extra["reasoning_content"], "Hm.");
    let given = json::to_value(&Message::from(said));
    let mut expected = message;
    expected.as_object_mut().unwrap().shift_remove("annotations");
    expected["audio"] = json!({"id": "a", "voice": "v"});
    assert_eq!(given, expected);
}

#[test]
fn a_request_has_room_for_the_parameters_of_other_servers() {
    let request = CreateChatCompletionRequest::new(vec![Message::user("Hello")], "m")
        .extra(json!({"top_k": 40, "chat_template_kwargs": {"thinking": false}}));
    let sent = json::to_value(&request);
    assert_eq!(
        (&sent["top_k"], &sent["chat_template_kwargs"]["thinking"]),
        (&json!(40), &json!(false))
    );
}
