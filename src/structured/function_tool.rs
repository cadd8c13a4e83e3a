//! Function tools by the type of their arguments.

use schemars::JsonSchema;
use serde::de::DeserializeOwned;

use super::schema_error::SchemaError;
use super::strict::strict_schema;
use crate::json::{self, DecodeError, Serde, Strictness};

/// The arguments of a call as a `T`. Of a function without parameters, servers send an empty text as well.
fn decode_arguments<T: DeserializeOwned>(arguments: &str) -> Result<T, DecodeError> {
    let arguments = if arguments.trim().is_empty() { "{}" } else { arguments };
    let decoded = json::decode::<Serde<T>>(arguments.as_bytes(), Strictness::Lenient)?;
    Ok(decoded.value.into_inner())
}

#[cfg(convenience = "responses_function_tool")]
impl crate::types::Tool {
    /// Creates a function that the model can call, in strict mode: its parameters are the fields of `T`.
    ///
    /// [`FunctionToolCall::arguments_as`](crate::types::FunctionToolCall::arguments_as) reads the arguments of a call.
    ///
    /// ```
    /// use openai_rest::types::{CreateResponse, Tool};
    ///
    /// #[derive(serde::Deserialize, schemars::JsonSchema)]
    /// struct Place {
    ///     /// The city, with its country where there are several.
    ///     city: String,
    /// }
    ///
    /// let weather = Tool::function::<Place>("get_weather", "The weather in a city, now.")?;
    /// let request = CreateResponse::new().model("gpt-5-mini").tools([weather]);
    /// # Ok::<(), openai_rest::structured::SchemaError>(())
    /// ```
    ///
    /// # Errors
    /// When strict mode cannot take the type.
    pub fn function<T: JsonSchema>(
        name: impl Into<String>,
        description: impl Into<String>,
    ) -> Result<Self, SchemaError> {
        let parameters = strict_schema::<T>()?.schema;
        let tool = crate::types::FunctionTool::new(name);
        Ok(tool.description(description.into()).parameters(parameters).strict(true).into())
    }
}

#[cfg(convenience = "responses_function_tool")]
impl crate::types::FunctionToolCall {
    /// The arguments as a `T`.
    ///
    /// # Errors
    /// When they are no JSON, or not of the type; the error says where.
    pub fn arguments_as<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        decode_arguments(&self.arguments)
    }
}

#[cfg(convenience = "chat_function_tool")]
impl crate::types::ChatCompletionTool {
    /// Creates a function that the model can call, in strict mode: its parameters are the fields of `T`.
    ///
    /// [`ChatCompletionMessageToolCall::arguments_as`](crate::types::ChatCompletionMessageToolCall::arguments_as) reads
    /// the arguments of a call.
    ///
    /// # Errors
    /// When strict mode cannot take the type.
    pub fn function<T: JsonSchema>(
        name: impl Into<String>,
        description: impl Into<String>,
    ) -> Result<Self, SchemaError> {
        let parameters = strict_schema::<T>()?.schema;
        let function = crate::types::FunctionObject::new(name).description(description.into());
        Ok(Self::new(function.parameters(parameters).strict(true)))
    }
}

#[cfg(convenience = "chat_function_tool")]
impl crate::types::ChatCompletionMessageToolCall {
    /// The arguments as a `T`.
    ///
    /// # Errors
    /// When they are no JSON, or not of the type; the error says where.
    pub fn arguments_as<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        decode_arguments(&self.function.arguments)
    }
}
