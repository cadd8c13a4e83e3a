//! What goes over an open connection.

use openai_rest::http::Bytes;
use openai_rest::json::{RawJson, json};
use openai_rest::types::{
    RealtimeClientEvent, RealtimeClientEventConversationItemCreate,
    RealtimeClientEventResponseCreate, RealtimeClientEventSessionUpdate, RealtimeConversationItem,
    RealtimeServerEvent, RealtimeSessionCreateRequestGA,
};
use openai_rest::websocket::{Connection, ConnectionError, RealtimeConnection, Receiver, Sender};

use super::server::{Message, SinkExt, StreamExt, close, hear, say, serve, text_delta};

#[tokio::test]
async fn events_are_values_of_the_description_in_both_directions() {
    let (client, server) = serve(|mut socket, _| async move {
        let mut heard = Vec::new();
        for number in 0..4 {
            heard.push(hear(&mut socket).await);
            say(&mut socket, &text_delta(number, "Ahoy")).await;
        }
        say(&mut socket, &json!({"type": "session.flown", "height": 7})).await;
        close(&mut socket).await;
        heard
    })
    .await;
    let mut connection = client.realtime().connect("gpt-realtime").await.unwrap();
    let session = RealtimeSessionCreateRequestGA::new().instructions("Be brief.");
    connection.send(RealtimeClientEventSessionUpdate::new(session)).await.unwrap();
    connection.send(RealtimeClientEventResponseCreate::new()).await.unwrap();
    let newer = RawJson::parse(r#"{"type": "session.fly", "height": 7}"#).unwrap();
    connection.send(RealtimeClientEvent::Unknown(newer)).await.unwrap();
    let question = RealtimeConversationItem::user("Where are we?");
    connection.send(RealtimeClientEventConversationItemCreate::new(question)).await.unwrap();
    for _ in 0..4 {
        let event = connection.recv().await.unwrap().unwrap();
        assert!(
            matches!(&event, RealtimeServerEvent::ResponseOutputTextDelta(event) if event.delta == "Ahoy"),
            "{event:?}"
        );
    }
    let event = connection.recv().await.unwrap().unwrap();
    let RealtimeServerEvent::Unknown(event) = event else { panic!("{event:?}") };
    assert_eq!(event.get(), r#"{"type":"session.flown","height":7}"#);
    let heard = server.await.unwrap();
    let update = json!({"type": "session.update", "session":
        {"type": "realtime", "instructions": "Be brief."}});
    assert_eq!(heard[0], update);
    assert_eq!(heard[1], json!({"type": "response.create"}));
    assert_eq!(heard[2], json!({"type": "session.fly", "height": 7}));
    let question = json!({"type": "conversation.item.create", "item": {"type": "message",
        "role": "user", "content": [{"type": "input_text", "text": "Where are we?"}]}});
    assert_eq!(heard[3], question);
}

#[tokio::test]
async fn audio_is_bytes_for_callers_and_base64_between() {
    let (client, server) = serve(|mut socket, _| async move {
        let mut heard = Vec::new();
        for _ in 0..3 {
            heard.push(hear(&mut socket).await);
        }
        for audio in ["AP8Q", "AP8", "no base64!"] {
            let mut event = text_delta(0, audio);
            event["type"] = "response.output_audio.delta".into();
            say(&mut socket, &event).await;
        }
        socket.next().await;
        heard
    })
    .await;
    let mut connection = client.realtime().connect("gpt-realtime").await.unwrap();
    connection.append_audio([0, 255, 16]).await.unwrap();
    // More than goes into one event.
    connection.append_audio(vec![7; (1 << 20) + 3]).await.unwrap();
    for expected in [Some(vec![0, 255, 16]), Some(vec![0, 255]), None] {
        match connection.recv().await.unwrap().unwrap() {
            RealtimeServerEvent::ResponseOutputAudioDelta(event) => match expected {
                Some(expected) => assert_eq!(event.audio().unwrap(), expected),
                None => {
                    let error = event.audio().unwrap_err().to_string();
                    assert!(error.starts_with("the audio of an event is not base64"), "{error}");
                }
            },
            other => panic!("{other:?}"),
        }
    }
    connection.close().await.unwrap();
    let heard = server.await.unwrap();
    assert_eq!(heard[0], json!({"type": "input_audio_buffer.append", "audio": "AP8Q"}));
    let length = |at: usize| heard[at]["audio"].as_str().unwrap().len();
    assert_eq!((length(1), length(2)), ((1usize << 20).div_ceil(3) * 4, 4));
}

#[tokio::test]
async fn a_message_that_is_no_event_is_told_and_the_next_one_is_received() {
    let (client, _server) = serve(|mut socket, _| async move {
        let event = text_delta(1, "a").to_string();
        socket.send(Message::binary(event.into_bytes())).await.unwrap();
        socket.send(Message::text("not JSON")).await.unwrap();
        socket.send(Message::binary(vec![0xff, 0])).await.unwrap();
        socket.send(Message::text("[1]")).await.unwrap();
        say(&mut socket, &text_delta(2, "b")).await;
        // The names are right, the types are not.
        say(&mut socket, &json!({"type": "response.output_text.delta", "delta": 7})).await;
        socket.next().await;
    })
    .await;
    let mut connection = client.realtime().connect("gpt-realtime").await.unwrap();
    let delta = |event: Option<RealtimeServerEvent>| match event {
        Some(RealtimeServerEvent::ResponseOutputTextDelta(event)) => event.delta,
        other => panic!("{other:?}"),
    };
    assert_eq!(delta(connection.recv().await.unwrap()), "a");
    for expected in [&b"not JSON"[..], &[0xff, 0]] {
        let error = connection.recv().await.unwrap_err();
        assert!(!error.is_fatal());
        assert!(error.to_string().contains("cannot be read as an event"), "{error}");
        let ConnectionError::Undecoded { message, .. } = error else { panic!("{error:?}") };
        assert_eq!(message, expected);
    }
    let event = connection.recv().await.unwrap();
    assert_eq!(event, Some(RealtimeServerEvent::Unknown(RawJson::parse("[1]").unwrap())));
    assert_eq!(delta(connection.recv().await.unwrap()), "b");
    // As in any answer, what stands in the place of a text is kept as its JSON.
    assert_eq!(delta(connection.recv().await.unwrap()), "7");
}

#[tokio::test]
async fn pings_are_answered_while_nobody_receives() {
    let (client, server) = serve(|mut socket, _| async move {
        socket.send(Message::Ping(Bytes::from_static(b"7"))).await.unwrap();
        match socket.next().await {
            Some(Ok(Message::Pong(bytes))) => bytes,
            other => panic!("{other:?}"),
        }
    })
    .await;
    let connection = client.realtime().connect("gpt-realtime").await.unwrap();
    assert_eq!(&*server.await.unwrap(), b"7");
    drop(connection);
}

#[tokio::test]
async fn many_send_and_one_receives_as_a_stream() {
    let (client, server) = serve(|mut socket, _| async move {
        let mut heard = 0;
        while heard < 40 {
            hear(&mut socket).await;
            heard += 1;
            say(&mut socket, &text_delta(heard, "x")).await;
        }
        close(&mut socket).await;
    })
    .await;
    let (sender, receiver) = client.realtime().connect("m").await.unwrap().split();
    let senders = (0..4).map(|_| {
        let sender = sender.clone();
        tokio::spawn(async move {
            for _ in 0..10 {
                sender.send(RealtimeClientEventResponseCreate::new()).await.unwrap();
            }
        })
    });
    let senders: Vec<_> = senders.collect();
    let numbers: Vec<String> = receiver
        .map(|event| match event.unwrap() {
            RealtimeServerEvent::ResponseOutputTextDelta(event) => event.event_id,
            other => panic!("{other:?}"),
        })
        .collect()
        .await;
    let expected: Vec<String> = (1..=40).map(|number| format!("event_{number}")).collect();
    assert_eq!(numbers, expected);
    for sender in senders {
        sender.await.unwrap();
    }
    server.await.unwrap();
}

/// The server has a runtime of its own; the connection is looked after by the thread of `block_on`.
#[cfg(feature = "blocking")]
#[test]
fn code_without_async_waits() {
    use openai_rest::http::block_on;
    let mut runtime = tokio::runtime::Builder::new_multi_thread();
    let runtime = runtime.worker_threads(1).enable_all().build().unwrap();
    let (client, server) = runtime.block_on(serve(|mut socket, _| async move {
        say(&mut socket, &text_delta(1, "Ahoy")).await;
        hear(&mut socket).await
    }));
    let connect = client.realtime().connect("m");
    let mut connection = block_on(connect.into_future()).unwrap();
    let event = block_on(async { Ok(connection.recv().await) }).unwrap().unwrap();
    assert!(matches!(event, Some(RealtimeServerEvent::ResponseOutputTextDelta(_))));
    let event = RealtimeClientEventResponseCreate::new();
    block_on(async { Ok(connection.send(event).await) }).unwrap().unwrap();
    assert_eq!(runtime.block_on(server).unwrap()["type"], "response.create");
}

#[test]
fn they_can_go_wherever_tasks_go() {
    fn is<T: Send + Sync + Unpin>() {}
    is::<RealtimeConnection>();
    is::<Connection<RealtimeClientEvent, RealtimeServerEvent>>();
    is::<Sender<RealtimeClientEvent>>();
    is::<Receiver<RealtimeServerEvent>>();
    is::<ConnectionError>();
}
