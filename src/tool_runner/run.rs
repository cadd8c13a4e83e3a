//! What comes of a run.

use std::fmt;
use std::sync::Arc;

use super::answer::ToolAnswer;
use super::failure::ToolOutcome;
use crate::http::Response;

/// A run that has come to its end: the model has answered without calling a tool.
#[non_exhaustive]
pub struct ToolRun<A: ToolAnswer> {
    /// The last answer.
    pub answer: Response<A>,
    /// The answers before it, each with calls of tools.
    pub earlier_answers: Vec<Response<A>>,
    /// The whole conversation, the last answer included: what a next request goes on with.
    pub conversation: Vec<A::Item>,
    /// What came of each call of a tool, in the order of the calls.
    pub outcomes: Vec<Arc<ToolOutcome>>,
}

impl<A: ToolAnswer> ToolRun<A> {
    pub(super) fn new(answer: Response<A>, progress: Progress<A>) -> Self {
        let Progress { answers: earlier_answers, conversation, outcomes } = progress;
        Self { answer, earlier_answers, conversation, outcomes }
    }
}

/// What there is of a run that has not come to its end.
#[non_exhaustive]
pub struct Progress<A: ToolAnswer> {
    /// The answers that came.
    pub answers: Vec<Response<A>>,
    /// The conversation: the request's, the answers, and what the tools returned that were run.
    pub conversation: Vec<A::Item>,
    /// What came of each call of a tool, in the order of the calls.
    pub outcomes: Vec<Arc<ToolOutcome>>,
}

impl<A: ToolAnswer> fmt::Debug for ToolRun<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ToolRun")
            .field("answer", &self.answer)
            .field("earlier_answers", &self.earlier_answers.len())
            .field("conversation", &self.conversation)
            .field("outcomes", &self.outcomes)
            .finish()
    }
}

impl<A: ToolAnswer> fmt::Debug for Progress<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Progress")
            .field("answers", &self.answers.len())
            .field("conversation", &self.conversation)
            .field("outcomes", &self.outcomes)
            .finish()
    }
}
