//! Operations and the servers they are asked of.

use super::body::{RequestBody, Response};
use super::parameter::Parameter;
use super::security::SecurityRequirement;
use crate::tree::{Map, Pointer};

/// A Server Object; its variables are already replaced by their defaults.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Server {
    /// The URL, maybe relative.
    pub url: String,
    /// What it is.
    pub description: Option<String>,
}

/// An HTTP method OpenAPI knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Method {
    Get,
    Put,
    Post,
    Delete,
    Options,
    Head,
    Patch,
    Trace,
}

impl Method {
    /// Every method, in the order a Path Item lists them.
    pub const ALL: [Method; 8] = [
        Method::Get,
        Method::Put,
        Method::Post,
        Method::Delete,
        Method::Options,
        Method::Head,
        Method::Patch,
        Method::Trace,
    ];

    /// The member of a Path Item Object (`get`).
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Method::Get => "get",
            Method::Put => "put",
            Method::Post => "post",
            Method::Delete => "delete",
            Method::Options => "options",
            Method::Head => "head",
            Method::Patch => "patch",
            Method::Trace => "trace",
        }
    }
}

/// An Operation Object with what its path item gives it.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Where it is.
    pub pointer: Pointer,
    /// `operationId`
    pub id: Option<String>,
    /// Its method.
    pub method: Method,
    /// The path template.
    pub path: String,
    /// `tags`
    pub tags: Vec<String>,
    /// `summary`
    pub summary: Option<String>,
    /// `description`
    pub description: Option<String>,
    /// `deprecated`
    pub deprecated: bool,
    /// The path item's parameters and its own, its own winning (by name and location).
    pub parameters: Vec<Parameter>,
    /// `requestBody`
    pub request_body: Option<RequestBody>,
    /// `responses`, in document order.
    pub responses: Vec<Response>,
    /// Alternatives (OR); empty: none needed. The document's own where the operation has none.
    pub security: Vec<SecurityRequirement>,
    /// Servers of the operation or its path item, where they differ from the document's.
    pub servers: Vec<Server>,
    /// Every `x-*` member.
    pub extensions: Map,
}
