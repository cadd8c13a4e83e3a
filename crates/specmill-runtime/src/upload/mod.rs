//! Content to be sent that is not JSON: bytes, a file, a stream. JSON has it as a string, HTTP as a
//! body or a part of one.

mod blocking;
mod chunks;
mod content;
mod opened;

pub(crate) use content::OnProgress;
pub use content::Upload;
pub(crate) use opened::{Opened, UploadError};
