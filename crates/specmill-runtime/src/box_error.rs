//! Errors of what is not ours.

/// Any error, boxed.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;
