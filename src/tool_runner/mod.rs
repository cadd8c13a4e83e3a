//! Conversations in which a model calls functions of the program.
//!
//! `client.responses().run(&request)` and `client.chat().run(&request)` send a request together with tools, run those
//! that the model calls, send what they returned, and so on, until the model answers without a call.
//!
//! ```no_run
//! use openai_rest::tool_runner::RunnableFunction;
//! use openai_rest::{Client, json::{Value, json}, types::CreateResponse};
//!
//! # #[cfg(feature = "responses")]
//! # async fn run(client: Client) -> Result<(), Box<dyn std::error::Error>> {
//! let parameters = json!({
//!     "type": "object",
//!     "properties": {"city": {"type": "string"}},
//!     "required": ["city"],
//!     "additionalProperties": false,
//! });
//! let weather = RunnableFunction::with_parameters(
//!     "get_weather",
//!     "The weather in a city, now.",
//!     parameters,
//!     |arguments: Value| async move { format!("It rains in {}.", arguments["city"]) },
//! );
//! let request = CreateResponse::new().model("gpt-5-mini").input("Do I need an umbrella in Turku?");
//! let run = client.responses().run(&request).tool(weather).max_turns(8).await?;
//! println!("{}", run.answer.output_text());
//! # Ok(()) }
//! ```
//!
//! With the feature `schemars`, `RunnableFunction::new` has the parameters from the type of the arguments. Whatever
//! implements [`RunnableTool`] is a tool as well.
//!
//! # What is bounded
//!
//! A run has at most 20 turns ([`ToolRunner::max_turns`]). The calls of one turn run at the same time, at most 8 of them
//! ([`ToolRunner::concurrency`]), each for at most 10 minutes ([`ToolRunner::tool_timeout`]), and what one returns is cut
//! at 256 KiB ([`ToolRunner::max_output_size`]). A tool that panics does not end the program.
//!
//! # Failures
//!
//! A tool that fails is told to the model, which may try again or do without: its error, that there is no tool of the
//! name, or what is wrong with the arguments. [`ToolRunner::on_failure`] ends the run instead. The error of a run that
//! ends too early has all that there is ([`ToolRunError::progress`]).
//!
//! # On the server
//!
//! Each turn sends the whole conversation again, unless the request names a `conversation` that the server keeps: then
//! each sends what is new. With `store: false`, reasoning models need `reasoning.encrypted_content` in `include`, since
//! what they thought is part of the conversation.
//!
//! A `tool_choice` that has the model call a tool holds for the first turn; else it would call tools for ever.

// Without one of the APIs there is nothing that makes use of them.
#![cfg_attr(
    not(any(convenience = "chat_tool_runner", convenience = "responses_tool_runner")),
    allow(dead_code)
)]

mod answer;
mod attempt;
mod batch;
#[cfg(all(convenience = "chat_tool_runner", convenience = "chat_messages"))]
mod chat;
mod error;
mod failure;
mod function;
mod output;
#[cfg(all(
    convenience = "responses_tool_runner",
    convenience = "response_items",
    convenience = "function_call_output"
))]
mod responses;
mod run;
mod runner;
mod stream;
mod tool;
mod turns;

pub use answer::ToolAnswer;
pub use error::{ToolRunError, ToolRunErrorKind};
pub use failure::{ToolFailure, ToolOutcome};
pub use function::RunnableFunction;
pub use output::IntoToolOutput;
pub use run::{Progress, ToolRun};
pub use runner::{OnFailure, ToolRunner};
pub use stream::{ToolRunEvent, ToolRunStream};
pub use tool::{FunctionDefinition, RunnableTool, ToolCall, ToolFuture};
