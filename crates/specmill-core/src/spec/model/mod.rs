//! The document's facts as plain data, `$ref`s already resolved to [`SchemaId`]s.

mod api;
mod body;
mod conventions;
mod kinds;
mod operation;
mod parameter;
mod resolved;
mod schema;
mod security;
mod union;

pub use api::{Api, Messages, Tag};
pub use body::{MediaType, RequestBody, Response, Status};
pub use conventions::{Conventions, LimitHeaders};
pub use kinds::JsonKind;
pub(super) use kinds::Kinds;
pub use operation::{Method, Operation, Server, ServerVariable};
pub use parameter::{Parameter, ParameterLocation, ParameterStyle};
pub(super) use resolved::{Amount, Resolved};
pub use schema::{
    AdditionalProperties, Discriminator, Limits, PINNED_NAME, Property, Schema, SchemaId,
    SchemaKind,
};
pub use security::{SecurityRequirement, SecurityScheme, SecuritySchemeKind};
pub(super) use union::Unions;
pub use union::{DeclaredTag, Selection, TagValue, Union, UnionMember, UnionTag};
