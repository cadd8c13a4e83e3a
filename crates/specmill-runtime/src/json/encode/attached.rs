//! JSON together with the uploads in it, for which JSON has no place.

use std::fmt;

use bytes::Bytes;

use super::refused::Refused;
use crate::random::random;
use crate::upload::Upload;

/// A value as JSON text, with a marker as a string wherever an upload is.
#[derive(Clone, Debug, Default)]
pub(crate) struct Encoded {
    pub(crate) text: Bytes,
    pub(crate) uploads: Vec<Attached>,
    /// The first value in it that could not be written, in whose place there is `null`.
    pub(crate) refused: Option<Refused>,
}

/// An upload and the string that stands for it. The string is random, so that no text of the body
/// can be taken for it.
#[derive(Clone, Debug)]
pub(crate) struct Attached {
    marker: String,
    pub(crate) upload: Upload,
}

/// JSON that holds an upload whose bytes are not at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct UploadInJson;

impl fmt::Display for UploadInJson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "it holds an upload of a file or a stream, which can only be sent as multipart or as the \
             whole body; read it into memory first",
        )
    }
}

impl Attached {
    pub(crate) fn new(upload: &Upload) -> Self {
        Self { marker: format!("upload-{:032x}", random()), upload: upload.clone() }
    }

    pub(crate) fn marker(&self) -> &str {
        &self.marker
    }
}

impl Encoded {
    /// The upload that `text` stands for.
    pub(crate) fn upload(&self, text: &str) -> Option<&Upload> {
        self.uploads.iter().find(|attached| attached.marker == text).map(|found| &found.upload)
    }

    /// The JSON alone: uploads become their text, or base64 where it is none.
    ///
    /// # Errors
    /// When the bytes of an upload are not at hand.
    pub(crate) fn into_json(self) -> Result<Bytes, UploadInJson> {
        if self.uploads.is_empty() {
            return Ok(self.text);
        }
        // An encoder writes nothing but UTF-8.
        let mut text = String::from_utf8_lossy(&self.text).into_owned();
        for Attached { marker, upload } in &self.uploads {
            let marker = format!("\"{marker}\"");
            if !text.contains(&marker) {
                continue;
            }
            let Some(content) = upload.as_text() else {
                return Err(UploadInJson);
            };
            text = text.replace(&marker, &serde_json::Value::from(&*content).to_string());
        }
        Ok(text.into())
    }
}
