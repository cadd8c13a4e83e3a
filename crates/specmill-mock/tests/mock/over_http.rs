//! The server: what comes over the wire, whatever is sent.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::mpsc;

use specmill_mock::MockServer;

use crate::shop;

/// Sends bytes, and reads until the server closes the connection.
fn exchange(server: &MockServer, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(server.address()).unwrap();
    stream.write_all(bytes).unwrap();
    stream.shutdown(std::net::Shutdown::Write).unwrap();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

#[test]
fn requests_are_answered_and_observed() {
    let (send, observed) = mpsc::channel();
    let observe = move |exchange: &specmill_mock::Exchange| send.send(exchange.clone()).unwrap();
    let server = MockServer::bind(shop(), "127.0.0.1:0".parse().unwrap(), observe).unwrap();
    assert_eq!(server.url(), format!("http://{}/v2", server.address()));
    // Two over one connection, the second in chunks.
    let answer = exchange(
        &server,
        b"GET /v2/items HTTP/1.1\r\nhost: a\r\nx-key: k\r\n\r\n\
          POST /v2/items HTTP/1.1\r\nhost: a\r\nx-key: k\r\ncontent-type: application/json\r\n\
          transfer-encoding: chunked\r\n\r\n8\r\n{\"name\":\r\n3\r\n 1}\r\n0\r\n\r\n",
    );
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    assert!(answer.contains("HTTP/1.1 400 Bad Request\r\n"), "{answer}");
    let first = observed.recv().unwrap();
    assert_eq!((first.method.as_str(), first.target.as_str()), ("GET", "/v2/items"));
    let second = observed.recv().unwrap();
    assert_eq!(second.reply.operation.as_deref(), Some("createItem"));
    let fault = second.reply.fault.unwrap();
    assert_eq!(fault, r#"the body, at `/name`: 1 is not of type "string""#);
}

#[test]
fn what_is_no_request_does_no_harm() {
    let server = MockServer::start(shop()).unwrap();
    for bytes in [
        &b""[..],
        b"\r\n\r\n",
        b"\x00\xff\xfe",
        b"GET\r\n\r\n",
        b"GET /items HTTP/9.9\r\n\r\n",
        b"GET http:// HTTP/1.1\r\nhost: a\r\n\r\n",
        b"OPTIONS * HTTP/1.1\r\nhost: a\r\n\r\n",
        b"GET /%ff%fe/%zz?%=%%&&=[]]&size[=1&size]=2&size[][]=3 HTTP/1.1\r\nhost: a\r\n\r\n",
        b"GET /items?size[=1&size]=2&size[][]=3&limit=%ff HTTP/1.1\r\nhost: a\r\nx-key: k\r\n\r\n",
        b"POST /items HTTP/1.1\r\nhost: a\r\ncontent-length: 99\r\n\r\n{",
        b"POST /items HTTP/1.1\r\nhost: a\r\nx-key: k\r\ncontent-type: \xff\r\ncontent-length: 1\r\n\r\n{",
        b"PUT /items/1/photo HTTP/1.1\r\nhost: a\r\nx-key: k\r\ncontent-type: multipart/form-data\r\ncontent-length: 1\r\n\r\n-",
    ] {
        let answer = exchange(&server, bytes);
        let is_refused = answer.is_empty() || answer.starts_with("HTTP/1.1 4");
        assert!(is_refused, "{}: {answer}", String::from_utf8_lossy(bytes));
    }
    let answer = exchange(&server, b"DELETE /items/i-1 HTTP/1.1\r\nhost: a\r\n\r\n");
    assert!(answer.starts_with("HTTP/1.1 204"), "{answer}");
}

#[test]
fn nothing_listens_once_it_is_dropped() {
    let server = MockServer::start(shop()).unwrap();
    let address = server.address();
    // A connection that is open is no reason to wait.
    let _open = TcpStream::connect(address).unwrap();
    drop(server);
    assert!(TcpStream::connect(address).is_err());
}
