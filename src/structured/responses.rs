//! Structured outputs of the Responses API.

use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::answer::{StructuredAnswer, Text, sealed};
use super::error::ParseErrorKind;
use super::parse::Parse;
use super::schema_error::SchemaError;
use super::strict::strict_schema;
use crate::responses::ResponsesClient;
use crate::types::{
    CreateResponse, Response, ResponseStreamEvent, TextResponseFormatConfiguration,
    TextResponseFormatJsonSchema,
};

impl ResponsesClient<'_> {
    /// Creates a response whose text is a `T`, by the JSON Schema of `T` in strict mode.
    ///
    /// The schema takes the place of `text.format` in the request. Each call has its answer, and each way to go without a
    /// value its error; see [`structured`](crate::structured).
    ///
    /// ```no_run
    /// # use openai_rest::{Client, types::CreateResponse};
    /// #[derive(serde::Deserialize, schemars::JsonSchema)]
    /// struct Capital {
    ///     city: String,
    ///     inhabitants: Option<u64>,
    /// }
    ///
    /// # async fn run(client: Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let request = CreateResponse::new().model("gpt-5-mini").input("What is the capital of Peru?");
    /// let capital = client.responses().parse::<Capital>(&request).await?;
    /// println!("{} ({:?})", capital.city, capital.answer().usage);
    /// # Ok(()) }
    /// ```
    pub fn parse<T>(&self, request: &CreateResponse) -> Parse<T, Response>
    where
        T: DeserializeOwned + JsonSchema,
    {
        let call = TextResponseFormatConfiguration::json_schema::<T>().map(|format| {
            let text = request.text.clone().unwrap_or_default().format(format);
            self.create(request).call().body_field("text", &text)
        });
        Parse::new(call)
    }
}

impl TextResponseFormatConfiguration {
    /// Creates the format of a text that is a `T`, by its JSON Schema in strict mode.
    ///
    /// # Errors
    /// When strict mode cannot take the type.
    pub fn json_schema<T: JsonSchema>() -> Result<Self, SchemaError> {
        let strict = strict_schema::<T>()?;
        Ok(TextResponseFormatJsonSchema::new(strict.name, strict.schema).strict(true).into())
    }
}

impl sealed::Sealed for Response {}

impl StructuredAnswer for Response {
    type Event = ResponseStreamEvent;

    fn text_of(answer: &Value) -> Text {
        let (text, refusal) = message(answer);
        let fault = |fault| Text::faulty(text.unwrap_or_default(), fault);
        match answer["status"].as_str() {
            None | Some("completed") => {}
            Some("incomplete") => {
                let reason = answer["incomplete_details"]["reason"].as_str();
                return fault(match reason {
                    Some("max_output_tokens") => ParseErrorKind::CutOff,
                    Some("content_filter") => ParseErrorKind::ContentFilter,
                    reason => ParseErrorKind::Incomplete(reason.unwrap_or("incomplete").to_owned()),
                });
            }
            Some(status) => {
                let message = answer["error"]["message"].as_str().unwrap_or(status);
                return fault(ParseErrorKind::Incomplete(message.to_owned()));
            }
        }
        match (text, refusal) {
            (_, Some(refusal)) => fault(ParseErrorKind::Refused(refusal.to_owned())),
            (Some(text), None) => Text::whole(text),
            (None, None) if has_calls(answer) => fault(ParseErrorKind::ToolCalls),
            (None, None) => fault(ParseErrorKind::NoText),
        }
    }
}

fn output(answer: &Value) -> impl Iterator<Item = &Value> + Clone {
    answer["output"].as_array().into_iter().flatten()
}

/// The text and the refusal of the model's final words. What it says on the way to them, which is told by a `phase`, is no
/// structured output.
fn message(answer: &Value) -> (Option<&str>, Option<&str>) {
    let is_final = |item: &&Value| match &item["phase"] {
        Value::Null => true,
        phase => phase == "final_answer",
    };
    let messages = output(answer).filter(|item| item["type"] == "message").filter(is_final);
    let parts =
        || messages.clone().flat_map(|item| item["content"].as_array().into_iter().flatten());
    let first = |kind: &str, name: &str| {
        parts().find(|part| part["type"] == kind).and_then(|part| part[name].as_str())
    };
    (first("output_text", "text"), first("refusal", "refusal"))
}

fn has_calls(answer: &Value) -> bool {
    output(answer).any(|item| item["type"].as_str().is_some_and(|kind| kind.ends_with("_call")))
}
