//! Why a credential cannot be sent.

use std::fmt;

use crate::http::describe::Api;
use crate::http::headers::{HeaderFault, NotAHeaderName};

/// Why a credential cannot be sent. None quotes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum CredentialFault {
    /// What to use in place of it.
    WrongKind(&'static str),
    HeaderName(NotAHeaderName),
    /// The header in which the document has it.
    Header(&'static str, HeaderFault),
    /// The header in which the caller wants it.
    OwnHeader(String, HeaderFault),
    InPath,
    ColonInUser,
    Empty,
    WhiteSpace,
    NotVisibleAscii,
    NotAHeaderValue,
}

impl fmt::Display for CredentialFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::WrongKind(wanted) => {
                write!(f, "it is not of the kind the scheme takes: {wanted}")
            }
            Self::HeaderName(fault) => fault.fmt(f),
            Self::Header(name, fault) => {
                write!(f, "the document has it in the header `{name}`: {fault}")
            }
            Self::OwnHeader(name, fault) => write!(f, "it is for the header `{name}`: {fault}"),
            Self::InPath => f.write_str("a key cannot be in the path"),
            Self::ColonInUser => {
                f.write_str("its user name holds a colon, which Basic cannot send")
            }
            Self::Empty => f.write_str("its value is empty"),
            Self::WhiteSpace => f.write_str("its value begins or ends with white space; trim it"),
            Self::NotVisibleAscii => f.write_str("its value holds control or non-ASCII characters"),
            Self::NotAHeaderValue => f.write_str("its value cannot be in a header"),
        }
    }
}

impl From<NotAHeaderName> for CredentialFault {
    fn from(fault: NotAHeaderName) -> Self {
        Self::HeaderName(fault)
    }
}

/// Why a scheme cannot have the credential that it is given.
#[derive(Clone, Debug)]
pub(crate) enum SchemeFault {
    /// The name, and the API that has no scheme of it.
    Unknown(String, &'static Api),
    /// The kind of a credential, for which there is no scheme.
    NoneFits(&'static str, &'static Api),
    Credential(String, CredentialFault),
    /// The kind of the default credential.
    Default(&'static str, CredentialFault),
}

impl fmt::Display for SchemeFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(name, api) => {
                write!(f, "there is no security scheme `{name}`; {}", api.known_schemes())
            }
            Self::Credential(name, fault) => {
                write!(f, "the credential for `{name}` cannot be sent: {fault}")
            }
            Self::NoneFits(kind, api) => write!(
                f,
                "the document has no scheme for the {kind}; {}; a header can be set by hand",
                api.known_schemes()
            ),
            Self::Default(kind, fault) => write!(f, "the {kind} cannot be sent: {fault}"),
        }
    }
}
