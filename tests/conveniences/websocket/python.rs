//! Against a server of Python's `websockets`, which `crates/specmill-official/sdks/realtime/run.sh` starts.

use std::time::Duration;

use openai_rest::http::ErrorKind;
use openai_rest::types::{RealtimeClientEventResponseCreate, RealtimeServerEvent};
use openai_rest::websocket::{ConnectionError, RealtimeConnection};

use super::server::client;

async fn connect(model: &str) -> Result<RealtimeConnection, openai_rest::Error> {
    let url = std::env::var("OPENAI_REST_WEBSOCKETS").unwrap();
    client(&url).realtime().connect(model).stall_timeout(Duration::from_secs(10)).await
}

fn text(event: Option<RealtimeServerEvent>) -> String {
    match event {
        Some(RealtimeServerEvent::ResponseOutputTextDelta(event)) => event.delta,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
#[ignore = "needs the server that run.sh starts"]
async fn events_and_audio_come_back() {
    let mut connection = connect("echo").await.unwrap();
    let audio: Vec<u8> = (0..100_000u32).map(|number| (number % 251) as u8).collect();
    connection.append_audio(&audio).await.unwrap();
    match connection.recv().await.unwrap() {
        Some(RealtimeServerEvent::ResponseOutputAudioDelta(event)) => {
            assert_eq!(event.audio().unwrap(), audio);
        }
        other => panic!("{other:?}"),
    }
    connection.send(RealtimeClientEventResponseCreate::new().event_id("é日本")).await.unwrap();
    match connection.recv().await.unwrap() {
        Some(RealtimeServerEvent::Unknown(event)) => assert!(event.get().contains("é日本")),
        other => panic!("{other:?}"),
    }
    connection.close().await.unwrap();
}

#[tokio::test]
#[ignore = "needs the server that run.sh starts"]
async fn a_message_in_many_frames_is_one_event_and_its_close_code_an_error() {
    let mut connection = connect("fragments").await.unwrap();
    assert_eq!(text(connection.recv().await.unwrap()).len(), 1 << 20);
    match connection.recv().await.unwrap_err() {
        ConnectionError::Closed(close) => {
            assert_eq!((close.code.0, &*close.reason), (4001, "That was all."));
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
#[ignore = "needs the server that run.sh starts"]
async fn pings_are_answered_and_nothing_is_lost_for_a_slow_reader() {
    let mut connection = connect("silence").await.unwrap();
    assert_eq!(text(connection.recv().await.unwrap()), "still here");
    connection.close().await.unwrap();

    let mut connection = connect("flood").await.unwrap();
    tokio::time::sleep(Duration::from_millis(300)).await;
    for _ in 0..512 {
        assert_eq!(text(connection.recv().await.unwrap()).len(), 64 << 10);
    }
    assert_eq!(connection.recv().await.unwrap(), None);
}

#[tokio::test]
#[ignore = "needs the server that run.sh starts"]
async fn a_refusal_has_its_body_and_a_dropped_connection_is_closed() {
    let error = connect("refused").await.unwrap_err();
    assert_eq!((error.kind(), error.code()), (ErrorKind::Authentication, Some("invalid_api_key")));

    drop(connect("listen").await.unwrap());
    // The task that sends the close frame needs a moment of this runtime.
    tokio::time::sleep(Duration::from_millis(300)).await;
}
