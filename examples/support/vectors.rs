//! Vectors for texts, for running without a key: which words are in it, and no more, where a model
//! knows what they mean.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use openai_rest::json::Value;
use specmill_mock::http::{Request, Response};
use specmill_mock::{Bytes, json};

const WORDS: [&str; 8] = ["tide", "water", "high", "nine", "ferry", "noon", "heron", "fish"];

/// A vector for each text of the request, in the form that it asks for.
pub(crate) fn of_words(request: &Request<Bytes>, _: usize) -> Response<Bytes> {
    let body: Value = serde_json::from_slice(request.body()).unwrap_or_default();
    let texts = body["input"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let data: Vec<String> = texts
        .enumerate()
        .map(|(index, text)| {
            let vector = vector(&text.to_lowercase());
            let vector = match body["encoding_format"] == "base64" {
                true => format!("\"{}\"", STANDARD.encode(vector.map(f32::to_le_bytes).concat())),
                false => format!("{vector:?}"),
            };
            format!(r#"{{"object": "embedding", "index": {index}, "embedding": {vector}}}"#)
        })
        .collect();
    let data = data.join(", ");
    json(
        200,
        format!(
            r#"{{"object": "list", "data": [{data}], "model": "text-embedding-3-small",
            "usage": {{"prompt_tokens": 30, "total_tokens": 30}}}}"#
        ),
    )
}

/// Of length 1.
fn vector(text: &str) -> [f32; WORDS.len()] {
    let counts = WORDS.map(|word| f32::from(u8::from(text.contains(word))));
    let length = counts.iter().map(|count| count * count).sum::<f32>().sqrt().max(1.0);
    counts.map(|count| count / length)
}
