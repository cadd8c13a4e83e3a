//! What goes wrong on an open connection.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use tokio_tungstenite::tungstenite;

use super::close::Close;
use crate::json::DecodeError;

/// The error of a connection that was open. A handshake that fails is an [`Error`](crate::Error), as of
/// any call.
///
/// What the server refuses is no error of the connection: it comes as an event.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum ConnectionError {
    /// The connection is closed: by the server, for another reason than that nothing is left to do
    /// ([`CloseCode::is_normal`](super::CloseCode::is_normal)); or by whichever side, and an event was to
    /// be sent.
    Closed(Close),
    /// The connection broke off without a close frame, perhaps in the middle of a message.
    Broken {
        /// The error of the socket, if it ended with one.
        source: Option<Arc<std::io::Error>>,
    },
    /// Nothing came from the server for so long, not even answers to pings.
    #[non_exhaustive]
    Stalled {
        /// The limit that was reached; see [`Connect::stall_timeout`](super::Connect::stall_timeout).
        limit: Duration,
    },
    /// The server sent a message that is larger than what may be read into memory. The connection is
    /// closed.
    #[non_exhaustive]
    TooLarge {
        /// The limit in bytes; see [`Connect::max_message_size`](super::Connect::max_message_size).
        limit: usize,
    },
    /// The server sent what is no WebSocket frame. The connection is closed.
    Protocol(
        /// What is wrong.
        String,
    ),
    /// A message of the server cannot be read as an event: it is no JSON. The connection stays open, and
    /// the next event can be received.
    #[non_exhaustive]
    Undecoded {
        /// The message as it came.
        message: Vec<u8>,
        /// Why it cannot be read.
        error: Arc<DecodeError>,
    },
}

impl ConnectionError {
    /// Whether the connection is at an end; if not, the next event can be received.
    #[must_use]
    pub fn is_fatal(&self) -> bool {
        !matches!(self, Self::Undecoded { .. })
    }

    pub(super) fn of(error: tungstenite::Error, limit: usize) -> Self {
        use tungstenite::error::ProtocolError;
        match error {
            tungstenite::Error::Io(error) => Self::Broken { source: Some(Arc::new(error)) },
            tungstenite::Error::ConnectionClosed
            | tungstenite::Error::AlreadyClosed
            | tungstenite::Error::Protocol(ProtocolError::ResetWithoutClosingHandshake) => {
                Self::Broken { source: None }
            }
            tungstenite::Error::Capacity(_) => Self::TooLarge { limit },
            error => Self::Protocol(error.to_string()),
        }
    }
}

impl fmt::Display for ConnectionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Closed(close) => write!(f, "the WebSocket is closed ({close})"),
            Self::Broken { source: Some(source) } => {
                write!(f, "the WebSocket broke off without being closed: {source}")
            }
            Self::Broken { source: None } => {
                f.write_str("the WebSocket broke off without being closed")
            }
            Self::Stalled { limit } => {
                write!(
                    f,
                    "nothing came over the WebSocket for {limit:?}, no answer to a ping either"
                )
            }
            Self::TooLarge { limit } => {
                write!(f, "the server sent a message of more than {limit} bytes")
            }
            Self::Protocol(what) => write!(f, "the server violates the WebSocket protocol: {what}"),
            Self::Undecoded { message, error } => {
                write!(
                    f,
                    "a message of {} bytes cannot be read as an event: {error}",
                    message.len()
                )
            }
        }
    }
}

impl std::error::Error for ConnectionError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Broken { source: Some(source) } => Some(&**source),
            Self::Undecoded { error, .. } => Some(&**error),
            _ => None,
        }
    }
}
