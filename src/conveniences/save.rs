//! Images of an answer as files. What is sent as bytes, such as speech and the content of files, is a
//! [`Download`](crate::http::Download), which has a `save` of its own.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};

use crate::http::Error;

/// Padded or not.
const ENGINE: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

#[cfg(convenience = "save_image")]
impl crate::types::Image {
    /// Writes the image to a file, and returns its size in bytes. An existing file is replaced when all of
    /// it is written.
    ///
    /// ```no_run
    /// # use openai_rest::{Client, Error, types::CreateImageRequest};
    /// # async fn run(client: Client) -> Result<(), Error> {
    /// let request = CreateImageRequest::new("A heron").model("gpt-image-1");
    /// let answer = client.images().create(&request).await?;
    /// for image in answer.data.iter().flatten() {
    ///     image.save("heron.png").await?;
    /// }
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// [`SaveError`]; [`SaveError::Absent`] where the answer has no more than the address of the image.
    pub async fn save(&self, path: impl AsRef<Path>) -> Result<u64, SaveError> {
        save(self.b64_json.as_deref(), path.as_ref()).await
    }
}

#[cfg(convenience = "save_images")]
impl crate::types::ImagesResponse {
    /// Writes the images to files, and returns their paths: the first is `path`, and further ones have
    /// `-2`, `-3`, … before the extension.
    ///
    /// # Errors
    /// [`SaveError`]; [`SaveError::Absent`] where there is no image, too. Images before the one that cannot
    /// be written stay.
    pub async fn save(&self, path: impl AsRef<Path>) -> Result<Vec<PathBuf>, SaveError> {
        let path = path.as_ref();
        let images = self.data.as_deref().filter(|images| !images.is_empty());
        let mut saved = Vec::new();
        for (image, number) in images.ok_or(SaveError::Absent)?.iter().zip(1_u64..) {
            let path = numbered(path, number);
            image.save(&path).await?;
            saved.push(path);
        }
        Ok(saved)
    }
}

#[cfg(convenience = "save_image_call")]
impl crate::types::ImageGenToolCall {
    /// Writes the image that the tool has made to a file, and returns its size in bytes. An existing file
    /// is replaced when all of it is written.
    ///
    /// # Errors
    /// [`SaveError`]; [`SaveError::Absent`] as long as it is not made.
    pub async fn save(&self, path: impl AsRef<Path>) -> Result<u64, SaveError> {
        save(self.result.as_deref(), path.as_ref()).await
    }
}

/// Why an image could not be written to a file. `?` makes an [`Error`] of it where that is what a function
/// returns.
#[derive(Debug)]
#[non_exhaustive]
pub enum SaveError {
    /// The image is not in the answer.
    Absent,
    /// What is in the place of the image is not base64.
    NotBase64,
    /// The file cannot be written.
    #[non_exhaustive]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// The error of the operating system.
        error: io::Error,
    },
}

impl fmt::Display for SaveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absent => f.write_str(
                "the image is not in the answer; models that answer with an address send it where \
                 `response_format` is `b64_json`",
            ),
            Self::NotBase64 => f.write_str("the image of the answer is not base64"),
            Self::Unwritable { path, error } => {
                write!(f, "the file `{}` cannot be written: {error}", path.display())
            }
        }
    }
}

impl std::error::Error for SaveError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Unwritable { error, .. } => Some(error),
            Self::Absent | Self::NotBase64 => None,
        }
    }
}

/// One of [`ErrorKind::Save`](crate::http::ErrorKind::Save) that has this as its source.
impl From<SaveError> for Error {
    fn from(error: SaveError) -> Self {
        Self::save(error)
    }
}

async fn save(base64: Option<&str>, path: &Path) -> Result<u64, SaveError> {
    let base64 = base64.filter(|base64| !base64.is_empty()).ok_or(SaveError::Absent)?;
    let bytes = ENGINE.decode(base64).map_err(|_| SaveError::NotBase64)?;
    let beside = beside(path);
    let written = async {
        tokio::fs::write(&beside, &bytes).await?;
        tokio::fs::rename(&beside, path).await
    };
    if let Err(error) = written.await {
        // It may not be there.
        let _ = tokio::fs::remove_file(&beside).await;
        return Err(SaveError::Unwritable { path: path.to_owned(), error });
    }
    Ok(bytes.len() as u64)
}

/// The name of the file as long as not all of it is written, of this process and call alone.
fn beside(path: &Path) -> PathBuf {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}-{count}.part", std::process::id()));
    path.with_file_name(name)
}

#[cfg(convenience = "save_images")]
fn numbered(path: &Path, number: u64) -> PathBuf {
    if number == 1 {
        return path.to_owned();
    }
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    name.push(format!("-{number}"));
    if let Some(extension) = path.extension() {
        name.push(".");
        name.push(extension);
    }
    path.with_file_name(name)
}
