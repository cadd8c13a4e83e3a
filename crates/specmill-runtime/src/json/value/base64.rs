//! The string format `byte`.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use base64::Engine;
use base64::alphabet::{STANDARD, URL_SAFE};
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{self, GeneralPurpose, GeneralPurposeConfig};

use super::raw::kept_text;
use crate::json::decode::{Decode, Decoder};
use crate::json::encode::{Encode, Encoder};
use crate::json::report::{DecodeError, DriftKind};
use crate::json::tape::Node;

/// Bytes that are base64 in JSON: format `byte`, and the `contentEncoding` of that name.
///
/// Both alphabets are read (RFC 4648 §4 and §5), with and without padding and line breaks (RFC 2045
/// §6.8), and written back as they came; other bytes are written in the first alphabet, with padding.
/// A text that is not base64 is kept, as drift, and stands for no bytes
/// ([`invalid_text`](Self::invalid_text)).
///
/// ```
/// use specmill_runtime::json::{self, Base64};
/// let bytes = Base64::from(b"hi".to_vec());
/// assert_eq!(*bytes, *b"hi");
/// assert_eq!(json::encode(&bytes), b"\"aGk=\"");
/// ```
#[derive(Clone)]
pub struct Base64(Form);

#[derive(Clone)]
enum Form {
    /// They are written as `STANDARD` has them.
    Bytes(Vec<u8>),
    /// They are written as they came.
    Kept(Box<Kept>),
}

#[derive(Clone)]
struct Kept {
    bytes: Vec<u8>,
    is_valid: bool,
    text: Box<str>,
}

impl Base64 {
    /// The bytes; none if the text is not base64.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        match &self.0 {
            Form::Bytes(bytes) => bytes,
            Form::Kept(kept) => &kept.bytes,
        }
    }

    /// The bytes; none if the text is not base64.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        match self.0 {
            Form::Bytes(bytes) => bytes,
            Form::Kept(kept) => kept.bytes,
        }
    }

    /// The text that came, if it is not base64.
    #[must_use]
    pub fn invalid_text(&self) -> Option<&str> {
        match &self.0 {
            Form::Kept(kept) if !kept.is_valid => Some(&kept.text),
            _ => None,
        }
    }

    fn read(text: &str) -> Option<Self> {
        if let Ok(bytes) = general_purpose::STANDARD.decode(text) {
            return Some(Self(Form::Bytes(bytes)));
        }
        let is_line_break = |char: char| matches!(char, '\r' | '\n');
        let joined = match text.contains(is_line_break) {
            true => Cow::Owned(text.replace(is_line_break, "")),
            false => Cow::Borrowed(text),
        };
        let bytes = ANY.decode(&*joined).or_else(|_| ANY_URL_SAFE.decode(&*joined)).ok()?;
        Some(Self(Form::Kept(Box::new(Kept { bytes, is_valid: true, text: text.into() }))))
    }

    /// A text that is not base64; the empty one is, of no bytes.
    fn invalid(text: Box<str>) -> Self {
        if text.is_empty() {
            return Self::default();
        }
        Self(Form::Kept(Box::new(Kept { bytes: Vec::new(), is_valid: false, text })))
    }

    /// What two of them are compared by.
    fn order(&self) -> (&[u8], Option<&str>) {
        (self.as_bytes(), self.invalid_text())
    }
}

/// Takes the bits that the last character has too many as well: some encoders do not clear them.
const LENIENT: GeneralPurposeConfig = GeneralPurposeConfig::new()
    .with_decode_allow_trailing_bits(true)
    .with_decode_padding_mode(DecodePaddingMode::Indifferent);

static ANY: GeneralPurpose = GeneralPurpose::new(&STANDARD, LENIENT);
static ANY_URL_SAFE: GeneralPurpose = GeneralPurpose::new(&URL_SAFE, LENIENT);

impl Default for Base64 {
    fn default() -> Self {
        Self(Form::Bytes(Vec::new()))
    }
}

impl From<Vec<u8>> for Base64 {
    fn from(bytes: Vec<u8>) -> Self {
        Self(Form::Bytes(bytes))
    }
}

impl From<&[u8]> for Base64 {
    fn from(bytes: &[u8]) -> Self {
        Self::from(bytes.to_vec())
    }
}

/// Bytes that are written out: `b"…"`.
impl<const N: usize> From<&[u8; N]> for Base64 {
    fn from(bytes: &[u8; N]) -> Self {
        Self::from(bytes.as_slice())
    }
}

impl From<Base64> for Vec<u8> {
    fn from(bytes: Base64) -> Self {
        bytes.into_bytes()
    }
}

impl AsRef<[u8]> for Base64 {
    fn as_ref(&self) -> &[u8] {
        self.as_bytes()
    }
}

impl std::ops::Deref for Base64 {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        self.as_bytes()
    }
}

impl fmt::Debug for Base64 {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = formatter.debug_tuple("Base64");
        match self.invalid_text() {
            Some(text) => shown.field(&text),
            None => shown.field(&self.as_bytes()),
        };
        shown.finish()
    }
}

impl PartialEq for Base64 {
    fn eq(&self, other: &Self) -> bool {
        self.order() == other.order()
    }
}

impl Eq for Base64 {}

impl PartialOrd for Base64 {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Base64 {
    fn cmp(&self, other: &Self) -> Ordering {
        self.order().cmp(&other.order())
    }
}

impl Hash for Base64 {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.order().hash(state);
    }
}

impl Decode for Base64 {
    const HAS_SUBSTITUTE: bool = true;
    const KEEPS: bool = true;

    fn decode(node: Node<'_>, cx: &mut Decoder) -> Result<Self, DecodeError> {
        const EXPECTED: &str = "a base64 string";
        match node.as_str().map(Self::read) {
            Some(Some(value)) => Ok(value),
            _ if cx.is_substituting() => Ok(Self::invalid(kept_text(node))),
            Some(None) => Err(node.error(DriftKind::InvalidFormat, EXPECTED)),
            None => Err(node.wrong_type(EXPECTED)),
        }
    }
}

impl Encode for Base64 {
    fn encode(&self, out: &mut Encoder) {
        match &self.0 {
            Form::Bytes(bytes) => out.string(&general_purpose::STANDARD.encode(bytes)),
            Form::Kept(kept) => out.string(&kept.text),
        }
    }
}

crate::__json_serde!(Base64);
