//! A value that its own `Serialize` refuses to write.

use std::fmt;
use std::sync::Arc;

use crate::text::one_line;

/// Characters of the error that are kept.
const MAX_MESSAGE: usize = 200;

/// Why a value could not be written, in the words of serde's error.
#[derive(Clone, Debug)]
pub(crate) struct Refused(Arc<str>);

impl Refused {
    pub(super) fn new(error: &serde_json::Error) -> Self {
        Self(one_line(&error.to_string(), MAX_MESSAGE).into())
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "its `Serialize` failed: {}", self.0)
    }
}
