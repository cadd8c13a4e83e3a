//! The error of starting a mock server.

use std::fmt;
use std::io;

/// The error of starting a mock server.
///
/// `Debug` prints the same text as `Display`, because that is what `main` shows of an error.
#[non_exhaustive]
pub enum Error {
    /// The document cannot be used: each fault with its place and the way out, as text.
    Document(String),
    /// The document has no operation of this name.
    NoOperation(String),
    /// No thread to read the document with can be started.
    Thread(io::Error),
    /// The server cannot be started.
    Server(io::Error),
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Self::Server(error)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Document(faults) => f.write_str(faults.trim_end()),
            Error::NoOperation(name) => write!(f, "the document has no operation `{name}`"),
            Error::Thread(error) => write!(f, "no thread can be started: {error}"),
            Error::Server(error) => write!(f, "the server cannot be started: {error}"),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Document(_) | Error::NoOperation(_) => None,
            Error::Thread(error) | Error::Server(error) => Some(error),
        }
    }
}
