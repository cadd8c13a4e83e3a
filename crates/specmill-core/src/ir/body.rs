//! What an operation sends beside its parameters.

use super::{Docs, Style, TypeRef};

/// A request body.
#[derive(Clone, Debug)]
pub struct Body {
    /// Its Rust name.
    pub name: String,
    /// Whether it must be given.
    pub required: bool,
    /// What it is, and how it is written.
    pub kind: BodyKind,
    /// What is said about it.
    pub docs: Docs,
}

impl Body {
    /// Every way it can be written; one, or the variants of its choice.
    pub fn contents(&self) -> impl Iterator<Item = &BodyContent> {
        let (one, several) = match &self.kind {
            BodyKind::One(content) => (Some(content), None),
            BodyKind::Choice(choice) => (None, Some(&choice.variants)),
        };
        one.into_iter().chain(several.into_iter().flatten().map(|variant| &variant.content))
    }

    /// Whether callers keep it: it is passed by reference.
    #[must_use]
    pub fn is_borrowed(&self) -> bool {
        !matches!(self.kind, BodyKind::Choice(_) | BodyKind::One(BodyContent::Bytes(_)))
    }

    /// Every type it mentions.
    pub fn types(&self) -> impl Iterator<Item = &TypeRef> {
        self.contents().filter_map(BodyContent::ty)
    }
}

/// Whether there is a choice.
#[derive(Clone, Debug)]
pub enum BodyKind {
    /// One way to write it.
    One(BodyContent),
    /// Several media types, each with a body of its own.
    Choice(BodyChoice),
}

/// The enum of the bodies an operation takes.
#[derive(Clone, Debug)]
pub struct BodyChoice {
    /// Its Rust name, unique among all types.
    pub name: String,
    /// Its variants, in document order.
    pub variants: Vec<BodyVariant>,
}

/// One of several bodies.
#[derive(Clone, Debug)]
pub struct BodyVariant {
    /// Its Rust name.
    pub name: String,
    /// The media type the document names.
    pub media_type: String,
    /// What it holds.
    pub content: BodyContent,
}

/// How a body is written.
#[derive(Clone, Debug)]
pub enum BodyContent {
    /// JSON, under the media type the document names.
    Json(TypeRef, String),
    /// `application/x-www-form-urlencoded`
    Form(TypeRef, Vec<PropertyEncoding>),
    /// `multipart/form-data`
    Multipart(TypeRef, Vec<PropertyEncoding>),
    /// Text of this media type.
    Text(String),
    /// Bytes of this media type.
    Bytes(String),
}

impl BodyContent {
    /// The type it is given as, where that is not text or bytes.
    #[must_use]
    pub fn ty(&self) -> Option<&TypeRef> {
        match self {
            BodyContent::Json(ty, _) | BodyContent::Form(ty, _) | BodyContent::Multipart(ty, _) => {
                Some(ty)
            }
            BodyContent::Text(_) | BodyContent::Bytes(_) => None,
        }
    }
}

/// How one property of a form is written (OpenAPI 3.0 §4.7.15, Encoding Object), where that is not
/// the default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PropertyEncoding {
    /// The property's name on the wire.
    pub property: String,
    /// `contentType`
    pub content_type: Option<String>,
    /// `style`
    pub style: Option<Style>,
    /// `explode`
    pub explode: Option<bool>,
    /// `allowReserved`
    pub allow_reserved: bool,
    /// `headers` of its parts: names and values.
    pub headers: Vec<(String, String)>,
}
