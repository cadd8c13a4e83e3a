//! Why a run has ended too early.

use std::fmt;
use std::sync::Arc;

use super::answer::ToolAnswer;
use super::failure::ToolOutcome;
use super::run::Progress;
use crate::http::{BoxError, Error};

/// The error of a run that ended too early, with all that there is.
pub struct ToolRunError<A: ToolAnswer> {
    kind: ToolRunErrorKind,
    progress: Box<Progress<A>>,
}

/// Why a run has ended too early.
#[derive(Debug)]
#[non_exhaustive]
pub enum ToolRunErrorKind {
    /// A call to the API failed.
    Call(Error),
    /// The model still calls tools in the answer of the last turn. Those were not run.
    TurnLimit(u32),
    /// An answer with calls of tools was cut off, by a limit of tokens, a filter or a failure. They were not run.
    CutOff,
    /// A tool failed, and [`OnFailure::Return`](super::OnFailure) was asked for.
    Tool(Arc<ToolOutcome>),
    /// There is nothing that the model can be told of a tool, such as parameters that strict mode cannot take. Nothing
    /// was sent.
    Definition(BoxError),
    /// Two tools have the same name. Nothing was sent.
    DuplicateTool(String),
    /// The run has ended with an error before, which was returned then.
    Ended,
}

impl<A: ToolAnswer> ToolRunError<A> {
    pub(super) fn new(kind: ToolRunErrorKind, progress: Progress<A>) -> Self {
        Self { kind, progress: Box::new(progress) }
    }

    /// Why the run has ended.
    pub fn kind(&self) -> &ToolRunErrorKind {
        &self.kind
    }

    /// Why the run has ended, moved out of the error.
    pub fn into_kind(self) -> ToolRunErrorKind {
        self.kind
    }

    /// What there is: the answers, the conversation, and what came of the calls of tools.
    pub fn progress(&self) -> &Progress<A> {
        &self.progress
    }

    /// What there is, moved out of the error.
    pub fn into_progress(self) -> Progress<A> {
        *self.progress
    }
}

impl<A: ToolAnswer> fmt::Display for ToolRunError<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.kind.fmt(f)
    }
}

impl fmt::Display for ToolRunErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Call(error) => error.fmt(f),
            Self::TurnLimit(turns) => {
                write!(f, "the model still calls tools after {turns} turns, the most there may be")
            }
            Self::CutOff => f.write_str("an answer with calls of tools was cut off"),
            Self::Tool(outcome) => match &outcome.result {
                Err(failure) => write!(f, "the tool `{}`: {failure}", outcome.call.name),
                Ok(_) => write!(f, "the tool `{}`", outcome.call.name),
            },
            Self::Definition(error) => write!(f, "a tool cannot be declared: {error}"),
            Self::DuplicateTool(name) => write!(f, "two tools have the name `{name}`"),
            Self::Ended => f.write_str("the run has ended with an error before"),
        }
    }
}

impl<A: ToolAnswer> fmt::Debug for ToolRunError<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ToolRunError")
            .field("kind", &self.kind)
            .field("progress", &self.progress)
            .finish()
    }
}

impl<A: ToolAnswer> std::error::Error for ToolRunError<A> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.kind {
            ToolRunErrorKind::Call(error) => Some(error),
            ToolRunErrorKind::Tool(outcome) => match &outcome.result {
                Err(failure) => Some(failure),
                Ok(_) => None,
            },
            ToolRunErrorKind::Definition(error) => Some(&**error),
            _ => None,
        }
    }
}
