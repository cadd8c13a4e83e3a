//! A text that no log may see.

use std::fmt;

use crate::json::Drift;

/// A secret text: its `Debug` shows only that it is there.
///
/// ```
/// use specmill_runtime::http::Secret;
///
/// let key = Secret::from("sk-very-secret");
/// assert_eq!(format!("{key:?}"), "[secret]");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// The text itself, to be sent and not to be shown.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[secret]")
    }
}

/// Takes `secrets` out of a text that is to be shown: servers repeat the key they refuse.
pub(crate) fn take_out(text: &mut String, secrets: &[String]) {
    // Who takes out single characters takes out everything.
    for secret in secrets.iter().filter(|secret| secret.len() > 3) {
        if text.contains(secret.as_str()) {
            *text = text.replace(secret.as_str(), "[secret]");
        }
    }
}

/// Takes `secrets` out of what drifts quote.
pub(crate) fn take_out_of_drift(drift: &mut [Drift], secrets: &[String]) {
    for drift in drift {
        take_out(&mut drift.found, secrets);
        take_out(&mut drift.path, secrets);
    }
}
