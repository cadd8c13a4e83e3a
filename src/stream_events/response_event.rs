//! What the events of a response say.

use crate::types::ResponseStreamEvent;

/// An event of a response that is streamed. Each event of the server is one, and what it says of texts and
/// calls follows, with the name of the function that the server's own events leave out.
///
/// `output_index` is the place of the item in the output, `content_index` that of the part in the item.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum ResponseEvent {
    /// An event, as it came.
    Event(Box<ResponseStreamEvent>),
    /// The stream was cut, and goes on in another answer. Nothing is missing.
    #[non_exhaustive]
    Resumed {
        /// The `sequence_number` of the last event before the cut.
        starting_after: i64,
    },
    /// More of a text.
    #[non_exhaustive]
    OutputTextDelta {
        /// The place of the message.
        output_index: u64,
        /// The place of the text in the message.
        content_index: u64,
        /// What is added.
        delta: String,
    },
    /// A whole text.
    #[non_exhaustive]
    OutputTextDone {
        /// The place of the message.
        output_index: u64,
        /// The place of the text in the message.
        content_index: u64,
        /// The text.
        text: String,
    },
    /// More of the words with which the model refuses.
    #[non_exhaustive]
    RefusalDelta {
        /// The place of the message.
        output_index: u64,
        /// The place of the refusal in the message.
        content_index: u64,
        /// What is added.
        delta: String,
    },
    /// A refusal as a whole.
    #[non_exhaustive]
    RefusalDone {
        /// The place of the message.
        output_index: u64,
        /// The place of the refusal in the message.
        content_index: u64,
        /// The model's words.
        refusal: String,
    },
    /// More of a summary of the model's reasoning.
    #[non_exhaustive]
    ReasoningSummaryTextDelta {
        /// The place of the item.
        output_index: u64,
        /// The place of the text in the summary.
        summary_index: u64,
        /// What is added.
        delta: String,
    },
    /// A whole text of a summary of the model's reasoning.
    #[non_exhaustive]
    ReasoningSummaryTextDone {
        /// The place of the item.
        output_index: u64,
        /// The place of the text in the summary.
        summary_index: u64,
        /// The text.
        text: String,
    },
    /// More of the arguments of a function call.
    #[non_exhaustive]
    FunctionCallArgumentsDelta {
        /// The place of the call.
        output_index: u64,
        /// The `call_id`, which the output of the function has to name.
        call_id: String,
        /// The name of the function.
        name: String,
        /// What is added to the arguments, which are JSON when they are whole.
        delta: String,
    },
    /// The whole arguments of a function call.
    #[non_exhaustive]
    FunctionCallArgumentsDone {
        /// The place of the call.
        output_index: u64,
        /// The `call_id`, which the output of the function has to name.
        call_id: String,
        /// The name of the function.
        name: String,
        /// The arguments: JSON, unless the model has made a mistake or was cut off.
        arguments: String,
    },
    /// More of the input of a call of a custom tool.
    #[non_exhaustive]
    CustomToolCallInputDelta {
        /// The place of the call.
        output_index: u64,
        /// The `call_id`, which the output of the tool has to name.
        call_id: String,
        /// The name of the tool.
        name: String,
        /// What is added.
        delta: String,
    },
    /// The whole input of a call of a custom tool.
    #[non_exhaustive]
    CustomToolCallInputDone {
        /// The place of the call.
        output_index: u64,
        /// The `call_id`, which the output of the tool has to name.
        call_id: String,
        /// The name of the tool.
        name: String,
        /// The input.
        input: String,
    },
}
