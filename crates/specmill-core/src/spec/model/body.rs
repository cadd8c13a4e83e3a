//! What is sent and answered beside parameters.

use indexmap::IndexMap;

use super::schema::SchemaId;
use crate::tree::{Map, Node, Pointer};

/// A Request Body Object.
#[derive(Clone, Debug)]
pub struct RequestBody {
    /// Where it is.
    pub pointer: Pointer,
    /// `description`
    pub description: Option<String>,
    /// `required`
    pub required: bool,
    /// `content`, in document order.
    pub content: Vec<MediaType>,
}

/// One entry of `content`.
#[derive(Clone, Debug)]
pub struct MediaType {
    /// Where it is.
    pub pointer: Pointer,
    /// The key: `application/json`, `image/*`, …
    pub media_type: String,
    /// What the body is.
    pub schema: Option<SchemaId>,
    /// `itemSchema` (OpenAPI 3.2): what each item of a streamed body is.
    pub item_schema: Option<SchemaId>,
    /// `encoding` by property name, as written.
    pub encoding: Map,
    /// `example`, or the first of `examples`.
    pub example: Option<Node>,
}

/// A key of `responses`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// `200`
    Exact(u16),
    /// `2XX`: the first digit.
    Range(u16),
    /// `default`
    Default,
}

/// A Response Object under its status.
#[derive(Clone, Debug)]
pub struct Response {
    /// Where it is.
    pub pointer: Pointer,
    /// The key it stands under.
    pub status: Status,
    /// `description`
    pub description: String,
    /// `headers`: name → schema.
    pub headers: IndexMap<String, SchemaId>,
    /// `content`, in document order.
    pub content: Vec<MediaType>,
}
