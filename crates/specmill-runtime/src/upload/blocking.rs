//! Readers without async, as a stream of chunks.

use std::future::Future;
use std::io::{self, Read};
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use tokio::task::{JoinHandle, spawn_blocking};

use super::chunks::{BoxChunks, CHUNK};
use crate::box_error::BoxError;

type BoxRead = Box<dyn Read + Send>;

/// All that `reader` gives, each chunk read on a thread for blocking work.
pub(super) fn chunks(reader: impl Read + Send + 'static) -> BoxChunks {
    Box::pin(Chunks::Idle(Box::new(reader)))
}

enum Chunks {
    Idle(BoxRead),
    Reading(JoinHandle<(BoxRead, io::Result<Vec<u8>>)>),
    Ended,
}

impl Stream for Chunks {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match std::mem::replace(&mut *self, Self::Ended) {
                Self::Ended => return Poll::Ready(None),
                Self::Idle(reader) => *self = Self::Reading(spawn_blocking(|| read(reader))),
                Self::Reading(mut reading) => {
                    let Poll::Ready(read) = Pin::new(&mut reading).poll(cx) else {
                        *self = Self::Reading(reading);
                        return Poll::Pending;
                    };
                    return Poll::Ready(match read {
                        // The reader panicked, or the runtime ends.
                        Err(error) => Some(Err(error.into())),
                        Ok((_, Err(error))) => Some(Err(error.into())),
                        Ok((_, Ok(bytes))) if bytes.is_empty() => None,
                        Ok((reader, Ok(bytes))) => {
                            *self = Self::Idle(reader);
                            Some(Ok(bytes.into()))
                        }
                    });
                }
            }
        }
    }
}

/// One chunk; an empty one at the end.
fn read(mut reader: BoxRead) -> (BoxRead, io::Result<Vec<u8>>) {
    let mut chunk = Vec::with_capacity(CHUNK);
    let result = (&mut *reader).take(CHUNK as u64).read_to_end(&mut chunk);
    (reader, result.map(|_| chunk))
}
