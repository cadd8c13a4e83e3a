//! The property by which a discriminator tells schemas apart.

use super::described::{component, described};
use crate::spec::arena::empty;
use crate::spec::{AdditionalProperties, Api, Property, Schema, SchemaId, SchemaKind};
use crate::tree::{Node, Number};

/// A part for an `allOf` of `of`: objects whose `property` has one of `values`; none where there are
/// none.
pub(super) fn tag_part(
    api: &mut Api,
    of: SchemaId,
    property: &str,
    values: &[String],
) -> Option<SchemaId> {
    if values.is_empty() {
        return None;
    }
    let declared = described(api, of, property).map(|id| component(api, id));
    let is_text = declared.is_none_or(|id| match &api.schema(id).kind {
        SchemaKind::Integer(_) | SchemaKind::Number(_) | SchemaKind::Boolean => false,
        SchemaKind::Enum(values) => values.iter().any(|value| value.as_str().is_some()),
        _ => true,
    });
    let value = |text: &String| match scalar(text) {
        // The keys of a mapping are texts, whatever the property is.
        Some(scalar) if !is_text => scalar,
        _ => Node::String(text.clone()),
    };
    let values = values.iter().map(value).collect();
    let pointer = api.schema(of).pointer.clone();
    let schema = SchemaId(api.schemas.len());
    api.schemas.push(Schema { kind: SchemaKind::Enum(values), ..empty(pointer.clone()) });
    let property = Property { name: property.to_owned(), schema, required: true };
    let part = SchemaId(api.schemas.len());
    let additional = AdditionalProperties::Unspecified;
    let kind = SchemaKind::Object { properties: vec![property], additional };
    api.schemas.push(Schema { kind, implied: true, ..empty(pointer) });
    Some(part)
}

/// The number or boolean that `text` is.
fn scalar(text: &str) -> Option<Node> {
    if let Ok(value) = text.parse::<bool>() {
        return Some(Node::Bool(value));
    }
    if let Ok(value) = text.parse::<i64>() {
        return Some(Node::Number(Number::Signed(value)));
    }
    let value = text.parse::<f64>().ok().filter(|value| value.is_finite());
    value.map(|value| Node::Number(Number::Float(value)))
}
