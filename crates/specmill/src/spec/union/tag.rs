//! The values that a property has in a member of a union.

use super::{DEEPEST, discriminator};
use crate::source::Node;
use crate::spec::{Api, SchemaId, Shape, behind, shape, takes_any_string};

/// The values a property has in a member.
pub(super) struct TagValues {
    pub(super) values: Vec<String>,
    /// Whether every value of the member has the property.
    pub(super) required: bool,
}

/// Whether a property always has the same string.
pub(super) fn is_constant(api: &Api, id: SchemaId) -> bool {
    matches!(shape(api, behind(api, id)), Shape::Constant(Node::String(_)))
}

/// The values of `property` in the object or union of objects `id`, if it has some and no others.
pub(super) fn tag_values(
    api: &Api,
    id: SchemaId,
    property: &str,
    path: &mut Vec<SchemaId>,
) -> Option<TagValues> {
    let id = behind(api, id);
    if path.contains(&id) || path.len() >= DEEPEST {
        return None;
    }
    match shape(api, id) {
        Shape::Object(object) => {
            let property = object.properties.iter().find(|known| known.name == property)?;
            let values = match shape(api, behind(api, property.schema)) {
                Shape::Constant(Node::String(text)) => vec![text.clone()],
                Shape::StringEnum(values) if !takes_any_string(api, property.schema) => {
                    values.into_iter().map(str::to_owned).collect()
                }
                _ => return None,
            };
            Some(TagValues { values, required: property.required })
        }
        Shape::Union(members) => {
            path.push(id);
            let declared = discriminator(api, id).filter(|known| known.property == property);
            let mut all = TagValues { values: Vec::new(), required: true };
            all.values.extend(declared.iter().flat_map(|known| known.mapping.keys().cloned()));
            for member in members {
                let Some(found) = tag_values(api, member, property, path) else {
                    all.required = declared.is_some();
                    continue;
                };
                all.required &= found.required;
                all.values.extend(found.values);
            }
            path.pop();
            Some(all).filter(|all| !all.values.is_empty())
        }
        _ => None,
    }
}
