//! What schemas say of a property, before `allOf` is worked out.

use std::collections::BTreeSet;

use crate::spec::{Api, Property, SchemaId, SchemaKind, UNDESCRIBED};
use crate::tree::Node;

/// The schema that `id` is an alias of in the end.
pub(super) fn component(api: &Api, mut id: SchemaId) -> SchemaId {
    let mut seen = BTreeSet::new();
    while let SchemaKind::Alias(target) = &api.schema(id).kind {
        if !seen.insert(id) {
            break;
        }
        id = *target;
    }
    id
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
