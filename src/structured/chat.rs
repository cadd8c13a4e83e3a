//! Structured outputs of chat completions.

use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::answer::{StructuredAnswer, Text, sealed};
use super::error::ParseErrorKind;
use super::parse::Parse;
use super::schema_error::SchemaError;
use super::strict::strict_schema;
use crate::chat::ChatClient;
use crate::types::{
    CreateChatCompletionRequest, CreateChatCompletionRequestResponseFormat,
    CreateChatCompletionResponse, CreateChatCompletionStreamResponse, ResponseFormatJsonSchema,
    ResponseFormatJsonSchemaJsonSchema,
};

impl ChatClient<'_> {
    /// Creates a chat completion whose text is a `T`, by the JSON Schema of `T` in strict mode.
    ///
    /// The schema takes the place of `response_format` in the request. Of several choices, the first counts; see
    /// [`structured`](crate::structured) for what there is in place of a value.
    ///
    /// ```no_run
    /// # use openai_rest::{Client, types::CreateChatCompletionRequest};
    /// #[derive(serde::Deserialize, schemars::JsonSchema)]
    /// struct Capital {
    ///     city: String,
    ///     inhabitants: Option<u64>,
    /// }
    ///
    /// # async fn run(client: Client, request: CreateChatCompletionRequest) -> Result<(), Box<dyn std::error::Error>> {
    /// let capital = client.chat().parse::<Capital>(&request).await?;
    /// println!("{} ({:?})", capital.city, capital.answer().usage);
    /// # Ok(()) }
    /// ```
    pub fn parse<T>(
        &self,
        request: &CreateChatCompletionRequest,
    ) -> Parse<T, CreateChatCompletionResponse>
    where
        T: DeserializeOwned + JsonSchema,
    {
        let format = CreateChatCompletionRequestResponseFormat::json_schema::<T>();
        let call = format.map(|format| {
            self.create_completion(request).call().body_field("response_format", &format)
        });
        Parse::new(call)
    }
}

impl CreateChatCompletionRequestResponseFormat {
    /// Creates the format of a text that is a `T`, by its JSON Schema in strict mode.
    ///
    /// # Errors
    /// When strict mode cannot take the type.
    pub fn json_schema<T: JsonSchema>() -> Result<Self, SchemaError> {
        let strict = strict_schema::<T>()?;
        let schema =
            ResponseFormatJsonSchemaJsonSchema::new(strict.name).schema(strict.schema).strict(true);
        Ok(ResponseFormatJsonSchema::new(schema).into())
    }
}

impl sealed::Sealed for CreateChatCompletionResponse {}

impl StructuredAnswer for CreateChatCompletionResponse {
    type Event = CreateChatCompletionStreamResponse;

    fn text_of(answer: &Value) -> Text {
        let choice = &answer["choices"][0];
        let message = &choice["message"];
        let some = |name: &str| message[name].as_str().filter(|text| !text.is_empty());
        let text = some("content");
        let fault = |fault| Text::faulty(text.unwrap_or_default(), fault);
        match choice["finish_reason"].as_str() {
            Some("length") => return fault(ParseErrorKind::CutOff),
            Some("content_filter") => return fault(ParseErrorKind::ContentFilter),
            _ => {}
        }
        match (text, some("refusal")) {
            (_, Some(refusal)) => fault(ParseErrorKind::Refused(refusal.to_owned())),
            (Some(text), None) => Text::whole(text),
            (None, None) if has_calls(message) => fault(ParseErrorKind::ToolCalls),
            (None, None) => fault(ParseErrorKind::NoText),
        }
    }
}

fn has_calls(message: &Value) -> bool {
    message["tool_calls"].as_array().is_some_and(|calls| !calls.is_empty())
}
