//! Passages of a file found by what they mean: `cargo run --example vector_store_search`.

#[path = "support/api.rs"]
mod api;
#[path = "support/store_answers.rs"]
mod store_answers;

use std::error::Error;

use openai_rest::Upload;
use openai_rest::types::{
    CreateFileRequest, CreateFileRequestPurpose, CreateVectorStoreRequest, VectorStoreSearchRequest,
};

const HANDBOOK: &str = "The first ferry leaves at 6:40, the last at 22:15.\n\n\
    Dogs travel free of charge, on a lead.\n\n\
    Whoever misses the last ferry can sleep in the waiting room.\n";

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = api::connect(&store_answers::ANSWERS)?;

    let upload = Upload::from(HANDBOOK.to_owned()).file_name("handbook.txt");
    let request = CreateFileRequest::new(upload, CreateFileRequestPurpose::Assistants);
    let file = client.files().create(&request).await?;

    let request = CreateVectorStoreRequest::new().name("Harbour").file_ids(vec![file.id.clone()]);
    let store = client.vector_stores().create(&request).await?;
    let store = client.vector_stores().poll(&store.id).await?;
    println!(
        "{}: {} of {} files read\n",
        store.name, store.file_counts.completed, store.file_counts.total
    );

    let question = "What if I am too late?";
    let request = VectorStoreSearchRequest::new(question).max_num_results(3);
    let found = client.vector_stores().search(&store.id, &request).await?;
    println!("{question}");
    for result in &found.data {
        for part in &result.content {
            println!("{:.2}  {}: {}", result.score, result.filename, part.text.trim());
        }
    }

    // Stores and files cost while they are kept.
    client.vector_stores().delete(&store.id).await?;
    client.files().delete(&file.id).await?;
    println!("\ndeleted {} and {}", store.id, file.id);
    Ok(())
}
