//! Operations and the servers they are asked of.

use super::body::{RequestBody, Response};
use super::parameter::Parameter;
use super::security::SecurityRequirement;
use crate::tree::{Map, Pointer};

/// A Server Object.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Server {
    /// The URL, maybe relative, its variables replaced by their defaults.
    pub url: String,
    /// The URL as the document has it.
    pub template: String,
    /// The variables in the URL, in its order.
    pub variables: Vec<ServerVariable>,
    /// What it is.
    pub description: Option<String>,
}

/// A Server Variable Object.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServerVariable {
    /// The name in the braces.
    pub name: String,
    /// `default`, or the first of the values; without either the name in its braces.
    pub default: String,
    /// `enum`; empty: any value.
    pub values: Vec<String>,
    /// `description`
    pub description: Option<String>,
}

/// The method of an operation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
    /// OpenAPI 3.2.
    Query,
    /// Any other of `additionalOperations` (OpenAPI 3.2 §4.9.1), as it is sent.
    Additional(String),
}

impl Method {
    /// Every method that a Path Item has a member for, in the order it lists them.
    pub const FIXED: [Method; 9] = [
        Method::Get,
        Method::Put,
        Method::Post,
        Method::Delete,
        Method::Options,
        Method::Head,
        Method::Patch,
        Method::Trace,
        Method::Query,
    ];

    /// The member of a Path Item Object (`get`), or of its `additionalOperations` (`LINK`).
    #[must_use]
    pub fn key(&self) -> &str {
        match self {
            Method::Get => "get",
            Method::Put => "put",
            Method::Post => "post",
            Method::Delete => "delete",
            Method::Options => "options",
            Method::Head => "head",
            Method::Patch => "patch",
            Method::Trace => "trace",
            Method::Query => "query",
            Method::Additional(name) => name,
        }
    }

    /// The method as it is sent (`GET`).
    #[must_use]
    pub fn sent(&self) -> &str {
        match self {
            Method::Get => "GET",
            Method::Put => "PUT",
            Method::Post => "POST",
            Method::Delete => "DELETE",
            Method::Options => "OPTIONS",
            Method::Head => "HEAD",
            Method::Patch => "PATCH",
            Method::Trace => "TRACE",
            Method::Query => "QUERY",
            Method::Additional(name) => name,
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
