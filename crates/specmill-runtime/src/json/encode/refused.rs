//! A value that cannot be written, and which member of the body it is.

use std::fmt;
use std::sync::Arc;

use super::place::place;
use crate::text::one_line;

/// Characters of the reason that are kept.
const MAX_MESSAGE: usize = 200;

/// Why a value could not be written, and where it stands in what was.
#[derive(Clone, Debug)]
pub(crate) struct Refused {
    /// `tools[0].parameters`; empty for the whole value.
    place: Arc<str>,
    reason: Arc<str>,
}

impl Refused {
    /// The value behind the text `written`, for `reason`.
    pub(super) fn new(written: &[u8], reason: &str) -> Self {
        let place = one_line(&place(written), MAX_MESSAGE);
        Self { place: place.into(), reason: one_line(reason, MAX_MESSAGE).into() }
    }

    /// The same for an error of serde's.
    pub(super) fn by_serialize(written: &[u8], error: &serde_json::Error) -> Self {
        Self::new(written, &format!("its `Serialize` failed: {error}"))
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.place.is_empty() {
            return f.write_str(&self.reason);
        }
        write!(f, "the member `{}`: {}", self.place, self.reason)
    }
}
