//! The text of an answer.

#[cfg(convenience = "chat_text")]
impl crate::types::CreateChatCompletionResponse {
    /// The text of the first choice; `None` if it has none, as when the model calls tools.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        self.choices.first()?.message.content.as_deref()
    }
}

#[cfg(convenience = "transcription_text")]
impl crate::audio::CreateTranscriptionAnswer {
    /// The text, in whatever form was asked for: what is said of a JSON form, and the whole of a text form
    /// (`text`, `srt`, `vtt`). `None` of a form that this client does not know.
    ///
    /// ```no_run
    /// # use openai_rest::{Client, Error, Upload, types::CreateTranscriptionRequest};
    /// # async fn run(client: Client) -> Result<(), Error> {
    /// let recording = Upload::path("harbour.wav");
    /// let request = CreateTranscriptionRequest::new(recording, "whisper-1").response_format("srt");
    /// let answer = client.audio().create_transcription(&request).await?;
    /// println!("{}", answer.text().unwrap_or_default());
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        use crate::types::CreateTranscriptionResponse as Form;

        match self {
            Self::Text(text) => Some(text),
            Self::Json(Form::Json(said)) => Some(&said.text),
            Self::Json(Form::VerboseJson(said)) => Some(&said.text),
            Self::Json(Form::Transcribe(said)) => Some(&said.text),
            Self::Json(_) => None,
        }
    }
}

#[cfg(convenience = "translation_text")]
impl crate::audio::CreateTranslationAnswer {
    /// The text, in whatever form was asked for: what is said of a JSON form, and the whole of a text form
    /// (`text`, `srt`, `vtt`). `None` of a form that this client does not know.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        use crate::types::CreateTranslationResponse as Form;

        match self {
            Self::Text(text) => Some(text),
            Self::Json(Form::Json(said)) => Some(&said.text),
            Self::Json(Form::VerboseJson(said)) => Some(&said.text),
            Self::Json(_) => None,
        }
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
