//! Files from the disk: in one piece, in parts, and into vector stores.

#[cfg(convenience = "upload_chunked")]
mod begun_upload;
#[cfg(convenience = "upload_chunked")]
mod chunked_upload;
#[cfg(convenience = "upload_chunked")]
mod chunked_upload_error;
#[cfg(convenience = "create_from_path")]
mod create_from_path;
#[cfg(convenience = "upload_chunked")]
mod file_version;
#[cfg(all(convenience = "upload_chunked", feature = "md5"))]
mod md5;
#[cfg(any(convenience = "upload_chunked", convenience = "upload_and_poll"))]
mod side_by_side;
#[cfg(convenience = "upload_chunked")]
mod unfinished_upload;
#[cfg(convenience = "upload_and_poll")]
mod upload_and_poll;

#[cfg(convenience = "upload_chunked")]
pub use chunked_upload::ChunkedUpload;
#[cfg(convenience = "upload_chunked")]
pub use chunked_upload_error::ChunkedUploadError;
#[cfg(convenience = "upload_chunked")]
pub use unfinished_upload::UnfinishedUpload;
#[cfg(convenience = "upload_and_poll")]
pub use upload_and_poll::{UploadAndPoll, UploadAndPollError};
