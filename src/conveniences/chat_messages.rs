//! Messages of a chat, in one word.

use crate::json::RawJson;
use crate::types::{
    ChatCompletionRequestAssistantMessage, ChatCompletionRequestAssistantMessageContent,
    ChatCompletionRequestDeveloperMessage, ChatCompletionRequestDeveloperMessageContent,
    ChatCompletionRequestMessage, ChatCompletionRequestSystemMessage,
    ChatCompletionRequestSystemMessageContent, ChatCompletionRequestToolMessage,
    ChatCompletionRequestToolMessageContent, ChatCompletionRequestUserMessage,
    ChatCompletionRequestUserMessageContent, ChatCompletionResponseMessage,
};

impl ChatCompletionRequestMessage {
    /// Instructions of the developer; for models before `o1`, [`Self::system`].
    ///
    /// ```
    /// use openai_rest::types::{ChatCompletionRequestMessage as Message, CreateChatCompletionRequest};
    ///
    /// let messages = vec![Message::developer("Be brief."), Message::user("Say hello.")];
    /// let request = CreateChatCompletionRequest::new(messages, "gpt-4o".into());
    /// ```
    pub fn developer(content: impl Into<ChatCompletionRequestDeveloperMessageContent>) -> Self {
        ChatCompletionRequestDeveloperMessage::new(content).into()
    }

    /// Instructions, for models before `o1`.
    pub fn system(content: impl Into<ChatCompletionRequestSystemMessageContent>) -> Self {
        ChatCompletionRequestSystemMessage::new(content).into()
    }

    /// What the user says: a text, or parts of text, images, audio and files.
    pub fn user(content: impl Into<ChatCompletionRequestUserMessageContent>) -> Self {
        ChatCompletionRequestUserMessage::new(content).into()
    }

    /// What the model said, or is to be told that it said. An answer becomes such a message by
    /// `.into()`, with its calls of tools.
    pub fn assistant(content: impl Into<ChatCompletionRequestAssistantMessageContent>) -> Self {
        ChatCompletionRequestAssistantMessage::new().content(content.into()).into()
    }

    /// What came of the call of a tool: `tool_call_id` is the `id` of the call.
    pub fn tool(
        tool_call_id: impl Into<String>,
        content: impl Into<ChatCompletionRequestToolMessageContent>,
    ) -> Self {
        ChatCompletionRequestToolMessage::new(content, tool_call_id).into()
    }
}

/// The model's message as a part of the conversation that goes on. Members that a request does not
/// know stay out of it.
impl From<ChatCompletionResponseMessage> for ChatCompletionRequestMessage {
    fn from(message: ChatCompletionResponseMessage) -> Self {
        let json = RawJson::of(&message);
        match json.decode::<ChatCompletionRequestAssistantMessage>() {
            Ok(decoded) => decoded.value.into(),
            Err(_) => Self::Unknown(json),
        }
    }
}
