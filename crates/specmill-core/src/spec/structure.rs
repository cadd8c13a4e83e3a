//! Which schemas say the same, whatever stands around them.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::{
    AdditionalProperties, Api, Limits, ObjectShape, Property, SchemaId, Shape, TagValue,
    TupleShape, Union, UnionMember, annotations, demands, is_nullable, shape, takes_any_string,
    union,
};
use crate::normalize::notes;

/// Tells schemas apart by what they say: two whose values, members, types, limits, defaults and texts of
/// members are the same have one structure. A component is the same as itself alone where it is referred
/// to, and so is a schema that holds itself.
///
/// Each schema is looked at once, and what it is made of is known by a number, so that all of them cost
/// what the document is long.
pub struct Structures<'a> {
    api: &'a Api,
    known: Vec<State>,
    /// The number of each structure, by what it says.
    numbers: BTreeMap<String, Structure>,
    /// What is said of each schema as a member.
    said: BTreeMap<SchemaId, usize>,
    texts: BTreeMap<String, usize>,
}

/// What a schema says, as a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Structure(usize);

#[derive(Clone, Copy)]
enum State {
    Unseen,
    /// What it is made of comes first; met again on the way, it holds itself.
    Open,
    Known(Structure),
}

/// Aliases that are followed one after the other.
const MOST_ALIASES: usize = 64;

impl<'a> Structures<'a> {
    /// Of the schemas of `api`, none of which is looked at yet.
    #[must_use]
    pub fn new(api: &'a Api) -> Self {
        let known = vec![State::Unseen; api.schemas.len()];
        let (numbers, said, texts) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        Self { api, known, numbers, said, texts }
    }

    /// What the schema `id` says, a component too.
    pub fn of(&mut self, id: SchemaId) -> Structure {
        // A document nests as deep as it likes.
        let mut open = vec![id];
        while let Some(next) = open.last().copied() {
            match self.known[next.0] {
                State::Known(_) => {
                    open.pop();
                }
                State::Unseen => {
                    self.known[next.0] = State::Open;
                    let parts = self.parts(next).into_iter();
                    open.extend(parts.filter(|part| matches!(self.known[part.0], State::Unseen)));
                }
                State::Open => {
                    let text = self.text(next);
                    let number = Structure(self.numbers.len());
                    let structure = *self.numbers.entry(text).or_insert(number);
                    self.known[next.0] = State::Known(structure);
                    open.pop();
                }
            }
        }
        match self.known[id.0] {
            State::Known(structure) => structure,
            State::Unseen | State::Open => Structure(usize::MAX),
        }
    }

    /// The schemas in place that `id` is made of.
    fn parts(&self, id: SchemaId) -> Vec<SchemaId> {
        let mut parts = Vec::new();
        match shape(self.api, id) {
            Shape::List(items) | Shape::Map(Some(items)) | Shape::NumberOrString(items) => {
                parts.push(items);
            }
            Shape::Tuple(tuple) => {
                parts.extend(tuple.places);
                parts.extend(tuple.rest);
            }
            Shape::Object(object) => {
                parts.extend(object.properties.iter().map(|property| property.schema));
                if let AdditionalProperties::Schema(values) = object.additional {
                    parts.push(values);
                }
            }
            Shape::Union(_) => parts.extend(union(self.api, id).members.iter().filter_map(schema)),
            _ => {}
        }
        let parts = parts.into_iter().map(|part| self.end(part));
        parts.filter(|part| self.api.schema(*part).component.is_none()).collect()
    }

    /// The schema that has the type of `id`: a component, or what stands in place at the end of all aliases.
    fn end(&self, mut id: SchemaId) -> SchemaId {
        for _ in 0..MOST_ALIASES {
            match shape(self.api, id) {
                Shape::Same(target) if self.api.schema(id).component.is_none() => id = target,
                _ => break,
            }
        }
        id
    }

    /// All that the schema says, its parts by their numbers.
    fn text(&mut self, id: SchemaId) -> String {
        let api = self.api;
        let mut text = String::new();
        match shape(api, id) {
            Shape::Any => text.push_str("any"),
            Shape::Boolean => text.push_str("boolean"),
            Shape::Integer(format) => _ = write!(text, "integer {format:?}"),
            Shape::Number(format) => _ = write!(text, "number {format:?}"),
            Shape::String(format) => _ = write!(text, "string {format:?}"),
            Shape::NumberOrString(number) => {
                _ = write!(text, "number or string {}", self.used(number));
            }
            Shape::Constant(value) => _ = write!(text, "constant {}", value.json()),
            Shape::StringEnum(values) => {
                let mut values: Vec<&String> = values.iter().collect();
                values.sort();
                _ = write!(text, "strings {values:?} {}", takes_any_string(api, id));
                self.values(id, &mut text);
            }
            Shape::IntegerEnum(values) => {
                let mut values = values.to_vec();
                values.sort_unstable();
                _ = write!(text, "integers {values:?}");
                self.values(id, &mut text);
            }
            Shape::List(items) => _ = write!(text, "list {}", self.used(items)),
            Shape::Map(None) => text.push_str("map"),
            Shape::Map(Some(values)) => _ = write!(text, "map {}", self.used(values)),
            Shape::Same(target) => _ = write!(text, "same {}", self.used(target)),
            Shape::Tuple(tuple) => self.tuple(tuple, &mut text),
            Shape::Object(object) => self.object(id, object, &mut text),
            Shape::Union(_) => self.union(union(api, id), &mut text),
        }
        let schema = api.schema(id);
        if schema.deprecated {
            text.push_str(" deprecated");
        }
        if schema.limits != Limits::default() {
            _ = write!(text, " {:?}", schema.limits);
        }
        text
    }

    /// What is said of each value of an enum.
    fn values(&self, id: SchemaId, text: &mut String) {
        let mut said: Vec<_> = annotations(self.api, id).into_iter().collect();
        said.sort_by(|(one, _), (other, _)| one.cmp(other));
        for (value, said) in said {
            _ = write!(text, " {value:?} {said:?}");
        }
    }

    fn tuple(&self, tuple: TupleShape<'_>, text: &mut String) {
        _ = write!(text, "tuple {}", tuple.required);
        for place in tuple.places {
            _ = write!(text, " {}", self.used(*place));
        }
        if let Some(rest) = tuple.rest {
            _ = write!(text, " and {}", self.used(rest));
        }
    }

    fn object(&mut self, id: SchemaId, object: ObjectShape<'_>, text: &mut String) {
        text.push_str("object");
        for Property { name, schema, required } in object.properties {
            let (used, said) = (self.used(*schema), self.said(*schema));
            _ = write!(text, " {name:?} {required} {used} {said}");
        }
        match object.additional {
            AdditionalProperties::Schema(values) => _ = write!(text, " and {}", self.used(values)),
            other => _ = write!(text, " and {other:?}"),
        }
        _ = write!(text, " {:?}", demands(self.api, id));
    }

    fn union(&mut self, union: &Union, text: &mut String) {
        text.push_str("union");
        for member in &union.members {
            match member {
                UnionMember::Value(value) => _ = write!(text, " value {}", value.json()),
                UnionMember::Schema(member) => {
                    let (used, said) = (self.used(*member), self.said(*member));
                    _ = write!(text, " {used} {said}");
                }
            }
        }
        let selection = &union.selection;
        if let Some(tag) = &selection.tag {
            let values: Vec<(&TagValue, &Vec<usize>)> = tag.values.iter().collect();
            _ = write!(text, " by {:?} {values:?} {:?}", tag.property, tag.default);
        }
        _ = write!(text, " {:?} {:?}", selection.kinds, selection.properties);
        _ = write!(text, " {:?}", selection.fewest);
    }

    /// What the type of `id` is, where it is used.
    fn used(&self, id: SchemaId) -> String {
        let end = self.end(id);
        let null = if is_nullable(self.api, id) { " or null" } else { "" };
        match self.known[end.0] {
            State::Known(Structure(number)) if self.api.schema(end).component.is_none() => {
                format!("{number}{null}")
            }
            _ => format!("schema {}{null}", end.0),
        }
    }

    /// What is said of `id` as a member of another, as a number: its texts in words, and what is not its
    /// type's.
    fn said(&mut self, id: SchemaId) -> usize {
        if let Some(number) = self.said.get(&id) {
            return *number;
        }
        let schema = self.api.schema(id);
        let mut text = String::new();
        for said in [&schema.title, &schema.description].into_iter().flatten() {
            let words = said.split(|char: char| !char.is_alphanumeric());
            for word in words.filter(|word| !word.is_empty()) {
                text.extend(word.chars().flat_map(char::to_lowercase).chain([' ']));
            }
            text.push('.');
        }
        let default = schema.default.as_ref().map(|default| default.json());
        let Limits { min_size, max_size, .. } = &schema.limits;
        _ = write!(text, "{default:?} {min_size:?} {max_size:?}");
        _ = write!(text, " {} {} {}", schema.deprecated, schema.read_only, schema.write_only);
        let ours = schema.extensions.iter().filter(|(name, _)| name.starts_with(notes::LIMIT));
        for (name, value) in ours {
            _ = write!(text, " {name} {}", value.json());
        }
        let number = self.texts.len();
        let number = *self.texts.entry(text).or_insert(number);
        self.said.insert(id, number);
        number
    }
}

fn schema(member: &UnionMember) -> Option<SchemaId> {
    match member {
        UnionMember::Schema(id) => Some(*id),
        UnionMember::Value(_) => None,
    }
}
