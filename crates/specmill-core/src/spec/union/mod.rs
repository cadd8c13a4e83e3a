//! The members of a union, and how a value finds the one it is.

mod choose;
mod declared;
mod kinds;
mod tag;

use indexmap::{IndexMap, IndexSet};
use rustc_hash::FxBuildHasher;

use super::shape::unwrapped;
use super::{
    Api, SchemaId, SchemaKind, Selection, Shape, Union, UnionMember, Unions, alias_target, shape,
};
use choose::Chooser;
pub use declared::declared_tag;
pub use kinds::can_be_object;
pub(super) use kinds::{json_kinds, json_kinds_of};
use tag::{TagTable, discriminator};

/// The union `id` is; without members if it is none.
#[must_use]
pub fn union(api: &Api, id: SchemaId) -> &Union {
    const NONE: &Union = &Union { members: Vec::new(), selection: Selection::NONE };
    api.unions.get(&alias_target(api, id)).unwrap_or(NONE)
}

/// Works out every union.
pub(super) fn unions(api: &Api) -> Unions {
    let mut tags = TagTable::new(api);
    let mut found = Unions::default();
    for id in (0..api.schemas.len()).map(SchemaId) {
        if let Shape::Union(schemas) = shape(api, id) {
            schemas.iter().for_each(|member| tags.work_out(*member));
            let members = expanded(api, schemas);
            let listed = listed(api, id);
            let chooser = Chooser::new(api, &members, &tags, &listed);
            let selection = chooser.selection(discriminator(api, id));
            found.insert(id, Union { members, selection });
        }
    }
    found
}

/// The component that each member of the union `id` is listed as.
fn listed(api: &Api, id: SchemaId) -> IndexMap<SchemaId, Vec<&str>, FxBuildHasher> {
    let mut found: IndexMap<SchemaId, Vec<&str>, FxBuildHasher> = IndexMap::default();
    let (SchemaKind::OneOf(members, Some(_)) | SchemaKind::AnyOf(members, Some(_))) =
        &api.schema(unwrapped(api, id)).kind
    else {
        return found;
    };
    for member in members {
        let own = [*member, alias_target(api, *member)];
        let name = own.into_iter().find_map(|id| api.schema(id).component.as_deref());
        found.entry(unwrapped(api, *member)).or_default().extend(name);
    }
    found
}

/// The members, with the values of constants and of enums in place each on its own.
fn expanded(api: &Api, schemas: &[SchemaId]) -> Vec<UnionMember> {
    let mut members: Vec<UnionMember> = Vec::new();
    let mut known: IndexSet<String, FxBuildHasher> = IndexSet::default();
    for id in schemas {
        let in_place = api.schema(*id).component.is_none();
        let values = match (shape(api, *id), &api.schema(alias_target(api, *id)).kind) {
            (Shape::Constant(value), _) => vec![value.clone()],
            (Shape::StringEnum(_) | Shape::IntegerEnum(_), SchemaKind::Enum(values))
                if in_place =>
            {
                values.clone()
            }
            _ => {
                members.push(UnionMember::Schema(*id));
                continue;
            }
        };
        for value in values {
            if known.insert(value.json()) {
                members.push(UnionMember::Value(value));
            }
        }
    }
    members
}
