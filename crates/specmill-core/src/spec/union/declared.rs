//! What a Discriminator Object says of the members of a union, for whoever makes and checks values.

use super::tag::{described, mapped_value, values};
use crate::spec::{Api, DeclaredTag, Discriminator, SchemaId, SchemaKind, TagValue, alias_target};

/// The values that the discriminator of `id`, which is a union or a parent of others, gives its members;
/// `None` where it has no discriminator.
#[must_use]
pub fn declared_tag(api: &Api, id: SchemaId) -> Option<DeclaredTag> {
    let (SchemaKind::OneOf(members, Some(declared)) | SchemaKind::AnyOf(members, Some(declared))) =
        &api.schema(id).kind
    else {
        return None;
    };
    let members = members.iter().map(|member| (*member, leading_to(api, declared, *member)));
    Some(DeclaredTag {
        property: declared.property.clone(),
        members: members.collect(),
        default: declared.default,
    })
}

/// The values that are mapped to `member`, else its name; none where it lists values itself, or is a
/// union whose members do.
fn leading_to(api: &Api, declared: &Discriminator, member: SchemaId) -> Vec<TagValue> {
    let (property, target) = (declared.property.as_str(), alias_target(api, member));
    let to_it = |id: &SchemaId| *id == member || alias_target(api, *id) == target;
    let mapped = declared.mapping.iter().filter(|(_, id)| to_it(id));
    let mapped: Vec<TagValue> =
        mapped.map(|(text, id)| mapped_value(api, *id, property, text)).collect();
    let is_union = matches!(
        api.schema(target).kind,
        SchemaKind::OneOf(..) | SchemaKind::AnyOf(..) | SchemaKind::Any(_)
    );
    let lists_values =
        || described(api, target, property).is_some_and(|id| values(api, id, true).is_some());
    if !mapped.is_empty() || is_union || lists_values() {
        return mapped;
    }
    let name = |id: SchemaId| {
        let schema = api.schema(id);
        schema.component.as_ref().or(schema.known_as.as_ref())
    };
    let name = name(member).or_else(|| name(target));
    name.into_iter().map(|name| TagValue::Text(name.clone())).collect()
}
