//! What a run asks of the answers of an API.

use std::fmt::Debug;

use serde_json::Value;

use super::tool::{FunctionDefinition, ToolCall};
use crate::http::Accumulate;
use crate::json::{Decode, Encode};

/// An answer in which a model may call tools: `types::Response` and `types::CreateChatCompletionResponse`.
pub trait ToolAnswer: Decode + Debug + Send + Sync + 'static + sealed::Sealed {
    /// The events that the answer comes in when it is streamed.
    type Event: Accumulate<Whole = Self> + Debug + Send + 'static;

    /// What a conversation is made of: `types::InputItem` and `types::ChatCompletionRequestMessage`.
    type Item: Encode + Clone + Debug + Send + Sync + 'static;

    /// The member of a request with the conversation.
    #[doc(hidden)]
    const CONVERSATION: &'static str;

    /// The calls of tools in the answer.
    #[doc(hidden)]
    fn calls(&self) -> Vec<ToolCall>;

    /// Whether the answer may have been cut off in the middle of a call.
    #[doc(hidden)]
    fn is_cut_off(&self) -> bool;

    /// Whether the server keeps the conversation, so that only what is new is sent.
    #[doc(hidden)]
    fn is_kept(&self) -> bool;

    /// The answer as a part of the conversation.
    #[doc(hidden)]
    fn items(&self) -> Vec<Self::Item>;

    /// What a tool returned as a part of the conversation.
    #[doc(hidden)]
    fn output(call: &ToolCall, output: &str) -> Self::Item;

    /// A function as a tool of a request.
    #[doc(hidden)]
    fn declaration(definition: FunctionDefinition) -> Value;

    /// The name of a function among the tools of a request.
    #[doc(hidden)]
    fn declared_name(tool: &Value) -> Option<&str>;
}

pub(super) mod sealed {
    /// No other type is an answer of a model.
    pub trait Sealed {}
}
