//! The paths of calls, where the client's owner chooses them.

use std::fmt;
use std::sync::Arc;

use crate::auto_traits::auto_traits;
use crate::box_error::BoxError;
use crate::http::describe::{Encoding, Operation};

type Choose = dyn Fn(&RequestTarget<'_>) -> Result<Option<String>, BoxError> + Send + Sync;

/// What chooses the path of each call.
#[derive(Clone)]
pub(crate) struct TargetChoice(Arc<Choose>);

impl TargetChoice {
    pub(crate) fn new(
        choose: impl Fn(&RequestTarget<'_>) -> Result<Option<String>, BoxError> + Send + Sync + 'static,
    ) -> Self {
        Self(Arc::new(choose))
    }

    /// The path that is chosen, if another than that of the document.
    pub(crate) fn choose(&self, target: &RequestTarget<'_>) -> Result<Option<String>, BoxError> {
        (self.0)(target)
    }
}

/// Reads the text of a member of a call's body.
type BodyText<'a> = &'a dyn Fn(&str) -> Option<String>;

/// What a call asks for: its operation, its path below the base URL, and texts of its body. See
/// [`ClientBuilder::target`](crate::http::ClientBuilder::target).
///
/// It is `Unpin`.
pub struct RequestTarget<'a> {
    operation: &'a Operation,
    path: &'a str,
    body_text: BodyText<'a>,
}

auto_traits!([] RequestTarget<'static>: Unpin);

impl<'a> RequestTarget<'a> {
    pub(crate) fn new(operation: &'a Operation, path: &'a str, body_text: BodyText<'a>) -> Self {
        Self { operation, path, body_text }
    }

    /// The operation of the call.
    pub fn operation(&self) -> &Operation {
        self.operation
    }

    /// The path below the base URL, with its parameters, percent-encoded: `/models/gpt-4.1`.
    pub fn path(&self) -> &str {
        self.path
    }

    /// Returns the text of a member of the body, such as `model`: of JSON, a form or a multipart body.
    /// `None` for a body without it, and for a member that is no text.
    pub fn body_text(&self, member: &str) -> Option<String> {
        (self.body_text)(member)
    }

    /// Returns the path below `segments`, which are percent-encoded: `["deployments", "a b"]` makes
    /// `/deployments/a%20b/models` of `/models`. A segment that is empty, `.` or `..` is an error of the
    /// call.
    pub fn below<S: AsRef<str>>(&self, segments: impl IntoIterator<Item = S>) -> String {
        let mut path = String::new();
        for segment in segments {
            path.push('/');
            path.push_str(&Encoding::Value.encode(segment.as_ref()));
        }
        path.push_str(self.path);
        path
    }
}

impl fmt::Debug for RequestTarget<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestTarget")
            .field("operation", &self.operation.id())
            .finish_non_exhaustive()
    }
}
