//! A file from the disk, in one piece.

use std::path::PathBuf;

use crate::files::FilesClient;
use crate::http::{Call, Upload};
use crate::types::{CreateFileRequest, CreateFileRequestPurpose, OpenAIFile};

impl FilesClient<'_> {
    /// Uploads the file at `path` in one request, under the last part of the path as its name. Files
    /// beyond 512 MB have to go in parts, with `client.uploads().upload_chunked(…)`.
    ///
    /// The file is read while it is sent, never as a whole; [`Upload`] has what else can be set, for
    /// [`FilesClient::create`].
    ///
    /// ```no_run
    /// # async fn run(client: openai_rest::Client) -> Result<(), openai_rest::Error> {
    /// let file = client.files().create_from_path("handbook.pdf", "assistants").await?;
    /// println!("{}: {} bytes", file.id, file.bytes);
    /// # Ok(()) }
    /// ```
    pub fn create_from_path(
        &self,
        path: impl Into<PathBuf>,
        purpose: impl Into<CreateFileRequestPurpose>,
    ) -> Call<OpenAIFile> {
        self.create(&CreateFileRequest::new(Upload::path(path), purpose))
    }
}
