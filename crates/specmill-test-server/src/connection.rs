//! One connection: read a request, write its answer, until either side closes.

use std::io::{self, BufRead, BufReader, Write};
use std::net::{Shutdown, TcpStream};
use std::thread;
use std::time::Duration;

use socket2::SockRef;

use crate::answer::{Answer, End, Head};
use crate::request::Request;

/// Serves a connection to its end. An error of the socket ends it; that is the client's business.
pub(crate) fn serve(stream: &TcpStream, answer: impl Fn(Request) -> Answer) -> io::Result<()> {
    let mut reader = BufReader::new(stream);
    while let Some(request) = Request::read(&mut reader)? {
        let head = request.method == "HEAD";
        let answer = answer(request);
        write(stream, &answer, head)?;
        match answer.end {
            End::Keep => {}
            End::Close => {
                stream.shutdown(Shutdown::Both)?;
                break;
            }
            End::Reset => {
                reset_on_drop(stream)?;
                break;
            }
            // Ready with nothing once the client has closed its side.
            End::Stall => {
                while !reader.fill_buf()?.is_empty() {
                    let length = reader.buffer().len();
                    reader.consume(length);
                }
            }
        }
    }
    Ok(())
}

/// Makes the end of a connection a reset: no time to send what is left (`SO_LINGER` of zero).
pub(crate) fn reset_on_drop(stream: &TcpStream) -> io::Result<()> {
    SockRef::from(stream).set_linger(Some(Duration::ZERO))
}

fn write(mut stream: &TcpStream, answer: &Answer, head_only: bool) -> io::Result<()> {
    thread::sleep(answer.delay);
    if let Head::Http { status, headers } = &answer.head {
        let length = answer.parts.iter().map(|(_, bytes)| bytes.len()).sum::<usize>();
        let mut text = format!("HTTP/1.1 {status} Scripted\r\n");
        for (name, value) in headers {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        // RFC 9110, section 8.6: no content-length in a 1xx or 204.
        if *status != 204 && *status >= 200 {
            text.push_str(&format!("content-length: {}\r\n", length + answer.missing));
        }
        stream.write_all(format!("{text}\r\n").as_bytes())?;
    }
    for (pause, bytes) in answer.parts.iter().filter(|_| !head_only) {
        thread::sleep(*pause);
        stream.write_all(bytes)?;
    }
    Ok(())
}
