//! The other side of a WebSocket.

use std::future::Future;

use openai_rest::Client;
use openai_rest::json::{Value, json};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_tungstenite::tungstenite::handshake::server::{Request, Response};
use tokio_tungstenite::{WebSocketStream, accept_hdr_async};

pub(super) use futures_util::{SinkExt, StreamExt};
pub(super) use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;

pub(super) type Socket = WebSocketStream<TcpStream>;

/// A server of one connection, which `script` is told of: a client of it, and what the script ends with.
pub(super) async fn serve<F, T>(
    script: impl FnOnce(Socket, Request) -> F + Send + 'static,
) -> (Client, JoinHandle<T>)
where
    F: Future<Output = T> + Send + 'static,
    T: Send + 'static,
{
    let (url, task) = serve_at_url(script).await;
    (client(&url), task)
}

/// As [`serve`], with its URL in place of a client.
pub(super) async fn serve_at_url<F, T>(
    script: impl FnOnce(Socket, Request) -> F + Send + 'static,
) -> (String, JoinHandle<T>)
where
    F: Future<Output = T> + Send + 'static,
    T: Send + 'static,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/v1", listener.local_addr().unwrap());
    let task = tokio::spawn(async move {
        let (socket, _) = listener.accept().await.unwrap();
        let mut seen = Request::default();
        #[allow(clippy::result_large_err, reason = "the library's own type")]
        let look = |request: &Request, response: Response| {
            seen = request.clone();
            Ok(response)
        };
        let socket = accept_hdr_async(socket, look).await.unwrap();
        script(socket, seen).await
    });
    (url, task)
}

/// A server that says `answer` to the head of a request, whatever it is, and then nothing.
pub(super) async fn serve_bytes(answer: Vec<u8>) -> Client {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/v1", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.unwrap();
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            head.push(socket.read_u8().await.unwrap());
        }
        socket.write_all(&answer).await.unwrap();
        // Until the client goes away.
        let _ = socket.read_to_end(&mut Vec::new()).await;
    });
    client(&url)
}

pub(super) fn client(url: &str) -> Client {
    let builder = Client::builder().base_url(url).bearer("sk-test-1234");
    builder.header("OpenAI-Organization", "org-7").max_retries(0).build().unwrap()
}

pub(super) async fn say(socket: &mut Socket, event: &Value) {
    socket.send(Message::text(event.to_string())).await.unwrap();
}

/// Closes the connection, all being done, and waits until the client has agreed.
pub(super) async fn close(socket: &mut Socket) {
    let frame = CloseFrame { code: 1000.into(), reason: "".into() };
    socket.close(Some(frame)).await.unwrap();
    while socket.next().await.is_some_and(|message| message.is_ok()) {}
}

/// The next text that the client sends.
pub(super) async fn hear(socket: &mut Socket) -> Value {
    loop {
        match socket.next().await.unwrap().unwrap() {
            Message::Text(text) => return serde_json::from_str(&text).unwrap(),
            Message::Ping(_) | Message::Pong(_) => {}
            other => panic!("{other:?} in place of an event"),
        }
    }
}

/// The code of the client's close frame, whatever comes before it.
pub(super) async fn close_code(socket: &mut Socket) -> Option<u16> {
    while let Some(message) = socket.next().await {
        if let Ok(Message::Close(frame)) = message {
            return Some(frame.map_or(1005, |frame| frame.code.into()));
        }
    }
    None
}

pub(super) fn text_delta(number: usize, text: &str) -> Value {
    json!({"type": "response.output_text.delta", "event_id": format!("event_{number}"),
        "response_id": "resp_1", "item_id": "item_1", "output_index": 0, "content_index": 0,
        "delta": text})
}
