//! What the chunks of a chat completion say.

use crate::types::{ChatCompletionTokenLogprob, CreateChatCompletionStreamResponse};

/// An event of a chat completion that is streamed. Each chunk is one, and what it says follows.
///
/// `choice` is the place of the choice among those that were asked for; there is only the first, 0, unless
/// `n` asked for more. The events whose names end in `Done` come once the choice is at its end, so that
/// nothing can follow that they do not have; only of what there is.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum ChatEvent {
    /// A chunk, as it came.
    Chunk(Box<CreateChatCompletionStreamResponse>),
    /// More of the text.
    #[non_exhaustive]
    ContentDelta {
        /// The place of the choice.
        choice: u64,
        /// What is added.
        delta: String,
    },
    /// The whole text.
    #[non_exhaustive]
    ContentDone {
        /// The place of the choice.
        choice: u64,
        /// The text.
        content: String,
    },
    /// More of the words with which the model refuses.
    #[non_exhaustive]
    RefusalDelta {
        /// The place of the choice.
        choice: u64,
        /// What is added.
        delta: String,
    },
    /// The refusal as a whole.
    #[non_exhaustive]
    RefusalDone {
        /// The place of the choice.
        choice: u64,
        /// The model's words.
        refusal: String,
    },
    /// More of the arguments of a tool call. The first one of a call may add nothing.
    #[non_exhaustive]
    ToolCallArgumentsDelta {
        /// The place of the choice.
        choice: u64,
        /// The place of the call among those of the choice.
        index: u64,
        /// The `id` of the call, which its output has to name.
        id: String,
        /// The name of the function.
        name: String,
        /// What is added to the arguments, which are JSON when they are whole.
        delta: String,
    },
    /// The whole arguments of a tool call.
    #[non_exhaustive]
    ToolCallArgumentsDone {
        /// The place of the choice.
        choice: u64,
        /// The place of the call among those of the choice.
        index: u64,
        /// The `id` of the call, which its output has to name.
        id: String,
        /// The name of the function.
        name: String,
        /// The arguments: JSON, unless the model has made a mistake or was cut off.
        arguments: String,
    },
    /// How likely further tokens of the text were.
    #[non_exhaustive]
    LogprobsContentDelta {
        /// The place of the choice.
        choice: u64,
        /// The tokens that are added.
        delta: Vec<ChatCompletionTokenLogprob>,
    },
    /// How likely all tokens of the text were.
    #[non_exhaustive]
    LogprobsContentDone {
        /// The place of the choice.
        choice: u64,
        /// The tokens.
        content: Vec<ChatCompletionTokenLogprob>,
    },
    /// How likely further tokens of the refusal were.
    #[non_exhaustive]
    LogprobsRefusalDelta {
        /// The place of the choice.
        choice: u64,
        /// The tokens that are added.
        delta: Vec<ChatCompletionTokenLogprob>,
    },
    /// How likely all tokens of the refusal were.
    #[non_exhaustive]
    LogprobsRefusalDone {
        /// The place of the choice.
        choice: u64,
        /// The tokens.
        refusal: Vec<ChatCompletionTokenLogprob>,
    },
}
