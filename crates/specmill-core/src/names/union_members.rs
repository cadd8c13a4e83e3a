//! What the members of a union are called: the variants, and the types of members in place.

use std::collections::BTreeSet;

use super::identifier::upper_camel;
use super::types::pinned;
use super::words::{common_end, common_start, overlap, plural, words};
use crate::spec::{
    Api, SchemaId, Shape, TagValue, Union, UnionMember, UnionTag, alias_target, shape,
};
use crate::tree::Node;

/// What a member of a union is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct VariantText {
    /// Its variant, beside the others, in the union that it is of.
    pub(super) name: String,
    /// The same anywhere: with all its words.
    pub(super) whole: String,
}

/// Texts for the members of `union`, to be made names of; its own name is `name`.
///
/// A discriminator's value first, as it is what callers know a member by; then the component's name or
/// the title, without the words that say what all of them are; then what the member is.
pub(super) fn variant_texts(api: &Api, union: &Union, name: &str) -> Vec<VariantText> {
    let own = words(name);
    let (whole, origins): (Vec<String>, Vec<Origin>) =
        (0..union.members.len()).map(|index| member_text(api, union, index)).unzip();
    let names = without_common_words(&own, &whole, &origins);
    let mut names = names.unwrap_or_else(|| whole.clone());
    if let Some((at, short)) = only_list(api, union, &own)
        && !names.iter().any(|name| upper_camel(name) == short)
    {
        names[at] = short;
    }
    let texts = names.into_iter().zip(whole);
    texts.map(|(name, whole)| VariantText { name, whole }).collect()
}

/// Where the text for a member is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Origin {
    /// A value that tells it, or a pinned name.
    Told,
    /// The name or title of its schema.
    Named,
    /// What it is.
    Kind,
}

/// The texts without the union's own name, and without the words that all begin or end with where they are
/// names of schemas; `None` where they would not differ.
fn without_common_words(own: &[&str], whole: &[String], origins: &[Origin]) -> Option<Vec<String>> {
    let camel: Vec<String> = whole.iter().map(|text| upper_camel(text)).collect();
    let named = camel.iter().zip(origins).enumerate();
    let (places, mut named): (Vec<usize>, Vec<Vec<&str>>) = named
        .filter(|(_, (_, origin))| **origin == Origin::Named)
        .map(|(at, (name, _))| (at, without_name(words(name), own)))
        .unzip();
    if named.len() > 1 && !origins.contains(&Origin::Told) {
        let start = common_start(&named);
        if named.iter().all(|words| words.len() > start) {
            named.iter_mut().for_each(|words| drop(words.drain(..start)));
        }
        let end = common_end(&named);
        if named.iter().all(|words| words.len() > end) {
            named.iter_mut().for_each(|words| words.truncate(words.len() - end));
        }
    }
    let mut names = whole.to_vec();
    for (at, words) in places.into_iter().zip(named) {
        let short = words.concat();
        // What loses nothing stays as it is written, so that it can be told from another.
        if short != camel[at] && !TAKEN.contains(&short.as_str()) {
            names[at] = short;
        }
    }
    let mut taken = BTreeSet::new();
    names.iter().all(|name| taken.insert(upper_camel(name))).then_some(names)
}

/// What every union has, or no variant may be called.
const TAKEN: [&str; 3] = ["Unknown", "Other", "Self"];

/// `words` without those of `own` at their beginning, or else at their end, where others are left.
fn without_name<'a>(mut words: Vec<&'a str>, own: &[&str]) -> Vec<&'a str> {
    if own.is_empty() || words.len() <= own.len() {
        return words;
    }
    if words.starts_with(own) {
        words.drain(..own.len());
    } else if words.ends_with(own) {
        words.truncate(words.len() - own.len());
    }
    words
}

/// The only list of `union`, and a short name for it: of what its title says that it lists, or its items
/// are called beyond the union's own name, in the plural; else `List`.
fn only_list(api: &Api, union: &Union, own: &[&str]) -> Option<(usize, String)> {
    let list = |(at, member): (usize, &UnionMember)| match member {
        UnionMember::Schema(id) => match shape(api, alias_target(api, *id)) {
            Shape::List(items) => Some((at, api.schema(*id), items)),
            _ => None,
        },
        UnionMember::Value(_) => None,
    };
    let mut lists = union.members.iter().enumerate().filter_map(list);
    let (at, schema, items) = lists.next()?;
    let is_named = schema.component.is_some()
        || schema.known_as.is_some()
        || pinned(&schema.extensions).is_some();
    if is_named || lists.next().is_some() {
        return None;
    }
    let titled = schema.title.as_deref().and_then(listed).map(upper_camel).and_then(|title| {
        let title = words(&title);
        let rest = &title[overlap(own, &title)..];
        (!rest.is_empty()).then(|| rest.concat())
    });
    let of_items = || {
        let items = upper_camel(api.schema(items).component.as_deref()?);
        let items = words(&items);
        let is_more = items.len() > own.len() && items.starts_with(own);
        is_more.then(|| plural(&items[own.len()..].concat()))
    };
    Some((at, titled.or_else(of_items).unwrap_or_else(|| "List".to_owned())))
}

/// `content parts` of the title `Array of content parts`.
fn listed(title: &str) -> Option<&str> {
    const MOST_WORDS: usize = 4;
    let (first, rest) = title.trim().split_once(" of ")?;
    let first = first.to_ascii_lowercase();
    let is_list = ["array", "an array", "list", "a list"].contains(&first.trim());
    (is_list && rest.split_whitespace().count() <= MOST_WORDS).then_some(rest)
}

/// A text for the member at `index` by itself.
fn member_text(api: &Api, union: &Union, index: usize) -> (String, Origin) {
    match union.members.get(index) {
        Some(UnionMember::Value(value)) => (value_text(value), Origin::Kind),
        Some(UnionMember::Schema(id)) => {
            let schema = api.schema(*id);
            let pinned = pinned(&schema.extensions).map(str::to_owned);
            let told = pinned
                .or_else(|| tag(union, index))
                .or_else(|| described_tag(api, *id, union, index))
                .or_else(|| external_tag(api, union, index).map(str::to_owned));
            told.map_or_else(|| schema_text(api, *id, 0), |text| (text, Origin::Told))
        }
        None => (String::new(), Origin::Kind),
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

/// The schema's own name, or what it is.
fn schema_text(api: &Api, id: SchemaId, depth: usize) -> (String, Origin) {
    let schema = api.schema(id);
    let title = || schema.title.clone().filter(|title| says_more_than_a_type(title));
    let named = schema.component.clone().or_else(|| schema.known_as.clone());
    let kind = match shape(api, alias_target(api, id)) {
        Shape::Boolean => "Boolean",
        Shape::Integer(_) => "Integer",
        Shape::Number(_) | Shape::NumberOrString(_) => "Number",
        Shape::String(Some("date")) => "Date",
        Shape::String(Some("date-time")) => "DateTime",
        Shape::String(Some("uuid")) => "Uuid",
        Shape::String(Some("binary" | "byte")) => "Bytes",
        Shape::String(_) => "Text",
        Shape::List(items) if depth < DEEPEST_LIST && named.is_none() => {
            return (
                format!("{}List", upper_camel(&schema_text(api, items, depth + 1).0)),
                Origin::Kind,
            );
        }
        Shape::List(_) => "List",
        Shape::Tuple(_) => "Tuple",
        Shape::Map(_) => "Map",
        Shape::StringEnum(_) | Shape::IntegerEnum(_) => {
            return named_or(named.or_else(title), "Value");
        }
        Shape::Object(_) => return named_or(named.or_else(title), "Object"),
        Shape::Union(_) => return named_or(named.or_else(title), "Union"),
        Shape::Any | Shape::Same(_) | Shape::Constant(_) => "Any",
    };
    named_or(named, kind)
}

fn named_or(name: Option<String>, kind: &str) -> (String, Origin) {
    name.map_or_else(|| (kind.to_owned(), Origin::Kind), |name| (name, Origin::Named))
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
