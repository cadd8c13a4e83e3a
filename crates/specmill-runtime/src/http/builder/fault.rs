//! Why a client cannot be built.

use std::fmt;

use crate::http::auth::SchemeFault;
use crate::http::describe::{ServerFault, UrlFault};
use crate::http::error::{Error, ErrorKind};
use crate::http::headers::{HeaderFault, NotAHeaderName};

/// The reason why a client cannot be built with its settings.
#[derive(Debug)]
pub(super) enum SettingFault {
    Url(UrlFault),
    Server(ServerFault),
    Scheme(SchemeFault),
    HeaderName(NotAHeaderName),
    Header(String, HeaderFault),
    IdempotencyHeader(String, HeaderFault),
    RetryCountHeader(String, HeaderFault),
    /// The name or the version of the API's package cannot be in a header.
    UserAgent(HeaderFault),
    /// A copy of a client has its transport, which has connected before.
    ConnectTimeoutOfCopy,
    #[cfg_attr(feature = "reqwest", allow(dead_code))]
    NoTransport,
}

impl fmt::Display for SettingFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Url(fault) => fault.fmt(f),
            Self::Server(fault) => fault.fmt(f),
            Self::Scheme(fault) => fault.fmt(f),
            Self::HeaderName(fault) => fault.fmt(f),
            Self::Header(name, fault) => write!(f, "the header `{name}` cannot be sent: {fault}"),
            Self::IdempotencyHeader(name, fault) => {
                write!(f, "the key cannot be in the header `{name}`: {fault}")
            }
            Self::RetryCountHeader(name, fault) => {
                write!(f, "the number of tries cannot be in the header `{name}`: {fault}")
            }
            Self::UserAgent(fault) => write!(f, "the client cannot say what it is: {fault}"),
            Self::ConnectTimeoutOfCopy => f.write_str(
                "a copy of a client keeps its transport, whose `connect_timeout` cannot be changed: give the \
                 copy a transport of its own, or build another client",
            ),
            Self::NoTransport => {
                f.write_str("the feature `reqwest` is off: give the client a transport")
            }
        }
    }
}

impl From<SettingFault> for Error {
    fn from(fault: SettingFault) -> Self {
        Self::unsent(ErrorKind::Configuration, fault.to_string())
    }
}

macro_rules! from {
    ($($variant:ident $fault:ty),* $(,)?) => {$(
        impl From<$fault> for SettingFault {
            fn from(fault: $fault) -> Self {
                Self::$variant(fault)
            }
        }
    )*};
}

from! { Url UrlFault, Scheme SchemeFault, HeaderName NotAHeaderName }
