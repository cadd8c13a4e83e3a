//! Schemas in place that say the same and are called the same: they become one type.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::path::Path;
use super::scope::Scope;
use super::siblings::{Siblings, siblings};
use super::verbs::is_verb;
use super::words::{LONGEST_TYPE, common_end, common_start, fitting, overlap, words};
use crate::spec::{Api, SchemaId, Shape, Structure, Structures, shape};
use crate::tree::{Node, Number};

/// A schema in place that becomes a type.
#[derive(Clone, Debug)]
pub(super) struct TypePlace {
    pub(super) id: SchemaId,
    /// Which of all places it is.
    pub(super) order: usize,
    /// The nearest type that it stands in.
    pub(super) owner: Option<SchemaId>,
    /// What it is called where it stands; empty for what an operation takes or answers.
    pub(super) member: String,
    /// What it is called by the way to it.
    name: String,
    /// The name that the document gives it.
    pub(super) own: Option<String>,
}

impl TypePlace {
    pub(super) fn new(id: SchemaId, order: usize, path: &Path, own: Option<String>) -> Self {
        let member = path.last_member().to_owned();
        Self { id, order, owner: path.owner(), member, name: path.name(), own }
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
    /// What is added to the name of the object that it is part of, in the singular, where it is called after that.
    added: Option<String>,
    /// The schema that the type is made of, once it has a name: the first of all, or a component.
    first: Option<(SchemaId, String)>,
}

/// Places that say the same, and are called by the same word.
struct Alike<'a> {
    structure: Structure,
    places: Vec<&'a TypePlace>,
    /// A name that says what all of them are.
    name: Option<String>,
}

impl Shared {
    /// The schemas among `places` that are one type. `components` are those that have a name by themselves, which
    /// `scope` has; `names` are those of all types, called by their place alone.
    pub(super) fn new(
        api: &Api,
        places: &[TypePlace],
        components: &BTreeMap<SchemaId, String>,
        names: &BTreeMap<SchemaId, String>,
        scope: Scope,
    ) -> Self {
        let mut shared = Self::default();
        let mut structures = Structures::new(api);
        let rest = shared.join_components(api, places, components, &mut structures);
        let mut siblings = siblings(api, &rest, names, &mut structures);
        let siblings_of: BTreeMap<SchemaId, usize> = siblings
            .iter()
            .enumerate()
            .flat_map(|(at, siblings)| siblings.places.iter().map(move |place| (place.id, at)))
            .collect();
        let mut by_word: BTreeMap<(Structure, String, Option<&str>), Vec<&TypePlace>> =
            BTreeMap::new();
        for place in rest {
            if let Some(last) = words(&place.member).last() {
                let key =
                    (structures.of(place.id), last.to_ascii_lowercase(), place.own.as_deref());
                by_word.entry(key).or_default().push(place);
            }
        }
        let mut alike: Vec<Alike<'_>> = Vec::new();
        let mut of_siblings: Vec<Vec<Alike<'_>>> = siblings.iter().map(|_| Vec::new()).collect();
        for ((structure, ..), places) in by_word {
            if places.len() < 2 {
                continue;
            }
            let group = siblings_of.get(&places[0].id);
            let are_siblings = places.iter().all(|place| siblings_of.get(&place.id) == group);
            let groups = match group.filter(|_| are_siblings) {
                Some(at) => &mut of_siblings[*at],
                None => &mut alike,
            };
            groups.push(Alike { structure, places, name: None });
        }
        let mut names = Names { api, scope, by_name: BTreeMap::new() };
        for place in places {
            names.by_name.entry(&place.name).or_default().push(place.id);
        }
        names.contest(&mut alike);
        // What has a name with others elsewhere is called so.
        let has_name = |alike: &&Alike<'_>| alike.name.is_some();
        let named = alike.iter().filter(has_name).flat_map(|alike| &alike.places);
        let named: BTreeSet<SchemaId> = named.map(|place| place.id).collect();
        let mut apart: Vec<Alike<'_>> = Vec::new();
        for (siblings, parts) in siblings.iter_mut().zip(of_siblings) {
            siblings.places.retain(|place| !named.contains(&place.id));
            if siblings.members() < 2 {
                siblings.places.clear();
                apart.extend(parts);
            }
        }
        let left = siblings.iter().flat_map(|siblings| &siblings.places);
        let left: BTreeSet<SchemaId> = left.map(|place| place.id).collect();
        for alike in alike.iter_mut().filter(|alike| alike.name.is_none()) {
            alike.places.retain(|place| !left.contains(&place.id));
        }
        names.contest(&mut apart);
        alike.extend(apart);
        // What is part of another comes after it, as parts have the lower numbers.
        alike.sort_by_key(|alike| Reverse(alike.structure));
        siblings.sort_by_key(|siblings| Reverse(siblings.structure));
        let mut alike = alike.into_iter().peekable();
        for siblings in siblings {
            while let Some(larger) = alike.next_if(|alike| alike.structure > siblings.structure) {
                shared.join(larger, &mut names);
            }
            shared.join_siblings(siblings);
        }
        for alike in alike {
            shared.join(alike, &mut names);
        }
        shared
    }

    /// Makes one type of what says the same in one object: the types of objects are known by now.
    fn join_siblings(&mut self, siblings: Siblings<'_>) {
        let mut objects: BTreeMap<Result<usize, Option<SchemaId>>, Vec<SchemaId>> = BTreeMap::new();
        for place in siblings.places {
            let shared = place.owner.and_then(|owner| self.of.get(&owner));
            objects.entry(shared.copied().ok_or(place.owner)).or_default().push(place.id);
        }
        for ids in objects.into_values().filter(|ids| ids.len() > 1) {
            let next = self.types.len();
            self.of.extend(ids.into_iter().map(|id| (id, next)));
            let added = Some(siblings.added.clone());
            self.types.push(SharedType { name: None, added, first: None });
        }
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
                        self.types.push(SharedType { name: None, added: None, first });
                    }
                    self.of.insert(place.id, at);
                }
                None => rest.push(place),
            }
        }
        rest
    }

    /// Makes one type of what is alike, as far as names allow.
    fn join(&mut self, alike: Alike<'_>, names: &mut Names<'_>) {
        let Alike { places, name, .. } = alike;
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
                name.iter().for_each(|name| names.scope.release(name));
                names.groups(distinct)
            }
        };
        for (name, places) in groups {
            if places.iter().map(Vec::len).sum::<usize>() < 2 {
                continue;
            }
            let next = self.types.len();
            self.of.extend(places.iter().flatten().map(|place| (place.id, next)));
            self.types.push(SharedType { name, added: None, first: None });
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

    /// What is added to the name of the object that `id` is part of, where its type is called after that.
    pub(super) fn added(&self, id: SchemaId) -> Option<&str> {
        self.of.get(&id).and_then(|at| self.types[*at].added.as_deref())
    }

    /// Notes that `id` is the first of its type, which is called `name`.
    pub(super) fn named(&mut self, id: SchemaId, name: &str) {
        if let Some(at) = self.of.get(&id) {
            self.types[*at].first = Some((id, name.to_owned()));
        }
    }
}

/// The names of shared types.
struct Names<'a> {
    api: &'a Api,
    /// What is taken by components and types that are shared.
    scope: Scope,
    /// The schemas that are called so by their place.
    by_name: BTreeMap<&'a str, Vec<SchemaId>>,
}

impl Names<'_> {
    /// Names those that have something in common. The name that several want has the one with the most places,
    /// and an enum of one value, which says less, only where no other wants it.
    fn contest(&mut self, alike: &mut [Alike<'_>]) {
        let mut contest: Vec<&mut Alike<'_>> = alike.iter_mut().collect();
        contest.sort_by_key(|alike| (Reverse(alike.places.len()), alike.places[0].order));
        for alike in &mut contest {
            alike.name = self.claim(&alike.places, wanted(self.api, &alike.places));
        }
        for alike in contest.into_iter().filter(|alike| alike.name.is_none()) {
            alike.name = self.claim(&alike.places, wanted_of_one(self.api, &alike.places));
        }
    }

    /// Takes the first free one of the names `wanted` for `places`. What is called so by its place stays so.
    fn claim(&mut self, places: &[&TypePlace], wanted: Vec<String>) -> Option<String> {
        let own: BTreeSet<SchemaId> = places.iter().map(|place| place.id).collect();
        let is_own = |name: &String| {
            let called = self.by_name.get(name.as_str());
            called.is_none_or(|ids| ids.iter().all(|id| own.contains(id)))
        };
        let fitting = wanted.iter().map(|name| fitting(name, LONGEST_TYPE));
        fitting.filter(is_own).find(|name| self.scope.try_claim(name))
    }

    /// Groups of places that have no name in common: by the shortest name, then, of enums of one value, by the
    /// last two words of names.
    fn groups<'p>(
        &mut self,
        distinct: Vec<Vec<&'p TypePlace>>,
    ) -> Vec<(Option<String>, Vec<Vec<&'p TypePlace>>)> {
        let (groups, single): (Vec<_>, Vec<_>) =
            groups(distinct).into_iter().partition(|(_, places)| places.len() > 1);
        let named = groups.into_iter().map(|(name, places)| {
            let is_free = self.scope.try_claim(&name);
            (is_free.then_some(name), places)
        });
        let mut named: Vec<_> = named.collect();
        let mut by_end: BTreeMap<String, Vec<Vec<&TypePlace>>> = BTreeMap::new();
        for places in single.into_iter().flat_map(|(_, places)| places) {
            let name = words(&places[0].name);
            let end = name[name.len().saturating_sub(2)..].concat();
            by_end.entry(end).or_default().push(places);
        }
        for places in by_end.into_values() {
            let first: Vec<&TypePlace> = places.iter().map(|places| places[0]).collect();
            let several = first.len() > 1;
            let wanted = if several { wanted_of_one(self.api, &first) } else { Vec::new() };
            match self.claim(&first, wanted) {
                Some(name) => named.push((Some(name), places)),
                None => named.extend(places.into_iter().map(|place| (None, vec![place]))),
            }
        }
        named
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
    let of_member = is_enum.then(|| end(&members, &members, 1)).flatten();
    of_member.into_iter().chain(end(&names, &members, 2)).collect()
}

/// As [`wanted`], of an enum of one text or whole number: by what the names begin and end with, else as the
/// members are.
fn wanted_of_one(api: &Api, places: &[&TypePlace]) -> Vec<String> {
    let Some(first) = places.first().filter(|first| first.own.is_none()) else { return Vec::new() };
    if !matches!(
        shape(api, first.id),
        Shape::Constant(Node::String(_) | Node::Number(Number::Signed(_) | Number::Unsigned(_)))
    ) {
        return Vec::new();
    }
    let members: Vec<Vec<&str>> = places.iter().map(|place| words(&place.member)).collect();
    let names: Vec<Vec<&str>> = places.iter().map(|place| words(&place.name)).collect();
    with_start(&names).into_iter().chain(end(&members, &members, 1)).collect()
}

/// The words that all of `names` end in, if they are `fewest` at least and say something.
fn end(names: &[Vec<&str>], members: &[Vec<&str>], fewest: usize) -> Option<String> {
    let first = names.first().map(Vec::as_slice).unwrap_or_default();
    let end = &first[first.len() - common_end(names)..];
    // What a member is called stays whole.
    let more = end.len().saturating_sub(common_end(members));
    let is_empty = |word: &&str| EMPTY_WORDS.contains(word);
    let end = &end[end.iter().take(more).take_while(|word| is_empty(word)).count()..];
    let says_something = end.len() >= fewest && !end.iter().all(is_empty);
    says_something.then(|| end.concat())
}

/// The words that all of `names` begin with and those that they end in: none where they begin with no more than
/// a verb.
fn with_start(names: &[Vec<&str>]) -> Option<String> {
    let first = names.first()?;
    let shortest = names.iter().map(Vec::len).min()?;
    let end = &first[first.len() - common_end(names)..];
    let start = &first[..common_start(names).min(shortest - end.len().min(shortest))];
    let says_nothing = |word: &&str| is_verb(word) || EMPTY_WORDS.contains(word);
    if end.is_empty() || start.iter().all(says_nothing) {
        return None;
    }
    Some([start, &end[overlap(start, end)..]].concat().concat())
}
