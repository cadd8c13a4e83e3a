//! An upload in JSON, where it is a string.

use crate::json::decode::{Decode, Decoder};
use crate::json::encode::{Encode, Encoder};
use crate::json::report::DecodeError;
use crate::json::tape::Node;
use crate::upload::Upload;

/// The bytes of a string.
impl Decode for Upload {
    const HAS_EMPTY: bool = true;

    fn decode(node: Node<'_>, _: &mut Decoder) -> Result<Self, DecodeError> {
        #[cfg(feature = "testing")]
        if let Some(upload) = node.as_str().and_then(marked::find) {
            return Ok(upload);
        }
        match node.as_str() {
            Some(text) => Ok(Self::from(text.to_owned())),
            None => Err(node.wrong_type("a string")),
        }
    }

    fn empty() -> Option<Self> {
        Some(Self::from(String::new()))
    }
}

/// In a call's body, a file or a part of its own. Elsewhere, the bytes as text, as base64 if they
/// are not UTF-8, and `null` if they are not in memory.
impl Encode for Upload {
    fn encode(&self, out: &mut Encoder) {
        out.upload(self);
    }
}

crate::__json_serde!(Upload);

#[cfg(feature = "testing")]
pub(crate) use marked::MarkedUploads;

/// Uploads in JSON that was a multipart body, where a string stands for each.
#[cfg(feature = "testing")]
mod marked {
    use std::cell::RefCell;

    use crate::json::decode::{Decode, Decoded, decode};
    use crate::json::report::{DecodeError, Strictness};
    use crate::random::random;
    use crate::upload::Upload;

    thread_local! {
        /// Those of the value that is being decoded.
        static DECODING: RefCell<Vec<(String, Upload)>> = const { RefCell::new(Vec::new()) };
    }

    /// Uploads by the strings that stand for them.
    #[derive(Default)]
    pub(crate) struct MarkedUploads(Vec<(String, Upload)>);

    impl MarkedUploads {
        /// Adds an upload, and returns the string that stands for it: a random one, so that no text can be
        /// taken for it.
        pub(crate) fn put(&mut self, upload: Upload) -> String {
            let marker = format!("upload-{:032x}", random());
            self.0.push((marker.clone(), upload));
            marker
        }

        /// Decodes JSON with the uploads in it.
        ///
        /// # Errors
        /// As [`decode`].
        pub(crate) fn decode<T: Decode>(
            &self,
            json: &[u8],
            strictness: Strictness,
        ) -> Result<Decoded<T>, DecodeError> {
            DECODING.set(self.0.clone());
            let decoded = decode(json, strictness);
            DECODING.set(Vec::new());
            decoded
        }
    }

    pub(super) fn find(text: &str) -> Option<Upload> {
        DECODING.with_borrow(|uploads| {
            uploads.iter().find(|(marker, _)| marker == text).map(|(_, upload)| upload.clone())
        })
    }
}
