//! What tools may return.

use serde::Serialize;
use serde_json::Value;

use crate::http::BoxError;
use crate::json::Serde;

/// What a tool may return: a text, JSON, a type of yours in a [`Serde`], or a `Result` of one of these with any error.
#[diagnostic::on_unimplemented(
    message = "a tool cannot return `{Self}`",
    label = "not a text, JSON, or a `Result` of one",
    note = "a type with serde's `Serialize` is one in a `json::Serde`: `Serde(value)`"
)]
pub trait IntoToolOutput {
    /// The text that the model is told.
    ///
    /// # Errors
    /// The error of the tool, or of a value that its `Serialize` refuses to write.
    fn into_tool_output(self) -> Result<String, BoxError>;
}

impl IntoToolOutput for String {
    fn into_tool_output(self) -> Result<String, BoxError> {
        Ok(self)
    }
}

impl IntoToolOutput for &str {
    fn into_tool_output(self) -> Result<String, BoxError> {
        Ok(self.to_owned())
    }
}

/// As JSON, a text included.
impl IntoToolOutput for Value {
    fn into_tool_output(self) -> Result<String, BoxError> {
        Ok(self.to_string())
    }
}

/// As JSON.
impl<T: Serialize> IntoToolOutput for Serde<T> {
    fn into_tool_output(self) -> Result<String, BoxError> {
        Ok(serde_json::to_string(&self.0)?)
    }
}

impl<T: IntoToolOutput, E: Into<BoxError>> IntoToolOutput for Result<T, E> {
    fn into_tool_output(self) -> Result<String, BoxError> {
        self.map_err(Into::into)?.into_tool_output()
    }
}
