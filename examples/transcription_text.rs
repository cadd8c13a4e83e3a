//! Subtitles of a recording, and when each word is said: `cargo run --example transcription_text [FILE]`.

#[path = "support/api.rs"]
mod api;
#[path = "support/audio_answers.rs"]
mod audio_answers;

use std::error::Error;

use openai_rest::Upload;
use openai_rest::audio::CreateTranscriptionAnswer as Answer;
use openai_rest::types::{CreateTranscriptionRequest, CreateTranscriptionResponse};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = api::connect(&audio_answers::ANSWERS)?;

    // The name tells the server the format. The stand-in hears the same in every recording.
    let recording = match std::env::args_os().nth(1) {
        Some(path) => Upload::path(path),
        None => Upload::from(b"RIFF").file_name("harbour.wav"),
    };
    let request = CreateTranscriptionRequest::new(recording, "whisper-1").language("en");

    // `text`, `srt` and `vtt` are text, as they are to be shown or saved.
    let subtitles = request.clone().response_format("srt");
    let subtitles = client.audio().create_transcription(&subtitles).await?;
    println!("{}\n", subtitles.text().unwrap_or_default().trim_end());

    // Every other form is JSON, whose text is one part of it.
    let timed = request.response_format("verbose_json").timestamp_granularities(["word"]);
    let answer = client.audio().create_transcription(&timed).await?;
    println!("{}", answer.text().unwrap_or_default());
    match answer.into_inner() {
        Answer::Json(CreateTranscriptionResponse::VerboseJson(transcript)) => {
            for word in transcript.words.iter().flatten() {
                println!("{:5.2} to {:5.2}  {}", word.start, word.end, word.word);
            }
            println!("{} seconds of {}", transcript.duration, transcript.language);
        }
        other => return Err(format!("expected the times of words, found {other:?}").into()),
    }
    Ok(())
}
