//! How connections end.

use openai_rest::types::{RealtimeClientEventResponseCreate, RealtimeServerEvent};
use openai_rest::websocket::{CloseCode, ConnectionError};
use tokio::io::AsyncWriteExt;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;

use super::server::{StreamExt, close_code, hear, say, serve, text_delta};

#[tokio::test]
async fn a_close_frame_is_the_end_or_an_error_by_its_code() {
    for (code, reason, is_normal) in [
        (1000, "", true),
        (1001, "The session has reached its end.", true),
        (1008, "Too many sessions.", false),
        (1011, "", false),
        (4001, "a\nb", false),
    ] {
        let (client, server) = serve(move |mut socket, _| async move {
            say(&mut socket, &text_delta(1, "before")).await;
            let frame = CloseFrame { code: code.into(), reason: reason.into() };
            socket.close(Some(frame)).await.unwrap();
            close_code(&mut socket).await
        })
        .await;
        let mut connection = client.realtime().connect("m").await.unwrap();
        // What came before the end is not lost.
        let event = connection.recv().await.unwrap();
        assert!(matches!(event, Some(RealtimeServerEvent::ResponseOutputTextDelta(_))));
        let end = connection.recv().await;
        if is_normal {
            assert_eq!(end.unwrap(), None);
        } else {
            let error = end.unwrap_err();
            assert!(error.is_fatal());
            let said = format!("the WebSocket is closed (code {code}");
            assert!(error.to_string().starts_with(&said), "{error}");
            assert!(!error.to_string().contains('\n'), "{error}");
            assert!(matches!(&error, ConnectionError::Closed(close) if close.reason == reason));
        }
        assert_eq!(connection.recv().await.unwrap(), None);
        let close = connection.close_frame().unwrap();
        assert_eq!((close.code, &*close.reason), (CloseCode(code), reason));
        let error = connection.send(RealtimeClientEventResponseCreate::new()).await.unwrap_err();
        assert!(matches!(error, ConnectionError::Closed(close) if close.code.0 == code));
        assert_eq!(connection.close().await.is_ok(), is_normal);
        // The client answered with the same code.
        assert_eq!(server.await.unwrap(), Some(code));
    }
}

#[tokio::test]
async fn a_connection_that_breaks_off_is_an_error() {
    // Nothing; the beginning of a head; a head and a part of what it announces.
    for bytes in [&b""[..], &[0x81], &[0x81, 0x7e, 0x01, 0x00, b'{', b'"']] {
        let (client, _server) = serve(move |mut socket, _| async move {
            say(&mut socket, &text_delta(1, "before")).await;
            socket.get_mut().write_all(bytes).await.unwrap();
        })
        .await;
        let mut connection = client.realtime().connect("m").await.unwrap();
        assert!(connection.recv().await.unwrap().is_some());
        let error = connection.recv().await.unwrap_err();
        assert!(matches!(error, ConnectionError::Broken { .. }), "{error:?}");
        assert_eq!(connection.recv().await.unwrap(), None);
        assert_eq!(connection.close_frame(), None);
        let error = connection.send(RealtimeClientEventResponseCreate::new()).await.unwrap_err();
        assert!(matches!(error, ConnectionError::Broken { .. }), "{error:?}");
        assert!(connection.close().await.is_err());
    }
}

#[tokio::test]
async fn a_server_that_breaks_the_protocol_is_told_so() {
    // A reserved opcode; a masked frame, which servers do not send; text that is not UTF-8.
    for bytes in [&[0x83, 0x00][..], &[0x81, 0x81, 1, 2, 3, 4, 5], &[0x81, 0x01, 0xff]] {
        let (client, server) = serve(move |mut socket, _| async move {
            socket.get_mut().write_all(bytes).await.unwrap();
            close_code(&mut socket).await
        })
        .await;
        let mut connection = client.realtime().connect("m").await.unwrap();
        let error = connection.recv().await.unwrap_err();
        assert!(matches!(error, ConnectionError::Protocol(_)), "{error:?}");
        assert_eq!(server.await.unwrap(), Some(1002));
    }
}

#[tokio::test]
async fn closing_waits_for_the_server() {
    let (client, server) = serve(|mut socket, _| async move {
        hear(&mut socket).await;
        let code = close_code(&mut socket).await;
        while socket.next().await.is_some() {}
        code
    })
    .await;
    let (sender, mut receiver) = client.realtime().connect("m").await.unwrap().split();
    sender.send(RealtimeClientEventResponseCreate::new()).await.unwrap();
    sender.close().await.unwrap();
    assert_eq!(receiver.recv().await.unwrap(), None);
    assert_eq!(receiver.close_frame().unwrap().code, CloseCode::NORMAL);
    let error = sender.send(RealtimeClientEventResponseCreate::new()).await.unwrap_err();
    assert_eq!(error.to_string(), "the WebSocket is closed (code 1000)");
    sender.close().await.unwrap();
    assert_eq!(server.await.unwrap(), Some(1000));
}

#[tokio::test]
async fn either_half_keeps_the_connection_and_without_both_it_is_closed() {
    for drops_sender_first in [true, false] {
        let (client, server) = serve(|mut socket, _| async move {
            if hear(&mut socket).await["event_id"] == "last" {
                say(&mut socket, &text_delta(1, "still here")).await;
            }
            close_code(&mut socket).await
        })
        .await;
        let (sender, mut receiver) = client.realtime().connect("m").await.unwrap().split();
        let event = RealtimeClientEventResponseCreate::new().event_id("last");
        if drops_sender_first {
            sender.send(event).await.unwrap();
            drop(sender);
            assert!(receiver.recv().await.unwrap().is_some());
            drop(receiver);
        } else {
            drop(receiver);
            sender.send(event).await.unwrap();
            drop(sender);
        }
        assert_eq!(server.await.unwrap(), Some(1000));
    }
}
