//! A model that knows one recipe: made up, for running without a key.

use openai_rest::json::{Value, json as value};
use specmill_mock::http::{Request, Response};
use specmill_mock::{Bytes, json};

/// A response: the recipe, as the schema in the request has it, or a refusal of what is no dish.
pub(crate) fn response(request: &Request<Bytes>, turn: usize) -> Response<Bytes> {
    let body: Value = serde_json::from_slice(request.body()).unwrap_or_default();
    let part = match body["input"].as_str().unwrap_or_default().contains("soup") {
        true => {
            let ingredient = |name: &str, grams: Value| value!({"name": name, "grams": grams});
            let ingredients = [
                ingredient("peas", 400.into()),
                ingredient("onions", 150.into()),
                ingredient("salt", Value::Null),
            ];
            let recipe = value!({"title": "Pea soup", "course": "starter",
                "ingredients": ingredients, "minutes": 40});
            value!({"type": "output_text", "text": recipe.to_string(), "annotations": [],
                "logprobs": []})
        }
        false => value!({"type": "refusal", "refusal": "I cannot help with that."}),
    };
    let message = value!({"type": "message", "id": "msg_recipe", "role": "assistant",
        "status": "completed", "content": [part]});
    let answer = value!({
        "id": format!("resp_{turn}"), "object": "response", "created_at": 1_767_225_600,
        "status": "completed", "error": null, "incomplete_details": null, "instructions": null,
        "metadata": {}, "model": "gpt-5-mini-2025-08-07", "output": [message],
        "parallel_tool_calls": true, "temperature": 1.0, "tool_choice": "auto", "tools": [],
        "top_p": 1.0, "text": body["text"], "usage": {"input_tokens": 80,
        "input_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 0}, "output_tokens": 60,
        "output_tokens_details": {"reasoning_tokens": 0}, "total_tokens": 140},
    });
    json(200, answer.to_string())
}
