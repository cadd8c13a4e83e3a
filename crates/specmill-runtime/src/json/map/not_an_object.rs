//! What a caller gave in place of an object.

use std::fmt;

use serde_json::Value;

/// A value that was to be a map and is none. It is kept, so that the call that would send it can say so.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct NotAnObject {
    value: Value,
    reason: String,
}

impl NotAnObject {
    pub(crate) fn new(value: Value, reason: String) -> Self {
        Self { value, reason }
    }

    pub(crate) fn value(&self) -> &Value {
        &self.value
    }

    pub(crate) fn reason(&self) -> &str {
        &self.reason
    }
}

/// The value.
impl fmt::Debug for NotAnObject {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.value, formatter)
    }
}
