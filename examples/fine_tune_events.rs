//! What happened in the last job of fine-tuning: `cargo run --example fine_tune_events`.

#[path = "support/api.rs"]
mod api;
#[path = "support/fine_tune_answers.rs"]
mod fine_tune_answers;

use std::error::Error;

use openai_rest::json::Value;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = api::connect(&fine_tune_answers::ANSWERS)?;

    let jobs = client.fine_tuning().list_jobs().limit(1).await?;
    let Some(job) = jobs.data.first() else {
        println!("there is no job");
        return Ok(());
    };
    println!("{} of {}: {}\n", job.id, job.model, job.status);

    // Page after page, as they are needed; the newest event comes first.
    let mut events = client.fine_tuning().list_events(&job.id).limit(3).items();
    let mut count = 0;
    while let Some(event) = events.try_next().await? {
        count += 1;
        let loss =
            event.data.as_ref().and_then(|data| data.get("train_loss")).and_then(Value::as_f64);
        let loss = loss.map(|loss| format!(" (loss {loss:.2})")).unwrap_or_default();
        println!("{}  {:<5} {}{loss}", event.created_at, event.level, event.message);
    }
    println!("\n{count} events");
    if let Some(model) = &job.fine_tuned_model {
        println!("the model is called {model}");
    }
    Ok(())
}
