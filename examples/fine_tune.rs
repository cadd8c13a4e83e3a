//! A model of your own, from a file of examples: `cargo run --example fine_tune [FILE.jsonl]`.

#[path = "support/api.rs"]
mod api;
#[path = "support/fine_tune_answers.rs"]
mod fine_tune_answers;

use std::error::Error;
use std::time::Duration;

use openai_rest::Upload;
use openai_rest::types::{
    CreateFileRequest, CreateFineTuningJobRequest, FineTuneMethod,
    FineTuneSupervisedHyperparameters, FineTuneSupervisedMethod, FineTuningJobStatus,
};

/// Ten lines, the least that the API takes.
fn lessons() -> Upload {
    let line = serde_json::json!({"messages": [
        {"role": "user", "content": "When is high tide?"},
        {"role": "assistant", "content": "At nine."},
    ]});
    Upload::from(format!("{line}\n").repeat(10)).file_name("tides.jsonl")
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = api::connect(&fine_tune_answers::ANSWERS)?;

    let lessons = std::env::args_os().nth(1).map_or_else(lessons, Upload::path);
    let file = client.files().create(&CreateFileRequest::new(lessons, "fine-tune")).await?;
    println!("uploaded {}: {} bytes", file.filename, file.bytes);

    let settings = FineTuneSupervisedHyperparameters::new().n_epochs("auto").batch_size(4);
    let method = FineTuneMethod::new("supervised")
        .supervised(FineTuneSupervisedMethod::new().hyperparameters(settings));
    let request = CreateFineTuningJobRequest::new("gpt-4.1-mini-2025-04-14", &file.id)
        .method(method)
        .suffix("tides")
        .seed(7);
    let job = client.fine_tuning().create_job(&request).await?;
    println!("{} is {} since {}", job.id, job.status, job.created_at);

    // A job takes minutes to hours. Who gives up does not cancel it.
    let hours = Duration::from_secs(4 * 3600);
    let job = client.fine_tuning().poll_job(&job.id).deadline(hours).await?;
    match &job.status {
        FineTuningJobStatus::Succeeded => {
            println!("the model is called {}", job.fine_tuned_model.as_deref().unwrap_or("?"));
        }
        status => println!("it {status}: {}", job.error.as_ref().map_or("?", |it| &it.message)),
    }

    println!("\nwhat happened, the newest first:");
    for event in client.fine_tuning().list_events(&job.id).items().take(3).collect().await? {
        println!("{}  {}", event.created_at, event.message);
    }
    Ok(())
}
