//! What bounds a connection: in memory, and in time.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use openai_rest::json::json;
use openai_rest::types::{
    RealtimeClientEventResponseCreate, RealtimeClientEventSessionUpdate, RealtimeServerEvent,
    RealtimeSessionCreateRequestGA,
};
use openai_rest::websocket::ConnectionError;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::{sleep, timeout};

use super::server::{Message, StreamExt, close, close_code, say, serve, text_delta};

#[tokio::test]
async fn a_message_that_is_too_large_ends_the_connection() {
    let (client, server) = serve(|mut socket, _| async move {
        say(&mut socket, &text_delta(1, &"x".repeat(600))).await;
        say(&mut socket, &text_delta(2, &"x".repeat(2000))).await;
        close_code(&mut socket).await
    })
    .await;
    let mut connection = client.realtime().connect("m").max_message_size(1000).await.unwrap();
    assert!(connection.recv().await.unwrap().is_some());
    let error = connection.recv().await.unwrap_err();
    assert_eq!(error.to_string(), "the server sent a message of more than 1000 bytes");
    assert!(matches!(error, ConnectionError::TooLarge { limit: 1000, .. }));
    assert_eq!(server.await.unwrap(), Some(1009));
}

/// Waits until `count` stands still, and returns it.
async fn at_rest(count: &AtomicUsize) -> usize {
    let mut before = 0;
    let mut still = 0;
    while still < 5 {
        sleep(Duration::from_millis(40)).await;
        let now = count.load(Ordering::SeqCst);
        still = if now == before && now > 0 { still + 1 } else { 0 };
        before = now;
    }
    before
}

#[tokio::test]
async fn a_slow_reader_makes_the_server_wait_and_loses_nothing() {
    const EVENTS: usize = 400;
    let sent = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&sent);
    let (client, server) = serve(|mut socket, _| async move {
        for number in 0..EVENTS {
            say(&mut socket, &text_delta(number, &"x".repeat(64 << 10))).await;
            count.fetch_add(1, Ordering::SeqCst);
        }
        close(&mut socket).await;
    })
    .await;
    // A buffer for three events. What else is under way is in the buffers of the operating system.
    let mut connection = client.realtime().connect("m").buffer_size(200 << 10).await.unwrap();
    let waiting = at_rest(&sent).await;
    assert!(waiting < EVENTS, "all {waiting} events were read");
    for number in 0..EVENTS {
        match connection.recv().await.unwrap() {
            Some(RealtimeServerEvent::ResponseOutputTextDelta(event)) => {
                assert_eq!(event.event_id, format!("event_{number}"));
            }
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(connection.recv().await.unwrap(), None);
    server.await.unwrap();
}

#[tokio::test]
async fn a_full_buffer_does_not_hold_up_the_end() {
    let (client, server) = serve(|mut socket, _| async move {
        for number in 0..50 {
            say(&mut socket, &text_delta(number, &"x".repeat(64 << 10))).await;
        }
        close_code(&mut socket).await
    })
    .await;
    let connection = client.realtime().connect("m").buffer_size(1).await.unwrap();
    connection.close().await.unwrap();
    assert_eq!(server.await.unwrap(), Some(1000));
}

#[tokio::test]
async fn an_event_that_is_larger_than_the_buffer_has_it_to_itself() {
    let (client, _server) = serve(|mut socket, _| async move {
        for number in 0..3 {
            say(&mut socket, &text_delta(number, &"x".repeat(5000))).await;
        }
        close(&mut socket).await;
    })
    .await;
    let mut connection = client.realtime().connect("m").buffer_size(0).await.unwrap();
    for _ in 0..3 {
        assert!(connection.recv().await.unwrap().is_some());
    }
    assert_eq!(connection.recv().await.unwrap(), None);
}

#[tokio::test]
async fn a_server_that_does_not_read_makes_senders_wait_until_it_counts_as_stalled() {
    let (release, held) = tokio::sync::oneshot::channel::<()>();
    let (client, _server) = serve(|socket, _| async move {
        let _ = held.await;
        drop(socket);
    })
    .await;
    let connect = client.realtime().connect("m").stall_timeout(Duration::from_millis(400));
    let mut connection = connect.await.unwrap();
    let session = RealtimeSessionCreateRequestGA::new().instructions("x".repeat(1 << 20));
    let event = RealtimeClientEventSessionUpdate::new(session);
    let mut sent = 0;
    let error = loop {
        match connection.send(event.clone()).await {
            Ok(()) => sent += 1,
            Err(error) => break error,
        }
        assert!(sent < 64, "a socket took {sent} MiB");
    };
    assert!(matches!(error, ConnectionError::Stalled { .. }), "{error:?}");
    assert!(matches!(connection.recv().await, Err(ConnectionError::Stalled { .. })));
    drop(release);
}

#[tokio::test]
async fn a_server_that_answers_pings_is_alive_though_it_says_nothing() {
    let (client, server) = serve(|mut socket, _| async move {
        let mut pings = 0;
        while pings < 4 {
            // Reading answers them.
            if let Some(Ok(Message::Ping(_))) = socket.next().await {
                pings += 1;
            }
        }
        say(&mut socket, &text_delta(1, "at last")).await;
        socket.next().await;
    })
    .await;
    // Four pings take longer than that.
    let connect = client.realtime().connect("m").stall_timeout(Duration::from_millis(900));
    let mut connection = connect.await.unwrap();
    assert!(connection.recv().await.unwrap().is_some());
    connection.close().await.unwrap();
    server.await.unwrap();
}

#[tokio::test]
async fn a_message_that_takes_longer_than_the_limit_comes_as_long_as_it_goes_on() {
    let (client, server) = serve(|mut socket, _| async move {
        let text = text_delta(1, &"x".repeat(24_000)).to_string();
        let length = u16::try_from(text.len()).unwrap().to_be_bytes();
        let bytes = [&[0x81, 126][..], &length, text.as_bytes()].concat();
        for piece in bytes.chunks(2000) {
            socket.get_mut().write_all(piece).await.unwrap();
            sleep(Duration::from_millis(100)).await;
        }
        close(&mut socket).await;
    })
    .await;
    let connect = client.realtime().connect("m").stall_timeout(Duration::from_millis(900));
    let mut connection = connect.await.unwrap();
    assert!(connection.recv().await.unwrap().is_some());
    assert_eq!(connection.recv().await.unwrap(), None);
    server.await.unwrap();
}

#[tokio::test]
async fn a_message_that_the_server_takes_slowly_is_sent() {
    const SIZE: usize = 32 << 20;
    let (client, server) = serve(|mut socket, _| async move {
        let (mut read, mut bytes) = (0, vec![0; 1 << 20]);
        while read < SIZE {
            read += socket.get_mut().read(&mut bytes).await.unwrap();
            sleep(Duration::from_millis(40)).await;
        }
    })
    .await;
    let connect = client.realtime().connect("m").stall_timeout(Duration::from_millis(700));
    let connection = connect.await.unwrap();
    let session = RealtimeSessionCreateRequestGA::new().instructions("x".repeat(SIZE));
    connection.send(RealtimeClientEventSessionUpdate::new(session)).await.unwrap();
    server.await.unwrap();
}

#[tokio::test]
async fn whoever_stops_waiting_for_an_event_loses_none() {
    let (client, _server) = serve(|mut socket, _| async move {
        for number in 0..20 {
            sleep(Duration::from_millis(2)).await;
            say(&mut socket, &text_delta(number, "x")).await;
        }
        close(&mut socket).await;
    })
    .await;
    let mut connection = client.realtime().connect("m").await.unwrap();
    let mut received = 0;
    loop {
        match timeout(Duration::from_millis(1), connection.recv()).await {
            Err(_) => {}
            Ok(Ok(Some(RealtimeServerEvent::ResponseOutputTextDelta(event)))) => {
                assert_eq!(event.event_id, format!("event_{received}"));
                received += 1;
            }
            Ok(end) => break assert_eq!(end.unwrap(), None),
        }
    }
    assert_eq!(received, 20);
    let closed = connection.send(RealtimeClientEventResponseCreate::new()).await.unwrap_err();
    assert!(closed.is_fatal(), "{closed}");
    assert_eq!(json!(closed.to_string()), "the WebSocket is closed (code 1000)");
}
