//! Large bodies go through a small part of memory. A process of its own, as its memory is measured.
#![cfg(all(feature = "reqwest", target_os = "linux"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::thread::JoinHandle;

use specmill_runtime::__private as runtime;
use specmill_runtime::http::{self, Upload};

static API: runtime::Api = runtime::Api::new("Example", "1.0", "https://example.invalid");
static UPLOAD: runtime::Operation = runtime::Operation::post("upload", "/upload");
static DOWNLOAD: runtime::Operation = runtime::Operation::get("download", "/download");

/// Many times what may be in memory at once.
const SIZE: u64 = 1 << 30;
/// How much the process may grow, in KiB: the pieces under way, and the stack of HTTP.
const GROWTH: u64 = 48 * 1024;

/// Takes one request to its end, answers with `size` bytes, and says how long the body was.
fn server(size: u64) -> (http::Client, JoinHandle<u64>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let thread = std::thread::spawn(move || {
        let mut reader = BufReader::new(listener.accept().unwrap().0);
        let mut length = 0;
        loop {
            let mut line = String::new();
            reader.read_line(&mut line).unwrap();
            if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().unwrap();
            }
            if line == "\r\n" {
                break;
            }
        }
        let got = std::io::copy(&mut reader.by_ref().take(length), &mut std::io::sink()).unwrap();
        let socket = reader.get_mut();
        write!(socket, "HTTP/1.1 200 OK\r\ncontent-length: {size}\r\n\r\n").unwrap();
        std::io::copy(&mut std::io::repeat(b'x').take(size), socket).unwrap();
        got
    });
    let client = runtime::client_builder::<http::Client>(&API).base_url(url).build().unwrap();
    (client, thread)
}

/// The largest amount of memory the process has had, in KiB.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_ascii_whitespace().nth(1).unwrap().parse().unwrap()
}

#[tokio::test]
async fn a_gigabyte_up_and_a_gigabyte_down() {
    let folder = tempfile::tempdir().unwrap();
    let (source, target) = (folder.path().join("source"), folder.path().join("target"));
    // All zeros, and none of them on the disk.
    std::fs::File::create(&source).unwrap().set_len(SIZE).unwrap();
    // What a first call of each kind takes is not what is measured.
    for size in [1, SIZE] {
        let before = peak();
        let file = if size == 1 { Upload::from("x") } else { Upload::path(&source) };
        let (client, thread) = server(0);
        let body = serde_json::json!({"purpose": "test"});
        let call = runtime::call_for_nothing(&client, &UPLOAD).multipart(&body, &[]);
        call.body_field("file", &file).await.unwrap();
        assert!(thread.join().unwrap() > size);

        let (client, thread) = server(size);
        let mut download = runtime::call_for_download(&client, &DOWNLOAD, "*/*").await.unwrap();
        if size == 1 {
            assert_eq!(download.save(&target).await.unwrap(), 1);
        } else {
            let mut got = 0;
            while let Some(piece) = download.try_next().await.unwrap() {
                got += piece.len() as u64;
            }
            assert_eq!(got, SIZE);
        }
        thread.join().unwrap();
        if size == SIZE {
            let growth = peak() - before;
            assert!(growth < GROWTH, "the process grew by {growth} KiB");
            println!("grew by {growth} KiB for {SIZE} bytes up and down");
        }
    }
}
