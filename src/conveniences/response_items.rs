//! Constructors for input items of a response.

use crate::json::RawJson;
use crate::types::{
    EasyInputMessage, EasyInputMessageContent, EasyInputMessageRole, InputItem, Item, OutputItem,
};

impl InputItem {
    /// Creates an item with the developer's instructions; for models before `o1`, use
    /// [`Self::system`].
    ///
    /// ```
    /// use openai_rest::types::{CreateResponse, InputItem};
    ///
    /// let input = vec![InputItem::developer("Be brief."), InputItem::user("Say hello.")];
    /// let request = CreateResponse::new().model("gpt-4o").input(input);
    /// ```
    pub fn developer(content: impl Into<EasyInputMessageContent>) -> Self {
        EasyInputMessage::new(EasyInputMessageRole::Developer, content).into()
    }

    /// Creates an item with instructions, for models before `o1`.
    pub fn system(content: impl Into<EasyInputMessageContent>) -> Self {
        EasyInputMessage::new(EasyInputMessageRole::System, content).into()
    }

    /// Creates an item with a message of the user: a text, or parts of text, images and files.
    pub fn user(content: impl Into<EasyInputMessageContent>) -> Self {
        EasyInputMessage::new(EasyInputMessageRole::User, content).into()
    }

    /// Creates an item with a message of the model. An item of an earlier output converts into an input
    /// item by `.into()`.
    pub fn assistant(content: impl Into<EasyInputMessageContent>) -> Self {
        EasyInputMessage::new(EasyInputMessageRole::Assistant, content).into()
    }
}

#[cfg(convenience = "function_call_output")]
impl InputItem {
    /// Creates an item with the result of a function call: `call_id` is the `call_id` of the call, not its
    /// `id`. The output is a text, mostly JSON, or parts of text, images and files.
    pub fn function_call_output(
        call_id: impl Into<String>,
        output: impl Into<crate::types::FunctionCallOutputItemParamOutput>,
    ) -> Self {
        let output = crate::types::FunctionCallOutputItemParam::new(output);
        Item::from(output.call_id(call_id.into())).into()
    }
}

/// Converts an item of an earlier output into an input item of the next request. It loses nothing, members
/// that no description has included.
impl From<OutputItem> for InputItem {
    fn from(item: OutputItem) -> Self {
        let json = RawJson::of(&item);
        match json.decode::<Item>() {
            Ok(decoded) => decoded.value.into(),
            Err(_) => Self::Unknown(json),
        }
    }
}
