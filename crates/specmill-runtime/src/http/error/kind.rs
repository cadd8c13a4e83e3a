//! The kinds of errors a caller tells apart.

use ::http::StatusCode;

/// The kind of an [`Error`](crate::http::Error), by which callers decide what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The client cannot be built or used as configured. Nothing was sent.
    Configuration,
    /// An argument of the call cannot be sent, or the transport does not take the request. Nothing was
    /// sent.
    Request,
    /// An upload could not be read: a file that is missing or has become shorter, or a stream that
    /// failed or was sent before.
    Upload,
    /// The operation needs a credential that the client does not have. Nothing was sent.
    MissingCredential,
    /// A token provider failed, or gave a token that cannot be sent. The try it was for was not
    /// sent.
    Credential,
    /// Status 400.
    BadRequest,
    /// Status 401.
    Authentication,
    /// Status 403.
    PermissionDenied,
    /// Status 404.
    NotFound,
    /// Status 409.
    Conflict,
    /// Status 422.
    UnprocessableEntity,
    /// Status 429.
    RateLimit,
    /// Status 500 or more.
    Server,
    /// Any other status that is neither a success nor a redirect.
    Status,
    /// A redirect that could not be followed: no target, a loop, too many, from https to http, or to
    /// another origin with a body that may not go there.
    Redirect,
    /// The connection could not be made, or broke before the answer was complete.
    Connection,
    /// A time limit of the call was reached.
    Timeout,
    /// The server reported an error in a stream that had begun with a success.
    Stream,
    /// A stream ended, without any other error, before the value that it transfers was complete.
    Incomplete,
    /// The answer is not what the description says.
    Decode,
    /// The answer is larger than what may be read into memory; see
    /// [`ClientBuilder::max_answer_size`](crate::http::ClientBuilder::max_answer_size).
    TooLarge,
    /// A download could not be written to its file.
    Save,
    /// The server gave a page's cursor twice, and following it would never end; or pages were asked
    /// for of a call whose description does not say how.
    Pagination,
}

impl ErrorKind {
    /// The kind of an answer that is not a success.
    pub(crate) fn of_status(status: StatusCode) -> Self {
        match status.as_u16() {
            300..=399 => Self::Redirect,
            400 => Self::BadRequest,
            401 => Self::Authentication,
            403 => Self::PermissionDenied,
            404 => Self::NotFound,
            409 => Self::Conflict,
            422 => Self::UnprocessableEntity,
            429 => Self::RateLimit,
            500.. => Self::Server,
            _ => Self::Status,
        }
    }
}
