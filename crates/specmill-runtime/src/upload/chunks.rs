//! Whatever gives bytes, as a stream of chunks.

use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use tokio::io::{AsyncRead, ReadBuf};

use crate::box_error::BoxError;

/// How much is read of a file or a reader at a time, in bytes.
pub(super) const CHUNK: usize = 64 * 1024;

/// Chunks of bytes.
pub(super) type BoxChunks = Pin<Box<dyn Stream<Item = Result<Bytes, BoxError>> + Send>>;

/// Chunks that can be had once, by the first who asks for one.
pub(super) struct Once(Mutex<Option<BoxChunks>>);

impl Once {
    pub(super) fn new(chunks: BoxChunks) -> Self {
        Self(Mutex::new(Some(chunks)))
    }

    pub(super) fn take(&self) -> Option<BoxChunks> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    pub(super) fn can_be_sent(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).is_some()
    }
}

pub(super) fn of_reader(reader: impl AsyncRead + Send + 'static) -> BoxChunks {
    Box::pin(ReaderChunks { reader: Box::pin(reader), buffer: vec![0; CHUNK].into() })
}

struct ReaderChunks {
    reader: Pin<Box<dyn AsyncRead + Send>>,
    buffer: Box<[u8]>,
}

impl Stream for ReaderChunks {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Self { reader, buffer } = &mut *self;
        let mut buffer = ReadBuf::new(buffer);
        Poll::Ready(match ready!(reader.as_mut().poll_read(cx, &mut buffer)) {
            Err(error) => Some(Err(error.into())),
            Ok(()) if buffer.filled().is_empty() => None,
            Ok(()) => Some(Ok(Bytes::copy_from_slice(buffer.filled()))),
        })
    }
}

pub(super) fn of_stream<S, E>(stream: S) -> BoxChunks
where
    S: Stream<Item = Result<Bytes, E>> + Send + 'static,
    E: Into<BoxError>,
{
    Box::pin(StreamChunks(Box::pin(stream)))
}

struct StreamChunks<S>(Pin<Box<S>>);

impl<S, E> Stream for StreamChunks<S>
where
    S: Stream<Item = Result<Bytes, E>>,
    E: Into<BoxError>,
{
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.as_mut().poll_next(cx).map_err(Into::into)
    }
}
