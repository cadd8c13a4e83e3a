//! Which schemas hold bytes (`format: binary`), themselves or anywhere in what they are made of.

use crate::spec::{AdditionalProperties, Api, SchemaId, SchemaKind};

/// Marks them, from the bytes outwards.
pub(super) fn mark_files(api: &mut Api) {
    let mut users: Vec<Vec<SchemaId>> = vec![Vec::new(); api.schemas.len()];
    let mut open = Vec::new();
    for id in (0..api.schemas.len()).map(SchemaId) {
        for part in parts(api, id) {
            users[part.0].push(id);
        }
        if matches!(&api.schema(id).kind, SchemaKind::String(Some(format)) if format == "binary") {
            open.push(id);
        }
    }
    while let Some(id) = open.pop() {
        let holds_file = &mut api.resolved[id.0].holds_file;
        if !std::mem::replace(holds_file, true) {
            open.extend(&users[id.0]);
        }
    }
}

/// The schemas `id` is made of.
fn parts(api: &Api, id: SchemaId) -> Vec<SchemaId> {
    match &api.schema(id).kind {
        SchemaKind::Array { items, prefix } => {
            prefix.iter().copied().chain(std::iter::once(*items)).collect()
        }
        SchemaKind::Object { properties, additional } => {
            let values = match additional {
                AdditionalProperties::Schema(values) => Some(*values),
                _ => None,
            };
            properties.iter().map(|property| property.schema).chain(values).collect()
        }
        SchemaKind::AllOf(members)
        | SchemaKind::OneOf(members, _)
        | SchemaKind::AnyOf(members, _) => members.clone(),
        SchemaKind::Alias(target) => vec![*target],
        _ => Vec::new(),
    }
}
