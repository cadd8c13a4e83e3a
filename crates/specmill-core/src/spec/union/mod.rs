//! The members of a union, and how a value finds the one it is.

mod choose;
mod kinds;
mod tag;

use indexmap::{IndexMap, IndexSet};
use rustc_hash::FxBuildHasher;

use super::shape::unwrapped;
use super::{Api, Discriminator, SchemaId, SchemaKind, Shape, alias_target, shape};
use crate::source::Node;
use choose::Chooser;
pub use kinds::can_be_object;
pub(super) use kinds::{Kinds, json_kinds, json_kinds_of};
use tag::TagTable;

/// A union's members and the way to each.
#[derive(Clone, Debug, Default)]
pub struct Union {
    /// The members; the numbers in `selection` are indexes here.
    pub members: Vec<UnionMember>,
    /// How a value finds its member.
    pub selection: Selection,
}

/// A member of a union.
#[derive(Clone, Debug, PartialEq)]
pub enum UnionMember {
    /// A schema.
    Schema(SchemaId),
    /// One value: a constant, or a value of an enum that stands in place.
    Value(Node),
}

/// How a value finds its member, tried in this order: by the constants among the members, `tag`,
/// `kinds`, `properties`, `fewest`.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// By the value of a property, declared as the discriminator or implied by constants.
    pub tag: Option<Tag>,
    /// By JSON kind.
    pub kinds: Vec<(JsonKind, usize)>,
    /// By a required property that no other member has.
    pub properties: Vec<(String, usize)>,
    /// By the fewest faults.
    pub fewest: Vec<usize>,
}

impl Selection {
    const NONE: Self =
        Self { tag: None, kinds: Vec::new(), properties: Vec::new(), fewest: Vec::new() };
}

/// A property whose values tell members apart.
#[derive(Clone, Debug)]
pub struct Tag {
    /// The property.
    pub property: String,
    /// Each value, with the members that have it.
    pub values: IndexMap<String, Vec<usize>>,
    /// The same from the other side: for each member, the numbers of its values.
    own: Vec<Vec<usize>>,
}

impl Tag {
    fn new(property: String, values: IndexMap<String, Vec<usize>>, members: usize) -> Self {
        let mut own = vec![Vec::new(); members];
        for (number, having) in values.values().enumerate() {
            for member in having {
                if let Some(own) = own.get_mut(*member) {
                    own.push(number);
                }
            }
        }
        Self { property, values, own }
    }

    /// The values that the member `at` has, each with all the members that have it.
    pub fn values_of(&self, at: usize) -> impl Iterator<Item = (&String, &Vec<usize>)> {
        let numbers = self.own.get(at).into_iter().flatten();
        numbers.filter_map(|number| self.values.get_index(*number))
    }
}

/// What a JSON text begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum JsonKind {
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
}

/// The union `id` is; without members if it is none.
#[must_use]
pub fn union(api: &Api, id: SchemaId) -> &Union {
    const NONE: &Union = &Union { members: Vec::new(), selection: Selection::NONE };
    api.unions.get(&alias_target(api, id)).unwrap_or(NONE)
}

/// Every union of `api` by its schema.
pub(super) type Unions = IndexMap<SchemaId, Union, FxBuildHasher>;

/// Works out every union.
pub(super) fn unions(api: &Api) -> Unions {
    let mut tags = TagTable::new(api);
    let mut found = Unions::default();
    for id in (0..api.schemas.len()).map(SchemaId) {
        if let Shape::Union(schemas) = shape(api, id) {
            schemas.iter().for_each(|member| tags.work_out(*member));
            let members = expanded(api, schemas);
            let selection = Chooser::new(api, &members, &tags).selection(discriminator(api, id));
            found.insert(id, Union { members, selection });
        }
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

fn discriminator(api: &Api, id: SchemaId) -> Option<&Discriminator> {
    match &api.schema(unwrapped(api, id)).kind {
        SchemaKind::OneOf(_, discriminator) | SchemaKind::AnyOf(_, discriminator) => {
            discriminator.as_ref()
        }
        _ => None,
    }
}
