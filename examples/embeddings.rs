//! Which texts are alike, by the vectors a model makes of them: `cargo run --example embeddings`.

#[path = "support/api.rs"]
mod api;
#[path = "support/vectors.rs"]
mod vectors;

use std::error::Error;

use openai_rest::types::CreateEmbeddingRequest;

const TEXTS: [&str; 4] = [
    "High tide is at nine.",
    "The water is highest around nine o'clock.",
    "The ferry leaves before noon.",
    "A heron eats fish and frogs.",
];

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = api::connect(&[("createEmbedding", vectors::of_words)])?;

    let request = CreateEmbeddingRequest::new(TEXTS, "text-embedding-3-small");
    let answer = client.embeddings().create(&request).await?;
    let vectors: Vec<&[f32]> = answer.data.iter().map(|item| item.embedding.as_slice()).collect();

    let length = vectors.first().map_or(0, |vector| vector.len());
    println!("{} vectors of {length} numbers; how alike the texts are:\n", vectors.len());
    for (number, (text, one)) in TEXTS.iter().zip(&vectors).enumerate() {
        // They have length 1, so that the product is the cosine of the angle between them.
        let product = |other: &&[f32]| one.iter().zip(*other).map(|(a, b)| a * b).sum::<f32>();
        let row: Vec<String> =
            vectors.iter().map(|other| format!("{:5.2}", product(other))).collect();
        println!("{} {}  {text}", number + 1, row.join(" "));
    }
    println!("\n{} tokens", answer.usage.total_tokens);
    Ok(())
}
