//! Merging `allOf` (JSON Schema: every member holds) into one object.

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use super::budget::Budget;
use crate::spec::{
    AdditionalProperties, Amount, Api, Part, Property, SchemaId, SchemaKind, Shape, alias_target,
    shape,
};
use crate::tree::Node;

/// The members that constrain something: what has only annotations does not.
pub(super) fn constraining(api: &Api, members: &[SchemaId]) -> Vec<SchemaId> {
    let constrains = |member: &&SchemaId| !is_unconstrained(api, **member);
    members.iter().filter(constrains).copied().collect()
}

/// What the `allOf` schema `id` amounts to, and what it adds to one around it; `None` where the
/// budget ends.
pub(super) fn merge(
    api: &Api,
    id: SchemaId,
    members: &[SchemaId],
    budget: &mut Budget,
) -> Option<(Amount, Part)> {
    let constraining = constraining(api, members);
    match constraining.as_slice() {
        [] => return Some((Amount::Any, Part::Nothing)),
        [only] => return Some((Amount::Same(*only), api.resolved[only.0].part)),
        _ => {}
    }
    let mut merged = Merged::default();
    for member in &constraining {
        let (properties, additional) = match api.resolved[member.0].part {
            Part::Nothing => continue,
            Part::Object(object) => object_of(api, object),
            Part::Other => {
                let amount = narrowest(api, &constraining);
                return budget.spend(id, values(api, &amount)).then_some((amount, Part::Other));
            }
        };
        if !budget.spend(id, properties.iter().map(|property| cost(api, property)).sum()) {
            return None;
        }
        merged.add(api, properties, additional);
    }
    let properties = merged.properties.into_values().collect();
    Some((Amount::Object { properties, additional: merged.additional }, Part::Object(id)))
}

/// What repeating a property costs: what is said about it is repeated as well.
fn cost(api: &Api, property: &Property) -> usize {
    let said = api.schema(property.schema).description.as_ref().map_or(0, String::len);
    1 + said / 128
}

/// How many values a type of its own lists again.
fn values(api: &Api, amount: &Amount) -> usize {
    match amount {
        Amount::Like(other) => match shape(api, *other) {
            Shape::StringEnum(values) => values.len(),
            Shape::IntegerEnum(values) => values.len(),
            _ => 0,
        },
        _ => 0,
    }
}

/// The properties of an object, or of an `allOf` that is one.
fn object_of(api: &Api, id: SchemaId) -> (&[Property], AdditionalProperties) {
    match (&api.resolved[id.0].amount, &api.schema(id).kind) {
        (Amount::Object { properties, additional }, _)
        | (_, SchemaKind::Object { properties, additional }) => (properties, *additional),
        _ => (&[], AdditionalProperties::Unspecified),
    }
}

/// What is a string and one of some strings is one of those; so for numbers, and for lists, of
/// which the later description is taken.
fn narrowest(api: &Api, members: &[SchemaId]) -> Amount {
    let mut members = members.iter().map(|member| alias_target(api, *member));
    let Some(first) = members.next() else { return Amount::Any };
    let found = members.try_fold(first, |one, other| {
        match (rank(&shape(api, one)), rank(&shape(api, other))) {
            (Some((kind, first)), Some((other_kind, second))) if kind == other_kind => {
                Some(if second >= first { other } else { one })
            }
            _ => None,
        }
    });
    match found.map(|id| (id, &api.resolved[id.0].amount)) {
        Some((_, Amount::Like(other))) => Amount::Like(*other),
        Some((id, _)) => Amount::Like(id),
        None => Amount::Intersection,
    }
}

/// The kind of a shape, and how much it narrows that.
fn rank(shape: &Shape<'_>) -> Option<(&'static str, u8)> {
    Some(match shape {
        Shape::String(None) => ("string", 0),
        Shape::String(Some(_)) => ("string", 1),
        Shape::StringEnum(_) => ("string", 2),
        Shape::Constant(Node::String(_)) => ("string", 3),
        Shape::Number(None) => ("number", 0),
        Shape::Number(Some(_)) => ("number", 1),
        Shape::Integer(None) => ("number", 2),
        Shape::Integer(Some(_)) => ("number", 3),
        Shape::IntegerEnum(_) => ("number", 4),
        Shape::Constant(Node::Number(_)) => ("number", 5),
        Shape::Boolean => ("boolean", 0),
        Shape::Constant(Node::Bool(_)) => ("boolean", 1),
        Shape::List(_) => ("array", 0),
        Shape::Tuple(_) => ("array", 1),
        _ => return None,
    })
}

/// Whether a member constrains nothing: `{}` with only annotations.
fn is_unconstrained(api: &Api, id: SchemaId) -> bool {
    matches!(api.schema(id).kind, SchemaKind::Any)
}

struct Merged {
    properties: IndexMap<String, Property, FxBuildHasher>,
    additional: AdditionalProperties,
}

impl Default for Merged {
    fn default() -> Self {
        let properties = IndexMap::default();
        Self { properties, additional: AdditionalProperties::Unspecified }
    }
}

impl Merged {
    /// A property named twice must meet both schemas; the later one is taken, which is how
    /// documents narrow an inherited property, and `required` in either place holds. What a part
    /// requires and does not describe keeps the description another part has.
    fn add(&mut self, api: &Api, properties: &[Property], additional: AdditionalProperties) {
        for property in properties {
            match self.properties.get_mut(&property.name) {
                Some(known) => {
                    known.required |= property.required;
                    // `required` alone, or a bare description, narrows nothing.
                    if !is_unconstrained(api, property.schema) {
                        known.schema = property.schema;
                    }
                }
                None => {
                    self.properties.insert(property.name.clone(), property.clone());
                }
            }
        }
        match additional {
            AdditionalProperties::Unspecified => {}
            said => self.additional = said,
        }
    }
}
