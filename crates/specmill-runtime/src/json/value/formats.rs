//! The string formats `byte` and `password`.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};

use crate::json::decode::{Decode, Decoder};
use crate::json::encode::{Encode, Encoder};
use crate::json::report::{DecodeError, DriftKind};
use crate::json::tape::Node;
use crate::text::Secret;

/// Bytes that are base64 in JSON: format `byte` (RFC 4648 §4). Written with padding, read with or
/// without.
///
/// ```
/// use specmill_runtime::json::{self, Base64};
/// assert_eq!(json::encode(&Base64(b"hi".to_vec())), b"\"aGk=\"");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Base64(pub Vec<u8>);

impl From<Vec<u8>> for Base64 {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl From<Base64> for Vec<u8> {
    fn from(bytes: Base64) -> Self {
        bytes.0
    }
}

impl AsRef<[u8]> for Base64 {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl Decode for Base64 {
    const HAS_EMPTY: bool = true;

    fn decode(node: Node<'_>, _: &mut Decoder) -> Result<Self, DecodeError> {
        let Some(text) = node.as_str() else {
            return Err(node.wrong_type("a base64 string"));
        };
        let engine = if text.ends_with('=') { STANDARD } else { STANDARD_NO_PAD };
        match engine.decode(text) {
            Ok(bytes) => Ok(Self(bytes)),
            Err(_) => Err(node.error(DriftKind::InvalidFormat, "a base64 string")),
        }
    }

    fn empty() -> Option<Self> {
        Some(Self::default())
    }
}

impl Encode for Base64 {
    fn encode(&self, out: &mut Encoder) {
        out.string(&STANDARD.encode(&self.0));
    }
}

crate::__json_serde!(Base64);

/// A string of format `password`: a [`Secret`](crate::http::Secret) in JSON. It is not shown by
/// `Debug`, not printable and never in a drift, and its memory is zeroed when it is dropped.
///
/// ```
/// use specmill_runtime::json::Password;
/// let password = Password::from("hunter2");
/// assert_eq!(format!("{password:?}"), "Password(..)");
/// assert_eq!(password.expose(), "hunter2");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Password(Secret);

impl Password {
    /// The text.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose()
    }
}

impl From<String> for Password {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl From<&str> for Password {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl From<Secret> for Password {
    fn from(secret: Secret) -> Self {
        Self(secret)
    }
}

impl Default for Password {
    fn default() -> Self {
        Self::from("")
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Password(..)")
    }
}

impl Decode for Password {
    const HAS_EMPTY: bool = true;

    fn decode(node: Node<'_>, _: &mut Decoder) -> Result<Self, DecodeError> {
        match node.as_str() {
            Some(text) => Ok(Self::from(text)),
            None => Err(node.wrong_type("a string").secret()),
        }
    }

    fn empty() -> Option<Self> {
        Some(Self::default())
    }
}

impl Encode for Password {
    fn encode(&self, out: &mut Encoder) {
        out.string(self.expose());
    }
}

crate::__json_serde!(Password);
