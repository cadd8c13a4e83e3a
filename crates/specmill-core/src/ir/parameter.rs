//! Parameters of operations.

use super::{Docs, Limits, TypeRef};

/// Where a parameter travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Location {
    Path,
    Query,
    Header,
    Cookie,
}

/// How a parameter's value is written (OpenAPI 3.0, "Style Values").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Style {
    Matrix,
    Label,
    Form,
    Simple,
    SpaceDelimited,
    PipeDelimited,
    DeepObject,
}

/// A parameter.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its Rust name.
    pub name: String,
    /// The builder's method that sets it.
    pub setter: String,
    /// Its name on the wire.
    pub wire: String,
    /// Whether its Rust name says more than that, or less: another parameter has the same.
    pub renamed: bool,
    /// Where it travels.
    pub location: Location,
    /// How it is written.
    pub style: Style,
    /// Whether lists and objects are spread over several pairs.
    pub explode: bool,
    /// Whether reserved characters stay as they are.
    pub allow_reserved: bool,
    /// The media type it is written in, in place of a style.
    pub media_type: Option<String>,
    /// What it is.
    pub ty: TypeRef,
    /// What it must keep to beyond its type.
    pub limits: Option<Box<Limits>>,
    /// Whether it must be given.
    pub required: bool,
    /// What is said about it.
    pub docs: Docs,
}
