//! A request as it came over the wire.

use std::io::{self, BufRead, Read};

/// A request the server received.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// The method: `GET`, `POST`, …
    pub method: String,
    /// The request target, exactly as it stood on the request line: path and query.
    pub target: String,
    /// Header names in lower case, and values, in the order they came.
    pub headers: Vec<(String, String)>,
    /// The body, chunks joined.
    pub body: Vec<u8>,
}

impl Request {
    /// The first header of this name (in lower case).
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The body as text; bytes that are not UTF-8 are replaced.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The target without its query.
    pub fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }

    /// The value of a query parameter, as it stood on the wire (still percent-encoded).
    pub fn query(&self, name: &str) -> Option<&str> {
        let (_, query) = self.target.split_once('?')?;
        query
            .split('&')
            .find_map(|pair| pair.split_once('=').filter(|(key, _)| *key == name))
            .map(|(_, v)| v)
    }

    /// Reads the next request of a connection; `None` at its end.
    pub(crate) fn read(from: &mut impl BufRead) -> io::Result<Option<Self>> {
        let Some(first) = line(from)? else { return Ok(None) };
        let mut words = first.split(' ');
        let mut request = Self {
            method: words.next().unwrap_or_default().to_owned(),
            target: words.next().unwrap_or_default().to_owned(),
            ..Self::default()
        };
        while let Some(header) = line(from)?.filter(|header| !header.is_empty()) {
            if let Some((name, value)) = header.split_once(':') {
                request.headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
            }
        }
        if request.header("transfer-encoding") == Some("chunked") {
            request.read_chunks(from)?;
        } else if let Some(length) = request.header("content-length").and_then(|n| n.parse().ok()) {
            from.take(length).read_to_end(&mut request.body)?;
        }
        Ok(Some(request))
    }

    fn read_chunks(&mut self, from: &mut impl BufRead) -> io::Result<()> {
        while let Some(size) = line(from)? {
            let size = u64::from_str_radix(size.trim(), 16).unwrap_or(0);
            from.take(size).read_to_end(&mut self.body)?;
            line(from)?;
            if size == 0 {
                break;
            }
        }
        Ok(())
    }
}

/// One line without its ending; `None` at the end of the connection.
fn line(from: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut bytes = Vec::new();
    if from.read_until(b'\n', &mut bytes)? == 0 {
        return Ok(None);
    }
    let text = String::from_utf8_lossy(&bytes);
    Ok(Some(text.trim_end_matches(['\r', '\n']).to_owned()))
}
