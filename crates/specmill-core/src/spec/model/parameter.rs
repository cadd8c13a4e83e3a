//! Parameters.

use super::schema::SchemaId;
use crate::tree::{Map, Node, Pointer};

/// Where a parameter travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum ParameterLocation {
    Path,
    Query,
    Header,
    Cookie,
}

/// How a parameter's value is written (OpenAPI 3.0, "Style Values").
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum ParameterStyle {
    Matrix,
    Label,
    Form,
    Simple,
    SpaceDelimited,
    PipeDelimited,
    DeepObject,
}

/// A Parameter Object, its defaults filled in.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Where it is.
    pub pointer: Pointer,
    /// Its name on the wire.
    pub name: String,
    /// `in`
    pub location: ParameterLocation,
    /// `required`; always true in a path.
    pub required: bool,
    /// `description`
    pub description: Option<String>,
    /// `deprecated`
    pub deprecated: bool,
    /// `style`, or the default of its location.
    pub style: ParameterStyle,
    /// Whether the document says `style`.
    pub styled: bool,
    /// `explode`, or the default of its style.
    pub explode: bool,
    /// `allowReserved`
    pub allow_reserved: bool,
    /// What it is.
    pub schema: SchemaId,
    /// The media type it is written in, where it has `content` in place of `schema`.
    pub media_type: Option<String>,
    /// `example`, or the first of `examples`.
    pub example: Option<Node>,
    /// Every `x-*` member.
    pub extensions: Map,
}
