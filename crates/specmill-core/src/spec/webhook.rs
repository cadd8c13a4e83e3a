//! What webhooks hold, and what tells them apart.

use super::content::{Written, alternatives, written};
use super::{Api, Operation, SchemaId, Shape, alias_target, shape};
use crate::tree::Node;

/// The JSON a webhook's request holds.
#[must_use]
pub fn webhook_payload(api: &Api, webhook: &Operation) -> Option<SchemaId> {
    let body = webhook.request_body.as_ref()?;
    let content = alternatives(api, &body.content);
    content.into_iter().find(|media| written(api, media) == Written::Json)?.schema
}

/// The constants of the object `id`: property and text, in document order.
#[must_use]
pub fn constant_texts(api: &Api, id: SchemaId) -> Vec<(String, String)> {
    let Shape::Object(object) = shape(api, alias_target(api, id)) else { return Vec::new() };
    object
        .properties
        .iter()
        .filter_map(|property| match shape(api, alias_target(api, property.schema)) {
            Shape::Constant(Node::String(text)) => Some((property.name.clone(), text.clone())),
            _ => None,
        })
        .collect()
}
