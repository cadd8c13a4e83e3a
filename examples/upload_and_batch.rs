//! Many requests in one file, answered when there is time: `cargo run --example upload_and_batch`.

#[path = "support/api.rs"]
mod api;
#[path = "support/batch_answers.rs"]
mod batch_answers;

use std::error::Error;
use std::time::Duration;

use openai_rest::Upload;
use openai_rest::json::Value;
use openai_rest::types::{
    CreateBatchRequest, CreateBatchRequestEndpoint, CreateFileRequest, CreateFileRequestPurpose,
};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = api::connect(&batch_answers::ANSWERS)?;

    // A line for each request.
    let questions = ["What is the capital of Mongolia?", "What is the capital of Peru?"];
    let lines = questions.iter().enumerate().map(|(number, question)| {
        let messages = serde_json::json!([{"role": "user", "content": question}]);
        serde_json::json!({
            "custom_id": format!("question-{number}"),
            "method": "POST",
            "url": "/v1/chat/completions",
            "body": {"model": "gpt-4.1-mini", "messages": messages},
        })
    });
    let lines: String = lines.map(|line| format!("{line}\n")).collect();

    let upload = Upload::from(lines).file_name("questions.jsonl");
    let request = CreateFileRequest::new(upload, CreateFileRequestPurpose::Batch);
    let file = client.files().create(&request).await?;
    println!("uploaded {}: {} bytes", file.filename, file.bytes);

    let endpoint = CreateBatchRequestEndpoint::V1ChatCompletions;
    let batch = client.batch().create(&CreateBatchRequest::new(&*file.id, endpoint)).await?;
    println!("batch {} is {}", batch.id, batch.status);

    // The real API may take a day; give up after an hour.
    let hour = Duration::from_secs(3600);
    let batch = client.batch().poll(&batch.id).deadline(hour).await?;
    println!("batch {} is {}\n", batch.id, batch.status);

    let results = batch.output_file_id.as_deref().ok_or("the batch has no results")?;
    let results = client.files().download(results).await?.read().await?;
    for line in String::from_utf8(results.to_vec())?.lines() {
        let line: Value = serde_json::from_str(line)?;
        let answer = &line["response"]["body"]["choices"][0]["message"]["content"];
        println!("{}: {}", line["custom_id"], answer);
    }
    Ok(())
}
