//! An upload as one try sends it.

use std::fmt;
use std::io::{self, SeekFrom};
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use tokio::fs::File;
use tokio::io::{AsyncReadExt, AsyncSeekExt};

use super::chunks::{self, BoxChunks, CHUNK, Once};
use super::content::{OnProgress, Source, Upload};
use crate::box_error::BoxError;

/// Why an upload could not be read to its end.
#[derive(Debug)]
pub(crate) struct UploadError {
    /// What it is called in messages.
    title: String,
    fault: UploadFault,
}

#[derive(Debug)]
enum UploadFault {
    Unreadable(BoxError),
    Folder,
    /// A stream that was sent.
    Used,
    /// It gives more than so many bytes, which are its length.
    Longer(u64),
    Shorter {
        given: u64,
        length: u64,
    },
}

impl UploadFault {
    fn of(self, title: &str) -> UploadError {
        UploadError { title: title.to_owned(), fault: self }
    }
}

impl fmt::Display for UploadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let title = &self.title;
        match &self.fault {
            UploadFault::Unreadable(error) => write!(f, "{title} cannot be read: {error}"),
            UploadFault::Folder => write!(f, "{title} is a folder"),
            UploadFault::Used => {
                write!(f, "{title} is a stream that was sent before, and cannot be sent again")
            }
            UploadFault::Longer(length) => {
                write!(f, "{title} gives more than its {length} bytes")
            }
            UploadFault::Shorter { given, length } => {
                write!(f, "{title} ended after {given} of its {length} bytes")
            }
        }
    }
}

impl std::error::Error for UploadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.fault {
            UploadFault::Unreadable(error) => Some(&**error),
            _ => None,
        }
    }
}

/// An upload being read, from its first byte.
pub(crate) struct Opened {
    pieces: Pieces,
    length: Option<u64>,
    given: u64,
    progress: Option<OnProgress>,
    title: String,
}

enum Pieces {
    Bytes(Bytes),
    /// A lock only because a body has to be `Sync`; nobody shares it.
    Chunks(Mutex<BoxChunks>),
    /// Not taken before the first piece is asked for: a connection that never came about leaves it
    /// for the next try.
    Once(Arc<Once>),
}

impl Upload {
    /// Opens it for one try.
    pub(crate) async fn open(&self) -> Result<Opened, UploadError> {
        let title = self.title();
        let (pieces, length) = match &self.source {
            Source::Bytes(bytes) => (Pieces::Bytes(bytes.clone()), Some(bytes.len() as u64)),
            Source::Path(path) => open_file(path, None).await.map_err(|fault| fault.of(&title))?,
            Source::PathRange(path, range) => {
                open_file(path, Some(range)).await.map_err(|fault| fault.of(&title))?
            }
            Source::Once(once) if once.can_be_sent() => (Pieces::Once(once.clone()), self.length),
            Source::Once(_) => return Err(UploadFault::Used.of(&title)),
        };
        Ok(Opened { pieces, length, given: 0, progress: self.progress.clone(), title })
    }
}

/// Opens a file, or the bytes of it in a range, and says how many it is to give.
async fn open_file(
    path: &Path,
    range: Option<&Range<u64>>,
) -> Result<(Pieces, Option<u64>), UploadFault> {
    let cannot = |error: io::Error| UploadFault::Unreadable(error.into());
    let mut file = File::open(path).await.map_err(cannot)?;
    let metadata = file.metadata().await.map_err(cannot)?;
    if metadata.is_dir() {
        return Err(UploadFault::Folder);
    }
    let length = match range {
        Some(range) => {
            file.seek(SeekFrom::Start(range.start)).await.map_err(cannot)?;
            Some(range.end.saturating_sub(range.start))
        }
        // Pipes and devices have no length that could be told beforehand.
        None => metadata.is_file().then_some(metadata.len()),
    };
    // What is appended to the file from now on is not sent.
    let file = file.take(length.unwrap_or(u64::MAX));
    Ok((Pieces::Chunks(Mutex::new(chunks::of_reader(file))), length))
}

impl Opened {
    /// How many bytes it will give, if that is known.
    pub(crate) fn length(&self) -> Option<u64> {
        self.length
    }

    /// The next piece; `None` after the last.
    pub(crate) fn poll_piece(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, UploadError>>> {
        let piece = match ready!(self.poll_source(cx)) {
            Some(Ok(piece)) => piece,
            Some(Err(error)) => return Poll::Ready(Some(Err(error))),
            None => return Poll::Ready(self.check_end().err().map(Err)),
        };
        self.given = self.given.saturating_add(piece.len() as u64);
        if let Some(length) = self.length.filter(|length| self.given > *length) {
            return Poll::Ready(Some(Err(UploadFault::Longer(length).of(&self.title))));
        }
        if let Some(progress) = &self.progress {
            progress(self.given, self.length);
        }
        Poll::Ready(Some(Ok(piece)))
    }

    fn poll_source(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, UploadError>>> {
        if let Pieces::Once(once) = &self.pieces {
            let Some(chunks) = once.take() else {
                return Poll::Ready(Some(Err(UploadFault::Used.of(&self.title))));
            };
            self.pieces = Pieces::Chunks(Mutex::new(chunks));
        }
        match &mut self.pieces {
            Pieces::Bytes(bytes) if bytes.is_empty() => Poll::Ready(None),
            Pieces::Bytes(bytes) => {
                // In pieces only if progress is reported.
                let most = if self.progress.is_some() { CHUNK } else { usize::MAX };
                Poll::Ready(Some(Ok(bytes.split_to(bytes.len().min(most)))))
            }
            Pieces::Chunks(chunks) => {
                let chunks = chunks.get_mut().unwrap_or_else(PoisonError::into_inner);
                let title = &self.title;
                chunks
                    .as_mut()
                    .poll_next(cx)
                    .map_err(|error| UploadFault::Unreadable(error).of(title))
            }
            Pieces::Once(_) => Poll::Ready(None),
        }
    }

    fn check_end(&self) -> Result<(), UploadError> {
        match self.length {
            Some(length) if self.given < length => {
                Err(UploadFault::Shorter { given: self.given, length }.of(&self.title))
            }
            _ => Ok(()),
        }
    }
}
