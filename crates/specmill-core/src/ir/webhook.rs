//! What the server sends to the client: webhooks.

use super::{Docs, ModuleId, TypeRef};

/// The events a server sends, as one enum.
#[derive(Clone, Debug)]
pub struct Webhooks {
    /// The name of the enum, unique among all types.
    pub name: String,
    /// Where it lives.
    pub module: ModuleId,
    /// The property whose constant tells events apart, where they have one.
    pub tag: Option<String>,
    /// The events, in document order, one for each payload.
    pub events: Vec<WebhookEvent>,
}

/// An event with its payload.
#[derive(Clone, Debug)]
pub struct WebhookEvent {
    /// The name of its variant.
    pub name: String,
    /// What its tag says.
    pub tag: Option<String>,
    /// What it holds.
    pub payload: TypeRef,
    /// What is said about it.
    pub docs: Docs,
}
