//! One connection: read a request, write its answer, until either side closes.

use std::io::{self, BufReader, Write};
use std::net::TcpStream;
use std::thread;

use crate::answer::{Answer, Kind};
use crate::request::Request;

/// Serves a connection to its end. An error of the socket ends it; that is the client's business.
pub(crate) fn serve(stream: &TcpStream, answer: impl Fn(Request) -> Answer) -> io::Result<()> {
    let mut reader = BufReader::new(stream);
    while let Some(request) = Request::read(&mut reader)? {
        let head = request.method == "HEAD";
        if !write(stream, &answer(request), head)? {
            break;
        }
    }
    Ok(())
}

/// Writes an answer; false when the connection is not to be used again.
fn write(mut stream: &TcpStream, answer: &Answer, head: bool) -> io::Result<bool> {
    thread::sleep(answer.delay);
    match &answer.kind {
        Kind::Close => Ok(false),
        Kind::Raw(bytes) => stream.write_all(bytes).map(|()| false),
        Kind::Http { status, headers, parts, cut } => {
            let length = parts.iter().map(|(_, bytes)| bytes.len()).sum::<usize>() + cut;
            let mut text = format!("HTTP/1.1 {status} Scripted\r\n");
            for (name, value) in headers {
                text.push_str(&format!("{name}: {value}\r\n"));
            }
            // RFC 9110, section 8.6: no content-length in a 1xx or 204.
            if *status != 204 && *status >= 200 {
                text.push_str(&format!("content-length: {length}\r\n"));
            }
            stream.write_all(format!("{text}\r\n").as_bytes())?;
            for (pause, bytes) in parts.iter().filter(|_| !head) {
                thread::sleep(*pause);
                stream.write_all(bytes)?;
            }
            Ok(*cut == 0)
        }
    }
}
