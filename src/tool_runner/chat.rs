//! Runs over chat completions.

use serde_json::Value;

use super::answer::{ToolAnswer, sealed};
use super::runner::ToolRunner;
use super::tool::{FunctionDefinition, ToolCall};
use crate::chat::ChatClient;
use crate::json;
use crate::types::{
    ChatCompletionRequestMessage, ChatCompletionTool, ChatCompletionToolCall,
    CreateChatCompletionRequest, CreateChatCompletionRequestTool, CreateChatCompletionResponse,
    CreateChatCompletionStreamResponse, FinishReason, FunctionObject,
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
        let message = self.choices.first().map(|choice| &choice.message);
        let calls = message.and_then(|message| message.tool_calls.as_ref()).into_iter().flatten();
        let calls = calls.filter_map(|call| match call {
            ChatCompletionToolCall::Function(call) => {
                let function = &call.function;
                Some(ToolCall::new(&*call.id, &*function.name, &*function.arguments))
            }
            ChatCompletionToolCall::Custom(call) => {
                Some(ToolCall::new(&*call.id, &*call.custom.name, &*call.custom.input))
            }
            ChatCompletionToolCall::Unknown(_) => None,
        });
        calls.collect()
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
        let function = FunctionObject::new(definition.name)
            .description(definition.description)
            .parameters(definition.parameters);
        let function = match definition.strict {
            Some(strict) => function.strict(strict),
            None => function,
        };
        let tool = ChatCompletionTool::new(function);
        json::to_value(&CreateChatCompletionRequestTool::from(tool))
    }

    fn declared_name(tool: &Value) -> Option<&str> {
        tool["function"]["name"].as_str()
    }
}
