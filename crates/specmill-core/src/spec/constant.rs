//! Properties that always have one value.

use indexmap::IndexSet;

use super::union::union;
use super::{
    Api, Property, SchemaId, Shape, UnionMember, alias_target, is_null, is_nullable, shape,
};
use crate::tree::Node;

/// The value of a property that has no other, so that nobody needs to give or to ask for it.
#[derive(Clone, Copy, Debug)]
pub struct Always<'a> {
    /// The value.
    pub value: &'a Node,
    /// Whether the property may be missing where it is received.
    pub may_be_missing: bool,
}

/// The value that `property` of the object `owner` always has: it is required, or tells a union which of its
/// members this is. Any other constant is there or not, which is for the sender to say; so is one that is
/// read-only, which a request should not have (OpenAPI 3.0.4 §4.7.24.2).
#[must_use]
pub fn always<'a>(api: &'a Api, owner: SchemaId, property: &Property) -> Option<Always<'a>> {
    let id = property.schema;
    let Shape::Constant(value) = shape(api, alias_target(api, id)) else { return None };
    let schema = api.schema(id);
    let is_tag = || {
        let owner = alias_target(api, owner);
        api.tags_of_members.contains(&(owner, property.name.clone()))
    };
    let is_told = property.required && !schema.read_only;
    let has_other = is_nullable(api, id) && !is_null(api, id);
    (!has_other && (is_told || is_tag())).then_some(Always {
        value,
        may_be_missing: !property.required || schema.read_only || schema.write_only,
    })
}

/// The properties of the object `owner` that have fields: all but those that [`always`] have one value.
pub fn fields(api: &Api, owner: SchemaId) -> impl Iterator<Item = &Property> {
    let properties = match shape(api, alias_target(api, owner)) {
        Shape::Object(object) => object.properties,
        _ => &[],
    };
    properties.iter().filter(move |property| always(api, owner, property).is_none())
}

/// The objects that are members of unions, unions in unions seen through, each with the property by which
/// it is told.
pub(super) fn tags_of_members(api: &Api) -> IndexSet<(SchemaId, String)> {
    let mut found = IndexSet::new();
    for known in api.unions.values() {
        let Some(tag) = &known.selection.tag else { continue };
        let tagged = tag.values.iter().flat_map(|(_, members)| members);
        let mut open: Vec<&UnionMember> = tagged.filter_map(|at| known.members.get(*at)).collect();
        let mut seen = IndexSet::new();
        while let Some(member) = open.pop() {
            let UnionMember::Schema(id) = member else { continue };
            let id = alias_target(api, *id);
            match shape(api, id) {
                Shape::Object(_) => drop(found.insert((id, tag.property.clone()))),
                Shape::Union(_) if seen.insert(id) => open.extend(&union(api, id).members),
                _ => {}
            }
        }
    }
    found
}
