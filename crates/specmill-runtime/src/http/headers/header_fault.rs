//! Why a header cannot be set.

use std::fmt;

/// Why a header cannot be set, and what to do. No value is quoted: it can be a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HeaderFault {
    /// It is no name that a header can have.
    Name,
    /// A control character in its value.
    Value,
    /// It is the transport's to set.
    ContentLength,
    Host,
    OfConnection,
}

impl fmt::Display for HeaderFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Name => "it is not a name a header can have",
            Self::Value => "its value holds a line break or another control character",
            Self::ContentLength => {
                "it is the length of the body, which is sent with it anyway (RFC 9110, section \
                 8.6); leave it out"
            }
            Self::Host => {
                "it is that of the URL (RFC 9110, section 7.2); leave it out, and give the client or \
                 the call the base URL to ask"
            }
            Self::OfConnection => {
                "it is about the connection and not about the request (RFC 9110, section 7.6.1), and \
                 is the transport's to set; leave it out"
            }
        })
    }
}

/// What is given for a name, and is none that a header can have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NotAHeaderName(pub(super) String);

impl fmt::Display for NotAHeaderName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a name a header can have", self.0.escape_debug())
    }
}
