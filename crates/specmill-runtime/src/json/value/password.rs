//! The string format `password`.

use std::fmt;

use crate::json::decode::{Decode, Decoder};
use crate::json::encode::{Encode, Encoder};
use crate::json::report::DecodeError;
use crate::json::tape::Node;
use crate::text::Secret;

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
