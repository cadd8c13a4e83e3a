//! Why a body cannot be sent.

use std::fmt;

use crate::http::describe::{ParameterFault, Style};
use crate::http::headers::{HeaderFault, NotAHeaderName};
use crate::json::{DecodeError, Refused, UploadInJson};

/// Why a body cannot be sent.
#[derive(Debug)]
pub(crate) enum BodyFault {
    NotJson(DecodeError),
    /// What a value becomes that `serde_json` cannot write.
    NotWritten(serde_json::Error),
    Refused(Refused),
    /// A form, or a multipart body, of something else than an object.
    NotAnObject(&'static str),
    /// The property that it is about.
    Property(String, Box<BodyFault>),
    /// The member that was to be set in something else than an object.
    NoMembers(String),
    /// The same in a body of this media type.
    NoMembersInMediaType(String, &'static str),
    MediaType(String),
    /// The media type, as which no value can be written.
    UnwrittenMediaType(String),
    /// The media type, as which no list or object can be written.
    NestedMediaType(String),
    HeaderName(NotAHeaderName),
    /// A header of a part.
    PartHeader(&'static str, HeaderFault),
    Upload(UploadInJson),
    JoinedUploads,
    /// A style that bodies do not have.
    Style(Style),
    Value(ParameterFault),
}

impl BodyFault {
    pub(super) fn property(self, name: &str) -> Self {
        Self::Property(name.escape_debug().to_string(), Box::new(self))
    }

    pub(super) fn unwritten(media_type: &str) -> Self {
        Self::UnwrittenMediaType(media_type.escape_debug().to_string())
    }

    pub(super) fn media_type(media_type: &str) -> Self {
        Self::MediaType(media_type.escape_debug().to_string())
    }
}

impl fmt::Display for BodyFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotJson(error) => error.fmt(f),
            Self::NotWritten(error) => error.fmt(f),
            Self::Refused(fault) => fault.fmt(f),
            Self::NotAnObject(what) => write!(f, "a {what} body has to be an object"),
            Self::Property(name, fault) => write!(f, "the property `{name}`: {fault}"),
            Self::NoMembers(name) => {
                write!(f, "`{name}` cannot be set, as the body is not an object")
            }
            Self::NoMembersInMediaType(name, media_type) => {
                write!(f, "`{name}` cannot be set in a body of {media_type}, which has no members")
            }
            Self::MediaType(media_type) => {
                write!(f, "`{media_type}` is not a media type that can be sent")
            }
            Self::UnwrittenMediaType(media_type) => write!(
                f,
                "the body cannot be written as `{media_type}`: it is a value, for JSON, forms and \
                 multipart; send bytes or text in its place"
            ),
            Self::NestedMediaType(media_type) => {
                write!(f, "a list or an object cannot be written as `{media_type}`")
            }
            Self::HeaderName(fault) => fault.fmt(f),
            Self::PartHeader(name, fault) => {
                write!(f, "the header `{name}` of a part cannot be sent: {fault}")
            }
            Self::Upload(fault) => fault.fmt(f),
            Self::JoinedUploads => f.write_str("uploads cannot be joined to one text"),
            Self::Style(style) => {
                write!(f, "the style {} does not exist for a body", style.name())
            }
            Self::Value(fault) => fault.fmt(f),
        }
    }
}

macro_rules! from {
    ($($variant:ident $fault:ty),* $(,)?) => {$(
        impl From<$fault> for BodyFault {
            fn from(fault: $fault) -> Self {
                Self::$variant(fault)
            }
        }
    )*};
}

from! {
    NotJson DecodeError, NotWritten serde_json::Error, Upload UploadInJson, Value ParameterFault,
    HeaderName NotAHeaderName, Refused Refused,
}
