//! Why there is no access token.

use std::fmt;

use specmill_runtime::http::types::StatusCode;
use specmill_runtime::http::{BoxError, Error, Secret};

/// Why a [`WorkloadIdentity`](super::WorkloadIdentity) gave no access token. No text of it holds the subject
/// token; [`Error::body`] of what it holds may.
#[derive(Debug)]
#[non_exhaustive]
pub enum WorkloadIdentityError {
    /// The platform gave no subject token.
    SubjectToken(BoxError),
    /// The token endpoint answered that the exchange failed (RFC 6749, section 5.2).
    #[non_exhaustive]
    Refused {
        /// The status of the answer.
        status: StatusCode,
        /// The code, such as `invalid_grant`.
        code: Option<String>,
        /// What the endpoint says of it, without the subject token.
        message: Option<String>,
    },
    /// There is no answer of the token endpoint: no connection, or a time limit was reached.
    Exchange(Error),
    /// The answer of the token endpoint cannot be used; the text says why.
    Unusable(&'static str),
}

impl WorkloadIdentityError {
    /// What a failed call of the token endpoint means.
    pub(super) fn of_exchange(error: Error, subject: Option<&Secret>) -> Self {
        let status = match error.status() {
            Some(status) if !status.is_success() => status,
            // What cannot be read may be a token.
            Some(_) if error.is_decode() => return Self::Unusable("it is not JSON"),
            _ => return Self::Exchange(error),
        };
        // Endpoints repeat what they refuse.
        let shown = |text: &str| match subject {
            Some(subject) => text.replace(subject.expose(), "[secret]"),
            None => text.to_owned(),
        };
        Self::Refused { status, code: error.code().map(shown), message: error.message().map(shown) }
    }
}

impl fmt::Display for WorkloadIdentityError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SubjectToken(reason) => write!(f, "the platform gave no subject token: {reason}"),
            Self::Refused { status, code, message } => {
                write!(f, "the token endpoint refused the exchange with status {status}")?;
                if let Some(code) = code {
                    write!(f, ", code {code}")?;
                }
                match message {
                    Some(message) => write!(f, ": {message}"),
                    None => Ok(()),
                }
            }
            Self::Exchange(error) => write!(f, "the token exchange failed: {error}"),
            Self::Unusable(reason) => {
                write!(f, "the answer of the token endpoint cannot be used: {reason}")
            }
        }
    }
}

impl std::error::Error for WorkloadIdentityError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::SubjectToken(reason) => Some(&**reason),
            Self::Exchange(error) => Some(error),
            Self::Refused { .. } | Self::Unusable(_) => None,
        }
    }
}
