//! Why a call cannot be sent as it is described.

use std::fmt;
use std::sync::Arc;

use super::body::BodyFault;
use crate::http::auth::SchemeFault;
use crate::http::describe::{ParameterFault, ParameterLocation, PathFault, UrlFault};
use crate::http::headers::{HeaderFault, NotAHeaderName};

/// Why a call cannot be sent as it is described, found before anything goes out. No value is quoted:
/// it can be a secret.
#[derive(Clone, Debug)]
pub(crate) enum RequestFault {
    /// The place and the name of the parameter.
    Parameter(ParameterLocation, String, Arc<ParameterFault>),
    /// The name of the parameter in a header.
    Header(String, HeaderFault),
    Path(PathFault),
    /// What the client's choice of paths says.
    Target(String),
    /// The path that it chose.
    NoPath(String),
    Url(UrlFault),
    Body(Arc<BodyFault>),
    Scheme(SchemeFault),
    HeaderName(NotAHeaderName),
    EmptyIdempotencyKey,
    IdempotencyKey(HeaderFault),
}

impl fmt::Display for RequestFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Parameter(location, name, fault) => {
                let (location, name) = (location.name(), name.escape_debug());
                write!(f, "the {location} parameter `{name}` cannot be sent: {fault}")
            }
            Self::Header(name, fault) => {
                let name = name.escape_debug();
                write!(f, "the header parameter `{name}` cannot be sent: {fault}")
            }
            Self::Path(fault) => fault.fmt(f),
            Self::Target(reason) => f.write_str(reason),
            Self::NoPath(path) => write!(
                f,
                "the client chose the path `{}` for the call: it has to begin with `/`, and no segment of it \
                 can be empty",
                path.escape_debug()
            ),
            Self::Url(fault) => fault.fmt(f),
            Self::Body(fault) => write!(f, "the body cannot be sent: {fault}"),
            Self::Scheme(fault) => fault.fmt(f),
            Self::HeaderName(fault) => fault.fmt(f),
            Self::EmptyIdempotencyKey => f.write_str("the idempotency key is empty"),
            Self::IdempotencyKey(fault) => {
                write!(f, "the idempotency key cannot be sent: {fault}")
            }
        }
    }
}

macro_rules! from {
    ($($variant:ident $fault:ty),* $(,)?) => {$(
        impl From<$fault> for RequestFault {
            fn from(fault: $fault) -> Self {
                Self::$variant(fault)
            }
        }
    )*};
}

from! { Path PathFault, Url UrlFault, Scheme SchemeFault, HeaderName NotAHeaderName }

impl From<BodyFault> for RequestFault {
    fn from(fault: BodyFault) -> Self {
        Self::Body(Arc::new(fault))
    }
}
