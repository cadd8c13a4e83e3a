//! Why a URL cannot be asked.

use std::fmt;

use super::server::ServerFault;

/// Why a base URL, or a path under one, cannot be used, and what to do. Only what holds no secret is
/// quoted: a URL with a user name and password is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum UrlFault {
    NoServer,
    Empty,
    /// The URL, as a message may quote it.
    NoScheme(String),
    NotHttp(String),
    Unreadable(url::ParseError),
    UserInfo,
    QueryOrFragment,
    Server(ServerFault),
    /// The path, which a URL would have otherwise.
    Path(String),
}

impl fmt::Display for UrlFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoServer => {
                f.write_str("the document names no server: set the client's base URL")
            }
            Self::Empty => f.write_str("the base URL is empty: begin it with https://"),
            Self::NoScheme(url) => write!(f, "{url} has no scheme: begin it with https://"),
            Self::NotHttp(url) => {
                write!(f, "{url} is not http or https: begin it with https://")
            }
            Self::Unreadable(error) => write!(f, "the base URL cannot be read: {error}"),
            Self::UserInfo => f.write_str(
                "the base URL holds a user name or password: give the client a credential instead",
            ),
            Self::QueryOrFragment => f.write_str(
                "the base URL holds a query or a fragment: leave out what follows `?` or `#`, and \
                 set query parameters on the call",
            ),
            Self::Server(fault) => fault.fmt(f),
            Self::Path(path) => {
                write!(f, "the path `{path}` cannot be part of a URL as it stands")
            }
        }
    }
}
