//! Places that take any JSON value.

use super::TypeId;
use crate::diagnostics::Untyped;

/// A place of the client that takes any JSON value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct UntypedPlace {
    /// The part of the client it is in.
    pub owner: Owner,
    /// Why, and where the document has it.
    pub untyped: Untyped,
}

/// A part of the client that is there or left out as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Owner {
    /// A type with a name.
    Type(TypeId),
    /// An operation, by its id.
    Operation(String),
    /// The events of webhooks.
    Webhooks,
}
