//! What the document says of a parameter.

use crate::http::describe::conventions::QueryNames;

/// Where a parameter goes (`in`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterLocation {
    /// Into the path, in the place of `{name}`.
    Path,
    /// Into the query.
    Query,
    /// Into a header.
    Header,
    /// Into the `cookie` header.
    Cookie,
}

impl ParameterLocation {
    /// The word of the document, which messages use too.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }
}

/// How lists and objects are written (OpenAPI 3.1.1, section 4.8.12.3, "Style Values").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `;name=a,b`; path only (RFC 6570, section 3.2.7).
    Matrix,
    /// `.a,b`; path only (RFC 6570, section 3.2.5).
    Label,
    /// `a,b`; path and header (RFC 6570, section 3.2.2).
    Simple,
    /// `name=a&name=b` or `name=a,b`; query and cookie (RFC 6570, section 3.2.8).
    Form,
    /// `name=a%20b`; query.
    SpaceDelimited,
    /// `name=a%7Cb`; query.
    PipeDelimited,
    /// `name[key]=a`; query. Members that are themselves objects or lists, of which OpenAPI says
    /// nothing (3.1.1, section 4.8.12.3: the behavior is undefined), become `name[key][inner]=a` and
    /// `name[key][]=a`, and a list in place of the object `name[]=a`, as PHP, Rails and the npm package
    /// `qs` read them.
    DeepObject,
}

impl Style {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Matrix => "matrix",
            Self::Label => "label",
            Self::Simple => "simple",
            Self::Form => "form",
            Self::SpaceDelimited => "spaceDelimited",
            Self::PipeDelimited => "pipeDelimited",
            Self::DeepObject => "deepObject",
        }
    }

    /// The column "in" of the specification's table.
    pub(super) const fn fits(self, location: ParameterLocation) -> bool {
        use ParameterLocation::{Cookie, Header, Path, Query};
        match self {
            Self::Matrix | Self::Label => matches!(location, Path),
            Self::Simple => matches!(location, Path | Header),
            Self::Form => matches!(location, Query | Cookie),
            Self::SpaceDelimited | Self::PipeDelimited | Self::DeepObject => {
                matches!(location, Query)
            }
        }
    }
}

/// A parameter: its name, its place and how its value is written there.
///
/// Whatever the value, it stays in its place: all but letters, digits and `-._~` is
/// percent-encoded (RFC 6570, section 3.2.1), with `%20` for a space. Header values are not
/// percent-encoded, as no server decodes them (OpenAPI 3.1.1, appendix D): non-ASCII text goes out
/// as its UTF-8 octets (RFC 9110, section 5.5, `obs-text`), control characters are an error.
///
/// ```
/// use specmill_runtime::http::{Parameter, Style};
///
/// const FILTER: Parameter = Parameter::query("filter").style(Style::DeepObject).explode(true);
/// const KEY: Parameter = Parameter::path("key"); // simple, not exploded
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Parameter<'a> {
    pub(crate) name: &'a str,
    pub(crate) location: ParameterLocation,
    pub(crate) style: Style,
    pub(crate) explode: bool,
    pub(crate) allow_reserved: bool,
    pub(crate) content: Option<&'a str>,
    /// How a list or an object is written in the style `form`, exploded.
    pub(super) names: QueryNames,
}

impl<'a> Parameter<'a> {
    const fn new(name: &'a str, location: ParameterLocation, style: Style) -> Self {
        let explode = matches!(style, Style::Form);
        Self {
            name,
            location,
            style,
            explode,
            allow_reserved: false,
            content: None,
            names: QueryNames::Plain,
        }
    }

    /// In the path: style `simple`, not exploded.
    pub const fn path(name: &'a str) -> Self {
        Self::new(name, ParameterLocation::Path, Style::Simple)
    }

    /// In the query: style `form`, exploded.
    pub const fn query(name: &'a str) -> Self {
        Self::new(name, ParameterLocation::Query, Style::Form)
    }

    /// In a header: style `simple`, not exploded.
    pub const fn header(name: &'a str) -> Self {
        Self::new(name, ParameterLocation::Header, Style::Simple)
    }

    /// In a cookie: style `form`, exploded. Several pairs are joined by `"; "`, which is what a
    /// cookie header needs, and not by the `&` of a query.
    pub const fn cookie(name: &'a str) -> Self {
        Self::new(name, ParameterLocation::Cookie, Style::Form)
    }

    /// Sets `style`, and leaves `explode` as it is.
    pub const fn style(mut self, style: Style) -> Self {
        self.style = style;
        self
    }

    /// Sets `explode`: whether each item of a list or member of an object stands alone.
    pub const fn explode(mut self, explode: bool) -> Self {
        self.explode = explode;
        self
    }

    /// Sets `allowReserved`: the characters `:/?#[]@!$&'()*+,;=` and `%` before two hexadecimal
    /// digits stay as they are, but for those that would end the value's place: `/?#` in a path,
    /// `#[]&+` in a query.
    pub const fn allow_reserved(mut self, allow: bool) -> Self {
        self.allow_reserved = allow;
        self
    }

    /// Writes the value as this media type instead of by a style. JSON types take any value, all
    /// others take text.
    pub const fn content(mut self, media_type: &'a str) -> Self {
        self.content = Some(media_type);
        self
    }

    /// Writes lists and objects in the query as the API does.
    pub(crate) const fn named(mut self, names: QueryNames) -> Self {
        self.names = names;
        self
    }

    /// Whether lists and objects have brackets: the style says so, or the API where the style is the
    /// default one of a query.
    pub(super) const fn is_bracketed(&self) -> bool {
        match self.style {
            Style::DeepObject => true,
            Style::Form => {
                self.explode
                    && matches!(self.location, ParameterLocation::Query)
                    && matches!(self.names, QueryNames::Brackets)
            }
            _ => false,
        }
    }
}
