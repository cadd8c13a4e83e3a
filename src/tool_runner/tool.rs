//! What a tool is.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Map, Value};

use super::failure::ToolFailure;
use crate::http::BoxError;

/// The future of a call of a tool: what the model is told, or why there is nothing.
pub type ToolFuture<'f> = Pin<Box<dyn Future<Output = Result<String, ToolFailure>> + Send + 'f>>;

/// A function of the program that a model can call.
///
/// [`RunnableFunction`](super::RunnableFunction) makes one of a closure. This is for types that are tools:
///
/// ```
/// use openai_rest::json::{Value, json};
/// use openai_rest::tool_runner::{FunctionDefinition, RunnableTool, ToolCall, ToolFailure, ToolFuture};
/// use openai_rest::http::BoxError;
///
/// struct Archive {
///     folder: std::path::PathBuf,
/// }
///
/// impl RunnableTool for Archive {
///     fn definition(&self) -> Result<FunctionDefinition, BoxError> {
///         let parameters = json!({"type": "object", "properties": {"name": {"type": "string"}}});
///         FunctionDefinition::new("read", "Reads a file of the archive.", parameters)
///     }
///
///     fn run<'f>(&'f self, call: &'f ToolCall) -> ToolFuture<'f> {
///         Box::pin(async move {
///             let arguments: Value = serde_json::from_str(&call.arguments).map_err(ToolFailure::failed)?;
///             let name = arguments["name"].as_str().unwrap_or_default().replace(['/', '\\'], "");
///             std::fs::read_to_string(self.folder.join(name)).map_err(ToolFailure::failed)
///         })
///     }
/// }
/// ```
pub trait RunnableTool: Send + Sync {
    /// What the model is told of the function.
    ///
    /// # Errors
    /// When there is nothing that it can be told. The run ends before anything is sent.
    fn definition(&self) -> Result<FunctionDefinition, BoxError>;

    /// Runs the function. The future is dropped when its time is up, or when the run is dropped.
    fn run<'f>(&'f self, call: &'f ToolCall) -> ToolFuture<'f>;

    /// How long a call may take, in place of what the run allows.
    fn timeout(&self) -> Option<Duration> {
        None
    }
}

impl<T: RunnableTool + ?Sized> RunnableTool for Arc<T> {
    fn definition(&self) -> Result<FunctionDefinition, BoxError> {
        (**self).definition()
    }

    fn run<'f>(&'f self, call: &'f ToolCall) -> ToolFuture<'f> {
        (**self).run(call)
    }

    fn timeout(&self) -> Option<Duration> {
        (**self).timeout()
    }
}

/// What a model is told of a function.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct FunctionDefinition {
    /// The name that the model calls the function by: letters, digits, `_` and `-`.
    pub name: String,
    /// What the function does, and when to call it.
    pub description: String,
    /// The JSON Schema of the arguments, an object.
    pub parameters: Map<String, Value>,
    /// Whether the arguments have to be of the schema; the server's default where it is `None`.
    pub strict: Option<bool>,
}

impl FunctionDefinition {
    /// Creates a definition with a JSON Schema.
    ///
    /// # Errors
    /// When `parameters` is no JSON object.
    pub fn new(
        name: impl Into<String>,
        description: impl Into<String>,
        parameters: Value,
    ) -> Result<Self, BoxError> {
        let Value::Object(parameters) = parameters else {
            return Err(
                "the parameters of a tool have to be a JSON Schema, which is an object".into()
            );
        };
        let (name, description) = (name.into(), description.into());
        Ok(Self { name, description, parameters, strict: None })
    }

    /// Sets whether the arguments have to be of the schema, which strict mode has to be able to take then.
    #[must_use]
    pub fn strict(mut self, strict: bool) -> Self {
        self.strict = Some(strict);
        self
    }
}

/// A call of a tool by a model.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ToolCall {
    /// The id of the call, by which the server knows what its result is.
    pub id: String,
    /// The name of the tool.
    pub name: String,
    /// The arguments as the model wrote them: JSON, most of the time.
    pub arguments: String,
}

impl ToolCall {
    /// Creates a call, such as for the test of a tool.
    pub fn new(
        id: impl Into<String>,
        name: impl Into<String>,
        arguments: impl Into<String>,
    ) -> Self {
        Self { id: id.into(), name: name.into(), arguments: arguments.into() }
    }
}
