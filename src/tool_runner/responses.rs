//! Runs over the Responses API.

use serde_json::Value;

use super::answer::{ToolAnswer, sealed};
use super::runner::ToolRunner;
use super::tool::{FunctionDefinition, ToolCall};
use crate::json::{self, json as value};
use crate::responses::ResponsesClient;
use crate::types::{
    CreateResponse, InputItem, InputParam, OutputItem, Response, ResponseStatus,
    ResponseStreamEvent,
};

impl ResponsesClient<'_> {
    /// Has a model respond with the help of tools, which are run when it calls them, until it answers without a call.
    /// See [`tool_runner`](crate::tool_runner).
    ///
    /// ```no_run
    /// # use openai_rest::{Client, tool_runner::RunnableFunction, types::CreateResponse};
    /// # async fn run(
    /// #     client: Client, weather: RunnableFunction<'_>, search: RunnableFunction<'_>,
    /// # ) -> Result<(), Box<dyn std::error::Error>> {
    /// let request = CreateResponse::new().model("gpt-5-mini").input("Do I need an umbrella in Turku?");
    /// let run = client.responses().run(&request).tool(weather).tool(search).max_turns(8).await?;
    /// println!("{} after {} calls", run.answer.output_text(), run.outcomes.len());
    ///
    /// // The conversation goes on.
    /// let mut input = run.conversation;
    /// input.push(openai_rest::types::InputItem::user("And in Oslo?"));
    /// let request = request.input(input);
    /// # Ok(()) }
    /// ```
    pub fn run<'t>(&self, request: &CreateResponse) -> ToolRunner<'t, Response> {
        let conversation = match &request.input {
            Some(InputParam::Text(text)) => vec![InputItem::user(text.clone())],
            Some(InputParam::List(items)) => items.clone(),
            Some(InputParam::Unknown(json)) => vec![InputItem::Unknown(json.clone())],
            None => Vec::new(),
        };
        let call = self.create(request).call();
        let (tools, choice) =
            (json::to_value(&request.tools), json::to_value(&request.tool_choice));
        ToolRunner::new(call, conversation, tools, choice)
    }
}

impl sealed::Sealed for Response {}

impl ToolAnswer for Response {
    type Event = ResponseStreamEvent;
    type Item = InputItem;

    const CONVERSATION: &'static str = "input";

    fn calls(&self) -> Vec<ToolCall> {
        let calls = self.output.iter().filter_map(|item| match item {
            OutputItem::FunctionCall(call) => {
                Some(ToolCall::new(&*call.call_id, &*call.name, &*call.arguments))
            }
            _ => None,
        });
        calls.collect()
    }

    fn is_cut_off(&self) -> bool {
        self.status.as_ref().is_some_and(|status| *status != ResponseStatus::Completed)
    }

    fn is_kept(&self) -> bool {
        self.conversation.is_some()
    }

    fn items(&self) -> Vec<InputItem> {
        self.output.iter().cloned().map(InputItem::from).collect()
    }

    fn output(call: &ToolCall, output: &str) -> InputItem {
        InputItem::function_call_output(&*call.id, output)
    }

    fn declaration(definition: FunctionDefinition) -> Value {
        let FunctionDefinition { name, description, parameters, strict } = definition;
        value!({"type": "function", "name": name, "description": description,
            "parameters": parameters, "strict": strict})
    }

    fn declared_name(tool: &Value) -> Option<&str> {
        (tool["type"] == "function").then(|| tool["name"].as_str())?
    }
}
