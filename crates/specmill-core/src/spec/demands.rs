//! Alternatives that only require properties, which [`intersect`](super::intersect) sets aside.

use super::{Api, SchemaId, Shape, alias_target, shape};

/// What the object `id` demands besides its required properties: of each item, all properties of one list
/// at least are there. Those of what one side alone sends are left out (OpenAPI 3.0, `readOnly`).
#[must_use]
pub fn demands(api: &Api, id: SchemaId) -> Vec<Vec<Vec<String>>> {
    let Shape::Object(object) = shape(api, id) else { return Vec::new() };
    let is_one_sided = |name: &String| {
        object.properties.iter().filter(|property| property.name == *name).any(|property| {
            let schemas = [property.schema, alias_target(api, property.schema)];
            schemas.iter().any(|id| api.schema(*id).read_only || api.schema(*id).write_only)
        })
    };
    let tells = |alternatives: &&Vec<Vec<String>>| {
        !alternatives.iter().any(Vec::is_empty) && !alternatives.iter().flatten().any(is_one_sided)
    };
    api.schema(id).demands.iter().filter(tells).cloned().collect()
}
