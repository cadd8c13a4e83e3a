//! A server on loopback that stands in for the Realtime API, for running without a key: it speaks one
//! answer, whatever it is asked.

use std::error::Error;

use openai_rest::Client;
use openai_rest::json::{Value, json};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use futures_util::{SinkExt, StreamExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{WebSocketStream, accept_async};

type AnyError = Box<dyn Error + Send + Sync>;

/// A client of the API if `OPENAI_API_KEY` is set, else of a stand-in.
pub(crate) async fn client() -> Result<Client, Box<dyn Error>> {
    if std::env::var("OPENAI_API_KEY").is_ok_and(|key| !key.trim().is_empty()) {
        return Ok(Client::from_env()?);
    }
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}", listener.local_addr()?);
    eprintln!("OPENAI_API_KEY is not set: asking a stand-in at {url}\n");
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            tokio::spawn(async { converse(accept_async(socket).await?).await });
        }
    });
    Ok(Client::builder().base_url(url).bearer("sk-example").build()?)
}

/// One session, until the client closes it.
async fn converse(mut socket: WebSocketStream<TcpStream>) -> Result<(), AnyError> {
    let mut session = json!({"type": "realtime", "id": "sess_1", "object": "realtime.session",
        "model": "gpt-realtime"});
    say(&mut socket, json!({"type": "session.created", "session": session})).await?;
    while let Some(Ok(message)) = socket.next().await {
        let Ok(event) = serde_json::from_slice::<Value>(&message.into_data()) else { continue };
        match event["type"].as_str() {
            Some("session.update") => {
                session["instructions"] = event["session"]["instructions"].clone();
                let updated = json!({"type": "session.updated", "session": session});
                say(&mut socket, updated).await?;
            }
            Some("conversation.item.create") => {
                let mut item = event["item"].clone();
                item["id"] = "item_1".into();
                let added = json!({"type": "conversation.item.added", "item": item,
                    "previous_item_id": null});
                say(&mut socket, added).await?;
            }
            Some("response.create") => respond(&mut socket).await?,
            _ => {}
        }
    }
    Ok(())
}

/// Words, and a tenth of a second of silence for each, as 16-bit samples at 24 kHz.
async fn respond(socket: &mut WebSocketStream<TcpStream>) -> Result<(), AnyError> {
    let response = |status: &str| json!({"id": "resp_1", "object": "realtime.response", "status": status, "output": []});
    say(socket, json!({"type": "response.created", "response": response("in_progress")})).await?;
    let place = json!({"response_id": "resp_1", "item_id": "item_2", "output_index": 0,
        "content_index": 0});
    for word in "The first ferry leaves at six forty.".split_inclusive(' ') {
        let silence = STANDARD.encode([0; 4800]);
        for (kind, delta) in [
            ("response.output_audio_transcript.delta", word),
            ("response.output_audio.delta", &silence),
        ] {
            let mut event = place.clone();
            (event["type"], event["delta"]) = (kind.into(), delta.into());
            say(socket, event).await?;
        }
    }
    say(socket, json!({"type": "response.done", "response": response("completed")})).await
}

async fn say(socket: &mut WebSocketStream<TcpStream>, mut event: Value) -> Result<(), AnyError> {
    event["event_id"] = "event_1".into();
    Ok(socket.send(Message::text(event.to_string())).await?)
}
