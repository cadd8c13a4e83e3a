//! Why an upload in parts has not come to its end.

use std::fmt;
use std::io;
use std::path::PathBuf;

use super::unfinished_upload::UnfinishedUpload;
use crate::http::Error;

/// The error of a [`ChunkedUpload`](crate::ChunkedUpload). `?` makes an [`Error`] of it where that is what
/// a function returns.
#[derive(Debug)]
#[non_exhaustive]
pub enum ChunkedUploadError {
    /// The file cannot be read: it is not there, it is a folder, or the disk has failed.
    #[non_exhaustive]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The error of the operating system.
        error: io::Error,
        /// With what the upload can be resumed, once it has begun.
        unfinished: Option<Box<UnfinishedUpload>>,
    },
    /// Another size or time of the last change was found than the file had when the upload began. Its
    /// parts are of two versions, so that it has been cancelled.
    #[non_exhaustive]
    Changed {
        /// The file.
        path: PathBuf,
        /// The upload that was begun.
        upload_id: String,
        /// Whether the server has confirmed that the upload is cancelled. If not, the upload expires by
        /// itself.
        is_cancelled: bool,
    },
    /// The parts cannot be as the settings say, or an [`UnfinishedUpload`] is not one that was handed out.
    /// Nothing was sent.
    #[non_exhaustive]
    Unfit {
        /// What does not fit.
        reason: String,
    },
    /// A call failed, after its retries. Parts that the server accepted are in `unfinished`.
    #[non_exhaustive]
    Call {
        /// The error of the call.
        error: Error,
        /// With what the upload can be resumed, once it has begun.
        unfinished: Option<Box<UnfinishedUpload>>,
    },
}

impl ChunkedUploadError {
    /// With what the upload can be resumed, by `client.uploads().resume_chunked(…)`; `None` where nothing
    /// was begun, or nothing can become of it.
    #[must_use]
    pub fn unfinished(&self) -> Option<&UnfinishedUpload> {
        match self {
            Self::Unreadable { unfinished, .. } | Self::Call { unfinished, .. } => {
                unfinished.as_deref()
            }
            Self::Changed { .. } | Self::Unfit { .. } => None,
        }
    }
}

impl fmt::Display for ChunkedUploadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable { path, error, .. } => {
                write!(f, "the file `{}` cannot be read: {error}", path.display())
            }
            Self::Changed { path, upload_id, is_cancelled } => {
                let path = path.display();
                write!(f, "the file `{path}` has changed since its upload began; the upload ")?;
                match is_cancelled {
                    true => write!(f, "`{upload_id}` is cancelled"),
                    false => write!(f, "`{upload_id}` could not be cancelled, and will expire"),
                }
            }
            Self::Unfit { reason } => f.write_str(reason),
            Self::Call { error, .. } => error.fmt(f),
        }
    }
}

impl std::error::Error for ChunkedUploadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Unreadable { error, .. } => Some(error),
            Self::Call { error, .. } => std::error::Error::source(error),
            Self::Changed { .. } | Self::Unfit { .. } => None,
        }
    }
}

/// The error of the call, or one of [`ErrorKind::Upload`](crate::http::ErrorKind::Upload) that has this as
/// its source.
impl From<ChunkedUploadError> for Error {
    fn from(error: ChunkedUploadError) -> Self {
        match error {
            ChunkedUploadError::Call { error, .. } => error,
            other => Self::upload(other),
        }
    }
}
