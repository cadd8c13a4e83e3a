//! Why a request does not get what it asks for.

use http::StatusCode;

/// A fault of a request.
#[derive(Clone, Debug)]
pub(crate) struct Problem {
    pub(crate) status: StatusCode,
    /// What is wrong, and where.
    pub(crate) message: String,
    /// The parameter, or the place in the body as code writes it: `messages[0].role`.
    pub(crate) parameter: Option<String>,
    /// Headers of the answer: `allow`, `www-authenticate`.
    pub(crate) headers: Vec<(http::HeaderName, String)>,
    /// How to mend it.
    pub(crate) help: Option<String>,
    /// Whether nothing is wrong with the request: it fails by chance.
    pub(crate) is_simulated: bool,
    /// The answer, where the document has it.
    pub(crate) described: Option<Box<http::Response<bytes::Bytes>>>,
}

impl Problem {
    pub(crate) fn new(status: StatusCode, message: impl Into<String>) -> Self {
        let message = message.into();
        let (parameter, headers, help) = (None, Vec::new(), None);
        Self { status, message, parameter, headers, help, is_simulated: false, described: None }
    }

    /// Status 400.
    pub(crate) fn invalid(parameter: String, message: impl Into<String>) -> Self {
        let parameter = Some(parameter).filter(|name| !name.is_empty());
        Self { parameter, ..Self::new(StatusCode::BAD_REQUEST, message) }
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub(crate) fn header(mut self, name: http::HeaderName, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}
