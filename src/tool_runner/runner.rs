//! What is said of a run before it begins.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use serde_json::Value;

use super::answer::ToolAnswer;
use super::error::ToolRunError;
use super::run::ToolRun;
use super::stream::{Sink, ToolRunStream};
use super::tool::RunnableTool;
use super::turns::run;
use crate::http::Call;

const MAX_TURNS: u32 = 20;
const CONCURRENCY: usize = 8;
const TOOL_TIMEOUT: Duration = Duration::from_secs(600);
const MAX_OUTPUT_SIZE: usize = 256 * 1024;

/// What comes of a tool that fails.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum OnFailure {
    /// The model is told, and goes on.
    #[default]
    Tell,
    /// The run ends with [`ToolRunErrorKind::Tool`](super::ToolRunErrorKind::Tool), once the other calls of the same turn
    /// are done.
    Return,
}

/// A conversation in which a model calls tools, begun when it is awaited. Created by `ResponsesClient::run` and
/// `ChatClient::run`.
///
/// Dropping its future ends the call that is under way, and the tools.
#[must_use = "nothing is sent until it is awaited"]
pub struct ToolRunner<'t, A: ToolAnswer> {
    pub(super) call: Call<A>,
    pub(super) conversation: Vec<A::Item>,
    /// The tools that the request has of itself.
    pub(super) declared: Vec<Value>,
    pub(super) tool_choice: Value,
    pub(super) tools: Vec<Box<dyn RunnableTool + 't>>,
    pub(super) max_turns: u32,
    pub(super) concurrency: usize,
    pub(super) tool_timeout: Duration,
    pub(super) max_output_size: usize,
    pub(super) on_failure: OnFailure,
}

impl<'t, A: ToolAnswer> ToolRunner<'t, A> {
    pub(super) fn new(
        call: Call<A>,
        conversation: Vec<A::Item>,
        declared: Value,
        tool_choice: Value,
    ) -> Self {
        Self {
            call,
            conversation,
            declared: declared.as_array().cloned().unwrap_or_default(),
            tool_choice,
            tools: Vec::new(),
            max_turns: MAX_TURNS,
            concurrency: CONCURRENCY,
            tool_timeout: TOOL_TIMEOUT,
            max_output_size: MAX_OUTPUT_SIZE,
            on_failure: OnFailure::default(),
        }
    }

    /// Adds a tool that the model can call. Where the request has a function of the same name among its `tools`, that
    /// is what the model is told of it.
    pub fn tool(mut self, tool: impl RunnableTool + 't) -> Self {
        self.tools.push(Box::new(tool));
        self
    }

    /// How many requests are sent at most: 20 by default. Tools that the last answer calls are not run.
    pub fn max_turns(mut self, turns: u32) -> Self {
        self.max_turns = turns;
        self
    }

    /// How many calls of one turn run at the same time at most: 8 by default, and 1 at least.
    pub fn concurrency(mut self, calls: usize) -> Self {
        self.concurrency = calls;
        self
    }

    /// How long a call of a tool may take: 10 minutes by default. Then its future is dropped. A tool that blocks its
    /// thread cannot be given up; `tokio::task::spawn_blocking` is for those.
    pub fn tool_timeout(mut self, timeout: Duration) -> Self {
        self.tool_timeout = timeout;
        self
    }

    /// How much of what a tool returns is sent at most, in bytes: 256 KiB by default. The rest is cut off, which the
    /// model is told, and which is a [`ToolFailure::TooLarge`](super::ToolFailure::TooLarge).
    pub fn max_output_size(mut self, bytes: usize) -> Self {
        self.max_output_size = bytes;
        self
    }

    /// What comes of a tool that fails: by default, the model is told.
    pub fn on_failure(mut self, on_failure: OnFailure) -> Self {
        self.on_failure = on_failure;
        self
    }

    /// Sets options of each of the calls to the API, such as time limits, retries and headers:
    /// `.with(|call| call.max_retries(0))`.
    pub fn with(mut self, options: impl FnOnce(Call<A>) -> Call<A>) -> Self {
        self.call = options(self.call);
        self
    }

    /// The same run, with the events of the answers as they come. Nothing is sent until the first is asked for.
    pub fn stream(self) -> ToolRunStream<'t, A> {
        ToolRunStream::new(self)
    }
}

impl<'t, A: ToolAnswer> IntoFuture for ToolRunner<'t, A> {
    type Output = Result<ToolRun<A>, ToolRunError<A>>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send + 't>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(run(self, Sink::none()))
    }
}

impl<A: ToolAnswer> fmt::Debug for ToolRunner<'_, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ToolRunner")
            .field("call", &self.call)
            .field("tools", &self.tools.len())
            .field("max_turns", &self.max_turns)
            .field("concurrency", &self.concurrency)
            .field("tool_timeout", &self.tool_timeout)
            .field("max_output_size", &self.max_output_size)
            .field("on_failure", &self.on_failure)
            .finish_non_exhaustive()
    }
}
