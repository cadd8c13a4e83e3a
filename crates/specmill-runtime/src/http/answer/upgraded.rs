//! An answer that is a connection of another protocol.

use std::fmt;
use std::io::{self, IoSlice};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::decoding::Decoding;
use crate::auto_traits::auto_traits;
use crate::http::headers::content_type;
use crate::http::send::{Outcome, Reading};
use crate::http::wire::AnyConnection;
use crate::json::{DecodeError, Decoded};

/// The connection of a call that changed its protocol ([`Call::upgrade`](crate::http::Call::upgrade)):
/// tokio's `AsyncRead` and `AsyncWrite`. Dropping it closes the connection.
///
/// Nothing limits the time that reading and writing take; [`Upgraded::stall_timeout`] is what the
/// caller has chosen for that.
///
/// It is `Send` and `Unpin`.
#[must_use = "a connection that is dropped is closed"]
pub struct Upgraded {
    connection: AnyConnection,
    stall_timeout: Duration,
}

auto_traits!([] Upgraded: Send + Unpin);

impl Upgraded {
    pub(crate) fn decoding(accept: &'static str) -> Decoding<Self> {
        let decode = |outcome: &mut Outcome| match outcome.connection.take() {
            Some(connection) => {
                Ok(Decoded::exact(Self { connection, stall_timeout: outcome.limits.stall_timeout }))
            }
            None => {
                let found = content_type(&outcome.answer.headers).to_owned();
                Err(DecodeError::body("a change of the protocol (status 101)".to_owned(), found))
            }
        };
        Decoding { accept, reading: Reading::Upgrade, decode }
    }

    /// How long the connection may stay silent, as the call or its client says
    /// ([`Call::stall_timeout`](crate::http::Call::stall_timeout)).
    pub fn stall_timeout(&self) -> Duration {
        self.stall_timeout
    }
}

impl AsyncRead for Upgraded {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        self.connection.as_mut().poll_read(cx, buffer)
    }
}

impl AsyncWrite for Upgraded {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.connection.as_mut().poll_write(cx, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.connection.as_mut().poll_write_vectored(cx, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.connection.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.connection.as_mut().poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.connection.as_mut().poll_shutdown(cx)
    }
}

impl fmt::Debug for Upgraded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Upgraded")
    }
}
