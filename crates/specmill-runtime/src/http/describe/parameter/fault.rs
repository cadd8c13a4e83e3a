//! Why a value cannot be written as a parameter.

use std::fmt;

use super::definition::{ParameterLocation, Style};
use crate::json::{DecodeError, Refused};

/// Why a value cannot be written as its parameter says.
#[derive(Debug)]
pub(crate) enum ParameterFault {
    NotJson(DecodeError),
    Refused(Refused),
    /// OpenAPI has no such style there.
    StyleInLocation(Style, ParameterLocation),
    /// OpenAPI gives no meaning to lists and objects inside of others, but for `deepObject`.
    Nested,
    /// The media type, which only text can be sent as.
    NotText(String),
}

impl fmt::Display for ParameterFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotJson(error) => error.fmt(f),
            Self::Refused(fault) => fault.fmt(f),
            Self::StyleInLocation(style, location) => {
                let (style, location) = (style.name(), location.name());
                write!(f, "the style {style} does not exist for a {location} parameter")
            }
            Self::Nested => {
                f.write_str("this style cannot write a list or an object inside of another")
            }
            Self::NotText(media_type) => write!(f, "only text can be sent as {media_type}"),
        }
    }
}
