//! What a schema amounts to once `allOf`, one-member unions and enums of one are seen through.
//!
//! Naming and lowering both ask here, so that a schema gets a name exactly when it gets a type.

use super::{AdditionalProperties, Api, Property, SchemaId, SchemaKind, all_of, union};
use crate::normalize::notes::NEVER;
use crate::source::{Node, Number};

/// What a schema amounts to, `null` aside.
#[derive(Clone, Debug)]
pub enum Shape<'a> {
    /// Any JSON value.
    Any,
    /// `true` or `false`.
    Boolean,
    /// A whole number with its format.
    Integer(Option<&'a str>),
    /// A number with its format.
    Number(Option<&'a str>),
    /// A string with its format.
    String(Option<&'a str>),
    /// One value.
    Constant(&'a Node),
    /// Strings, some of them known.
    StringEnum(Vec<&'a str>),
    /// Whole numbers, some of them known.
    IntegerEnum(Vec<i64>),
    /// A list of a schema.
    List(SchemaId),
    /// An object that is a map, of anything where no schema is given.
    Map(Option<SchemaId>),
    /// An object with named properties (none, where it allows no others).
    Object(ObjectShape),
    /// The same as another schema.
    Same(SchemaId),
    /// A list with a schema for each place and no more places.
    Tuple(&'a [SchemaId]),
    /// One of several schemas; [`union`](super::union) tells them apart.
    Union(Vec<SchemaId>),
    /// An `allOf` whose members are not all objects, or no union of them makes sense.
    Intersection,
}

/// An object's properties, `allOf` merged.
#[derive(Clone, Debug)]
pub struct ObjectShape {
    /// The properties in document order.
    pub properties: Vec<Property>,
    /// What else it may have.
    pub additional: AdditionalProperties,
}

impl Shape<'_> {
    /// Whether a schema of this shape becomes a type with a name even when written in place.
    #[must_use]
    pub fn is_named(&self) -> bool {
        matches!(
            self,
            Shape::StringEnum(_) | Shape::IntegerEnum(_) | Shape::Object(_) | Shape::Union(_)
        )
    }
}

/// The shape of `id`.
#[must_use]
pub fn shape(api: &Api, id: SchemaId) -> Shape<'_> {
    match &api.schema(id).kind {
        SchemaKind::Any => Shape::Any,
        SchemaKind::Boolean => Shape::Boolean,
        SchemaKind::Integer(format) => Shape::Integer(format.as_deref()),
        SchemaKind::Number(format) => Shape::Number(format.as_deref()),
        SchemaKind::String(format) => Shape::String(format.as_deref()),
        SchemaKind::Enum(values) => of_values(values),
        SchemaKind::Array { items, prefix } if prefix.is_empty() => Shape::List(*items),
        SchemaKind::Array { prefix, .. } if is_whole_tuple(api, id) => Shape::Tuple(prefix),
        // Of more items than are described, a type can say no more than that they are a list.
        SchemaKind::Array { items, .. } => match api.schema(*items).kind {
            SchemaKind::Any => Shape::List(*items),
            _ => Shape::Any,
        },
        SchemaKind::Object { properties, additional } => of_object(properties, *additional),
        SchemaKind::Alias(target) => Shape::Same(*target),
        SchemaKind::AllOf(members) => all_of::shape(api, id, members),
        SchemaKind::OneOf(members, _) | SchemaKind::AnyOf(members, _) => of_union(api, members),
    }
}

/// The schema that `id` is another name for, and itself otherwise.
#[must_use]
pub fn behind(api: &Api, mut id: SchemaId) -> SchemaId {
    // A loop of aliases is reported by the spec stage; the bound keeps this from following one.
    for _ in 0..api.schemas.len() {
        match shape(api, id) {
            Shape::Same(target) => id = target,
            _ => break,
        }
    }
    id
}

/// The schema that `id` only wraps: an alias, or an `allOf`, `oneOf` or `anyOf` of one.
pub(super) fn unwrapped(api: &Api, mut id: SchemaId) -> SchemaId {
    for _ in 0..api.schemas.len() {
        match &api.schema(id).kind {
            SchemaKind::Alias(target) => id = *target,
            SchemaKind::AllOf(members)
            | SchemaKind::OneOf(members, _)
            | SchemaKind::AnyOf(members, _) => match members.as_slice() {
                [only] => id = *only,
                _ => break,
            },
            _ => break,
        }
    }
    id
}

/// The longest tuple that Rust's own traits and the runtime's are there for.
const LONGEST_TUPLE: usize = 6;

/// Whether an array has as many items as `prefixItems` describes, and no more.
fn is_whole_tuple(api: &Api, id: SchemaId) -> bool {
    let schema = api.schema(id);
    let SchemaKind::Array { items, prefix } = &schema.kind else { return false };
    let no_more = api.schema(*items).extensions.contains_key(NEVER)
        || schema.limits.max_size.is_some_and(|most| most <= prefix.len() as u64);
    no_more && prefix.len() <= LONGEST_TUPLE
}

fn of_object<'a>(properties: &[Property], additional: AdditionalProperties) -> Shape<'a> {
    match (properties.is_empty(), additional) {
        (true, AdditionalProperties::Schema(values)) => Shape::Map(Some(values)),
        (true, AdditionalProperties::Any | AdditionalProperties::Unspecified) => Shape::Map(None),
        _ => Shape::Object(ObjectShape { properties: properties.to_vec(), additional }),
    }
}

fn of_values(values: &[Node]) -> Shape<'_> {
    if let [only] = values {
        return match only {
            Node::Object(_) | Node::Array(_) | Node::Null => Shape::Any,
            Node::Number(Number::Unsigned(_)) => Shape::Integer(Some("uint64")),
            // YAML writes `.inf` and `.nan`; JSON has no such number, so that none is ever sent.
            Node::Number(Number::Float(value)) if !value.is_finite() => Shape::Number(None),
            scalar => Shape::Constant(scalar),
        };
    }
    if let Some(strings) = values.iter().map(Node::as_str).collect::<Option<Vec<_>>>() {
        return Shape::StringEnum(distinct(strings));
    }
    if let Some(integers) = values.iter().map(integer).collect::<Option<Vec<_>>>() {
        return Shape::IntegerEnum(distinct(integers));
    }
    let all = |test: fn(&Node) -> bool| values.iter().all(test);
    if all(|value| matches!(value, Node::Bool(_))) {
        Shape::Boolean
    } else if all(|value| matches!(value, Node::Number(_))) {
        Shape::Number(None)
    } else {
        Shape::Any
    }
}

fn integer(node: &Node) -> Option<i64> {
    match node {
        Node::Number(Number::Signed(value)) => Some(*value),
        _ => None,
    }
}

fn distinct<T: PartialEq>(values: Vec<T>) -> Vec<T> {
    let mut kept = Vec::with_capacity(values.len());
    for value in values {
        if !kept.contains(&value) {
            kept.push(value);
        }
    }
    kept
}

/// A union of one is that one; strings beside known strings are one open enum.
fn of_union<'a>(api: &'a Api, members: &[SchemaId]) -> Shape<'a> {
    if let [only] = members {
        return Shape::Same(*only);
    }
    let members = union::flattened(api, members);
    match (strings(api, &members), members.as_slice()) {
        (_, [only]) => Shape::Same(*only),
        (Some(known), _) if known.is_empty() => Shape::String(None),
        (Some(known), _) => Shape::StringEnum(distinct(known)),
        (None, _) => Shape::Union(members),
    }
}

/// Whether a plain string stands beside the known ones of an enum: then any other is as good.
#[must_use]
pub fn takes_any_string(api: &Api, id: SchemaId) -> bool {
    match &api.schema(behind(api, id)).kind {
        SchemaKind::String(_) => true,
        // Circles of unions are cut.
        SchemaKind::OneOf(members, _) | SchemaKind::AnyOf(members, _) => {
            members.iter().any(|member| takes_any_string(api, *member))
        }
        _ => false,
    }
}

/// The known values of a union that holds nothing but strings, string enums and constants.
fn strings<'a>(api: &'a Api, members: &[SchemaId]) -> Option<Vec<&'a str>> {
    let mut known = Vec::new();
    for member in members {
        match &api.schema(unwrapped(api, *member)).kind {
            SchemaKind::String(_) => {}
            SchemaKind::Enum(values) => {
                known.extend(values.iter().map(Node::as_str).collect::<Option<Vec<_>>>()?);
            }
            SchemaKind::OneOf(inner, _) | SchemaKind::AnyOf(inner, _) => {
                known.extend(strings(api, inner)?);
            }
            _ => return None,
        }
    }
    Some(known)
}
