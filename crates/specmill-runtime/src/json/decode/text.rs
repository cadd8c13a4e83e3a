//! Bodies that are not JSON, read as JSON is: leniently, with the drift listed.

use super::decoder::Decoded;
use crate::json::report::{DecodeError, Drift, DriftKind, Strictness};

/// A body as text. What is not UTF-8 is replaced by U+FFFD, which is drift.
///
/// # Errors
/// With [`Strictness::Strict`], when it is not UTF-8.
pub(crate) fn decode_text(
    body: &[u8],
    strictness: Strictness,
) -> Result<Decoded<String>, DecodeError> {
    let error = match std::str::from_utf8(body) {
        Ok(text) => return Ok(Decoded::exact(text.to_owned())),
        Err(error) => error,
    };
    let drift = Drift {
        path: "$".into(),
        kind: DriftKind::InvalidFormat,
        expected: "text in UTF-8".into(),
        found: format!("{error}"),
    };
    match strictness {
        Strictness::Strict => Err(DecodeError::strict(vec![drift], 0)),
        Strictness::Lenient => Ok(Decoded {
            value: String::from_utf8_lossy(body).into_owned(),
            drift: vec![drift],
            unlisted: 0,
        }),
    }
}
