//! Constructors for messages of a chat.

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
    /// Creates a message with the developer's instructions; for models before `o1`, use
    /// [`Self::system`].
    ///
    /// ```
    /// use openai_rest::types::{ChatCompletionRequestMessage as Message, CreateChatCompletionRequest};
    ///
    /// let messages = vec![Message::developer("Be brief."), Message::user("Say hello.")];
    /// let request = CreateChatCompletionRequest::new(messages, "gpt-4o");
    /// ```
    pub fn developer(content: impl Into<ChatCompletionRequestDeveloperMessageContent>) -> Self {
        ChatCompletionRequestDeveloperMessage::new(content).into()
    }

    /// Creates a message with instructions, for models before `o1`.
    pub fn system(content: impl Into<ChatCompletionRequestSystemMessageContent>) -> Self {
        ChatCompletionRequestSystemMessage::new(content).into()
    }

    /// Creates a message of the user: a text, or parts of text, images, audio and files.
    pub fn user(content: impl Into<ChatCompletionRequestUserMessageContent>) -> Self {
        ChatCompletionRequestUserMessage::new(content).into()
    }

    /// Creates a message of the model. An answer of the model converts into one by `.into()`, with its
    /// tool calls.
    pub fn assistant(content: impl Into<ChatCompletionRequestAssistantMessageContent>) -> Self {
        ChatCompletionRequestAssistantMessage::new().content(content).into()
    }

    /// Creates a message with the result of a tool call: `tool_call_id` is the `id` of the call.
    pub fn tool(
        tool_call_id: impl Into<String>,
        content: impl Into<ChatCompletionRequestToolMessageContent>,
    ) -> Self {
        ChatCompletionRequestToolMessage::new(content, tool_call_id).into()
    }
}

/// Converts the model's message into one of the next request. Members of an answer that a request does not
/// have, such as `annotations`, are left out; what is in no description stays.
impl From<ChatCompletionResponseMessage> for ChatCompletionRequestMessage {
    fn from(message: ChatCompletionResponseMessage) -> Self {
        let json = RawJson::of(&message);
        match json.decode::<ChatCompletionRequestAssistantMessage>() {
            #[cfg(convenience = "chat_message_extra")]
            Ok(decoded) => without_answers_own(decoded.value, &message).into(),
            #[cfg(not(convenience = "chat_message_extra"))]
            Ok(decoded) => decoded.value.into(),
            Err(_) => Self::Unknown(json),
        }
    }
}

/// Leaves out of `sent`, which was read from `message`, what `message` has a field for and it has not.
#[cfg(convenience = "chat_message_extra")]
fn without_answers_own(
    mut sent: ChatCompletionRequestAssistantMessage,
    message: &ChatCompletionResponseMessage,
) -> ChatCompletionRequestAssistantMessage {
    sent.extra.retain(|name, _| message.extra.contains_key(name));
    if let (Some(sent), Some(audio)) = (sent.audio.as_mut(), message.audio.as_ref()) {
        sent.extra.retain(|name, _| audio.extra.contains_key(name));
    }
    sent
}
