//! What a document says about how a property of a body is written.

use super::parameter::Style;
use crate::http::headers::is_json;

/// The encoding of one property of a form or multipart body (OpenAPI 3.0, section 4.7.15).
///
/// ```
/// use specmill_runtime::http::{PropertyEncoding, Style};
///
/// const ENCODING: &[PropertyEncoding] = &[
///     PropertyEncoding::new("metadata").content_type("application/json"),
///     PropertyEncoding::new("filter").style(Style::DeepObject).explode(true),
/// ];
/// ```
#[derive(Clone, Copy, Debug)]
pub struct PropertyEncoding {
    pub(crate) name: &'static str,
    style: Option<Style>,
    explode: Option<bool>,
    pub(crate) allow_reserved: bool,
    content_type: Option<&'static str>,
    pub(crate) headers: &'static [(&'static str, &'static str)],
}

impl PropertyEncoding {
    /// The encoding of the property of this name, nothing said yet.
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            style: None,
            explode: None,
            allow_reserved: false,
            content_type: None,
            headers: &[],
        }
    }

    /// Sets `style`. In a multipart body, `deepObject` names parts with brackets (`name[]`,
    /// `name[member]`), and the others as RFC 6570 has them.
    pub const fn style(mut self, style: Style) -> Self {
        self.style = Some(style);
        self
    }

    /// Sets `explode`: whether each item of a list or member of an object stands alone. It is so by
    /// default in the style `form`, and only there.
    pub const fn explode(mut self, explode: bool) -> Self {
        self.explode = Some(explode);
        self
    }

    /// Sets `allowReserved`, as in [`Parameter::allow_reserved`](crate::http::Parameter). It means
    /// nothing in a multipart body.
    pub const fn allow_reserved(mut self, allow: bool) -> Self {
        self.allow_reserved = allow;
        self
    }

    /// Sets `contentType`. A JSON type sends the value as JSON text, in a multipart body each item of
    /// a list on its own. Several types, or one with a
    /// `*`, only say what an upload may be, which its own type decides.
    pub const fn content_type(mut self, media_types: &'static str) -> Self {
        self.content_type = Some(media_types);
        self
    }

    /// Sets `headers`: names and values that each part of the property has in a multipart body, beside
    /// `content-disposition` and `content-type`. They mean nothing in a form.
    pub const fn headers(mut self, headers: &'static [(&'static str, &'static str)]) -> Self {
        self.headers = headers;
        self
    }

    /// The encoding of `name`: what the document says, else the default.
    pub(crate) fn of(name: &str, encodings: &[Self]) -> Self {
        encodings.iter().find(|encoding| encoding.name == name).copied().unwrap_or(Self::new(""))
    }

    /// The one media type that the property has, if it is one.
    pub(crate) fn media_type(&self) -> Option<&'static str> {
        self.content_type.filter(|types| !types.contains([',', '*']))
    }

    /// Whether the property is sent as JSON text, whatever it is.
    pub(crate) fn is_json(&self) -> bool {
        self.media_type().is_some_and(is_json)
    }

    /// Style and explode, if either was set; each has a default.
    pub(crate) fn styled(&self) -> Option<(Style, bool)> {
        if self.style.is_none() && self.explode.is_none() {
            return None;
        }
        let style = self.style.unwrap_or(Style::Form);
        Some((style, self.explode.unwrap_or(matches!(style, Style::Form))))
    }
}
