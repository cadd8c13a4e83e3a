//! Unions: their members, and how a value finds its own.

use std::fmt;

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use super::kinds::JsonKind;
use super::schema::SchemaId;
use crate::tree::{Node, Number};

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
    pub values: IndexMap<TagValue, Vec<usize>>,
    /// `defaultMapping` (OpenAPI 3.2, "Discriminator Object"): the member of values without the
    /// property, or with one that is not listed.
    pub default: Option<usize>,
    /// The same from the other side: for each member, the numbers of its values.
    own: Vec<Vec<usize>>,
}

impl UnionTag {
    pub(in crate::spec) fn new(
        property: String,
        values: IndexMap<TagValue, Vec<usize>>,
        default: Option<usize>,
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
        Self { property, values, default, own }
    }

    /// The values that the member `at` has, each with all the members that have it.
    pub fn values_of(&self, at: usize) -> impl Iterator<Item = (&TagValue, &Vec<usize>)> {
        let numbers = self.own.get(at).into_iter().flatten();
        numbers.filter_map(|number| self.values.get_index(*number))
    }
}

/// The values that a Discriminator Object gives the members of a union.
#[derive(Clone, Debug)]
pub struct DeclaredTag {
    /// `propertyName`
    pub property: String,
    /// The members as the union lists them, each with the values that lead to it; without any where it
    /// says them itself.
    pub members: Vec<(SchemaId, Vec<TagValue>)>,
    /// `defaultMapping` (OpenAPI 3.2): the member of all other values.
    pub default: Option<SchemaId>,
}

/// A value of such a property. Numbers are the same if their values are: `1` is `1.0`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TagValue {
    /// A string.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// The bits of another number, which is finite.
    Float(u64),
    /// A boolean.
    Bool(bool),
}

impl TagValue {
    /// The value as it is in the document.
    #[must_use]
    pub fn node(&self) -> Node {
        match self {
            Self::Text(text) => Node::String(text.clone()),
            Self::Integer(value) => Node::Number(Number::Signed(*value)),
            Self::Float(bits) => Node::Number(Number::Float(f64::from_bits(*bits))),
            Self::Bool(value) => Node::Bool(*value),
        }
    }

    /// The scalar `value`; `None` for what is none, or fits no constant.
    #[must_use]
    pub fn of(value: &Node) -> Option<Self> {
        match value {
            Node::String(text) => Some(Self::Text(text.clone())),
            Node::Bool(value) => Some(Self::Bool(*value)),
            Node::Number(Number::Signed(value)) => Some(Self::Integer(*value)),
            Node::Number(Number::Float(value)) => Self::of_float(*value),
            _ => None,
        }
    }

    #[allow(clippy::cast_possible_truncation)]
    fn of_float(value: f64) -> Option<Self> {
        const EXACT: f64 = 9_007_199_254_740_992.0; // 2^53
        let is_whole = value.fract() == 0.0 && value.abs() <= EXACT;
        match value {
            _ if is_whole => Some(Self::Integer(value as i64)),
            _ => value.is_finite().then_some(Self::Float(value.to_bits())),
        }
    }

    /// The number that `text` writes.
    #[must_use]
    pub fn of_number(text: &str) -> Option<Self> {
        let whole = text.parse().ok().map(Self::Integer);
        whole.or_else(|| text.parse().ok().and_then(Self::of_float))
    }
}

/// As it is in JSON, a string without its quotes.
impl fmt::Display for TagValue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => text.fmt(formatter),
            Self::Integer(value) => value.fmt(formatter),
            Self::Float(bits) => f64::from_bits(*bits).fmt(formatter),
            Self::Bool(value) => value.fmt(formatter),
        }
    }
}

/// Every union of `api` by its schema.
pub(in crate::spec) type Unions = IndexMap<SchemaId, Union, FxBuildHasher>;
