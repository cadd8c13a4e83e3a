//! The text of an answer.

#[cfg(convenience = "chat_text")]
impl crate::types::CreateChatCompletionResponse {
    /// The text of the first choice; `None` if it has none, as when the model calls tools.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        self.choices.first()?.message.content.as_deref()
    }
}

#[cfg(convenience = "response_text")]
impl crate::types::Response {
    /// All text of all messages in the output, one after the other; empty where there is none, as
    /// when the model calls tools. The field of the same name is empty: the API does not send it.
    #[must_use]
    pub fn output_text(&self) -> String {
        #[cfg(not(convenience = "output_message_content"))]
        use crate::types::OutputContent;
        use crate::types::OutputItem;
        #[cfg(convenience = "output_message_content")]
        use crate::types::OutputMessageContent as OutputContent;

        let mut text = String::new();
        for item in &self.output {
            let OutputItem::Message(message) = item else { continue };
            for part in &message.content {
                if let OutputContent::OutputText(part) = part {
                    text.push_str(&part.text);
                }
            }
        }
        text
    }
}
