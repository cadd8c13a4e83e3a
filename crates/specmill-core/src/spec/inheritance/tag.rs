//! The property by which a discriminator tells schemas apart.

use std::collections::BTreeSet;

use super::family::component;
use crate::spec::arena::empty;
use crate::spec::{AdditionalProperties, Api, Property, Schema, SchemaId, SchemaKind, UNDESCRIBED};
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

/// What `id`, or what it is made of, says that `property` is, beside that it is required.
pub(super) fn described(api: &Api, id: SchemaId, property: &str) -> Option<SchemaId> {
    let (mut open, mut seen) = (vec![id], BTreeSet::new());
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        match &api.schema(id).kind {
            SchemaKind::Alias(target) => open.push(*target),
            SchemaKind::AllOf(parts) => open.extend(parts),
            SchemaKind::Object { properties, .. } => {
                let is_it = |own: &&Property| {
                    let is_undescribed =
                        || api.schema(own.schema).extensions.contains_key(UNDESCRIBED);
                    own.name == property && !is_undescribed()
                };
                if let Some(own) = properties.iter().find(is_it) {
                    return Some(own.schema);
                }
            }
            _ => {}
        }
    }
    None
}

/// The texts that `id` lists, if it lists values.
pub(super) fn listed_values(api: &Api, id: SchemaId) -> Option<Vec<String>> {
    let text = |value: &Node| value.as_str().map_or_else(|| value.json(), str::to_owned);
    match &api.schema(component(api, id)).kind {
        SchemaKind::Enum(values) => Some(values.iter().map(text).collect()),
        _ => None,
    }
}
