//! A conversation over a WebSocket: `cargo run --example realtime --features realtime-ws`.
//!
//! What the model says is written to `speech.pcm` in the folder for temporary files: 16-bit samples at
//! 24 kHz, one channel (`ffplay -f s16le -ar 24000 speech.pcm`).

#[path = "support/realtime_server.rs"]
mod realtime_server;

use std::error::Error;
use std::io::{Write, stdout};

use openai_rest::types::{
    RealtimeClientEventConversationItemCreate, RealtimeClientEventResponseCreate,
    RealtimeClientEventSessionUpdate, RealtimeConversationItem, RealtimeServerEvent,
    RealtimeSessionCreateRequestGA,
};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = realtime_server::client().await?;
    let mut connection = client.realtime().connect("gpt-realtime").await?;

    let session = RealtimeSessionCreateRequestGA::new()
        .instructions("Answer in one sentence; make up what you do not know.");
    connection.send(RealtimeClientEventSessionUpdate::new(session)).await?;
    // A microphone's samples would go to `connection.append_audio(…)`.
    let question = RealtimeConversationItem::user("When does the first ferry leave?");
    connection.send(RealtimeClientEventConversationItemCreate::new(question)).await?;
    connection.send(RealtimeClientEventResponseCreate::new()).await?;

    let mut speech = Vec::new();
    while let Some(event) = connection.recv().await? {
        match event {
            RealtimeServerEvent::SessionUpdated(_) => println!("the session is set up"),
            RealtimeServerEvent::ResponseOutputAudioDelta(event) => speech.extend(event.audio()?),
            RealtimeServerEvent::ResponseOutputAudioTranscriptDelta(event) => {
                print!("{}", event.delta);
                stdout().flush()?;
            }
            RealtimeServerEvent::ResponseDone(event) => {
                println!("\n{:?}", event.response.status);
                break;
            }
            RealtimeServerEvent::Error(event) => eprintln!("{}", event.error.message),
            // There are some forty more; newer ones are `Unknown`.
            _ => {}
        }
    }
    connection.close().await?;

    std::fs::write(std::env::temp_dir().join("speech.pcm"), &speech)?;
    println!("{:.1} s of speech", speech.len() as f64 / 48_000.0);
    Ok(())
}
