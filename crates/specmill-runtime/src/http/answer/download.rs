//! Answers that are streamed as bytes: files, audio, anything large.

use std::fmt;
use std::future::poll_fn;
use std::io;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use tokio::fs::{self, File};
use tokio::io::AsyncWriteExt;

use super::decoding::Decoding;
use super::incoming::Incoming;
use crate::auto_traits::auto_traits;
use crate::http::error::{Error, ErrorKind};
use crate::http::headers::content_type;
use crate::http::send::{Outcome, Reading};
use crate::http::wire::{Collected, too_large};

use crate::json::{DecodeError, Decoded};
use crate::random::random;
use crate::upload::OnProgress;

/// The body of an answer as a stream of bytes. Only a piece of it is in memory at a time, and a slow
/// reader slows the server down. Dropping it closes the connection.
///
/// A body that breaks off is an error of [`ErrorKind::Connection`], one that stalls
/// ([`Call::stall_timeout`](crate::http::Call::stall_timeout)) of [`ErrorKind::Timeout`]; both end
/// it.
///
/// It is a `futures_core::Stream`, and needs no such crate: [`Download::try_next`] is its own.
///
/// ```no_run
/// # use specmill_runtime::http::{Call, Download, Error};
/// # async fn example(call: Call<Download>) -> Result<(), Error> {
/// let mut speech = call.await?;
/// speech.on_progress(|got, total| eprintln!("{got} of {total:?} bytes"));
/// speech.save("speech.mp3").await?;
/// # Ok(()) }
/// ```
///
/// It is `Send`, `Sync` and `Unpin`.
#[must_use = "a body is read when it is asked for"]
pub struct Download {
    incoming: Box<Incoming>,
    length: Option<u64>,
    progress: Option<OnProgress>,
    /// Bytes that were received and not yet read.
    pub(crate) rest: Bytes,
}

auto_traits!([] Download: Send + Sync + Unpin);

impl Download {
    pub(crate) fn decoding(accept: &'static str) -> Decoding<Self> {
        let decode = |outcome: &mut Outcome| Ok(Decoded::exact(Self::of(outcome)));
        Decoding { accept, reading: Reading::Stream, decode }
    }

    /// As `decoding`, of an operation that describes the media types `accept`.
    pub(crate) fn described(accept: &'static str) -> Decoding<Self> {
        let decode = |outcome: &mut Outcome| match outcome.stream {
            Some(_) => Ok(Decoded::exact(Self::of(outcome))),
            None => {
                let found = content_type(&outcome.answer.headers).to_owned();
                Err(DecodeError::body(outcome.accept.to_owned(), found))
            }
        };
        Decoding { accept, reading: Reading::Bytes(accept), decode }
    }

    fn of(outcome: &mut Outcome) -> Self {
        let incoming = Box::new(Incoming::of(outcome));
        let length = incoming.length();
        Self { incoming, length, progress: None, rest: Bytes::new() }
    }

    /// The media type with its parameters, if the server told it.
    pub fn content_type(&self) -> Option<&str> {
        Some(content_type(&self.incoming.head().headers))
            .filter(|media_type| !media_type.is_empty())
    }

    /// The length in bytes, if the server told it and it is that of what is given out (of a body
    /// that came compressed it is not).
    pub fn content_length(&self) -> Option<u64> {
        self.length
    }

    /// How many bytes have been given out.
    pub fn received(&self) -> u64 {
        self.incoming.received() - self.rest.len() as u64
    }

    /// Calls `progress` with each piece that comes: the bytes so far and their total, if known.
    pub fn on_progress(
        &mut self,
        progress: impl Fn(u64, Option<u64>) + Send + Sync + 'static,
    ) -> &mut Self {
        self.progress = Some(Arc::new(progress));
        self
    }

    /// The next piece; `None` at the end.
    ///
    /// # Errors
    /// [`ErrorKind::Connection`] and [`ErrorKind::Timeout`].
    pub async fn try_next(&mut self) -> Result<Option<Bytes>, Error> {
        poll_fn(|cx| self.poll_piece(cx)).await.transpose()
    }

    /// The next piece or the error in its place; `None` at the end. [`Download::try_next`] is the same
    /// for `?`.
    pub async fn next(&mut self) -> Option<Result<Bytes, Error>> {
        poll_fn(|cx| self.poll_piece(cx)).await
    }

    /// Reads the remaining bytes into memory; at most as many as
    /// [`ClientBuilder::max_answer_size`](crate::http::ClientBuilder::max_answer_size) allows.
    ///
    /// # Errors
    /// Those of [`Download::try_next`], and [`ErrorKind::TooLarge`], which ends it.
    pub async fn read(&mut self) -> Result<Bytes, Error> {
        let left = self.length.map(|length| length.saturating_sub(self.received()));
        let Ok(mut all) = Collected::new(left, self.incoming.answer_size()) else {
            return Err(self.too_large());
        };
        while let Some(piece) = self.try_next().await? {
            if all.push(&piece).is_err() {
                return Err(self.too_large());
            }
        }
        Ok(all.into_bytes())
    }

    fn too_large(&mut self) -> Error {
        self.incoming.close();
        self.rest = Bytes::new();
        self.incoming.broke(ErrorKind::TooLarge);
        let summary = too_large(self.incoming.answer_size());
        self.incoming.error(ErrorKind::TooLarge, summary).with_body_cut()
    }

    /// Writes the remaining bytes to a file, and returns their number. An existing file is replaced
    /// when the download is complete; until then the bytes are in a temporary file beside it, which
    /// is removed on an error and when the future is dropped.
    ///
    /// # Errors
    /// Those of [`Download::try_next`], and [`ErrorKind::Save`].
    pub async fn save(&mut self, path: impl AsRef<Path>) -> Result<u64, Error> {
        let path = path.as_ref();
        let beside = Unfinished::beside(path);
        let mut file = File::create_new(&beside.0).await.map_err(|e| self.unsaved(path, e))?;
        let mut saved = 0;
        while let Some(piece) = self.try_next().await? {
            file.write_all(&piece).await.map_err(|e| self.unsaved(path, e))?;
            saved += piece.len() as u64;
        }
        // Writing is done when it is flushed, not before.
        file.flush().await.map_err(|e| self.unsaved(path, e))?;
        drop(file);
        fs::rename(&beside.0, path).await.map_err(|e| self.unsaved(path, e))?;
        beside.keep();
        Ok(saved)
    }

    fn unsaved(&self, path: &Path, error: io::Error) -> Error {
        let summary = format!("the file `{}` cannot be written: {error}", path.display());
        self.incoming.error(ErrorKind::Save, summary).with_source(error)
    }

    fn poll_piece(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        if !self.rest.is_empty() {
            return Poll::Ready(Some(Ok(std::mem::take(&mut self.rest))));
        }
        let piece = ready!(self.incoming.poll_chunk(cx));
        if let (Some(Ok(_)), Some(progress)) = (&piece, &self.progress) {
            progress(self.incoming.received(), self.length);
        }
        Poll::Ready(piece)
    }
}

/// A temporary file, removed when it is dropped.
struct Unfinished(PathBuf);

impl Unfinished {
    fn beside(path: &Path) -> Self {
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{:032x}.part", random()));
        Self(path.with_file_name(name))
    }

    fn keep(mut self) {
        self.0 = PathBuf::new();
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if !self.0.as_os_str().is_empty() {
            let _ = std::fs::remove_file(&self.0);
        }
    }
}

impl Stream for Download {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_piece(cx)
    }
}

impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download")
            .field("content_type", &self.content_type())
            .field("content_length", &self.length)
            .field("received", &self.received())
            .finish_non_exhaustive()
    }
}
