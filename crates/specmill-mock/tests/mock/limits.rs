//! The server: clients that are slow, silent, or send and ask for too much, and the others beside them.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::{Mutex, mpsc};
use std::time::Duration;

use bytes::Bytes;
use http::Response;
use specmill_mock::{Mock, MockServer, ServerLimits};

use crate::shop;

fn serve(mock: Mock, limits: &ServerLimits) -> MockServer {
    MockServer::bind_within(mock, "127.0.0.1:0".parse().unwrap(), limits, |_| {}).unwrap()
}

/// A connection on which this was sent, and nothing read; what should come must come in a minute.
fn begin(server: &MockServer, bytes: &[u8]) -> TcpStream {
    let mut stream = TcpStream::connect(server.address()).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    stream.write_all(bytes).unwrap();
    stream
}

/// The first line of what comes.
fn status(stream: &mut TcpStream) -> String {
    let mut answer = [0; 17];
    let read = stream.read(&mut answer).unwrap();
    String::from_utf8_lossy(&answer[..read]).trim_end().to_owned()
}

/// What comes until the server closes the connection.
fn whole(mut stream: TcpStream) -> String {
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

const DELETE: &[u8] = b"DELETE /items/i-1 HTTP/1.1\r\nhost: a\r\n\r\n";
const POST: &str =
    "POST /items HTTP/1.1\r\nhost: a\r\nx-key: k\r\ncontent-type: application/json\r\n";

fn is_answered(server: &MockServer) {
    assert_eq!(status(&mut begin(server, DELETE)), "HTTP/1.1 204 No C");
}

#[test]
fn a_body_has_a_largest_size() {
    let server = serve(shop(), &ServerLimits::default().body_size(16));
    let body = |text: &str| format!("{POST}content-length: {}\r\n\r\n{text}", text.len());
    let fits = body("{\"name\": \"1234\"}");
    assert_eq!(status(&mut begin(&server, fits.as_bytes())), "HTTP/1.1 201 Crea");
    let chunked = "transfer-encoding: chunked\r\n\r\n9\r\n123456789\r\n9\r\n123456789\r\n";
    for request in [body("{\"name\": \"12345\"}"), format!("{POST}{chunked}")] {
        let sent = begin(&server, request.as_bytes());
        sent.shutdown(std::net::Shutdown::Write).unwrap();
        let answer = whole(sent);
        assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
        assert!(answer.contains("the body is larger than 16 bytes"), "{answer}");
    }
    assert_eq!(ServerLimits::default().body_size, 64 << 20);
}

#[test]
fn a_body_that_does_not_come_gets_408_and_stops_nobody() {
    let server = serve(shop(), &ServerLimits::default().body_time(Duration::from_millis(200)));
    let slow = begin(&server, format!("{POST}content-length: 99\r\n\r\n{{").as_bytes());
    is_answered(&server);
    let answer = whole(slow);
    assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
    assert!(answer.contains("the body takes longer than 0.2 s"), "{answer}");
}

/// One connection is served at a time, and each of these clients has it: the next gets it all the same.
#[test]
fn who_says_nothing_is_closed_and_stops_nobody() {
    let time = Duration::from_millis(200);
    let limits = ServerLimits::default().connections(1).head_time(time);
    let server = serve(shop(), &limits);
    for bytes in [&b""[..], b"GET /items", b"GET /items HTTP/1.1\r\nhost: a\r\n"] {
        let silent = begin(&server, bytes);
        is_answered(&server);
        whole(silent);
    }
    // One that is kept open after its request.
    let mut idle = begin(&server, DELETE);
    assert_eq!(status(&mut idle), "HTTP/1.1 204 No C");
    is_answered(&server);
}

/// An answer larger than what sockets take is waited for, and not for ever.
#[test]
fn who_does_not_read_is_closed_and_stops_nobody() {
    let large = Bytes::from(vec![b'a'; 64 << 20]);
    let mock = shop().on("listItems", move |_| Some(Response::new(large.clone()))).unwrap();
    let time = Duration::from_millis(200);
    let limits = ServerLimits::default().connections(1).connection_time(time).body_time(time);
    let server = serve(mock, &limits);
    let deaf = begin(&server, b"GET /items HTTP/1.1\r\nhost: a\r\nx-key: k\r\n\r\n");
    is_answered(&server);
    drop(deaf);
}

/// What takes long to be answered does not hold up the rest, nor the server's end.
#[test]
fn a_request_that_takes_long_stops_nobody() {
    let (begun, is_begun) = mpsc::channel();
    let (go_on, may_go_on) = mpsc::channel::<()>();
    let may_go_on = Mutex::new(may_go_on);
    let mock = shop()
        .on("listItems", move |_| {
            begun.send(()).unwrap();
            let _ = may_go_on.lock().unwrap().recv();
            None
        })
        .unwrap();
    let server = serve(mock, &ServerLimits::default());
    let _long = begin(&server, b"GET /items HTTP/1.1\r\nhost: a\r\nx-key: k\r\n\r\n");
    is_begun.recv().unwrap();
    is_answered(&server);
    drop(server);
    drop(go_on);
}

/// Names of fields in each other, as many as there is room for.
#[test]
fn a_form_of_many_levels_is_read() {
    let server = MockServer::start(shop()).unwrap();
    let body = format!("name=a&a{}=1", "[x]".repeat(300_000));
    let head = POST.replace("application/json", "application/x-www-form-urlencoded");
    let request = format!("{head}content-length: {}\r\n\r\n{body}", body.len());
    assert_eq!(status(&mut begin(&server, request.as_bytes())), "HTTP/1.1 201 Crea");
    is_answered(&server);
}

#[test]
fn what_is_made_up_has_a_size() {
    let document = r#"{"openapi": "3.1.0", "info": {"title": "Endless", "version": "1"},
        "paths": {"/a": {"get": {"operationId": "a", "responses": {"200": {"description": "d",
        "content": {"application/json": {"schema": {"type": "array", "minItems": 1000000000,
        "items": {"type": "string", "minLength": 1000}}}}}}}}}}"#;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("api.json");
    std::fs::write(&path, document).unwrap();
    let reply = super::ask(&Mock::load(&path).unwrap(), "GET /a");
    let size = format!("{reply:?}").len();
    assert!(size < 64 << 20, "{size} bytes");
}
