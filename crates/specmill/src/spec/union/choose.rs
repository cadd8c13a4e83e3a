//! The ways to each member of a union.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::kinds::json_kinds;
use super::tag::{TagValues, is_constant, tag_values};
use super::{JsonKind, Selection, Tag, UnionMember};
use crate::spec::{Api, Discriminator, Property, SchemaId, Shape, behind, shape};

pub(super) struct Chooser<'a> {
    api: &'a Api,
    members: &'a [UnionMember],
    /// The kinds of each member; `None` for any.
    kinds: Vec<Option<BTreeSet<JsonKind>>>,
}

impl<'a> Chooser<'a> {
    pub(super) fn new(api: &'a Api, members: &'a [UnionMember]) -> Self {
        let kinds = members
            .iter()
            .map(|member| match member {
                UnionMember::Schema(id) => json_kinds(api, *id, &mut Vec::new()),
                UnionMember::Value(_) => Some(BTreeSet::new()),
            })
            .collect();
        Self { api, members, kinds }
    }

    fn schemas(&self) -> impl Iterator<Item = (usize, SchemaId)> {
        self.members.iter().enumerate().filter_map(|(index, member)| match member {
            UnionMember::Schema(id) => Some((index, *id)),
            UnionMember::Value(_) => None,
        })
    }

    pub(super) fn selection(&self, declared: Option<&Discriminator>) -> Selection {
        let property = match declared {
            Some(declared) => Some(declared.property.clone()),
            None => self.implied(),
        };
        let mut selection = Selection::default();
        let mut closed = vec![false; self.members.len()];
        if let Some(property) = property {
            let tag = self.tag(property, declared, &mut closed);
            selection.tag = Some(tag).filter(|tag| !tag.values.is_empty());
        }
        self.by_kind(&closed, &mut selection);
        selection
    }

    /// The property that tells most object members apart by constants: `type` and `object` before
    /// others that do as well.
    fn implied(&self) -> Option<String> {
        let mut names: Vec<String> = vec!["type".to_owned(), "object".to_owned()];
        for (_, id) in self.schemas() {
            let Shape::Object(object) = shape(self.api, behind(self.api, id)) else { continue };
            for property in object.properties {
                if is_constant(self.api, property.schema) && !names.contains(&property.name) {
                    names.push(property.name);
                }
            }
        }
        let mut best: Option<(usize, &String)> = None;
        for name in &names {
            let mut owners: IndexMap<String, usize> = IndexMap::new();
            for (_, id) in self.schemas() {
                for value in self.values(id, name).map(|tag| tag.values).unwrap_or_default() {
                    *owners.entry(value).or_default() += 1;
                }
            }
            let apart = owners.values().filter(|count| **count == 1).count();
            if apart > 0 && best.is_none_or(|(most, _)| apart > most) {
                best = Some((apart, name));
            }
        }
        best.map(|(_, name)| name.clone())
    }

    fn values(&self, id: SchemaId, property: &str) -> Option<TagValues> {
        tag_values(self.api, id, property, &mut Vec::new())
    }

    /// `closed` is set for each member that no value without its tag can be.
    fn tag(&self, property: String, declared: Option<&Discriminator>, closed: &mut [bool]) -> Tag {
        let mut values: IndexMap<String, Vec<usize>> = IndexMap::new();
        let only_objects = |index: usize| {
            let kinds = self.kinds.get(index).and_then(Option::as_ref);
            kinds.is_some_and(|kinds| kinds.iter().eq([&JsonKind::Object]))
        };
        for (index, id) in self.schemas() {
            let mapped: Vec<String> = declared
                .iter()
                .flat_map(|declared| &declared.mapping)
                .filter(|(_, target)| self.is_or_holds(id, **target))
                .map(|(value, _)| value.clone())
                .collect();
            let own = self.values(id, &property);
            let required = own.as_ref().map_or(declared.is_some(), |own| own.required);
            let mut found = mapped;
            found.extend(own.map(|own| own.values).unwrap_or_default());
            if found.is_empty() && declared.is_some() && only_objects(index) {
                // OpenAPI 3.0, "Discriminator Object": without a mapping, the schema's name.
                found.extend(self.api.schema(id).component.clone());
            }
            if let Some(place) = closed.get_mut(index) {
                *place = required && !found.is_empty() && only_objects(index);
            }
            for value in found {
                let members = values.entry(value).or_default();
                if !members.contains(&index) {
                    members.push(index);
                }
            }
        }
        Tag { property, values }
    }

    /// Whether `target` is the member `id`, or one of the union that member is.
    fn is_or_holds(&self, id: SchemaId, target: SchemaId) -> bool {
        let (id, target) = (behind(self.api, id), behind(self.api, target));
        id == target
            || match shape(self.api, id) {
                Shape::Union(inner) => {
                    inner.iter().any(|member| behind(self.api, *member) == target)
                }
                _ => false,
            }
    }

    /// What is left to be told by kind, by property, and by trying.
    fn by_kind(&self, closed: &[bool], selection: &mut Selection) {
        let mut fewest = BTreeSet::new();
        let of = |kind: JsonKind| -> Vec<usize> {
            let has = |index: &usize| match self.kinds.get(*index) {
                Some(Some(kinds)) => kinds.contains(&kind),
                _ => true,
            };
            let left = |index: &usize| {
                kind != JsonKind::Object || !closed.get(*index).copied().unwrap_or_default()
            };
            self.schemas().map(|(index, _)| index).filter(has).filter(left).collect()
        };
        for kind in [
            JsonKind::String,
            JsonKind::Integer,
            JsonKind::Number,
            JsonKind::Boolean,
            JsonKind::Array,
            JsonKind::Object,
        ] {
            let mut members = of(kind);
            if kind == JsonKind::Integer {
                self.prefer_integers(&mut members);
            }
            match members.as_slice() {
                [] => {}
                [only] if self.kinds.get(*only).is_some_and(Option::is_some) => {
                    selection.kinds.push((kind, *only));
                }
                several => {
                    if kind == JsonKind::Object {
                        selection.properties = self.own_properties(several);
                    }
                    fewest.extend(several);
                }
            }
        }
        // Every member has to be found in some way.
        let tagged = selection.tag.iter().flat_map(|tag| tag.values.values().flatten());
        let told: BTreeSet<usize> =
            tagged.copied().chain(selection.kinds.iter().map(|(_, index)| *index)).collect();
        fewest.extend(self.schemas().map(|(index, _)| index).filter(|index| !told.contains(index)));
        selection.fewest = fewest.into_iter().collect();
    }

    /// A whole number is of the member that takes nothing else, if there is one.
    fn prefer_integers(&self, members: &mut Vec<usize>) {
        let whole = |index: &usize| {
            let kinds = self.kinds.get(*index).and_then(Option::as_ref);
            kinds.is_some_and(|kinds| !kinds.contains(&JsonKind::Number))
        };
        if members.iter().any(whole) {
            members.retain(whole);
        }
    }

    /// For each of the objects that has one: a property it requires and none of the others has.
    fn own_properties(&self, members: &[usize]) -> Vec<(String, usize)> {
        let objects: Vec<Option<Vec<Property>>> = members
            .iter()
            .map(|index| match self.members.get(*index) {
                Some(UnionMember::Schema(id)) => match shape(self.api, behind(self.api, *id)) {
                    Shape::Object(object) => Some(object.properties),
                    _ => None,
                },
                _ => None,
            })
            .collect();
        if objects.iter().any(Option::is_none) {
            // A map or a union may have any property.
            return Vec::new();
        }
        let objects: Vec<Vec<Property>> = objects.into_iter().flatten().collect();
        let has = |properties: &[Property], name: &str| {
            properties.iter().any(|property| property.name == name)
        };
        let mut found = Vec::new();
        for (at, index) in members.iter().enumerate() {
            let own = objects.get(at).into_iter().flatten().find(|property| {
                let elsewhere = objects
                    .iter()
                    .enumerate()
                    .any(|(other, properties)| other != at && has(properties, &property.name));
                property.required && !elsewhere
            });
            found.extend(own.map(|property| (property.name.clone(), *index)));
        }
        found
    }
}
