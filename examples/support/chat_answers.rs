//! What a model might have said: made up, for running without a key.
#![allow(dead_code, reason = "not every example has a use for all of it")]

use specmill_mock::http::{Request, Response};
use specmill_mock::{Bytes, events, json};

const ANSWERS: [&str; 2] = ["Ganymede is the largest.", "Yes, though it has only half the mass."];

/// A whole answer to each turn of the conversation.
pub(crate) fn whole(_: &Request<Bytes>, turn: usize) -> Response<Bytes> {
    let answer = ANSWERS[turn % ANSWERS.len()];
    json(
        200,
        format!(
            r#"{{"id": "chatcmpl-{turn}", "object": "chat.completion", "created": 1767225600,
            "model": "gpt-4.1-mini-2025-04-14", "choices": [{{"index": 0, "message":
            {{"role": "assistant", "content": "{answer}", "refusal": null}},
            "finish_reason": "stop", "logprobs": null}}], "usage": {{"prompt_tokens": {},
            "completion_tokens": 9, "total_tokens": {}}}}}"#,
            24 + 23 * turn,
            33 + 23 * turn
        ),
    )
}

/// A haiku, word by word, and what it cost.
pub(crate) fn chunks(_: &Request<Bytes>, _: usize) -> Response<Bytes> {
    let chunk = |choices: String, usage: &str| {
        format!(
            r#"{{"id": "chatcmpl-haiku", "object": "chat.completion.chunk", "created": 1767225600,
            "model": "gpt-4.1-mini-2025-04-14", "choices": [{choices}], "usage": {usage}}}"#
        )
    };
    let choice = |delta: String, reason: &str| {
        format!(r#"{{"index": 0, "delta": {delta}, "logprobs": null, "finish_reason": {reason}}}"#)
    };
    let words = ["Low tide. ", "A heron ", "counts ", "its own ", "reflections, ", "one."];
    let mut stream = vec![chunk(choice(r#"{"role": "assistant"}"#.to_owned(), "null"), "null")];
    for word in words {
        stream.push(chunk(choice(format!(r#"{{"content": "{word}"}}"#), "null"), "null"));
    }
    stream.push(chunk(choice("{}".to_owned(), "\"stop\""), "null"));
    let usage = r#"{"prompt_tokens": 17, "completion_tokens": 12, "total_tokens": 29}"#;
    stream.push(chunk(String::new(), usage));
    stream.push("[DONE]".to_owned());
    events(stream)
}

/// There is no such model, whichever it is.
pub(crate) fn no_model(_: &Request<Bytes>, _: usize) -> Response<Bytes> {
    json(
        404,
        r#"{"error": {"message": "The model `gpt-0` does not exist or you do not have access to it.",
        "type": "invalid_request_error", "param": null, "code": "model_not_found"}}"#,
    )
}
