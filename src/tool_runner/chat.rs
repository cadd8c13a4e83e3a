//! Runs over chat completions.

use serde_json::Value;

use super::answer::{ToolAnswer, sealed};
use super::runner::ToolRunner;
use super::tool::{FunctionDefinition, ToolCall};
use crate::chat::ChatClient;
use crate::json::{self, json as value};
use crate::types::{
    ChatCompletionRequestMessage, CreateChatCompletionRequest, CreateChatCompletionResponse,
    CreateChatCompletionStreamResponse, FinishReason,
};

impl ChatClient<'_> {
    /// Has a model go on with a conversation with the help of tools, which are run when it calls them, until it answers
    /// without a call. Of several choices, the first counts. See [`tool_runner`](crate::tool_runner).
    ///
    /// ```no_run
    /// # use openai_rest::{Client, tool_runner::RunnableFunction};
    /// # use openai_rest::types::{ChatCompletionRequestMessage as Message, CreateChatCompletionRequest};
    /// # async fn run(client: Client, weather: RunnableFunction<'_>) -> Result<(), Box<dyn std::error::Error>> {
    /// let messages = [Message::user("Do I need an umbrella in Turku?")];
    /// let request = CreateChatCompletionRequest::new(messages, "gpt-5-mini");
    /// let run = client.chat().run(&request).tool(weather).max_turns(8).await?;
    /// println!("{:?} after {} calls", run.answer.text(), run.outcomes.len());
    /// # Ok(()) }
    /// ```
    pub fn run<'t>(
        &self,
        request: &CreateChatCompletionRequest,
    ) -> ToolRunner<'t, CreateChatCompletionResponse> {
        let call = self.create_completion(request).call();
        let (tools, choice) =
            (json::to_value(&request.tools), json::to_value(&request.tool_choice));
        ToolRunner::new(call, request.messages.clone(), tools, choice)
    }
}

impl sealed::Sealed for CreateChatCompletionResponse {}

impl ToolAnswer for CreateChatCompletionResponse {
    type Event = CreateChatCompletionStreamResponse;
    type Item = ChatCompletionRequestMessage;

    const CONVERSATION: &'static str = "messages";

    fn calls(&self) -> Vec<ToolCall> {
        let Some(choice) = self.choices.first() else { return Vec::new() };
        // As JSON, since descriptions differ in what they call a call.
        let calls = json::to_value(&choice.message.tool_calls);
        calls.as_array().into_iter().flatten().filter_map(tool_call).collect()
    }

    fn is_cut_off(&self) -> bool {
        self.choices.first().is_some_and(|choice| {
            matches!(choice.finish_reason, FinishReason::Length | FinishReason::ContentFilter)
        })
    }

    fn is_kept(&self) -> bool {
        false
    }

    fn items(&self) -> Vec<ChatCompletionRequestMessage> {
        self.choices.first().map(|choice| choice.message.clone().into()).into_iter().collect()
    }

    fn output(call: &ToolCall, output: &str) -> ChatCompletionRequestMessage {
        ChatCompletionRequestMessage::tool(&*call.id, output)
    }

    fn declaration(definition: FunctionDefinition) -> Value {
        let FunctionDefinition { name, description, parameters, strict } = definition;
        let mut function =
            value!({"name": name, "description": description, "parameters": parameters});
        if let Some(strict) = strict {
            function["strict"] = strict.into();
        }
        value!({"type": "function", "function": function})
    }

    fn declared_name(tool: &Value) -> Option<&str> {
        tool["function"]["name"].as_str()
    }
}

/// A call of a function, or of a custom tool, of which the arguments are any text.
fn tool_call(call: &Value) -> Option<ToolCall> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let (tool, arguments) = match &call["custom"] {
        Value::Null => (&call["function"], "arguments"),
        custom => (custom, "input"),
    };
    let arguments = text(&tool[arguments]).unwrap_or_default();
    Some(ToolCall::new(text(&call["id"])?, text(&tool["name"])?, arguments))
}
