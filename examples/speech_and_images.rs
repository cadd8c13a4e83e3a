//! A text read aloud and an image, both saved as files: `cargo run --example speech_and_images`.

#[path = "support/api.rs"]
mod api;
#[path = "support/audio_answers.rs"]
mod audio_answers;

use std::error::Error;

use openai_rest::types::{CreateImageRequest, CreateSpeechRequest};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = api::connect(&audio_answers::ANSWERS)?;
    let folder = std::env::temp_dir();

    let request = CreateSpeechRequest::new("gpt-4o-mini-tts", "The ferry is late.", "coral")
        .instructions("As a ferry's captain would.")
        .response_format("wav");
    // Written as it arrives, piece by piece.
    let path = folder.join("openai-rest-ferry.wav");
    let bytes = client.audio().create_speech(&request).await?.save(&path).await?;
    println!("ferry.wav: {bytes} bytes");

    let request = CreateImageRequest::new("A lighthouse at night, as a woodcut")
        .model("gpt-image-1")
        .quality("high")
        .size("1536x1024");
    let answer = client.images().create(&request).await?;
    let saved = answer.save(folder.join("openai-rest-lighthouse.png")).await?;
    for path in &saved {
        println!("lighthouse.png: {} bytes", path.metadata()?.len());
    }
    if let Some(usage) = &answer.usage {
        println!("{} tokens in, {} out", usage.input_tokens, usage.output_tokens);
    }
    println!("both are in the folder for temporary files");
    Ok(())
}
