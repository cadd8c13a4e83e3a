//! Calls that go on in another protocol on their connection.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use specmill_runtime::http::{
    Body, ErrorKind, OnUpgrade, Transport, TransportFuture, Upgraded, types,
};
use specmill_test_server::{Answer, End, TestServer};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use types::{Method, StatusCode};

use crate::example::Client;

/// A server that answers one request with `head`, and then sends back each byte with its case changed.
fn shouting(head: &'static str) -> (SocketAddr, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let serve = move || {
        let (mut socket, _) = listener.accept().unwrap();
        let request = read_head(&mut socket);
        socket.write_all(head.as_bytes()).unwrap();
        let mut byte = [0];
        while let Ok(1) = socket.read(&mut byte) {
            socket.write_all(&[byte[0] ^ 0x20]).unwrap();
        }
        request
    };
    (address, thread::spawn(serve))
}

fn read_head(socket: &mut TcpStream) -> String {
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        let mut byte = [0];
        socket.read_exact(&mut byte).unwrap();
        head.push(byte[0].into());
    }
    head
}

fn client(url: String) -> Client {
    Client::builder().base_url(url).bearer("sk-1").header("x-team", "blue").build().unwrap()
}

#[tokio::test]
async fn the_connection_goes_on_in_another_protocol_with_all_that_a_call_sends() {
    // The first byte of the new protocol comes along with the head.
    let (address, server) =
        shouting("HTTP/1.1 101 Switching\r\nconnection: upgrade\r\nupgrade: shout\r\n\r\n>");
    let client = client(format!("http://{address}/v1"));
    let call = client.client.request(Method::GET, "/shout").query("model", "m").header("x-id", "7");
    let answer = call.stall_timeout(Duration::from_secs(7)).upgrade("shout").await.unwrap();
    assert_eq!(answer.status(), StatusCode::SWITCHING_PROTOCOLS);
    assert_eq!(answer.headers()["upgrade"], "shout");
    let mut connection: Upgraded = answer.into_inner();
    assert_eq!(connection.stall_timeout(), Duration::from_secs(7));
    connection.write_all(b"hello").await.unwrap();
    let mut heard = [0; 6];
    connection.read_exact(&mut heard).await.unwrap();
    assert_eq!(&heard, b">HELLO");
    drop(connection);
    // The server has read the end of the connection.
    let request = server.join().unwrap();
    assert!(request.starts_with("GET /v1/shout?model=m HTTP/1.1\r\n"), "{request}");
    for header in ["connection: upgrade", "upgrade: shout", "authorization: Bearer sk-1"] {
        assert!(request.contains(&format!("\r\n{header}\r\n")), "{header} in {request}");
    }
    assert!(request.contains("\r\nx-team: blue\r\n") && request.contains("\r\nx-id: 7\r\n"));
}

#[tokio::test]
async fn a_server_that_does_not_change_the_protocol_is_an_error_with_its_answer() {
    let server = TestServer::start().unwrap();
    let client = client(server.url());
    let upgrade = || client.client.request(Method::GET, "/shout").max_retries(0).upgrade("shout");
    server.answer(Answer::json(200, "{}"));
    let error = upgrade().await.unwrap_err();
    assert_eq!((error.kind(), error.status()), (ErrorKind::Decode, Some(StatusCode::OK)));
    assert!(error.to_string().contains("a change of the protocol (status 101)"), "{error}");

    server.answer(Answer::json(401, r#"{"error": {"message": "No.", "code": "invalid_api_key"}}"#));
    let error = upgrade().await.unwrap_err();
    assert_eq!((error.kind(), error.code()), (ErrorKind::Authentication, Some("invalid_api_key")));

    server.answer(Answer::status(200).end(End::Stall).cut(5).end(End::Stall));
    let error = upgrade().timeout(Duration::from_millis(50)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
}

#[tokio::test]
async fn an_answer_that_its_reader_refuses_is_an_error_with_its_head() {
    let server = TestServer::start().unwrap();
    server.answer(Answer::json(200, "{}").header("x-request-id", "req_1"));
    let answer = client(server.url()).client.request(Method::GET, "/shout").await.unwrap();
    let error = answer.into_error("it does not shout");
    assert_eq!((error.kind(), error.request_id()), (ErrorKind::Decode, Some("req_1")));
    assert_eq!((error.status(), error.attempts()), (Some(StatusCode::OK), 1));
    assert!(error.was_sent() && error.to_string().starts_with("it does not shout"), "{error}");
}

#[tokio::test]
async fn a_handshake_that_the_server_cannot_do_now_is_tried_again() {
    let server = TestServer::start().unwrap();
    server.answer(Answer::json(503, "{}").header("retry-after-ms", "1"));
    server.answer(Answer::json(404, "{}"));
    let call = client(server.url()).client.request(Method::GET, "/shout");
    let error = call.upgrade("shout").await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::NotFound, 2));
    assert_eq!(server.requests()[1].header("upgrade"), Some("shout"));
}

#[tokio::test]
async fn a_protocol_that_no_header_can_hold_is_never_sent() {
    let server = TestServer::start().unwrap();
    let call = client(server.url()).client.request(Method::GET, "/shout");
    let error = call.upgrade("a\r\nb").await.unwrap_err();
    assert_eq!((error.kind(), error.was_sent()), (ErrorKind::Request, false));
    assert!(error.to_string().contains("`upgrade`"), "{error}");
    assert!(server.requests().is_empty());
}

/// Answers with status 101, and a connection if there is to be one.
struct Switching(bool);

impl Transport for Switching {
    fn send(&self, _request: types::Request<Body>) -> TransportFuture<'_> {
        let mut answer = types::Response::new(Body::empty());
        *answer.status_mut() = StatusCode::SWITCHING_PROTOCOLS;
        if self.0 {
            let connection = async { Ok(tokio::io::join(&b"hello"[..], tokio::io::sink())) };
            answer.extensions_mut().insert(OnUpgrade::new(connection));
        }
        Box::pin(async { Ok(answer) })
    }
}

#[tokio::test]
async fn a_transport_of_ones_own_hands_out_the_connection() {
    for has_connection in [true, false] {
        let builder = Client::builder().bearer("sk-1").transport(Switching(has_connection));
        let call = builder.build().unwrap().client.request(Method::GET, "/shout");
        let result = call.upgrade("shout").await;
        if has_connection {
            let mut heard = String::new();
            result.unwrap().read_to_string(&mut heard).await.unwrap();
            assert_eq!(heard, "hello");
        } else {
            let error = result.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Configuration);
            assert!(error.to_string().contains("OnUpgrade"), "{error}");
        }
    }
}
