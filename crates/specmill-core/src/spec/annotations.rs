//! What a document says of each value of an enum: the `title`, `description` and `deprecated` of
//! constants that are listed as a union, and the extensions that generators agree on.

use indexmap::{IndexMap, IndexSet};
use rustc_hash::FxBuildHasher;

use super::{Api, Schema, SchemaId, SchemaKind, TagValue};
use crate::tree::{Map, Node};

/// What is said of one value.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Annotation<'a> {
    /// Its name: an extension's, else its `title`.
    pub name: Option<&'a str>,
    /// Its `title`.
    pub title: Option<&'a str>,
    /// Its `description`.
    pub description: Option<&'a str>,
    /// `deprecated`
    pub deprecated: bool,
}

/// What is said of each value.
pub type Annotations<'a> = IndexMap<TagValue, Annotation<'a>, FxBuildHasher>;

/// Extensions with a name for each value of an `enum`: of OpenAPI Generator, and of NSwag.
const NAMES: [&str; 2] = ["x-enum-varnames", "x-enumNames"];
/// Extensions with a description for each.
const DESCRIPTIONS: [&str; 2] = ["x-enum-descriptions", "x-enumDescriptions"];
/// AutoRest's extension.
const MS_ENUM: &str = "x-ms-enum";

/// What is said of the values of the enum or union `id`.
#[must_use]
pub fn annotations(api: &Api, id: SchemaId) -> Annotations<'_> {
    let mut found = Annotations::default();
    let mut seen: IndexSet<SchemaId, FxBuildHasher> = IndexSet::default();
    let mut open = vec![(id, false)];
    while let Some((id, is_member)) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        let schema = api.schema(id);
        match &schema.kind {
            SchemaKind::Alias(target) => open.push((*target, is_member)),
            SchemaKind::OneOf(members, _)
            | SchemaKind::AnyOf(members, _)
            | SchemaKind::AllOf(members) => {
                let is_union = !matches!(schema.kind, SchemaKind::AllOf(_));
                open.extend(members.iter().rev().map(|member| (*member, is_member || is_union)));
            }
            SchemaKind::Enum(values) => {
                of_extensions(&schema.extensions, values, &mut found);
                if let ([value], true) = (values.as_slice(), is_member) {
                    of_constant(schema, value, &mut found);
                }
            }
            _ => {}
        }
    }
    found
}

/// The name that an extension gives the type of an `enum`.
#[must_use]
pub fn enum_name(schema: &Schema) -> Option<&str> {
    schema.extensions.get(MS_ENUM)?.get("name").and_then(Node::as_str).filter(|name| says(name))
}

fn of_constant<'a>(schema: &'a Schema, value: &Node, found: &mut Annotations<'a>) {
    let Some(value) = TagValue::of(value) else { return };
    let known = found.entry(value).or_default();
    let title = schema.title.as_deref().filter(|title| says(title));
    known.title = known.title.or(title);
    known.name = known.name.or(title);
    known.description = known.description.or(schema.description.as_deref());
    known.deprecated |= schema.deprecated;
}

fn of_extensions<'a>(extensions: &'a Map, values: &[Node], found: &mut Annotations<'a>) {
    let listed = |names: &[&str]| names.iter().find_map(|name| extensions.get(*name));
    let (names, descriptions) = (listed(&NAMES), listed(&DESCRIPTIONS));
    let described = extensions.get(MS_ENUM).and_then(|found| found.get("values"));
    if names.or(descriptions).or(described).is_none() {
        return;
    }
    for (at, value) in values.iter().enumerate() {
        let Some(key) = TagValue::of(value) else { continue };
        let described = described.and_then(Node::as_array).into_iter().flatten().find(|one| {
            // Their values are often strings, whatever the type of the enum.
            let is_same = |own: TagValue| own == key || own.to_string() == key.to_string();
            one.get("value").and_then(TagValue::of).is_some_and(is_same)
        });
        let member = |name: &str| described.and_then(|one| one.get(name)).and_then(Node::as_str);
        let name = names.and_then(|names| item(names, at, &key)).or(member("name"));
        let text = descriptions.and_then(|texts| item(texts, at, &key)).or(member("description"));
        let known = found.entry(key).or_default();
        known.name = name.filter(|name| says(name)).or(known.name);
        known.description = text.filter(|text| says(text)).or(known.description);
    }
}

/// The text for a value: lists have it in the value's place, objects under the value.
fn item<'a>(texts: &'a Node, at: usize, value: &TagValue) -> Option<&'a str> {
    match texts {
        Node::Array(items) => items.get(at)?.as_str(),
        texts => texts.get(&value.to_string())?.as_str(),
    }
}

fn says(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}
