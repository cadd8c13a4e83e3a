//! What the files of a folder say about a question: finds the nearest ones by their vectors, and
//! has a model summarize these as JSON of a schema.
//!
//! `cargo run --example folder_summary -- FOLDER QUESTION`; without these, about the harbour.

#[path = "support/api.rs"]
mod api;
#[path = "support/summary_answer.rs"]
mod summary_answer;
#[path = "support/vectors.rs"]
mod vectors;

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use openai_rest::json::{Value, json};
use openai_rest::types::{
    CreateEmbeddingRequest, CreateResponse, InputItem, InputTextContent, ResponseTextParam,
    TextResponseFormatJsonSchema,
};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = api::connect(&[
        ("createEmbedding", vectors::of_words),
        ("createResponse", summary_answer::summary),
    ])?;
    let mut arguments = env::args().skip(1);
    let folder =
        arguments.next().unwrap_or(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/harbour").into());
    let question =
        arguments.next().unwrap_or("How high is the water when the ferry leaves?".into());
    println!("{question}\n");

    let mut names = Vec::new();
    let mut texts = Vec::new();
    for entry in fs::read_dir(&folder)? {
        let entry = entry?;
        if entry.path().extension().is_some_and(|extension| extension == "txt") {
            names.push(entry.file_name().to_string_lossy().into_owned());
            texts.push(fs::read_to_string(entry.path())?);
        }
    }

    // One call for all texts; the question is the last of them.
    let inputs: Vec<&str> = texts.iter().chain([&question]).map(String::as_str).collect();
    let request = CreateEmbeddingRequest::new(inputs, "text-embedding-3-small").dimensions(256);
    let mut vectors = client.embeddings().create(&request).await?.into_inner().data;
    let asked = vectors.pop().ok_or("the answer has no vectors")?.embedding;
    let mut ranked: Vec<_> = vectors
        .iter()
        .zip(names.iter().zip(&texts))
        .map(|(vector, file)| (cosine(&vector.embedding, &asked), file))
        .collect();
    ranked.sort_by(|(one, _), (other, _)| other.total_cmp(one));

    let mut input = Vec::new();
    for (similarity, (name, text)) in ranked.into_iter().take(3) {
        println!("{similarity:.2}  {name}");
        input.push(InputItem::user([InputTextContent::new(name), InputTextContent::new(text)]));
    }
    input.push(InputItem::user(question));

    let schema = json!({
        "type": "object",
        "properties": {
            "title": {"type": "string"},
            "points": {"type": "array", "items": {"type": "string"}},
        },
        "required": ["title", "points"],
        "additionalProperties": false,
    });
    let format = TextResponseFormatJsonSchema::new("summary", schema).strict(true);
    let folder = Path::new(&folder).file_name().unwrap_or_default().to_string_lossy();
    let request = CreateResponse::new()
        .model("gpt-4.1-mini")
        .input(input)
        .instructions("Sum up what the files say about the question that comes last.")
        .metadata([("folder", folder)])
        .text(ResponseTextParam::new().format(format));
    let answer = client.responses().create(&request).await?;

    let summary: Value = serde_json::from_str(&answer.output_text())?;
    println!("\n{}", summary["title"].as_str().unwrap_or_default());
    for point in summary["points"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        println!("- {point}");
    }
    Ok(())
}

fn cosine(one: &[f32], other: &[f32]) -> f32 {
    let product = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>();
    product(one, other) / (product(one, one) * product(other, other)).sqrt()
}
