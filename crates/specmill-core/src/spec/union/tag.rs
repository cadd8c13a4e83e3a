//! The values that properties have in the members of a union.

use indexmap::{IndexMap, IndexSet};
use rustc_hash::FxBuildHasher;

use super::kinds::json_kinds;
use crate::spec::shape::unwrapped;
use crate::spec::{
    Api, Discriminator, JsonKind, SchemaId, SchemaKind, Shape, TagValue, alias_target, is_nullable,
    shape, takes_any_string,
};

/// The values a property has in a member.
#[derive(Clone, Debug)]
pub(super) struct TagValues {
    pub(super) values: IndexSet<TagValue, FxBuildHasher>,
    /// Whether every value of the member has the property, and one of these values in it.
    pub(super) required: bool,
    /// Whether it is always the same value.
    pub(super) constant: bool,
}

/// Each property of a member that has some values and no others.
pub(super) type Tags = IndexMap<String, TagValues, FxBuildHasher>;

/// Values that are kept for the members of unions in unions, in all: what is beyond tells nothing
/// apart.
const MOST_VALUES: usize = 200_000;

/// The tags of every schema asked for, each worked out once.
pub(super) struct TagTable<'a> {
    api: &'a Api,
    known: IndexMap<SchemaId, Tags, FxBuildHasher>,
    left: usize,
}

impl<'a> TagTable<'a> {
    pub(super) fn new(api: &'a Api) -> Self {
        Self { api, known: IndexMap::default(), left: MOST_VALUES }
    }

    /// The tags of the object or union `id`, where they were [worked out](Self::learn).
    pub(super) fn get(&self, id: SchemaId) -> Option<&Tags> {
        self.known.get(&alias_target(self.api, id))
    }

    /// Works out the tags of `id`, and of the unions it is made of before.
    pub(super) fn work_out(&mut self, id: SchemaId) {
        let mut way = vec![alias_target(self.api, id)];
        while let Some(id) = way.last().copied() {
            let unknown = match shape(self.api, id) {
                Shape::Union(members) => {
                    let members = members.iter().map(|member| alias_target(self.api, *member));
                    members.filter(|member| !self.known.contains_key(member)).collect()
                }
                _ => Vec::new(),
            };
            if unknown.is_empty() {
                way.pop();
                if !self.known.contains_key(&id) {
                    let tags = self.tags(id);
                    self.known.insert(id, tags);
                }
            } else {
                way.extend(unknown);
            }
        }
    }

    fn tags(&mut self, id: SchemaId) -> Tags {
        match shape(self.api, id) {
            Shape::Object(object) => {
                let tags = object.properties.iter().filter_map(|property| {
                    let found = values(self.api, property.schema, property.required)?;
                    Some((property.name.clone(), found))
                });
                tags.collect()
            }
            Shape::Union(members) => self.joined(id, members),
            _ => Tags::default(),
        }
    }

    /// The tags of a union: of each property, the values of every member that has some.
    fn joined(&mut self, id: SchemaId, members: &[SchemaId]) -> Tags {
        let mut all = Tags::default();
        let mut having: IndexMap<String, usize, FxBuildHasher> = IndexMap::default();
        if let Some(declared) = discriminator(self.api, id) {
            let value = |(text, target): (&String, &SchemaId)| {
                mapped_value(self.api, *target, &declared.property, text)
            };
            let values = declared.mapping.iter().map(value).collect();
            let found = TagValues { values, required: true, constant: false };
            all.insert(declared.property.clone(), found);
        }
        for member in members {
            for (property, found) in
                self.known.get(&alias_target(self.api, *member)).into_iter().flatten()
            {
                self.left = self.left.saturating_sub(found.values.len());
                if self.left == 0 {
                    return Tags::default();
                }
                let known = all.entry(property.clone()).or_insert_with(|| TagValues {
                    values: IndexSet::default(),
                    required: true,
                    constant: false,
                });
                known.required &= found.required;
                known.values.extend(found.values.iter().cloned());
                *having.entry(property.clone()).or_default() += 1;
            }
        }
        let declared = discriminator(self.api, id).map(|declared| declared.property.as_str());
        for (property, found) in &mut all {
            let everywhere = having.get(property).is_some_and(|count| *count == members.len());
            // The discriminator's property counts as required, even if a member does not list it.
            found.required &= everywhere || declared == Some(property.as_str());
        }
        all.retain(|_, found| !found.values.is_empty());
        all
    }
}

/// The values of the property `id`, if it has some and no others.
pub(super) fn values(api: &Api, id: SchemaId, required: bool) -> Option<TagValues> {
    let (values, constant): (IndexSet<TagValue, _>, _) = match shape(api, alias_target(api, id)) {
        Shape::Constant(value) => (IndexSet::from_iter([TagValue::of(value)?]), true),
        Shape::StringEnum(values) if !takes_any_string(api, id) => {
            (values.iter().cloned().map(TagValue::Text).collect(), false)
        }
        Shape::IntegerEnum(values) => {
            (values.iter().copied().map(TagValue::Integer).collect(), false)
        }
        Shape::Union(members) => {
            let constant = |member: &SchemaId| match shape(api, alias_target(api, *member)) {
                Shape::Constant(value) => TagValue::of(value),
                _ => None,
            };
            (members.iter().map(constant).collect::<Option<_>>()?, false)
        }
        _ => return None,
    };
    // A null is a value of the property that leads to no member.
    let null = is_nullable(api, id);
    Some(TagValues { values, required: required && !null, constant: constant && !null })
}

/// The value of `property` that a mapping writes as `text` for the schema `target`: keys of `mapping`
/// are strings, whatever the type of the property.
pub(super) fn mapped_value(api: &Api, target: SchemaId, property: &str, text: &str) -> TagValue {
    let as_text = || TagValue::Text(text.to_owned());
    let Some(kinds) = described(api, target, property).and_then(|id| json_kinds(api, id)) else {
        return as_text();
    };
    let is_number = kinds.contains(JsonKind::Integer) || kinds.contains(JsonKind::Number);
    match text {
        _ if kinds.contains(JsonKind::String) => as_text(),
        "true" | "false" if kinds.contains(JsonKind::Boolean) => TagValue::Bool(text == "true"),
        _ if is_number => TagValue::of_number(text).unwrap_or_else(as_text),
        _ => as_text(),
    }
}

/// The schema of a property of the object `id`, or of the first member that has it of the union `id`.
pub(super) fn described(api: &Api, id: SchemaId, property: &str) -> Option<SchemaId> {
    let of_object = |id: SchemaId| match shape(api, alias_target(api, id)) {
        Shape::Object(object) => {
            let mut properties = object.properties.iter();
            properties.find(|known| known.name == property).map(|known| known.schema)
        }
        _ => None,
    };
    match shape(api, alias_target(api, id)) {
        Shape::Union(members) => members.iter().find_map(|member| of_object(*member)),
        _ => of_object(id),
    }
}

/// The Discriminator Object of the union `id`.
pub(super) fn discriminator(api: &Api, id: SchemaId) -> Option<&Discriminator> {
    match &api.schema(unwrapped(api, id)).kind {
        SchemaKind::OneOf(_, discriminator) | SchemaKind::AnyOf(_, discriminator) => {
            discriminator.as_ref()
        }
        _ => None,
    }
}
