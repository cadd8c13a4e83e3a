//! What a schema amounts to once `allOf`, one-member unions and enums of one are seen through.
//!
//! Naming and lowering both ask here, so that a schema gets a name exactly when it gets a type.
//! Everything is worked out once, by [`resolve`](super::resolve); asking costs nothing.

use std::collections::BTreeSet;

use super::{AdditionalProperties, Amount, Api, Property, SchemaId, SchemaKind};
use crate::normalize::notes::NEVER;
use crate::tree::{Node, Number};

/// What a schema amounts to, `null` aside unless there is nothing else.
#[derive(Clone, Copy, Debug)]
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
    StringEnum(&'a [String]),
    /// Whole numbers, some of them known.
    IntegerEnum(&'a [i64]),
    /// A list of a schema.
    List(SchemaId),
    /// An object that is a map, of anything where no schema is given.
    Map(Option<SchemaId>),
    /// An object with named properties (none, where it allows no others).
    Object(ObjectShape<'a>),
    /// The same as another schema.
    Same(SchemaId),
    /// A list with a schema for each of its first places.
    Tuple(TupleShape<'a>),
    /// One of several schemas; [`union`](super::union) tells them apart.
    Union(&'a [SchemaId]),
    /// A number of a schema, or a string that has its digits.
    NumberOrString(SchemaId),
}

/// The places of a list.
#[derive(Clone, Copy, Debug)]
pub struct TupleShape<'a> {
    /// The schemas of the first places.
    pub places: &'a [SchemaId],
    /// How many of them are always there.
    pub required: usize,
    /// The schema of the items after them; `None` where there are none.
    pub rest: Option<SchemaId>,
}

impl TupleShape<'_> {
    /// Whether it can be read where it is used: a few places, and nothing else.
    fn is_short(&self) -> bool {
        self.rest.is_none() && self.required == self.places.len() && self.required <= 4
    }
}

/// An object's properties, `allOf` merged.
#[derive(Clone, Copy, Debug)]
pub struct ObjectShape<'a> {
    /// The properties in document order.
    pub properties: &'a [Property],
    /// What else it may have.
    pub additional: AdditionalProperties,
}

impl ObjectShape<'_> {
    /// A map where nothing is named, unless nothing else is allowed either.
    fn into_shape<'a>(self) -> Option<Shape<'a>> {
        match (self.properties.is_empty(), self.additional) {
            (true, AdditionalProperties::Schema(values)) => Some(Shape::Map(Some(values))),
            (true, AdditionalProperties::Any | AdditionalProperties::Unspecified) => {
                Some(Shape::Map(None))
            }
            _ => None,
        }
    }
}

impl Shape<'_> {
    /// Whether a schema of this shape becomes a type with a name even when written in place.
    #[must_use]
    pub fn is_named(&self) -> bool {
        match self {
            Shape::StringEnum(_) | Shape::IntegerEnum(_) | Shape::Object(_) | Shape::Union(_) => {
                true
            }
            // An enum of one value, as there may be more of them tomorrow.
            Shape::Constant(value) => **value != Node::Null,
            Shape::Tuple(tuple) => !tuple.is_short(),
            _ => false,
        }
    }

    /// Whether this is one boolean, or one number that is not whole: a property of it is a `bool` or an `f64`.
    #[must_use]
    pub fn is_plain_constant(&self) -> bool {
        matches!(self, Shape::Constant(Node::Bool(_) | Node::Number(Number::Float(_))))
    }
}

/// The shape of `id`.
#[must_use]
pub fn shape(api: &Api, id: SchemaId) -> Shape<'_> {
    let resolved = &api.resolved[id.0];
    match &resolved.amount {
        Amount::Any => Shape::Any,
        Amount::Kind => of_kind(api, id),
        Amount::Text if has_formats(api, &resolved.members) => Shape::Union(&resolved.members),
        Amount::Text => Shape::String(None),
        Amount::Strings(known) => Shape::StringEnum(known),
        Amount::Integers(known) => Shape::IntegerEnum(known),
        Amount::Union => match number_as_text(api, &resolved.members) {
            Some(number) => Shape::NumberOrString(number),
            None => Shape::Union(&resolved.members),
        },
        Amount::Same(target) => Shape::Same(*target),
    }
}

/// Formats of strings that have types of their own, none of which takes a value of another.
const TYPED: [&str; 3] = ["date", "date-time", "uuid"];

/// Whether the members of a union are strings of several formats, of which a value has one: no other
/// text is as good.
fn has_formats(api: &Api, members: &[SchemaId]) -> bool {
    let formats = members.iter().map(|member| match &api.schema(unwrapped(api, *member)).kind {
        SchemaKind::String(Some(format)) if TYPED.contains(&&**format) => Some(&**format),
        _ => None,
    });
    let formats: Option<BTreeSet<&str>> = formats.collect();
    formats.is_some_and(|formats| formats.len() > 1)
}

/// The number, if the members of a union are one and a string whose `pattern` is that of a number.
fn number_as_text(api: &Api, members: &[SchemaId]) -> Option<SchemaId> {
    let [one, other] = members else { return None };
    let kind = |id: SchemaId| &api.schema(unwrapped(api, id)).kind;
    let (number, text) = match (kind(*one), kind(*other)) {
        (SchemaKind::Integer(_) | SchemaKind::Number(_), SchemaKind::String(None)) => (one, other),
        (SchemaKind::String(None), SchemaKind::Integer(_) | SchemaKind::Number(_)) => (other, one),
        _ => return None,
    };
    let pattern = api.schema(unwrapped(api, *text)).limits.pattern.as_deref()?;
    is_of_numbers(pattern).then_some(*number)
}

/// Whether a regular expression has room for digits, and for nothing that no number has.
fn is_of_numbers(pattern: &str) -> bool {
    let has_digits = ["\\d", "0-9", "1-9"].iter().any(|digits| pattern.contains(digits));
    let is_part = |char: char| char.is_ascii_digit() || "^$-+?:()|[]{},.*\\eE".contains(char);
    has_digits && pattern.replace("\\d", "").chars().all(is_part)
}

/// The schema that `id` is an alias of, at the end of all aliases; `id` itself if it is none.
#[must_use]
pub fn alias_target(api: &Api, id: SchemaId) -> SchemaId {
    api.resolved[id.0].alias_target
}

/// Whether a plain string stands beside the known ones of an enum: then any other is as good.
#[must_use]
pub fn takes_any_string(api: &Api, id: SchemaId) -> bool {
    api.resolved[id.0].takes_any_string
}

/// Whether `null` is a value of `id`, of what it stands for, or of a member of the union it is.
#[must_use]
pub fn is_nullable(api: &Api, id: SchemaId) -> bool {
    api.resolved[id.0].nullable
}

/// Whether `null` is the only value of `id`.
#[must_use]
pub fn is_null(api: &Api, id: SchemaId) -> bool {
    matches!(shape(api, alias_target(api, id)), Shape::Constant(Node::Null))
}

/// Whether `id`, where it stands in place, has to be a type with a name: its shape is one, or it is
/// a list or map that holds itself, which no Rust type without a name can say.
#[must_use]
pub fn is_named_in_place(api: &Api, id: SchemaId) -> bool {
    api.resolved[id.0].holds_itself || shape(api, id).is_named()
}

/// The schema that `id` only wraps: an alias, or an `allOf`, `oneOf` or `anyOf` of one.
pub(super) fn unwrapped(api: &Api, id: SchemaId) -> SchemaId {
    api.resolved[id.0].unwrapped
}

/// What the document says in one place, compositions aside.
fn of_kind(api: &Api, id: SchemaId) -> Shape<'_> {
    match &api.schema(id).kind {
        SchemaKind::Boolean => Shape::Boolean,
        SchemaKind::Integer(format) => Shape::Integer(format.as_deref()),
        SchemaKind::Number(format) => Shape::Number(format.as_deref()),
        SchemaKind::String(format) => Shape::String(format.as_deref()),
        SchemaKind::Enum(values) => of_values(values),
        SchemaKind::Array { items, prefix } if prefix.is_empty() => Shape::List(*items),
        SchemaKind::Array { items, prefix } => Shape::Tuple(tuple(api, id, *items, prefix)),
        SchemaKind::Object { properties, additional } => {
            of_object(ObjectShape { properties, additional: *additional })
        }
        SchemaKind::Alias(target) => Shape::Same(*target),
        SchemaKind::Any(_)
        | SchemaKind::AllOf(_)
        | SchemaKind::OneOf(..)
        | SchemaKind::AnyOf(..) => Shape::Any,
    }
}

/// An array of items of which the first are described each (`prefixItems`, JSON Schema 2020-12
/// §10.3.1.1): it may be shorter, unless `minItems` says otherwise, and goes on with `items`.
fn tuple<'a>(api: &Api, id: SchemaId, items: SchemaId, places: &'a [SchemaId]) -> TupleShape<'a> {
    let limits = &api.schema(id).limits;
    let count = |size: u64| usize::try_from(size).unwrap_or(usize::MAX);
    let no_more = api.schema(items).extensions.contains_key(NEVER)
        || limits.max_size.is_some_and(|most| count(most) <= places.len());
    let required = count(limits.min_size.unwrap_or_default()).min(places.len());
    TupleShape { places, required, rest: (!no_more).then_some(items) }
}

fn of_object(object: ObjectShape<'_>) -> Shape<'_> {
    object.into_shape().unwrap_or(Shape::Object(object))
}

/// An `enum` that is no set of strings or whole numbers (those are an [`Amount`] of their own).
fn of_values(values: &[Node]) -> Shape<'_> {
    if let [only] = values {
        return match only {
            Node::Object(_) | Node::Array(_) => Shape::Any,
            Node::Number(Number::Unsigned(_)) => Shape::Integer(Some("uint64")),
            // YAML writes `.inf` and `.nan`; JSON has no such number, so that none is ever sent.
            Node::Number(Number::Float(value)) if !value.is_finite() => Shape::Number(None),
            scalar => Shape::Constant(scalar),
        };
    }
    let all = |test: fn(&Node) -> bool| values.iter().all(test);
    if all(|value| matches!(value, Node::Bool(_))) {
        Shape::Boolean
    } else if all(|value| matches!(value, Node::Number(Number::Signed(0..) | Number::Unsigned(_))))
    {
        Shape::Integer(Some("uint64"))
    } else if all(|value| matches!(value, Node::Number(Number::Signed(_) | Number::Unsigned(_)))) {
        Shape::Integer(Some("int128"))
    } else if all(|value| matches!(value, Node::Number(_))) {
        Shape::Number(None)
    } else {
        Shape::Any
    }
}
