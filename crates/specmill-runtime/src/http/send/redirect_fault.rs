//! Why a redirect is not followed.

use std::fmt;

/// How many redirects a call follows.
pub(super) const MAX_HOPS: usize = 10;

/// Why a redirect is not followed, and what to do. Places are named without their queries, which can
/// be signatures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum RedirectFault {
    NotAUrl,
    /// The URL that it leads to.
    Loop(String),
    TooMany(String),
    ToHttp(String),
    /// The origin that it leads away from, and where it leads.
    Body(String, String),
    /// The body is a stream, and was sent.
    UsedStream,
}

impl fmt::Display for RedirectFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAUrl => {
                f.write_str("the server redirects to something that is no http or https URL")
            }
            Self::Loop(place) => {
                write!(f, "the redirects form a loop, back to {place}")
            }
            Self::TooMany(place) => {
                write!(f, "more than {MAX_HOPS} redirects, the last to {place}")
            }
            Self::ToHttp(place) => write!(
                f,
                "the server redirects from https to {place}, where anyone on the way could read what \
                 is asked and write the answer; this is not followed. Give the client or the call a \
                 base URL that begins with http:// if it is to be asked without TLS"
            ),
            Self::Body(from, to) => write!(
                f,
                "the server redirects the request with its body from {from} to {to}, and the body \
                 may not go there; allow it with `redirect_body(true)` on the client or the call, or \
                 give the client that base URL"
            ),
            Self::UsedStream => f.write_str(
                "the server redirects the request with its body, which is a stream and cannot be \
                 sent again",
            ),
        }
    }
}
