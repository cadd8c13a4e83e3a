//! What an operation does to things: by the paths of the document alone.
//!
//! A collection is a path that has another below it with one parameter more and nothing else:
//! `/pets` and `/pets/{petId}`.

use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;
use specmill_core::spec::{
    Api, Method, Operation, SchemaId, SchemaKind, Written, alias_target, is_success, written,
};

/// What an operation does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// `POST /pets`: makes a thing.
    Create,
    /// `PUT /pets`: changes the thing whose id is in the body, or makes it.
    Replace,
    /// `GET /pets`, or one below it that answers with a list of the same (`/pets/findByStatus`).
    List,
    /// `GET /pets/{petId}`
    Fetch,
    /// `PATCH`, `PUT` or `POST` of `/pets/{petId}`
    Change,
    /// `DELETE /pets/{petId}`
    Delete,
    /// `POST /pets/{petId}/cancel`, which answers with the thing.
    Act,
    /// All else: `GET /pets/{petId}/photo`.
    Other,
}

/// A collection, as the document has it.
#[derive(Clone, Debug)]
pub(super) struct Collection {
    /// Its path template.
    template: String,
    /// The parameter of the path of one thing.
    pub(super) parameter: String,
    /// The schema of one thing, where an operation answers with it.
    pub(super) item: Option<SchemaId>,
}

/// An operation, as far as things go.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) role: Role,
    /// The collection, by its number; `None` for [`Role::Other`].
    pub(super) collection: Option<usize>,
    /// The collections on the way, each with the parameter that says which of its things: none of them
    /// may be deleted.
    through: Vec<(usize, String)>,
}

/// The collections of a document, and what its operations do to them.
pub(super) struct Resources {
    pub(super) collections: Vec<Collection>,
    /// By the number of the operation.
    places: Vec<Place>,
}

/// A thing: the path of its collection, and its id.
pub(super) type Key = (String, String);

impl Resources {
    pub(super) fn of(api: &Api) -> Self {
        let mut collections: Vec<Collection> = Vec::new();
        let mut known: BTreeMap<&str, usize> = BTreeMap::new();
        for operation in &api.operations {
            let Some((template, parameter)) = item_path(&operation.path) else { continue };
            let number = *known.entry(template).or_insert_with(|| {
                let (template, parameter) = (template.to_owned(), parameter.to_owned());
                collections.push(Collection { template, parameter, item: None });
                collections.len() - 1
            });
            let collection = &mut collections[number];
            if operation.method == Method::Get {
                parameter.clone_into(&mut collection.parameter);
                collection.item = answered(api, operation);
            }
        }
        // Where no thing can be fetched, what making it answers with.
        for operation in api.operations.iter().filter(|it| it.method == Method::Post) {
            if let Some(number) = known.get(path(operation)) {
                let item = &mut collections[*number].item;
                *item = item.or_else(|| answered(api, operation));
            }
        }
        let places = api.operations.iter().map(|operation| {
            let path = path(operation);
            let (role, collection) = role(api, operation, path, &known, &collections);
            let through = parents(path).filter_map(|(template, parameter)| {
                Some((*known.get(template)?, parameter.to_owned()))
            });
            Place { role, collection, through: through.collect() }
        });
        let places = places.collect();
        Self { collections, places }
    }

    pub(super) fn place(&self, operation: usize) -> Option<&Place> {
        self.places.get(operation)
    }

    /// The path of a collection with the values of a request.
    pub(super) fn path(&self, collection: usize, in_path: &[(String, String)]) -> String {
        let filled = |template: &str| {
            let mut parts = template.split('/').map(|segment| {
                in_path.iter().fold(segment.to_owned(), |segment, (name, value)| {
                    segment.replace(&format!("{{{name}}}"), &decoded(value).replace('/', "%2F"))
                })
            });
            let first = parts.next().unwrap_or_default();
            parts.fold(first, |path, part| path + "/" + &part)
        };
        self.collections.get(collection).map(|it| filled(&it.template)).unwrap_or_default()
    }

    /// The things on the way to what a request is for, the outermost first. For [`Role::Fetch`],
    /// [`Role::Change`], [`Role::Delete`] and [`Role::Act`] the last is the thing itself.
    pub(super) fn things(&self, place: &Place, in_path: &[(String, String)]) -> Vec<Key> {
        let thing = |(collection, parameter): &(usize, String)| {
            let (_, value) = in_path.iter().find(|(name, _)| name == parameter)?;
            Some((self.path(*collection, in_path), decoded(value)))
        };
        place.through.iter().filter_map(thing).collect()
    }
}

fn decoded(value: &str) -> String {
    percent_decode_str(value).decode_utf8_lossy().into_owned()
}

/// The path of an operation, without the query that some documents write behind it.
fn path(operation: &Operation) -> &str {
    operation.path.split('?').next().unwrap_or_default()
}

/// The collection and the parameter of a path of one thing.
fn item_path(path: &str) -> Option<(&str, &str)> {
    let (template, last) = path.split('?').next()?.rsplit_once('/')?;
    let name = last.strip_prefix('{')?.strip_suffix('}')?;
    (!template.is_empty() && !name.contains(['{', '}'])).then_some((template, name))
}

/// The paths of things that `path` is one of or goes through, the shortest first.
fn parents(path: &str) -> impl Iterator<Item = (&str, &str)> {
    let ends = path.match_indices('/').map(|(at, _)| at).skip(1).chain([path.len()]);
    ends.filter_map(|end| item_path(&path[..end]))
}

fn role(
    api: &Api,
    operation: &Operation,
    path: &str,
    known: &BTreeMap<&str, usize>,
    collections: &[Collection],
) -> (Role, Option<usize>) {
    let item_of = |number: usize| collections.get(number)?.item.map(|item| alias_target(api, item));
    if let Some(number) = known.get(path).copied() {
        let role = match operation.method {
            Method::Post => Role::Create,
            Method::Put => Role::Replace,
            Method::Get => Role::List,
            _ => Role::Other,
        };
        // `/a/{b}` can be a thing of `/a`, and a collection of `/a/{b}/{c}`.
        if item_path(path).is_none() || matches!(role, Role::Create | Role::Replace) {
            return (role, Some(number));
        }
    }
    if let Some(number) = item_path(path).and_then(|(template, _)| known.get(template)) {
        let role = match operation.method {
            Method::Get => Role::Fetch,
            Method::Put | Method::Patch | Method::Post => Role::Change,
            Method::Delete => Role::Delete,
            _ => Role::Other,
        };
        return (role, Some(*number));
    }
    let Some((outer, last)) = path.rsplit_once('/') else { return (Role::Other, None) };
    if last.contains('{') {
        return (Role::Other, None);
    }
    if operation.method == Method::Get
        && let Some(number) = known.get(outer)
    {
        let items = answered(api, operation).and_then(|id| items_of(api, id));
        let is_list = items.is_some() && items == item_of(*number);
        return (if is_list { Role::List } else { Role::Other }, Some(*number));
    }
    if operation.method == Method::Post
        && let Some((template, _)) = item_path(outer)
        && let Some(number) = known.get(template)
    {
        let answer = answered(api, operation).map(|id| alias_target(api, id));
        let is_thing = answer.is_some() && answer == item_of(*number);
        return (if is_thing { Role::Act } else { Role::Other }, Some(*number));
    }
    (Role::Other, None)
}

/// The schema of the JSON that a success has.
fn answered(api: &Api, operation: &Operation) -> Option<SchemaId> {
    let success = operation.responses.iter().find(|response| is_success(response.status))?;
    success.content.iter().find(|media| written(api, media) == Written::Json)?.schema
}

/// The schema of the items of a list.
fn items_of(api: &Api, list: SchemaId) -> Option<SchemaId> {
    match &api.schema(alias_target(api, list)).kind {
        SchemaKind::Array { items, .. } => Some(alias_target(api, *items)),
        _ => None,
    }
}
