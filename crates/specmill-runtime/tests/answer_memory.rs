//! An answer that is read into memory takes little more of it than it is long. A process of its own,
//! as its memory is measured.
#![cfg(all(feature = "reqwest", target_os = "linux"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::io::{Read, Write};
use std::net::TcpListener;

use specmill_runtime::__private as runtime;
use specmill_runtime::http;

static API: runtime::Api = runtime::Api::new("Example", "1.0", "https://example.invalid");
static OPERATION: runtime::Operation = runtime::Operation::get("large", "/large");

/// In bytes; a megabyte for what is measured first.
const SIZES: [usize; 2] = [1 << 20, 96 << 20];
/// The pieces under way, and the stack of HTTP, in bytes.
const BESIDE: u64 = 12 << 20;

/// A server that answers with `size` bytes, in chunks of a length of their own or told at once.
fn server(size: usize, is_told: bool) -> http::Client {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        let mut socket = listener.accept().unwrap().0;
        let _ = socket.read(&mut [0; 4096]).unwrap();
        let length = match is_told {
            true => format!("content-length: {size}"),
            false => "transfer-encoding: chunked".to_owned(),
        };
        write!(socket, "HTTP/1.1 200 OK\r\n{length}\r\n\r\n").unwrap();
        let piece = [b'x'; 0x10000];
        for _ in 0..size / piece.len() {
            if !is_told {
                socket.write_all(b"10000\r\n").unwrap();
            }
            socket.write_all(&piece).unwrap();
            if !is_told {
                socket.write_all(b"\r\n").unwrap();
            }
        }
        if !is_told {
            socket.write_all(b"0\r\n\r\n").unwrap();
        }
    });
    runtime::client_builder::<http::Client>(&API).base_url(url).build().unwrap()
}

/// The largest amount of memory the process has had, in bytes.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_ascii_whitespace().nth(1).unwrap().parse::<u64>().unwrap() * 1024
}

#[tokio::test]
async fn an_answer_takes_its_size_once() {
    for is_told in [true, false] {
        for size in SIZES {
            let before = peak();
            let call = runtime::call_for_nothing(&server(size, is_told), &OPERATION).raw();
            let answer = call.await.unwrap();
            assert_eq!(answer.len(), size);
            let growth = peak() - before;
            if size > SIZES[0] && is_told {
                assert!(growth < size as u64 + BESIDE, "{growth} bytes for {size}");
            } else if size > SIZES[0] {
                // The first one was as large, and is given back.
                assert!(growth < BESIDE, "{growth} bytes more for {size} in chunks");
            }
        }
    }
}
