//! Whole answers: what they lack, and what they have beyond the description.

use openai_rest::types::{ChatCompletionToolCall, CreateResponse, FinishReason};
use specmill_test_server::Answer;

use super::{asking, question};

#[tokio::test]
async fn a_chat_completion_needs_little_to_be_read() {
    // No `id`, `object`, `created`, `index`, `logprobs`, `refusal`; null lists; a reason of its own.
    let body = r#"{"model": "m", "usage": null, "system_fingerprint": null, "prompt_logprobs": null,
        "choices": [{"message": {"role": "assistant", "content": "Hi", "tool_calls": null,
        "annotations": null, "reasoning_content": "Be kind."}, "finish_reason": "eos",
        "stop_reason": 128009}], "timings": {"predicted_ms": 7.5}}"#;
    let (_server, client) = asking(Answer::json(200, body));
    let answer = client.chat().create_completion(&question()).await.unwrap();
    assert_eq!((answer.text(), &*answer.id), (Some("Hi"), ""));
    let choice = &answer.choices[0];
    assert_eq!(choice.finish_reason, FinishReason::from("eos"));
    assert_eq!(choice.message.tool_calls, None);
    assert_eq!(choice.message.extra["reasoning_content"], "Be kind.");
    assert_eq!(choice.extra["stop_reason"], 128_009);
    assert_eq!(answer.extra["timings"]["predicted_ms"], 7.5);
    let drift: Vec<String> = answer.drift().iter().map(ToString::to_string).collect();
    assert!(drift.iter().any(|drift| drift.contains("created")), "{drift:?}");
}

#[tokio::test]
async fn a_reason_that_is_null_and_a_list_that_is_null_are_read() {
    let body = r#"{"id": "", "object": "chat.completion", "created": 1, "model": "m", "choices": [{"index": 0,
        "message": {"role": "assistant", "content": null}, "logprobs": null, "finish_reason": null}]}"#;
    let (_server, client) = asking(Answer::json(200, body));
    let answer = client.chat().create_completion(&question()).await.unwrap();
    assert_eq!(answer.text(), None);
    assert_eq!(answer.choices[0].finish_reason, FinishReason::Other(String::new()));
    let (_server, client) = asking(Answer::json(200, r#"{"id": "c", "choices": null}"#));
    assert!(client.chat().create_completion(&question()).await.unwrap().choices.is_empty());
}

#[tokio::test]
async fn arguments_that_are_an_object_are_their_json() {
    let body = r#"{"id": "c", "object": "chat.completion", "created": 1, "model": "m", "choices": [{"index": 0,
        "message": {"role": "assistant", "content": "", "tool_calls": [{"type": "function", "function": {"index": 0,
        "name": "f", "arguments": {"city": "Turku", "days": [1, 2]}}}]}, "finish_reason": "tool_calls"}]}"#;
    let (_server, client) = asking(Answer::json(200, body));
    let answer = client.chat().create_completion(&question()).await.unwrap();
    let [ChatCompletionToolCall::Function(call)] =
        answer.choices[0].message.tool_calls.as_deref().unwrap()
    else {
        panic!("{answer:?}")
    };
    assert_eq!(call.function.name, "f");
    let arguments: serde_json::Value = serde_json::from_str(&call.function.arguments).unwrap();
    assert_eq!(arguments, serde_json::json!({"city": "Turku", "days": [1, 2]}));
    assert!(!answer.drift().is_empty());
}

/// Which of the union's members it is, nothing says; a stream's calls are completed.
#[tokio::test]
async fn a_tool_call_without_a_type_is_kept_as_it_came() {
    let call = r#"{"id": "a", "function": {"name": "f", "arguments": "{}"}}"#;
    let body = format!(
        r#"{{"choices": [{{"message": {{"tool_calls": [{call}]}}, "finish_reason": "tool_calls"}}]}}"#
    );
    let (_server, client) = asking(Answer::json(200, body));
    let answer = client.chat().create_completion(&question()).await.unwrap();
    let calls = answer.choices[0].message.tool_calls.as_deref().unwrap();
    let [ChatCompletionToolCall::Unknown(kept)] = calls else { panic!("{calls:?}") };
    let kept: serde_json::Value = serde_json::from_str(kept.get()).unwrap();
    assert_eq!(kept, serde_json::from_str::<serde_json::Value>(call).unwrap());
}

#[cfg(feature = "models")]
#[tokio::test]
async fn models_need_no_more_than_an_id() {
    let bodies = [
        r#"{"object": "list", "data": [{"id": "m"}, {"id": "n", "object": "model", "owned_by": "vllm",
        "created": "2026-01-01T00:00:00Z", "root": "n", "parent": null, "permission": []}]}"#,
        r#"{"data": [{"id": "m", "name": "M", "created": null}, {"id": "n", "pricing": {}}]}"#,
    ];
    for body in bodies {
        let (_server, client) = asking(Answer::json(200, body));
        let models = client.models().list().await.unwrap();
        let ids: Vec<&str> = models.data.iter().map(|model| model.id.as_str()).collect();
        assert_eq!(ids, ["m", "n"]);
    }
}

/// Floats where base64 was asked for, and neither `index` nor `usage`.
#[cfg(feature = "embeddings")]
#[tokio::test]
async fn embeddings_are_numbers_whatever_was_asked_for() {
    use openai_rest::types::CreateEmbeddingRequest;
    use openai_rest::types::CreateEmbeddingRequestEncodingFormat as Format;
    let bodies = [
        r#"{"object": "list", "model": "m", "data": [{"embedding": [0.5, -1]}]}"#,
        r#"{"data": [{"object": "embedding", "index": null, "embedding": [0.5, -1.0]}], "usage": null}"#,
    ];
    for body in bodies {
        let (_server, client) = asking(Answer::json(200, body));
        let request = CreateEmbeddingRequest::new("a", "m").encoding_format(Format::Base64);
        let answer = client.embeddings().create(&request).await.unwrap();
        assert_eq!(answer.data[0].embedding, [0.5, -1.0]);
    }
}

/// Without `tool_choice`, `tools`, `parallel_tool_calls`, `metadata`, `created_at`, ….
#[tokio::test]
async fn a_response_needs_no_more_than_its_output() {
    let body = r#"{"id": "r", "object": "response", "status": "completed", "model": "m", "output": [
        {"type": "reasoning", "content": [{"type": "reasoning_text", "text": "Be kind."}]},
        {"type": "message", "role": "assistant", "content": [{"type": "output_text", "text": "Hi"}]}]}"#;
    let (_server, client) = asking(Answer::json(200, body));
    let request = CreateResponse::new().model("m").input("Hello");
    let answer = client.responses().create(&request).await.unwrap();
    assert_eq!(answer.output_text(), "Hi");
    let drift: Vec<String> = answer.drift().iter().map(ToString::to_string).collect();
    assert!(drift.iter().any(|drift| drift.contains("tool_choice")), "{drift:?}");
}
