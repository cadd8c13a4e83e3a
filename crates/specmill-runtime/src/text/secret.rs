//! A text that no log may see.

use std::fmt;

use super::masked::MASK;

use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::auto_traits::auto_traits;

/// A secret text: its `Debug` shows only that it is there, two are compared in a time that does not
/// tell where they differ (only their lengths), and its memory is zeroed when it is dropped. What was
/// copied out of it, into headers and what the transport sends, is not.
///
/// ```
/// use specmill_runtime::http::Secret;
///
/// let key = Secret::from("sk-very-secret");
/// assert_eq!(format!("{key:?}"), "[secret]");
/// ```
///
/// It is `Send`, `Sync` and `Unpin`.
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

auto_traits!([] Secret: Send + Sync + Unpin);

impl Secret {
    /// The text itself.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(Zeroizing::new(text))
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(Zeroizing::new(text.to_owned()))
    }
}

impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_bytes().ct_eq(other.0.as_bytes()).into()
    }
}

impl Eq for Secret {}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(MASK)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_equal_by_their_text() {
        assert_eq!(Secret::from("sk-1"), Secret::from("sk-1".to_owned()));
        for other in ["", "sk-", "sk-2", "tk-1", "sk-11"] {
            assert_ne!(Secret::from("sk-1"), Secret::from(other));
        }
        assert_eq!(Secret::from("sk-1").clone().expose(), "sk-1");
    }
}
