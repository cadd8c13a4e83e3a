//! Structured outputs: what a model answers as a value of a type of yours, and tools that take one.
//!
//! A type with serde's `Deserialize` and [`schemars::JsonSchema`] says what the model may write: its JSON Schema is
//! rewritten for the API's strict mode, in which a model can write nothing else. Documentation of the type and of its
//! fields is in the schema, for the model to read.
//!
//! ```no_run
//! use openai_rest::{Client, types::CreateResponse};
//! use schemars::JsonSchema;
//! use serde::Deserialize;
//!
//! #[derive(Debug, Deserialize, JsonSchema)]
//! struct Recipe {
//!     title: String,
//!     /// In the order in which they are needed.
//!     ingredients: Vec<String>,
//!     minutes: Option<u32>,
//! }
//!
//! # #[cfg(feature = "responses")]
//! # async fn run(client: Client) -> Result<(), Box<dyn std::error::Error>> {
//! let request = CreateResponse::new().model("gpt-5-mini").input("How do I cook a soup of peas?");
//! let recipe = client.responses().parse::<Recipe>(&request).await?;
//! println!("{}: {:?}", recipe.title, recipe.ingredients);
//! # Ok(()) }
//! ```
//!
//! Code without async waits for it: `http::block_on(async { Ok(client.responses().parse::<Recipe>(&request).await) })??`.
//!
//! A refusal, an answer that was cut off and an answer without a text are a [`ParseError`], which has the answer that
//! came.
//!
//! # Types that strict mode cannot take
//!
//! Strict mode wants every member to be known. A type with a map, a tuple or a `serde_json::Value` in it is a
//! [`SchemaError`], which says where, before anything is sent; so is a type that is not a struct with named fields. An
//! enum is fine inside of one, and so is a type that contains itself.
//!
//! All members are required. `Option` is a member that may be null; a field with `#[serde(default)]` is one that the model
//! always writes. Bounds (`#[schemars(range(min = 1))]`, `length`, `regex`) and the formats that the API knows stay;
//! others, such as `uint8`, are left out, and so are defaults and examples.

// Without one of the APIs there is nothing that makes use of them.
#![cfg_attr(
    not(any(convenience = "structured_chat", convenience = "structured_responses")),
    allow(dead_code)
)]

mod answer;
#[cfg(convenience = "structured_chat")]
mod chat;
mod error;
#[cfg(any(convenience = "responses_function_tool", convenience = "chat_function_tool"))]
mod function_tool;
mod parse;
mod parsed;
mod partial;
#[cfg(convenience = "structured_responses")]
mod responses;
mod schema_error;
mod stream;
mod strict;

pub use answer::StructuredAnswer;
pub use error::{ParseError, ParseErrorKind};
pub use parse::Parse;
pub use parsed::Parsed;
pub use schema_error::{SchemaError, SchemaFault};
pub use stream::ParseStream;

/// The crate whose `JsonSchema` is asked for, in the version that is.
pub use schemars;

use serde_json::{Map, Value};

/// The JSON Schema of `T` as the API's strict mode takes it: for requests that are written by hand.
///
/// # Errors
/// When strict mode cannot take the type.
///
/// ```
/// use openai_rest::structured::strict_schema;
///
/// #[derive(schemars::JsonSchema)]
/// struct City {
///     name: String,
///     mayor: Option<String>,
/// }
///
/// let schema = strict_schema::<City>()?;
/// assert_eq!(schema["required"], serde_json::json!(["name", "mayor"]));
/// # Ok::<(), openai_rest::structured::SchemaError>(())
/// ```
pub fn strict_schema<T: schemars::JsonSchema>() -> Result<Map<String, Value>, SchemaError> {
    strict::strict_schema::<T>().map(|strict| strict.schema)
}
