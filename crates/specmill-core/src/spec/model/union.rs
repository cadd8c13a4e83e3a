//! Unions: their members, and how a value finds its own.

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use super::kinds::JsonKind;
use super::schema::SchemaId;
use crate::tree::Node;

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
    pub tag: Option<UnionTag>,
    /// By JSON kind.
    pub kinds: Vec<(JsonKind, usize)>,
    /// By a required property that no other member has.
    pub properties: Vec<(String, usize)>,
    /// By the fewest faults.
    pub fewest: Vec<usize>,
}

impl Selection {
    pub(in crate::spec) const NONE: Self =
        Self { tag: None, kinds: Vec::new(), properties: Vec::new(), fewest: Vec::new() };
}

/// A property whose values tell members apart.
#[derive(Clone, Debug)]
pub struct UnionTag {
    /// The property.
    pub property: String,
    /// Each value, with the members that have it.
    pub values: IndexMap<String, Vec<usize>>,
    /// The same from the other side: for each member, the numbers of its values.
    own: Vec<Vec<usize>>,
}

impl UnionTag {
    pub(in crate::spec) fn new(
        property: String,
        values: IndexMap<String, Vec<usize>>,
        members: usize,
    ) -> Self {
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

/// Every union of `api` by its schema.
pub(in crate::spec) type Unions = IndexMap<SchemaId, Union, FxBuildHasher>;
