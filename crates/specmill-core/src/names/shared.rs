//! Schemas in place that say the same and are called the same: they become one type.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::path::Path;
use super::scope::Scope;
use super::words::{common_end, words};
use crate::spec::{Api, SchemaId, Shape, Structure, Structures, shape};

/// A schema in place that becomes a type.
#[derive(Clone, Debug)]
pub(super) struct TypePlace {
    id: SchemaId,
    /// The nearest type that it stands in.
    owner: Option<SchemaId>,
    /// What it is called where it stands; empty for what an operation takes or answers.
    member: String,
    /// What it is called by the way to it.
    name: String,
    /// The name that the document gives it.
    own: Option<String>,
}

impl TypePlace {
    pub(super) fn new(id: SchemaId, path: &Path, own: Option<String>) -> Self {
        let member = path.last_member().to_owned();
        Self { id, owner: path.owner(), member, name: path.name(), own }
    }
}

/// Words that say nothing by themselves: no type that several places share is called by them alone.
const EMPTY_WORDS: [&str; 32] = [
    "Action", "Body", "Config", "Content", "Data", "Detail", "Details", "Error", "Event", "Format",
    "Input", "Item", "Kind", "Mode", "Model", "Name", "Object", "Option", "Options", "Output",
    "Param", "Params", "Part", "Request", "Response", "Result", "Settings", "Source", "State",
    "Type", "Value", "Values",
];

/// Which schemas are one type.
#[derive(Debug, Default)]
pub(super) struct Shared {
    types: Vec<SharedType>,
    /// The shared type of each schema.
    of: BTreeMap<SchemaId, usize>,
}

/// A type that several schemas in place have.
#[derive(Debug)]
struct SharedType {
    /// Its name, where that is not the one of the place that comes first.
    name: Option<String>,
    /// The schema that the type is made of, once it has a name: the first of all, or a component.
    first: Option<(SchemaId, String)>,
}

/// Places that say the same, and are called by the same word.
struct Alike<'a> {
    places: Vec<&'a TypePlace>,
    /// A name that says what all of them are.
    name: Option<String>,
}

impl Shared {
    /// The schemas among `places` that are one type; `components` are those that have a name by themselves, which
    /// `scope` has.
    pub(super) fn new(
        api: &Api,
        places: &[TypePlace],
        components: &BTreeMap<SchemaId, String>,
        mut scope: Scope,
    ) -> Self {
        let mut shared = Self::default();
        let mut structures = Structures::new(api);
        let rest = shared.join_components(api, places, components, &mut structures);
        // What is part of another comes after it, as parts have the lower numbers.
        let mut alike: BTreeMap<Reverse<Structure>, Vec<Alike<'_>>> = BTreeMap::new();
        let mut by_word: BTreeMap<(Structure, String, Option<&str>), Vec<&TypePlace>> =
            BTreeMap::new();
        for place in rest {
            if let Some(last) = words(&place.member).last() {
                let key =
                    (structures.of(place.id), last.to_ascii_lowercase(), place.own.as_deref());
                by_word.entry(key).or_default().push(place);
            }
        }
        for ((structure, ..), places) in by_word {
            if places.len() > 1 {
                let alike = alike.entry(Reverse(structure)).or_default();
                alike.push(Alike { places, name: None });
            }
        }
        let order: BTreeMap<SchemaId, usize> =
            places.iter().enumerate().map(|(at, place)| (place.id, at)).collect();
        let mut by_name: BTreeMap<&str, Vec<SchemaId>> = BTreeMap::new();
        for place in places {
            by_name.entry(&place.name).or_default().push(place.id);
        }
        let mut contest: Vec<&mut Alike<'_>> = alike.values_mut().flatten().collect();
        contest.sort_by_key(|alike| (Reverse(alike.places.len()), order.get(&alike.places[0].id)));
        for alike in contest {
            // What is called so by its place stays so.
            let own: BTreeSet<SchemaId> = alike.places.iter().map(|place| place.id).collect();
            let is_own = |name: &String| {
                let called = by_name.get(name.as_str());
                called.is_none_or(|ids| ids.iter().all(|id| own.contains(id)))
            };
            let mut wanted = wanted(api, &alike.places).into_iter().filter(is_own);
            alike.name = wanted.find(|name| scope.try_claim(name));
        }
        for alike in alike.into_values().flatten() {
            shared.join(alike, &mut scope);
        }
        shared
    }

    /// Makes what says the same as the component that it is called as one with it, and returns the rest.
    fn join_components<'p>(
        &mut self,
        api: &Api,
        places: &'p [TypePlace],
        components: &BTreeMap<SchemaId, String>,
        structures: &mut Structures<'_>,
    ) -> Vec<&'p TypePlace> {
        let ids = api.components.values();
        let by_name: BTreeMap<&str, SchemaId> =
            ids.filter_map(|id| Some((components.get(id)?.as_str(), *id))).collect();
        let mut rest = Vec::new();
        for place in places {
            let name = place.own.as_deref().unwrap_or(&place.member);
            let component = by_name.get(name).copied();
            match component.filter(|id| structures.of(*id) == structures.of(place.id)) {
                Some(component) => {
                    let next = self.types.len();
                    let at = *self.of.entry(component).or_insert(next);
                    if at == next {
                        let first = Some((component, name.to_owned()));
                        self.types.push(SharedType { name: None, first });
                    }
                    self.of.insert(place.id, at);
                }
                None => rest.push(place),
            }
        }
        rest
    }

    /// Makes one type of what is alike, as far as names allow.
    fn join(&mut self, alike: Alike<'_>, scope: &mut Scope) {
        let Alike { places, name } = alike;
        // What stands in one type is one place, however often that type does.
        let mut in_types: BTreeMap<(usize, &str), usize> = BTreeMap::new();
        let mut distinct: Vec<Vec<&TypePlace>> = Vec::new();
        for place in places {
            let owner = place.owner.and_then(|owner| self.of.get(&owner));
            let next = distinct.len();
            let at = match owner {
                Some(owner) => *in_types.entry((*owner, &place.member)).or_insert(next),
                None => next,
            };
            match distinct.get_mut(at) {
                Some(known) => known.push(place),
                None => distinct.push(vec![place]),
            }
        }
        let is_pinned = distinct.iter().flatten().any(|place| place.own.is_some());
        let groups = match name {
            None if is_pinned => vec![(None, distinct)],
            Some(name) if distinct.len() > 1 => vec![(Some(name), distinct)],
            name => {
                name.iter().for_each(|name| scope.release(name));
                let free = |(name, places): (String, Vec<_>)| {
                    let is_free = places.len() > 1 && scope.try_claim(&name);
                    (is_free.then_some(name), places)
                };
                groups(distinct).into_iter().map(free).collect()
            }
        };
        for (name, places) in groups {
            if places.iter().map(Vec::len).sum::<usize>() < 2 {
                continue;
            }
            let next = self.types.len();
            self.of.extend(places.iter().flatten().map(|place| (place.id, next)));
            self.types.push(SharedType { name, first: None });
        }
    }

    /// Takes the names of shared types that are not those of the first place.
    pub(super) fn claim(&self, scope: &mut Scope) {
        for name in self.types.iter().filter_map(|ty| ty.name.as_deref()) {
            scope.try_claim(name);
        }
    }

    /// The type that `id` has together with a schema that is named already: that schema, and its name.
    pub(super) fn type_of(&self, id: SchemaId) -> Option<(SchemaId, String)> {
        self.of.get(&id).and_then(|at| self.types[*at].first.clone())
    }

    /// The name of the type that `id` shares, where that is not the one of its place.
    pub(super) fn name(&self, id: SchemaId) -> Option<&str> {
        self.of.get(&id).and_then(|at| self.types[*at].name.as_deref())
    }

    /// Notes that `id` is the first of its type, which is called `name`.
    pub(super) fn named(&mut self, id: SchemaId, name: &str) {
        if let Some(at) = self.of.get(&id) {
            self.types[*at].first = Some((id, name.to_owned()));
        }
    }
}

/// Names that a place is compared with, so that many of them cost no more than a few each.
const MOST_NAMES: usize = 32;

/// Groups of places without a name in common: those whose names have all words of the shortest, in their order,
/// are called by that, as `CreateMessageRequestRole` beside `MessageRole`.
fn groups(mut distinct: Vec<Vec<&TypePlace>>) -> Vec<(String, Vec<Vec<&TypePlace>>)> {
    distinct.sort_by_key(|places| places[0].name.len());
    let mut groups: Vec<(String, Vec<Vec<&TypePlace>>)> = Vec::new();
    for places in distinct {
        let name = words(&places[0].name);
        let has = |shortest: &str| {
            let mut rest = name.iter();
            words(shortest).iter().all(|word| rest.any(|other| other == word))
        };
        match groups.iter_mut().take(MOST_NAMES).find(|(shortest, _)| has(shortest)) {
            Some((_, known)) => known.push(places),
            None => groups.push((places[0].name.clone(), vec![places])),
        }
    }
    groups
}

/// What `places` are called in common: the words that their names end in. The values of an enum say what they
/// are of, so that it is called as its member is, even by one word.
fn wanted(api: &Api, places: &[&TypePlace]) -> Vec<String> {
    let Some(first) = places.first().filter(|first| first.own.is_none()) else { return Vec::new() };
    let is_enum = matches!(shape(api, first.id), Shape::StringEnum(_) | Shape::IntegerEnum(_));
    let members: Vec<Vec<&str>> = places.iter().map(|place| words(&place.member)).collect();
    let names: Vec<Vec<&str>> = places.iter().map(|place| words(&place.name)).collect();
    let is_empty = |word: &&&str| EMPTY_WORDS.contains(word);
    let end = |names: &[Vec<&str>], fewest: usize| {
        let first = names.first().map(Vec::as_slice).unwrap_or_default();
        let end = &first[first.len() - common_end(names)..];
        // What a member is called stays whole.
        let more = end.len().saturating_sub(common_end(&members));
        let end = &end[end.iter().take(more).take_while(is_empty).count()..];
        let says_something = end.len() >= fewest && !end.iter().all(|word| is_empty(&word));
        says_something.then(|| end.concat())
    };
    let of_member = is_enum.then(|| end(&members, 1)).flatten();
    of_member.into_iter().chain(end(&names, 2)).collect()
}
