//! What an answer of a model has of the text that was asked for.

use serde_json::Value;

use super::error::ParseErrorKind;
use crate::http::Accumulate;
use crate::json::Decode;

/// An answer of a model, of which the text can be a value: `types::Response` and
/// `types::CreateChatCompletionResponse`.
pub trait StructuredAnswer: Decode + Send + Sync + 'static + sealed::Sealed {
    /// The events that the answer comes in when it is streamed.
    type Event: Accumulate<Whole = Self> + Send + 'static;

    /// The text of the answer, from its JSON.
    #[doc(hidden)]
    fn text_of(answer: &Value) -> Text;
}

/// The text of an answer: all of it, or what there is of it and why it is not all.
#[doc(hidden)]
#[derive(Debug)]
pub struct Text {
    pub(super) text: String,
    pub(super) fault: Option<ParseErrorKind>,
}

impl Text {
    pub(super) fn whole(text: &str) -> Self {
        Self { text: text.to_owned(), fault: None }
    }

    pub(super) fn faulty(text: &str, fault: ParseErrorKind) -> Self {
        Self { text: text.to_owned(), fault: Some(fault) }
    }
}

pub(super) mod sealed {
    /// No other type is an answer of a model.
    pub trait Sealed {}
}
