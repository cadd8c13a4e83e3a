//! What a model is to respond to, in one word.

use crate::json::RawJson;
use crate::types::{
    EasyInputMessage, EasyInputMessageContent, EasyInputMessageRole, FunctionCallOutputItemParam,
    InputItem, Item, OutputItem,
};

impl InputItem {
    /// Instructions of the developer; for models before `o1`, [`Self::system`].
    ///
    /// ```
    /// use openai_rest::types::{CreateResponse, InputItem};
    ///
    /// let input = vec![InputItem::developer("Be brief."), InputItem::user("Say hello.")];
    /// let request = CreateResponse::new("gpt-4o".into(), input);
    /// ```
    pub fn developer(content: impl Into<EasyInputMessageContent>) -> Self {
        EasyInputMessage::new(EasyInputMessageRole::Developer, content).into()
    }

    /// Instructions, for models before `o1`.
    pub fn system(content: impl Into<EasyInputMessageContent>) -> Self {
        EasyInputMessage::new(EasyInputMessageRole::System, content).into()
    }

    /// What the user says: a text, or parts of text, images and files.
    pub fn user(content: impl Into<EasyInputMessageContent>) -> Self {
        EasyInputMessage::new(EasyInputMessageRole::User, content).into()
    }

    /// What the model is to be told that it said. An item of an earlier output becomes one of the
    /// input by `.into()`.
    pub fn assistant(content: impl Into<EasyInputMessageContent>) -> Self {
        EasyInputMessage::new(EasyInputMessageRole::Assistant, content).into()
    }

    /// What came of the call of a function: `call_id` is the `call_id` of the call, not its `id`.
    pub fn function_call_output(call_id: impl Into<String>, output: impl Into<String>) -> Self {
        Item::from(FunctionCallOutputItemParam::new(call_id, output)).into()
    }
}

/// An item of an earlier output as a part of the conversation that goes on.
impl From<OutputItem> for InputItem {
    fn from(item: OutputItem) -> Self {
        let json = RawJson::of(&item);
        match json.decode::<Item>() {
            Ok(decoded) => decoded.value.into(),
            Err(_) => Self::Unknown(json),
        }
    }
}
