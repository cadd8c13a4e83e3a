//! What comes of a call of a tool.

use std::fmt;
use std::time::Duration;

use super::tool::ToolCall;
use crate::http::BoxError;
use crate::json::DecodeError;

/// What came of a call of a tool.
#[derive(Debug)]
#[non_exhaustive]
pub struct ToolOutcome {
    /// The call.
    pub call: ToolCall,
    /// What the tool returned, or why there is nothing.
    pub result: Result<String, ToolFailure>,
    /// What the model is told: what the tool returned, or what went wrong.
    pub told: String,
}

impl ToolOutcome {
    /// Of what came, cut at a size in bytes.
    pub(super) fn new(
        call: ToolCall,
        result: Result<String, ToolFailure>,
        max_output_size: usize,
    ) -> Self {
        match result {
            Ok(output) if output.len() > max_output_size => {
                let bytes = output.len();
                let told = cut(output, max_output_size);
                let failure = ToolFailure::TooLarge { bytes, limit: max_output_size };
                Self { call, result: Err(failure), told }
            }
            Ok(output) => Self { call, told: output.clone(), result: Ok(output) },
            Err(failure) => {
                let told = cut(failure.told(), max_output_size);
                Self { call, result: Err(failure), told }
            }
        }
    }
}

/// Text of at most so many bytes, with a note where there was more.
fn cut(mut text: String, limit: usize) -> String {
    let bytes = text.len();
    if bytes <= limit {
        return text;
    }
    let end = (0..=limit).rev().find(|end| text.is_char_boundary(*end)).unwrap_or_default();
    text.truncate(end);
    text.push_str(&format!("\n[cut off: {end} of {bytes} bytes]"));
    text
}

/// Why a call of a tool has no result.
#[derive(Debug)]
#[non_exhaustive]
pub enum ToolFailure {
    /// There is no tool of this name. The names that there are.
    Unknown(Vec<String>),
    /// The arguments are no JSON, or not what the tool takes.
    Arguments(DecodeError),
    /// The tool returned an error.
    Failed(BoxError),
    /// The tool panicked, with this message if it has one. The model is told that the tool failed, and not the message.
    Panicked(Option<String>),
    /// The tool took longer than this.
    TimedOut(Duration),
    /// The tool returned more than may be sent. The model is told the beginning.
    TooLarge {
        /// How many bytes the tool returned.
        bytes: usize,
        /// How many may be sent.
        limit: usize,
    },
}

impl ToolFailure {
    /// The failure of a tool with this error.
    pub fn failed(error: impl Into<BoxError>) -> Self {
        Self::Failed(error.into())
    }

    /// What the model is told.
    fn told(&self) -> String {
        match self {
            Self::Panicked(_) => "error: the tool failed".to_owned(),
            failure => format!("error: {failure}"),
        }
    }
}

impl fmt::Display for ToolFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(names) if names.is_empty() => {
                f.write_str("there is no such tool, and no other")
            }
            Self::Unknown(names) => {
                write!(f, "there is no such tool; those there are: {}", names.join(", "))
            }
            Self::Arguments(error) if error.is_syntax() => {
                write!(f, "the arguments are no JSON: {error}")
            }
            Self::Arguments(error) => {
                write!(f, "the arguments are not what the tool takes: {error}")
            }
            Self::Failed(error) => error.fmt(f),
            Self::Panicked(Some(message)) => write!(f, "the tool panicked: {message}"),
            Self::Panicked(None) => f.write_str("the tool panicked"),
            Self::TimedOut(limit) => {
                write!(f, "the tool took longer than {} s", limit.as_secs_f64())
            }
            Self::TooLarge { bytes, limit } => {
                write!(f, "the tool returned {bytes} bytes, of which {limit} may be sent")
            }
        }
    }
}

impl std::error::Error for ToolFailure {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Arguments(error) => Some(error),
            Self::Failed(error) => Some(&**error),
            _ => None,
        }
    }
}
