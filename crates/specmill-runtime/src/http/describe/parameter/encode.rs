//! Percent-encoding, so that no value leaves its place.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::definition::ParameterLocation;

/// All but the unreserved characters of RFC 3986, section 2.3.
const VALUE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The reserved characters of RFC 3986, section 2.2.
const RESERVED: &[u8] = b":/?#[]@!$&'()*+,;=";

/// How the text of a value becomes part of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// Everything but unreserved characters is encoded.
    Value,
    /// Reserved characters stay, but for these.
    Reserved { except: &'static [u8] },
    /// Nothing is encoded (headers).
    Plain,
}

impl Encoding {
    /// What goes for values in `location`.
    pub(crate) fn of(location: ParameterLocation, allow_reserved: bool) -> Self {
        match (location, allow_reserved) {
            (ParameterLocation::Header, _) => Self::Plain,
            (ParameterLocation::Path, true) => Self::Reserved { except: b"/?#" },
            (ParameterLocation::Query, true) => Self::Reserved { except: b"#[]&+" },
            // A cookie's value ends at a semicolon or a comma; there allowReserved has no meaning.
            _ => Self::Value,
        }
    }

    /// Encodes a text.
    pub(crate) fn encode(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::Plain => Cow::Borrowed(text),
            Self::Value => utf8_percent_encode(text, VALUE).into(),
            Self::Reserved { except } => {
                keep(text, |byte| RESERVED.contains(&byte) && !except.contains(&byte))
            }
        }
    }
}

/// Encodes the literal text of a path template or its query: only what no URL may hold.
pub(crate) fn encode_literal(text: &str) -> Cow<'_, str> {
    keep(text, |byte| RESERVED.contains(&byte) && !b"#[]".contains(&byte))
}

/// Encodes all but unreserved characters, percent-encoded triples, and what `stays` says.
fn keep(text: &str, stays: impl Fn(u8) -> bool) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let stays = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) || stays(byte);
    if bytes.iter().all(|byte| stays(*byte)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for (at, &byte) in bytes.iter().enumerate() {
        let triple = byte == b'%'
            && bytes.get(at + 1).is_some_and(u8::is_ascii_hexdigit)
            && bytes.get(at + 2).is_some_and(u8::is_ascii_hexdigit);
        if triple || stays(byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(percent_encoding::percent_encode_byte(byte));
        }
    }
    Cow::Owned(out)
}
