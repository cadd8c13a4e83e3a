//! What the server says to one request.

use std::time::Duration;

/// One scripted answer: a status, headers, a body, and how it is to go wrong, if it is.
#[derive(Clone, Debug)]
pub struct Answer {
    pub(crate) head: Head,
    /// The body, or all of it where there is no head: each part goes out after a pause.
    pub(crate) parts: Vec<(Duration, Vec<u8>)>,
    /// How many bytes more than there are the head announces.
    pub(crate) missing: usize,
    pub(crate) end: End,
    pub(crate) delay: Duration,
}

#[derive(Clone, Debug)]
pub(crate) enum Head {
    Http {
        status: u16,
        headers: Vec<(String, String)>,
    },
    /// The parts are all there is.
    None,
}

/// What becomes of the connection after an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum End {
    /// It waits for the next request.
    Keep,
    /// It is closed in order (TCP FIN).
    Close,
    /// It is reset (TCP RST), as when a process dies or a firewall has had enough.
    Reset,
    /// It stays open and silent until the client closes it.
    Stall,
}

impl Answer {
    /// An answer with this status, no headers of its own and no body.
    pub fn status(status: u16) -> Self {
        Self {
            head: Head::Http { status, headers: Vec::new() },
            parts: Vec::new(),
            missing: 0,
            end: End::Keep,
            delay: Duration::ZERO,
        }
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
        let answer = Self { head: Head::None, ..Self::status(0) };
        answer.part(Duration::ZERO, bytes).end(End::Close)
    }

    /// No answer: the connection is closed once the request was read.
    pub fn close() -> Self {
        Self::raw("")
    }

    /// Adds a header.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        if let Head::Http { headers, .. } = &mut self.head {
            headers.push((name.into(), value.into()));
        }
        self
    }

    /// Waits before the first byte of the answer.
    pub fn delay(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// Adds a part to the body (of [`Answer::raw`], to all of it), written after a pause.
    /// `content-length` is that of all parts.
    pub fn part(mut self, pause: Duration, bytes: impl Into<Vec<u8>>) -> Self {
        self.parts.push((pause, bytes.into()));
        self
    }

    /// Announces `missing` bytes more than are sent, and closes the connection in their place.
    pub fn cut(mut self, missing: usize) -> Self {
        self.missing = missing;
        self.end(End::Close)
    }

    /// What becomes of the connection afterwards.
    pub fn end(mut self, end: End) -> Self {
        self.end = end;
        self
    }
}
