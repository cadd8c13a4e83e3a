//! Members of one object that say the same, whatever they are called: their type is called after the object.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::identifier::{singular, upper_camel};
use super::shared::TypePlace;
use super::words::words;
use crate::spec::{Api, SchemaId, Shape, Structure, Structures, shape};

/// Values that a type is told by, where another of the object is called after it alone.
const MOST_VALUES: usize = 3;

/// Members that say the same, of one object or of several that say the same.
pub(super) struct Siblings<'p> {
    pub(super) structure: Structure,
    pub(super) places: Vec<&'p TypePlace>,
    /// What is added to the object's name in the singular.
    pub(super) added: String,
}

impl Siblings<'_> {
    /// How many members there are.
    pub(super) fn members(&self) -> usize {
        self.places.iter().map(|place| &*place.member).collect::<BTreeSet<&str>>().len()
    }
}

/// An object by what it says and by the last word of what it is called where it stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Object<'p> {
    Component(SchemaId),
    InPlace(Structure, &'p str),
}

/// The members of objects whose name is a plural, as far as they say the same and are called by different words.
/// They are most of the object, so that its name says what they are. `names` has all types that are called after
/// their place alone.
pub(super) fn siblings<'p>(
    api: &Api,
    places: &[&'p TypePlace],
    names: &BTreeMap<SchemaId, String>,
    structures: &mut Structures<'_>,
) -> Vec<Siblings<'p>> {
    let by_id: BTreeMap<SchemaId, &TypePlace> =
        places.iter().map(|place| (place.id, *place)).collect();
    let mut objects: BTreeMap<Object<'p>, BTreeMap<Structure, Vec<&'p TypePlace>>> =
        BTreeMap::new();
    let mut sizes: BTreeMap<Object<'p>, usize> = BTreeMap::new();
    for place in places.iter().filter(|place| place.own.is_none()) {
        let Some(owner) = place.owner else { continue };
        let Shape::Object(object) = shape(api, owner) else { continue };
        if names.get(&owner).and_then(|name| singular(name)).is_none() {
            continue;
        }
        let key = match by_id.get(&owner) {
            Some(at) => Object::InPlace(structures.of(owner), last_word(at)),
            None => Object::Component(owner),
        };
        sizes.insert(key, object.properties.len());
        let groups = objects.entry(key).or_default();
        groups.entry(structures.of(place.id)).or_default().push(place);
    }
    let mut found = Vec::new();
    for (key, groups) in objects {
        let mut alike: Vec<(usize, Structure, Vec<&TypePlace>)> = Vec::new();
        for (structure, places) in groups {
            let members: BTreeSet<&str> = places.iter().map(|place| &*place.member).collect();
            let words: BTreeSet<&str> = places.iter().map(|place| last_word(place)).collect();
            if words.len() > 1 {
                alike.push((members.len(), structure, places));
            }
        }
        let most = alike.iter().map(|(count, ..)| count).sum::<usize>();
        if most * 2 <= sizes.get(&key).copied().unwrap_or_default() {
            continue;
        }
        alike.sort_by_key(|(count, _, places)| (Reverse(*count), places[0].order));
        for (at, (_, structure, places)) in alike.into_iter().enumerate() {
            let added = match at {
                0 => Some(String::new()),
                _ => values(api, places[0].id),
            };
            found.extend(added.map(|added| Siblings { structure, places, added }));
        }
    }
    found
}

fn last_word(place: &TypePlace) -> &str {
    words(&place.member).last().copied().unwrap_or_default()
}

/// The values of an enum of few, as words: `TextOrImage`.
fn values(api: &Api, id: SchemaId) -> Option<String> {
    let values: Vec<String> = match shape(api, id) {
        Shape::StringEnum(values) => values.iter().map(|value| upper_camel(value)).collect(),
        Shape::Constant(value) => vec![upper_camel(value.as_str()?)],
        _ => return None,
    };
    (values.len() <= MOST_VALUES).then(|| values.join("Or"))
}
