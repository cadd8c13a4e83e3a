//! What the server says to one request.

use std::time::Duration;

/// One scripted answer: a status, headers, a body, and how it is to go wrong, if it is.
#[derive(Clone, Debug)]
pub struct Answer {
    pub(crate) kind: Kind,
    pub(crate) delay: Duration,
}

#[derive(Clone, Debug)]
pub(crate) enum Kind {
    /// A whole HTTP answer, of which the body goes out in parts with a pause before each.
    Http {
        status: u16,
        headers: Vec<(String, String)>,
        parts: Vec<(Duration, Vec<u8>)>,
        cut: usize,
    },
    /// These bytes as they are, then the connection closes.
    Raw(Vec<u8>),
    /// The connection closes without a byte.
    Close,
}

impl Answer {
    /// An answer with this status, no headers of its own and no body.
    pub fn status(status: u16) -> Self {
        let kind = Kind::Http { status, headers: Vec::new(), parts: Vec::new(), cut: 0 };
        Self { kind, delay: Duration::ZERO }
    }

    /// An answer with `content-type: application/json` and this body.
    pub fn json(status: u16, body: impl Into<String>) -> Self {
        Self::status(status)
            .header("content-type", "application/json")
            .part(Duration::ZERO, body.into())
    }

    /// An answer with `content-type: text/html` and this body.
    pub fn html(status: u16, body: impl Into<String>) -> Self {
        Self::status(status).header("content-type", "text/html").part(Duration::ZERO, body.into())
    }

    /// A redirect with this status to `location`.
    pub fn redirect(status: u16, location: impl Into<String>) -> Self {
        Self::status(status).header("location", location)
    }

    /// These bytes on the socket, whatever they are, and then the end of the connection.
    pub fn raw(bytes: impl Into<Vec<u8>>) -> Self {
        Self { kind: Kind::Raw(bytes.into()), delay: Duration::ZERO }
    }

    /// No answer: the connection is closed once the request was read.
    pub fn close() -> Self {
        Self { kind: Kind::Close, delay: Duration::ZERO }
    }

    /// Adds a header.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        if let Kind::Http { headers, .. } = &mut self.kind {
            headers.push((name.into(), value.into()));
        }
        self
    }

    /// Waits before the first byte of the answer.
    pub fn delay(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// Adds a part to the body, written after a pause. `content-length` is that of all parts.
    pub fn part(mut self, pause: Duration, bytes: impl Into<Vec<u8>>) -> Self {
        if let Kind::Http { parts, .. } = &mut self.kind {
            parts.push((pause, bytes.into()));
        }
        self
    }

    /// Announces `missing` bytes more than are sent, and closes the connection in their place.
    pub fn cut(mut self, missing: usize) -> Self {
        if let Kind::Http { cut, .. } = &mut self.kind {
            *cut = missing;
        }
        self
    }
}
