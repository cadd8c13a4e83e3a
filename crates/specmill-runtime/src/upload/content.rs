//! Content to be sent that is not JSON: bytes, a file, a stream.

use std::borrow::Cow;
use std::fmt;
use std::io::Read;
use std::ops::Range;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use futures_core::Stream;
use tokio::io::AsyncRead;

use super::chunks::Once;
use super::{blocking, chunks};
use crate::auto_traits::auto_traits;
use crate::box_error::BoxError;

/// The media type of content of unknown type (RFC 2046, section 4.5.1).
const UNKNOWN_TYPE: &str = "application/octet-stream";

/// Called with the number of bytes transferred so far, and with their total, if it is known.
pub(crate) type OnProgress = Arc<dyn Fn(u64, Option<u64>) + Send + Sync>;

/// Content to be sent: bytes, a file, or a stream. What `format: binary` is in generated types.
///
/// Cheap to clone: clones share the content. A file is opened when the call is sent, and again for
/// each try; in memory there is never more than a small piece of it. A stream or a reader can be
/// sent once: a call with one in its body is not tried again once the first piece of it was asked
/// for, and does not follow a redirect that wants the body again.
///
/// `Debug` does not show the content.
///
/// ```
/// use specmill_runtime::http::Upload;
///
/// let notes = Upload::from("first line\n".to_owned()).file_name("notes.txt");
/// assert_eq!(notes.media_type(), "text/plain");
/// let film = Upload::path("film.mp4"); // not opened yet
/// assert_eq!(film.media_type(), "video/mp4");
/// ```
///
/// It is `Send`, `Sync` and `Unpin`.
#[derive(Clone)]
#[must_use]
pub struct Upload {
    pub(super) source: Source,
    pub(super) file_name: Option<Arc<str>>,
    pub(super) content_type: Option<Arc<str>>,
    /// The length of a stream, as the caller gives it.
    pub(super) length: Option<u64>,
    pub(super) progress: Option<OnProgress>,
}

auto_traits!([] Upload: Send + Sync + Unpin);

#[derive(Clone)]
pub(super) enum Source {
    Bytes(Bytes),
    Path(Arc<Path>),
    /// Some of the bytes of a file.
    PathRange(Arc<Path>, Range<u64>),
    Once(Arc<Once>),
}

impl Upload {
    fn new(source: Source) -> Self {
        Self { source, file_name: None, content_type: None, length: None, progress: None }
    }

    /// Bytes in memory.
    pub fn bytes(bytes: impl Into<Bytes>) -> Self {
        Self::new(Source::Bytes(bytes.into()))
    }

    /// A file, opened when the call is sent. A file that is not there, or that has become shorter
    /// while it was sent, is an error of [`ErrorKind::Upload`](crate::http::ErrorKind::Upload).
    ///
    /// The last part of the path is the file's name unless [`Upload::file_name`] says otherwise.
    pub fn path(path: impl Into<PathBuf>) -> Self {
        Self::new(Source::Path(path.into().into()))
    }

    /// The bytes of a file in `range`, opened and read as those of [`Upload::path`]: a part of a file that
    /// is too large for one request. A file that ends before the range does is an error.
    ///
    /// ```
    /// use specmill_runtime::http::Upload;
    ///
    /// let second = Upload::path_range("film.mp4", 64_000_000..128_000_000);
    /// ```
    pub fn path_range(path: impl Into<PathBuf>, range: Range<u64>) -> Self {
        Self::new(Source::PathRange(path.into().into(), range))
    }

    /// The content of a reader. It can be sent once.
    pub fn reader(reader: impl AsyncRead + Send + 'static) -> Self {
        Self::new(Source::Once(Arc::new(Once::new(chunks::of_reader(reader)))))
    }

    /// The content of a blocking reader (an archive as it is written, a decoder), read on a thread
    /// for blocking work. It can be sent once.
    pub fn blocking_reader(reader: impl Read + Send + 'static) -> Self {
        Self::new(Source::Once(Arc::new(Once::new(blocking::chunks(reader)))))
    }

    /// The content of a stream. It can be sent once.
    pub fn stream<S, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + Send + 'static,
        E: Into<BoxError>,
    {
        Self::new(Source::Once(Arc::new(Once::new(chunks::of_stream(stream)))))
    }

    /// The name that goes along in a multipart body.
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into().into());
        self
    }

    /// The media type. Without it, it is guessed from the file's name, and
    /// `application/octet-stream` if that says nothing.
    pub fn content_type(mut self, media_type: impl Into<String>) -> Self {
        self.content_type = Some(media_type.into().into());
        self
    }

    /// How many bytes a stream or reader will give. With it the request has a `content-length`,
    /// which some servers insist on; one that gives fewer or more is an error. Of bytes and files
    /// the length is known.
    pub fn length(mut self, bytes: u64) -> Self {
        self.length = Some(bytes);
        self
    }

    /// Calls `progress` whenever a piece has been handed to the connection, with the number of
    /// bytes so far and their total, if that is known. A second try starts at 0 again.
    pub fn on_progress(
        mut self,
        progress: impl Fn(u64, Option<u64>) + Send + Sync + 'static,
    ) -> Self {
        self.progress = Some(Arc::new(progress));
        self
    }

    /// The media type: the one that was set, else the one guessed from the name.
    pub fn media_type(&self) -> &str {
        if let Some(media_type) = &self.content_type {
            return media_type;
        }
        let name = self.name();
        name.and_then(|name| mime_guess::from_path(&*name).first_raw()).unwrap_or(UNKNOWN_TYPE)
    }

    /// The file's name: the one that was set, else the last part of the path.
    pub(crate) fn name(&self) -> Option<Cow<'_, str>> {
        match (&self.file_name, &self.source) {
            (Some(name), _) => Some(Cow::Borrowed(name)),
            (None, Source::Path(path) | Source::PathRange(path, _)) => {
                path.file_name().map(|name| name.to_string_lossy())
            }
            _ => None,
        }
    }

    /// The media type the caller set.
    pub(crate) fn chosen_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// The bytes, if they are in memory.
    pub fn as_bytes(&self) -> Option<&[u8]> {
        match &self.source {
            Source::Bytes(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// The bytes as JSON can hold them, if they are in memory: as text, else as base64.
    pub(crate) fn as_text(&self) -> Option<Cow<'_, str>> {
        let bytes = self.as_bytes()?;
        Some(match std::str::from_utf8(bytes) {
            Ok(text) => Cow::Borrowed(text),
            Err(_) => Cow::Owned(STANDARD.encode(bytes)),
        })
    }

    /// Whether it can be sent, once more or for the first time.
    pub(crate) fn can_be_sent(&self) -> bool {
        match &self.source {
            Source::Once(once) => once.can_be_sent(),
            _ => true,
        }
    }

    /// What a message calls it.
    pub(super) fn title(&self) -> String {
        match (&self.source, self.name()) {
            (Source::Path(path) | Source::PathRange(path, _), _) => {
                format!("the file `{}`", path.display())
            }
            (_, Some(name)) => format!("the upload `{}`", name.escape_debug()),
            _ => "the upload".into(),
        }
    }
}

impl From<Vec<u8>> for Upload {
    fn from(bytes: Vec<u8>) -> Self {
        Self::bytes(bytes)
    }
}

impl From<&'static [u8]> for Upload {
    fn from(bytes: &'static [u8]) -> Self {
        Self::bytes(bytes)
    }
}

impl<const N: usize> From<&'static [u8; N]> for Upload {
    fn from(bytes: &'static [u8; N]) -> Self {
        Self::bytes(&bytes[..])
    }
}

impl From<Bytes> for Upload {
    fn from(bytes: Bytes) -> Self {
        Self::bytes(bytes)
    }
}

impl From<String> for Upload {
    fn from(text: String) -> Self {
        Self::bytes(text)
    }
}

impl From<&'static str> for Upload {
    fn from(text: &'static str) -> Self {
        Self::bytes(text)
    }
}

/// The same bytes, the same path, or the very same stream, under the same name and type.
// A panic leaves nothing half done in it: a stream is taken out of its lock before it is read. All that
// fields of generated types hold has these traits, so that a type does not lose them with a new field.
impl UnwindSafe for Upload {}
impl RefUnwindSafe for Upload {}

impl PartialEq for Upload {
    fn eq(&self, other: &Self) -> bool {
        let is_same = match (&self.source, &other.source) {
            (Source::Bytes(a), Source::Bytes(b)) => a == b,
            (Source::Path(a), Source::Path(b)) => a == b,
            (Source::PathRange(a, one), Source::PathRange(b, other)) => a == b && one == other,
            (Source::Once(a), Source::Once(b)) => Arc::ptr_eq(a, b),
            _ => false,
        };
        is_same && self.file_name == other.file_name && self.content_type == other.content_type
    }
}

impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("Upload");
        match &self.source {
            Source::Bytes(bytes) => out.field("bytes", &bytes.len()),
            Source::Path(path) => out.field("path", path),
            Source::PathRange(path, range) => out.field("path", path).field("range", range),
            Source::Once(_) => out.field("stream", &self.length),
        };
        out.field("file_name", &self.file_name).field("content_type", &self.content_type).finish()
    }
}
