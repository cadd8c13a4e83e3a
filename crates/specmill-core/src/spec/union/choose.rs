//! The ways to each member of a union.

use std::collections::BTreeSet;

use indexmap::{IndexMap, IndexSet};
use rustc_hash::FxBuildHasher;

use super::kinds::{can_be_object, json_kinds};
use super::tag::{TagTable, Tags, mapped_value};
use crate::spec::{
    Api, Discriminator, JsonKind, Kinds, Property, SchemaId, Selection, Shape, TagValue,
    UnionMember, UnionTag, alias_target, shape,
};

pub(super) struct Chooser<'a> {
    api: &'a Api,
    members: &'a [UnionMember],
    tags: &'a TagTable<'a>,
    /// The component that each schema among the members is listed as: a `$ref` to another is seen
    /// through, and keeps its name.
    listed: &'a IndexMap<SchemaId, Vec<&'a str>, FxBuildHasher>,
    /// The kinds of each member; `None` for any.
    kinds: Vec<Option<Kinds>>,
}

/// The values of each property, with the number of members that have it.
type Owners<'a> = IndexMap<&'a str, IndexMap<&'a TagValue, usize, FxBuildHasher>, FxBuildHasher>;

impl<'a> Chooser<'a> {
    /// For `members`, whose tags are all in `tags`.
    pub(super) fn new(
        api: &'a Api,
        members: &'a [UnionMember],
        tags: &'a TagTable<'a>,
        listed: &'a IndexMap<SchemaId, Vec<&'a str>, FxBuildHasher>,
    ) -> Self {
        let kinds = members
            .iter()
            .map(|member| match member {
                UnionMember::Schema(id) => json_kinds(api, *id),
                UnionMember::Value(_) => Some(Kinds::default()),
            })
            .collect();
        Self { api, members, tags, listed, kinds }
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
            let tells = |tag: &UnionTag| !tag.values.is_empty() || tag.default.is_some();
            selection.tag = Some(tag).filter(tells);
        }
        self.by_kind(&closed, &mut selection);
        selection
    }

    /// The property that tells most object members apart by constants: `type` and `object` before
    /// others that do as well.
    fn implied(&self) -> Option<String> {
        let mut owners: Owners<'_> = IndexMap::default();
        for name in ["type", "object"] {
            owners.insert(name, IndexMap::default());
        }
        for (_, id) in self.schemas() {
            if let Shape::Object(_) = shape(self.api, alias_target(self.api, id)) {
                for (property, found) in self.tags(id) {
                    if found.constant {
                        owners.entry(property).or_default();
                    }
                }
            }
        }
        for (_, id) in self.schemas() {
            for (property, found) in self.tags(id) {
                let Some(values) = owners.get_mut(property.as_str()) else { continue };
                for value in &found.values {
                    *values.entry(value).or_default() += 1;
                }
            }
        }
        let mut best: Option<(usize, &str)> = None;
        for (name, values) in owners {
            let apart = values.values().filter(|count| **count == 1).count();
            if apart > 0 && best.is_none_or(|(most, _)| apart > most) {
                best = Some((apart, name));
            }
        }
        best.map(|(_, name)| name.to_owned())
    }

    fn tags(&self, id: SchemaId) -> impl Iterator<Item = (&String, &super::tag::TagValues)> {
        self.tags.get(id).into_iter().flat_map(Tags::iter)
    }

    /// `closed` is set for each member that no value without its tag can be.
    fn tag(
        &self,
        property: String,
        declared: Option<&Discriminator>,
        closed: &mut [bool],
    ) -> UnionTag {
        let mut values: IndexMap<TagValue, Vec<usize>> = IndexMap::new();
        let only_objects = |index: usize| {
            let kinds = self.kinds.get(index).copied().flatten();
            kinds.is_some_and(|kinds| kinds.is_only(JsonKind::Object))
        };
        let mapped = self.mapped(declared);
        // A value that is mapped leads there, whatever properties suggest.
        let decided: IndexSet<&TagValue, FxBuildHasher> = self
            .schemas()
            .flat_map(|(_, id)| self.reached(id))
            .flat_map(|target| mapped.get(&target).into_iter().flatten())
            .collect();
        for (index, id) in self.schemas() {
            let own = self.tags.get(id).and_then(|tags| tags.get(&property));
            let required = own.map_or(declared.is_some(), |own| own.required);
            let mut found: IndexSet<TagValue, FxBuildHasher> = IndexSet::default();
            for target in self.reached(id) {
                found.extend(mapped.get(&target).into_iter().flatten().cloned());
            }
            let own = own.iter().flat_map(|own| &own.values);
            found.extend(own.filter(|value| !decided.contains(value)).cloned());
            if found.is_empty() && declared.is_some() && only_objects(index) {
                // OpenAPI 3.0, "Discriminator Object": without a mapping, the schema's name.
                let component = self.api.schema(id).component.as_deref();
                let names = match self.listed.get(&id) {
                    Some(names) => names.as_slice(),
                    None => component.as_slice(),
                };
                let names = names.iter().map(|name| TagValue::Text((*name).to_owned()));
                found.extend(names.filter(|name| !decided.contains(name)));
            }
            if let Some(place) = closed.get_mut(index) {
                *place = required && !found.is_empty() && only_objects(index);
            }
            for value in found {
                values.entry(value).or_default().push(index);
            }
        }
        let default = declared.and_then(|declared| declared.default);
        let default = default.and_then(|target| {
            let target = alias_target(self.api, target);
            let mut schemas = self.schemas();
            schemas.find(|(_, id)| self.reached(*id).any(|id| id == target)).map(|(at, _)| at)
        });
        UnionTag::new(property, values, default, self.members.len())
    }

    /// The values that a discriminator maps to each schema that is an object.
    fn mapped(
        &self,
        declared: Option<&Discriminator>,
    ) -> IndexMap<SchemaId, Vec<TagValue>, FxBuildHasher> {
        let mut mapped: IndexMap<SchemaId, Vec<TagValue>, FxBuildHasher> = IndexMap::default();
        let Some(declared) = declared else { return mapped };
        for (text, target) in &declared.mapping {
            let target = alias_target(self.api, *target);
            if can_be_object(self.api, target) {
                let value = mapped_value(self.api, target, &declared.property, text);
                mapped.entry(target).or_default().push(value);
            }
        }
        mapped
    }

    /// The member `id`, and what that member is a union of.
    fn reached(&self, id: SchemaId) -> impl Iterator<Item = SchemaId> {
        let id = alias_target(self.api, id);
        let inner = match shape(self.api, id) {
            Shape::Union(inner) => inner,
            _ => &[],
        };
        [id].into_iter().chain(inner.iter().map(|member| alias_target(self.api, *member)))
    }

    /// What is left to be told by kind, by property, and by trying.
    fn by_kind(&self, closed: &[bool], selection: &mut Selection) {
        let mut fewest = BTreeSet::new();
        let of = |kind: JsonKind| -> Vec<usize> {
            let has = |index: &usize| match self.kinds.get(*index) {
                Some(Some(kinds)) => kinds.contains(kind),
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
        let tagged = selection
            .tag
            .iter()
            .flat_map(|tag| tag.values.values().flatten().chain(tag.default.as_ref()));
        let told: BTreeSet<usize> =
            tagged.copied().chain(selection.kinds.iter().map(|(_, index)| *index)).collect();
        fewest.extend(self.schemas().map(|(index, _)| index).filter(|index| !told.contains(index)));
        selection.fewest = fewest.into_iter().collect();
    }

    /// A whole number is of the member that takes nothing else, if there is one.
    fn prefer_integers(&self, members: &mut Vec<usize>) {
        let whole = |index: &usize| {
            let kinds = self.kinds.get(*index).and_then(Option::as_ref);
            kinds.is_some_and(|kinds| !kinds.contains(JsonKind::Number))
        };
        if members.iter().any(whole) {
            members.retain(whole);
        }
    }

    /// For each of the objects that has one: a property it requires and none of the others has.
    fn own_properties(&self, members: &[usize]) -> Vec<(String, usize)> {
        let objects: Option<Vec<&[Property]>> = members
            .iter()
            .map(|index| match self.members.get(*index) {
                Some(UnionMember::Schema(id)) => match shape(self.api, alias_target(self.api, *id))
                {
                    Shape::Object(object) => Some(object.properties),
                    // A map or a union may have any property.
                    _ => None,
                },
                _ => None,
            })
            .collect();
        let Some(objects) = objects else { return Vec::new() };
        let mut having: IndexMap<&str, usize, FxBuildHasher> = IndexMap::default();
        for property in objects.iter().copied().flatten() {
            *having.entry(&property.name).or_default() += 1;
        }
        let is_own = |property: &&Property| {
            property.required && having.get(property.name.as_str()) == Some(&1)
        };
        let own = |(index, object): (&usize, &&[Property])| {
            let property = object.iter().find(is_own)?;
            Some((property.name.clone(), *index))
        };
        members.iter().zip(&objects).filter_map(own).collect()
    }
}
