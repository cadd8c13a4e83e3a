//! What the members of a union are called: the variants, and the types of members in place.

use super::identifier::upper_camel;
use super::types::pinned;
use crate::spec::{
    Api, SchemaId, Shape, TagValue, Union, UnionMember, UnionTag, alias_target, shape,
};
use crate::tree::Node;

/// A text for the member at `index`, to be made a name of.
///
/// A discriminator's value first, as it is what callers know a member by; then the component's name,
/// the title, and what the member is.
pub(super) fn member_text(api: &Api, union: &Union, index: usize) -> String {
    match union.members.get(index) {
        Some(UnionMember::Value(value)) => value_text(value),
        Some(UnionMember::Schema(id)) => {
            let schema = api.schema(*id);
            let named = pinned(&schema.extensions).map(str::to_owned);
            named
                .or_else(|| tag(union, index))
                .or_else(|| described_tag(api, *id, union, index))
                .or_else(|| external_tag(api, union, index).map(str::to_owned))
                .unwrap_or_else(|| schema_text(api, *id, 0))
        }
        None => String::new(),
    }
}

/// The one value of the discriminator that is this member's alone.
fn own_tag(union: &Union, index: usize) -> Option<(&UnionTag, &TagValue)> {
    let tag = union.selection.tag.as_ref()?;
    let mut own = tag.values_of(index);
    match (own.next(), own.next()) {
        (Some((value, members)), None) if members.len() == 1 => Some((tag, value)),
        _ => None,
    }
}

fn tag(union: &Union, index: usize) -> Option<String> {
    match own_tag(union, index)?.1 {
        TagValue::Text(text) => Some(text.clone()),
        _ => None,
    }
}

/// The tag of an externally tagged union's member that has no other name: each member of such a union is a
/// constant, or an object whose one property no other member has (`{"Circle": {"radius": 1}}`).
fn external_tag<'a>(api: &'a Api, union: &Union, index: usize) -> Option<&'a str> {
    let UnionMember::Schema(id) = union.members.get(index)? else { return None };
    let schema = api.schema(*id);
    if schema.component.is_some() || schema.known_as.is_some() || schema.title.is_some() {
        return None;
    }
    let own = only_property(api, *id)?;
    let fits = |member: &UnionMember| match member {
        UnionMember::Value(value) => value.as_str().is_some(),
        UnionMember::Schema(other) => match shape(api, alias_target(api, *other)) {
            Shape::Constant(value) => value.as_str().is_some(),
            _ => only_property(api, *other).is_some_and(|name| name != own || other == id),
        },
    };
    union.members.iter().all(fits).then_some(own)
}

/// The one property of an object that has no other.
fn only_property(api: &Api, id: SchemaId) -> Option<&str> {
    let Shape::Object(object) = shape(api, alias_target(api, id)) else { return None };
    match object.properties {
        [property] => Some(property.name.as_str()),
        _ => None,
    }
}

/// A number or a boolean says nothing by itself: of a member without a name, it goes after its property.
fn described_tag(api: &Api, id: SchemaId, union: &Union, index: usize) -> Option<String> {
    let schema = api.schema(id);
    let is_named = schema.component.is_some() || schema.known_as.is_some();
    if is_named || schema.title.as_deref().is_some_and(says_more_than_a_type) {
        return None;
    }
    let (tag, value) = own_tag(union, index)?;
    let value = number_text(&value.to_string()).replace('-', "minus_");
    Some(format!("{}_{value}", tag.property))
}

/// Lists in lists that are named after what they hold: one may hold itself.
const DEEPEST_LIST: usize = 8;

fn schema_text(api: &Api, id: SchemaId, depth: usize) -> String {
    let schema = api.schema(id);
    let title = || schema.title.clone().filter(|title| says_more_than_a_type(title));
    let named = schema.component.clone().or_else(|| schema.known_as.clone());
    let name = match shape(api, alias_target(api, id)) {
        Shape::Boolean => "Boolean",
        Shape::Integer(_) => "Integer",
        Shape::Number(_) | Shape::NumberOrString(_) => "Number",
        Shape::String(Some("date")) => "Date",
        Shape::String(Some("date-time")) => "DateTime",
        Shape::String(Some("uuid")) => "Uuid",
        Shape::String(Some("binary" | "byte")) => "Bytes",
        Shape::String(_) => "Text",
        Shape::List(items) if depth < DEEPEST_LIST && named.is_none() => {
            return format!("{}List", upper_camel(&schema_text(api, items, depth + 1)));
        }
        Shape::List(_) => "List",
        Shape::Tuple(_) => "Tuple",
        Shape::Map(_) => "Map",
        Shape::StringEnum(_) | Shape::IntegerEnum(_) => {
            return named.or_else(title).unwrap_or_else(|| "Value".to_owned());
        }
        Shape::Object(_) => return named.or_else(title).unwrap_or_else(|| "Object".to_owned()),
        Shape::Union(_) => return named.or_else(title).unwrap_or_else(|| "Union".to_owned()),
        Shape::Any | Shape::Same(_) | Shape::Constant(_) => "Any",
    };
    named.unwrap_or_else(|| name.to_owned())
}

/// Documents like to repeat the type as the title.
fn says_more_than_a_type(title: &str) -> bool {
    let title = title.trim().to_ascii_lowercase();
    !title.is_empty() && !["string", "array", "object", "integer", "number"].contains(&&*title)
}

/// A number without its point, so that `1.5` is no `15`.
fn number_text(number: &str) -> String {
    number.replace('.', "_point_")
}

pub(super) fn value_text(value: &Node) -> String {
    match value {
        Node::String(text) => text.clone(),
        Node::Bool(value) => value.to_string(),
        Node::Number(number) => number_text(&number.to_string()),
        other => other.kind().to_owned(),
    }
}
