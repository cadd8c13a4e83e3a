//! What `parse` sends, and what it makes of an answer.

use openai_rest::structured::{ParseError, ParseErrorKind, Parsed, SchemaFault};
use openai_rest::types::{
    ChatCompletionRequestMessage as Message, CreateChatCompletionRequest,
    CreateChatCompletionResponse, CreateResponse, Response, ResponseStreamEvent as Event,
    ResponseTextParam,
};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};
use specmill_test_server::{Answer, TestServer};

use crate::{client, events};

#[derive(Debug, PartialEq, Deserialize, JsonSchema)]
struct Dish {
    title: String,
    minutes: Option<u32>,
}

fn soup() -> Dish {
    Dish { title: "Pea soup".to_owned(), minutes: Some(40) }
}

const SOUP: &str = r#"{"title":"Pea soup","minutes":40}"#;

/// The schema of a [`Dish`].
fn dish() -> Value {
    let minutes = json!({"anyOf": [{"type": "integer", "minimum": 0}, {"type": "null"}]});
    json!({"title": "Dish", "type": "object", "properties": {"title": {"type": "string"},
        "minutes": minutes}, "required": ["title", "minutes"], "additionalProperties": false})
}

fn sent(server: &TestServer) -> Value {
    serde_json::from_str(&server.requests()[0].text()).unwrap()
}

/// A response, with `more` in place of what it would have.
fn response(output: &Value, more: Value) -> Value {
    let mut response = json!({"id": "resp-1", "object": "response", "created_at": 1,
        "status": "completed", "error": null, "incomplete_details": null, "instructions": null,
        "model": "m", "output": output, "parallel_tool_calls": true, "temperature": 1,
        "tool_choice": "auto", "tools": [], "top_p": 1, "metadata": {}});
    response.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    response
}

fn message(content: Value, more: Value) -> Value {
    let mut message = json!({"type": "message", "id": "msg-1", "role": "assistant",
        "status": "completed", "content": content});
    message.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    message
}

fn text(text: &str) -> Value {
    json!([{"type": "output_text", "text": text, "annotations": [], "logprobs": []}])
}

fn completion(reason: &str, message: Value) -> Value {
    let mut choice = json!({"index": 0, "finish_reason": reason, "logprobs": null,
        "message": {"role": "assistant", "content": null, "refusal": null}});
    choice["message"].as_object_mut().unwrap().extend(message.as_object().unwrap().clone());
    json!({"id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": "m",
        "choices": [choice]})
}

async fn responses(answer: &Value) -> Result<Parsed<Dish, Response>, ParseError<Response>> {
    let server = TestServer::start().unwrap();
    server.answer(Answer::json(200, answer.to_string()).header("x-request-id", "req-1"));
    let request = CreateResponse::new().model("m").input("Soup?");
    client(&server).responses().parse::<Dish>(&request).await
}

type Completion = CreateChatCompletionResponse;

async fn chat(answer: &Value) -> Result<Parsed<Dish, Completion>, ParseError<Completion>> {
    let server = TestServer::start().unwrap();
    server.answer(Answer::json(200, answer.to_string()));
    let request = CreateChatCompletionRequest::new([Message::user("Soup?")], "m");
    client(&server).chat().parse::<Dish>(&request).await
}

#[tokio::test]
async fn a_response_is_a_value() {
    let server = TestServer::start().unwrap();
    // What a model says on the way is no value, whatever it is.
    let output = json!([
        message(text("Let me think."), json!({"phase": "commentary"})),
        message(text(SOUP), json!({"phase": "final_answer"})),
    ]);
    server.answer(Answer::json(200, response(&output, json!({})).to_string()));
    let request = CreateResponse::new()
        .model("m")
        .input("Soup?")
        .text(ResponseTextParam::new().verbosity("low"));
    let parse = client(&server).responses().parse::<Dish>(&request);
    let dish_of_server = parse.with(|call| call.header("x-table", "7")).await.unwrap();
    assert_eq!(dish_of_server.title, "Pea soup");
    assert_eq!(dish_of_server.answer().id, "resp-1");
    assert_eq!(dish_of_server.into_inner(), soup());
    let format = json!({"type": "json_schema", "name": "Dish", "strict": true, "schema": dish()});
    assert_eq!(
        sent(&server),
        json!({"model": "m", "input": "Soup?", "text": {"verbosity": "low", "format": format}})
    );
    // The order of members is that in which a model writes them.
    let body = server.requests()[0].text();
    assert!(body.find(r#""title":{"#).unwrap() < body.find(r#""minutes":{"#).unwrap(), "{body}");
    assert_eq!(server.requests()[0].header("x-table"), Some("7"));
}

#[tokio::test]
async fn a_completion_is_a_value() {
    let server = TestServer::start().unwrap();
    let answer = completion("stop", json!({"content": SOUP}));
    server.answer(Answer::json(200, answer.to_string()));
    let request = CreateChatCompletionRequest::new([Message::user("Soup?")], "m");
    let parsed = client(&server).chat().parse::<Dish>(&request).await.unwrap();
    let (value, answer) = parsed.into_parts();
    assert_eq!((value, &*answer.id), (soup(), "chatcmpl-1"));
    let schema = json!({"name": "Dish", "strict": true, "schema": dish()});
    assert_eq!(
        sent(&server),
        json!({"model": "m", "messages": [{"role": "user", "content": "Soup?"}],
            "response_format": {"type": "json_schema", "json_schema": schema}})
    );
}

/// The API takes letters, digits, `_` and `-`, 64 at most.
#[tokio::test]
async fn a_schema_has_a_name_that_the_api_takes() {
    #[derive(Debug, Deserialize, JsonSchema)]
    #[schemars(rename = "Größe: <a name that has seventy characters, of which there may be 64>")]
    struct Size {
        #[allow(dead_code, reason = "it is never read")]
        metres: f64,
    }
    let server = TestServer::start().unwrap();
    server.answer(Answer::json(400, "{}"));
    let request = CreateResponse::new().model("m").input("Size?");
    client(&server).responses().parse::<Size>(&request).await.unwrap_err();
    let name = sent(&server)["text"]["format"]["name"].as_str().unwrap().to_owned();
    assert_eq!(name, "Gr__e___a_name_that_has_seventy_characters__of_which_there_may_b");
}

/// The kind of an error in a word, its text, and whether the answer is there.
fn told<A>(result: Result<Parsed<Dish, A>, ParseError<A>>) -> (String, String, bool) {
    let error = result.unwrap_err();
    let kind = format!("{:?}", error.kind());
    let kind = kind.split([' ', '{', '(']).next().unwrap_or_default().to_owned();
    let said = error.refusal().map(str::to_owned).unwrap_or_else(|| error.text().to_owned());
    (kind, said, error.answer().is_some())
}

fn expected(kind: &str, said: &str) -> (String, String, bool) {
    (kind.to_owned(), said.to_owned(), true)
}

#[tokio::test]
async fn a_response_without_a_value_says_why() {
    let half = message(text(r#"{"title":"Pea"#), json!({"status": "incomplete"}));
    let incomplete = |reason: &str| {
        let details = json!({"status": "incomplete", "incomplete_details": {"reason": reason}});
        response(&json!([half]), details)
    };
    let refusal = json!([{"type": "refusal", "refusal": "No soup."}]);
    let call = json!({"type": "function_call", "id": "fc-1", "call_id": "call-1",
        "name": "cook", "arguments": "{}", "status": "completed"});
    let failed =
        json!({"status": "failed", "error": {"code": "server_error", "message": "Burnt."}});
    let of = |content: Value| response(&json!([message(content, json!({}))]), json!({}));
    for (answer, kind, said) in [
        (incomplete("max_output_tokens"), "CutOff", r#"{"title":"Pea"#),
        (incomplete("content_filter"), "ContentFilter", r#"{"title":"Pea"#),
        (incomplete("boredom"), "Incomplete", r#"{"title":"Pea"#),
        (of(refusal), "Refused", "No soup."),
        (response(&json!([call]), json!({})), "ToolCalls", ""),
        (response(&json!([]), json!({})), "NoText", ""),
        (response(&json!([]), failed), "Incomplete", ""),
        (response(&json!([]), json!({"status": "queued"})), "Incomplete", ""),
        (of(text("Soup!")), "Decode", "Soup!"),
        (of(text(r#"{"title":7,"minutes":1}"#)), "Decode", r#"{"title":7,"minutes":1}"#),
    ] {
        assert_eq!(told(responses(&answer).await), expected(kind, said), "{answer}");
    }
    let error = responses(&of(text(r#"{"title":"","minutes":-1}"#))).await.unwrap_err();
    let text = error.to_string();
    assert!(text.contains("$.minutes: expected u32, found `-1` (request req-1)"), "{text}");
    assert_eq!(error.into_answer().unwrap().id, "resp-1");
}

#[tokio::test]
async fn a_completion_without_a_value_says_why() {
    let call = json!({"id": "call-1", "type": "function",
        "function": {"name": "cook", "arguments": "{}"}});
    for (reason, message, kind, said) in [
        ("length", json!({"content": "{\"ti"}), "CutOff", "{\"ti"),
        ("content_filter", json!({"content": ""}), "ContentFilter", ""),
        ("stop", json!({"refusal": "No soup."}), "Refused", "No soup."),
        ("tool_calls", json!({"tool_calls": [call]}), "ToolCalls", ""),
        ("stop", json!({}), "NoText", ""),
        ("stop", json!({"content": "[]"}), "Decode", "[]"),
    ] {
        let answer = completion(reason, message);
        assert_eq!(told(chat(&answer).await), expected(kind, said), "{answer}");
    }
    let none = json!({"id": "c", "object": "chat.completion", "created": 1, "model": "m",
        "choices": []});
    assert_eq!(told(chat(&none).await), expected("NoText", ""));
}

#[tokio::test]
async fn nothing_is_sent_of_a_type_that_strict_mode_cannot_take() {
    #[derive(Deserialize, JsonSchema)]
    struct Stock {
        #[allow(dead_code, reason = "it is never read")]
        shelf: std::collections::BTreeMap<String, i64>,
    }
    let server = TestServer::start().unwrap();
    let request = CreateResponse::new().model("m").input("Soup?");
    let error = client(&server).responses().parse::<Stock>(&request).await.err().unwrap();
    let ParseErrorKind::Schema(schema) = error.kind() else { panic!("{error:?}") };
    assert_eq!((schema.place(), schema.fault()), ("Stock.shelf", &SchemaFault::Map));
    assert!(error.answer().is_none());
    assert!(server.requests().is_empty());

    // An error of the call is there with all that it knows.
    server.answer(Answer::json(401, r#"{"error":{"message":"No key."}}"#));
    let error = client(&server).responses().parse::<Dish>(&request).await.unwrap_err();
    let ParseErrorKind::Call(call) = error.into_kind() else { panic!() };
    assert!(call.is_authentication());
}

#[tokio::test]
async fn a_response_is_a_value_after_its_events() {
    let deltas = [r#"{"title":"Pea"#, r#" soup","minutes":40}"#];
    let at = |kind: &str, more: Value| {
        let mut event = json!({"type": kind, "item_id": "msg-1", "output_index": 0,
            "content_index": 0});
        event.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        event.to_string()
    };
    let mut all = vec![
        json!({"type": "response.created",
            "response": response(&json!([]), json!({"status": "in_progress"}))})
        .to_string(),
        at("response.output_item.added", json!({"item": message(json!([]), json!({}))})),
        at("response.content_part.added", json!({"part": text("")[0]})),
    ];
    all.extend(deltas.map(|delta| at("response.output_text.delta", json!({"delta": delta}))));
    let done = response(&json!([message(text(SOUP), json!({}))]), json!({}));
    all.push(json!({"type": "response.completed", "response": done}).to_string());

    let server = TestServer::start().unwrap();
    server.answer(events(all.iter().map(String::as_str)));
    let request = CreateResponse::new().model("m").input("Soup?");
    let client = client(&server);
    let mut stream = client.responses().parse::<Dish>(&request).stream().await.unwrap();
    let mut seen = String::new();
    while let Some(event) = stream.try_next().await.unwrap() {
        if let Event::ResponseOutputTextDelta(event) = event {
            seen.push_str(&event.delta);
            assert_eq!(stream.text(), seen);
        }
    }
    assert_eq!((seen.as_str(), stream.finish().await.unwrap().into_inner()), (SOUP, soup()));
    assert_eq!(sent(&server)["stream"], true);
    assert_eq!(sent(&server)["text"]["format"]["schema"], dish());
}

#[tokio::test]
async fn a_stream_that_was_cut_off_says_so() {
    let chunk = |delta: Value, reason: Value| {
        json!({"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m",
            "choices": [{"index": 0, "delta": delta, "finish_reason": reason}]})
        .to_string()
    };
    let begun = chunk(json!({"role": "assistant", "content": "{\"title\":"}), Value::Null);
    let request = CreateChatCompletionRequest::new([Message::user("Soup?")], "m");
    for (last, kind) in [
        (chunk(json!({}), json!("length")), "CutOff"),
        (chunk(json!({}), json!("content_filter")), "ContentFilter"),
    ] {
        let server = TestServer::start().unwrap();
        server.answer(events([begun.as_str(), &last, "[DONE]"]));
        let client = client(&server);
        let mut stream = client.chat().parse::<Dish>(&request).stream().await.unwrap();
        assert_eq!(told(stream.finish().await), expected(kind, "{\"title\":"));
    }
    // Without an end it is the stream's own error.
    let server = TestServer::start().unwrap();
    server.answer(events([begun.as_str()]));
    let client = client(&server);
    let mut stream = client.chat().parse::<Dish>(&request).stream().await.unwrap();
    let error = stream.finish().await.unwrap_err();
    assert!(
        matches!(error.kind(), ParseErrorKind::Call(error) if error.is_incomplete()),
        "{error}"
    );
    assert_eq!(stream.text(), "{\"title\":");
}

/// A value that comes a character at a time.
#[tokio::test]
async fn a_value_can_be_shown_while_it_comes() {
    let text =
        r#" {"title": "P\"e\u00e4 \ud83c\udf72", "minutes": 40, "notes":[true ,{"a":[]}, "}" ] } "#;
    let chunks: Vec<_> = text
        .chars()
        .map(|char| {
            json!({"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m",
                "choices": [{"index": 0, "delta": {"content": char}, "finish_reason": null}]})
            .to_string()
        })
        .collect();
    let server = TestServer::start().unwrap();
    server.answer(events(chunks.iter().map(String::as_str).chain(["[DONE]"])));
    let client = client(&server);
    let request = CreateChatCompletionRequest::new([Message::user("Soup?")], "m");
    let mut stream = client.chat().parse::<Dish>(&request).stream().await.unwrap();
    assert_eq!(stream.partial(), None);
    let mut shown: Vec<Value> = Vec::new();
    while stream.try_next().await.unwrap().is_some() {
        let partial = stream.partial();
        assert_eq!(partial.is_some(), stream.text().len() > 1, "{}", stream.text());
        shown.extend(partial.filter(|partial| shown.last() != Some(partial)));
    }
    let title = |title: &str| json!({"title": title});
    let soup = r#"P"eä 🍲"#;
    let minutes = json!({"title": soup, "minutes": 40});
    let notes = |notes: Value| json!({"title": soup, "minutes": 40, "notes": notes});
    assert_eq!(
        shown,
        [
            json!({}),
            title(""),
            title("P"),
            title("P\""),
            title("P\"e"),
            title("P\"eä"),
            title("P\"eä "),
            title(soup),
            minutes,
            notes(json!([])),
            notes(json!([true])),
            notes(json!([true, {}])),
            notes(json!([true, {"a": []}])),
            notes(json!([true, {"a": []}, ""])),
            notes(json!([true, {"a": []}, "}"])),
        ]
    );
    assert_eq!(stream.finish().await.unwrap().title, soup);
}
