//! Names of fields and variants.

use std::collections::BTreeMap;

use super::identifier::{snake, upper_camel, with_signs};
use super::scope::Scope;
use super::union_members::{self, VariantText, value_text};
use crate::spec::{
    Annotation, Api, SchemaId, Shape, TagValue, UnionMember, alias_target, annotations, fields,
    shape, union,
};
use crate::tree::Node;

/// Methods whose name would hide a trait's, or that every constructor type has.
const TAKEN_METHODS: [&str; 24] = [
    "new",
    "clone",
    "eq",
    "ne",
    "cmp",
    "hash",
    "default",
    "drop",
    "borrow",
    "deref",
    "index",
    "add",
    "sub",
    "mul",
    "div",
    "rem",
    "neg",
    "not",
    "shl",
    "shr",
    "next",
    "as_ref",
    "from_str",
    "into_iter",
];

/// The name of a property or parameter, and of the method that sets it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberName {
    /// The field or argument.
    pub name: String,
    /// The method.
    pub setter: String,
    /// The method that makes a property null.
    pub null_setter: String,
}

impl MemberName {
    /// Members of these names, which differ, with methods that do; `more_taken` are methods beside theirs.
    pub(super) fn all(names: Vec<String>, more_taken: &[&str]) -> Vec<Self> {
        let mut methods = Scope::snake(&[&TAKEN_METHODS, more_taken].concat());
        for name in &names {
            methods.try_claim(name);
        }
        let is_taken = |bare: &str| TAKEN_METHODS.contains(&bare) || more_taken.contains(&bare);
        let mut setter = |name: &String| {
            let bare = name.trim_start_matches("r#");
            match is_taken(bare) {
                true => methods.claim(&[&format!("with_{bare}")]),
                false => name.clone(),
            }
        };
        let setters: Vec<String> = names.iter().map(&mut setter).collect();
        let member = |(name, setter): (String, String)| {
            let null = format!("null_{}", name.trim_start_matches("r#"));
            let null_setter = methods.claim(&[&null, &format!("set_{null}")]);
            Self { name, setter, null_setter }
        };
        names.into_iter().zip(setters).map(member).collect()
    }
}

/// Fields of every named object.
pub(super) fn name_fields(
    api: &Api,
    types: &BTreeMap<SchemaId, String>,
) -> BTreeMap<SchemaId, Vec<MemberName>> {
    types
        .keys()
        .filter(|id| !is_other_name(api, types, **id))
        .filter_map(|id| match shape(api, alias_target(api, *id)) {
            Shape::Object(_) => {
                let mut texts: Vec<&str> =
                    fields(api, *id).map(|property| property.name.as_str()).collect();
                texts.push("extra");
                let names = Scope::snake(&[]).claim_all(&texts, snake);
                Some((*id, MemberName::all(names, &[])))
            }
            _ => None,
        })
        .collect()
}

/// Variants of every named enum and union; `Other` and `Unknown` are those for what is not known.
pub(super) fn name_variants(
    api: &Api,
    types: &BTreeMap<SchemaId, String>,
) -> BTreeMap<SchemaId, Vec<String>> {
    let named = |id: &SchemaId| {
        let (texts, reserved) = variant_texts(api, *id, types.get(id)?)?;
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let mut scope = Scope::camel(&[reserved]);
        let names = scope.claim_all_or(
            &texts,
            |text| variant(text, reserved),
            |text| variant(&with_signs(text), reserved),
        );
        Some((*id, names))
    };
    types.keys().filter(|id| !is_other_name(api, types, **id)).filter_map(named).collect()
}

/// Whether `id` is an alias of a schema that has a name: the members are named there.
fn is_other_name(api: &Api, types: &BTreeMap<SchemaId, String>, id: SchemaId) -> bool {
    let alias_target = alias_target(api, id);
    alias_target != id && types.contains_key(&alias_target)
}

/// What the variants of the enum or union `id`, which is called `name`, are named after, and the name that
/// none of them may have.
pub(super) fn variant_texts(
    api: &Api,
    id: SchemaId,
    name: &str,
) -> Option<(Vec<String>, &'static str)> {
    match shape(api, alias_target(api, id)) {
        Shape::StringEnum(values) => {
            let values: Vec<TagValue> = values.iter().cloned().map(TagValue::Text).collect();
            Some((enum_texts(api, id, &values), "Other"))
        }
        Shape::IntegerEnum(values) => {
            let values: Vec<TagValue> = values.iter().copied().map(TagValue::Integer).collect();
            Some((enum_texts(api, id, &values), "Other"))
        }
        Shape::Constant(Node::Null) => None,
        Shape::Constant(value) => match TagValue::of(value)? {
            value @ (TagValue::Text(_) | TagValue::Integer(_)) => {
                Some((enum_texts(api, id, &[value]), "Other"))
            }
            _ => Some((vec![value_text(value)], "Unknown")),
        },
        Shape::Union(_) => {
            let union = union(api, id);
            let said = annotations(api, id);
            let texts = union_members::variant_texts(api, union, name);
            let text = |(member, text): (&UnionMember, VariantText)| {
                let value = match member {
                    UnionMember::Value(value) => TagValue::of(value),
                    UnionMember::Schema(_) => None,
                };
                let name = value.and_then(|value| name_of(said.get(&value)?));
                name.map_or(text.name, str::to_owned)
            };
            Some((union.members.iter().zip(texts).map(text).collect(), "Unknown"))
        }
        _ => None,
    }
}

/// What the values of an enum are named after: the names that the document gives them, as far as they
/// differ, else themselves.
fn enum_texts(api: &Api, id: SchemaId, values: &[TagValue]) -> Vec<String> {
    let said = annotations(api, id);
    let mut names: Vec<Option<String>> =
        values.iter().map(|value| said.get(value).and_then(name_of).map(str::to_owned)).collect();
    let has_titles = said.values().any(|said| said.title.is_some() && said.title == said.name);
    if has_titles && names.iter().flatten().any(|name| name.len() > LONGEST_CODE) {
        names.iter_mut().flatten().filter(|name| is_capitals(name)).for_each(|name| lower(name));
    }
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for name in names.iter().flatten() {
        *counts.entry(upper_camel(name)).or_default() += 1;
    }
    let is_alone = |name: &String| counts.get(&upper_camel(name)) == Some(&1);
    let texts = values
        .iter()
        .zip(names)
        .map(|(value, name)| name.filter(is_alone).unwrap_or_else(|| value.to_string()));
    in_one_style(texts.collect())
}

/// Titles in capitals are codes (`USD`) where none is longer, else words.
const LONGEST_CODE: usize = 3;

fn is_capitals(text: &str) -> bool {
    text.contains(|char: char| char.is_ascii_uppercase())
        && !text.contains(|char: char| char.is_ascii_lowercase())
}

fn lower(text: &mut str) {
    text.make_ascii_lowercase();
}

/// The name of a value; one of many words is a sentence about it.
fn name_of<'a>(said: &Annotation<'a>) -> Option<&'a str> {
    const MOST_WORDS: usize = 6;
    said.name.filter(|name| name.split_whitespace().count() <= MOST_WORDS)
}

/// Where one text has words in capitals (`IN_PROGRESS`), others in capitals are words as well, and no
/// abbreviations: `PENDING` becomes `Pending` beside it.
fn in_one_style(mut texts: Vec<String>) -> Vec<String> {
    if texts.iter().any(|text| is_capitals(text) && text.trim_matches('_').contains('_')) {
        texts.iter_mut().filter(|text| is_capitals(text)).for_each(|text| lower(text));
    }
    texts
}

/// The name of a variant that stands beside none.
pub(super) fn variant(text: &str, reserved: &str) -> String {
    let name = upper_camel(text);
    if name == reserved || name == "Self" { format!("{name}Value") } else { name }
}
