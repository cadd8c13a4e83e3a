//! The socket of a connection, and when the other side was last heard of.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::Instant;

use crate::http::Upgraded;

/// When the other side was last heard of.
#[derive(Debug)]
pub(super) struct Life {
    start: Instant,
    /// Since then, in milliseconds.
    sign: AtomicU64,
}

impl Life {
    pub(super) fn new() -> Arc<Self> {
        Arc::new(Self { start: Instant::now(), sign: AtomicU64::new(0) })
    }

    /// There is a sign of life, or nobody has listened for one.
    pub(super) fn renew(&self) {
        self.sign.store(self.now(), Ordering::Relaxed);
    }

    /// How long there has been none.
    pub(super) fn silence(&self) -> Duration {
        Duration::from_millis(self.now().saturating_sub(self.sign.load(Ordering::Relaxed)))
    }

    fn now(&self) -> u64 {
        u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX)
    }
}

/// A socket that notes signs of life: bytes that come, and room for bytes where there was none. A large
/// message takes its time in either direction, and no ping gets through meanwhile.
pub(super) struct Watched {
    socket: Upgraded,
    life: Arc<Life>,
    /// The last write had to wait.
    is_full: bool,
}

impl Watched {
    pub(super) fn new(socket: Upgraded, life: Arc<Life>) -> Self {
        Self { socket, life, is_full: false }
    }

    fn note_write(&mut self, written: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        let was_full = std::mem::replace(&mut self.is_full, written.is_pending());
        // The first bytes that the system takes say nothing of the other side.
        if was_full && matches!(written, Poll::Ready(Ok(_))) {
            self.life.renew();
        }
        written
    }
}

impl AsyncRead for Watched {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        ready!(Pin::new(&mut self.socket).poll_read(cx, buffer))?;
        if buffer.filled().len() > before {
            self.life.renew();
        }
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Watched {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.socket).poll_write(cx, bytes);
        self.note_write(written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.socket).poll_write_vectored(cx, slices);
        self.note_write(written)
    }

    fn is_write_vectored(&self) -> bool {
        self.socket.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_shutdown(cx)
    }
}
