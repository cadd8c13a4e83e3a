//! State: what was made can be fetched, listed, changed and deleted, and work comes to an end.
//!
//! An answer is made of the document as without state. Then the state amends it: it puts in what was
//! sent and what is known, and remembers the result.

mod identity;
mod listing;
mod overlay;
mod resources;
mod things;

use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use http::{Method, Request, StatusCode};
use serde_json::Value;
use specmill_core::source::{Map, Node};
use specmill_core::spec::{Api, SchemaId};

use crate::description::Description;
use crate::json_schema::Direction;
use crate::problem::Problem;
use crate::progress;
use crate::sample::is_valid;
use crate::schema::Schema;

use listing::Known;
use resources::{Key, Resources, Role};
use things::{Thing, Things};

/// The things of an API.
pub(crate) struct State {
    resources: Resources,
    things: Mutex<Things>,
}

/// What a valid request does to the things.
pub(crate) struct Step<'s> {
    state: &'s State,
    role: Role,
    /// The collection, by its number, and the path of this one.
    collection: usize,
    path: String,
    /// The thing that the path names.
    key: Option<Key>,
    /// What was sent.
    sent: Map,
    query: Vec<(String, String)>,
    is_amended: bool,
}

impl State {
    pub(crate) fn of(api: &Api) -> Self {
        Self { resources: Resources::of(api), things: Mutex::default() }
    }

    /// Forgets all things.
    pub(crate) fn reset(&self) {
        *self.things() = Things::default();
    }

    /// How many things there are.
    pub(crate) fn count(&self) -> usize {
        self.things().count()
    }

    fn things(&self) -> MutexGuard<'_, Things> {
        self.things.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the request does; a fault where what it is about was deleted.
    pub(crate) fn begin(
        &self,
        operation: usize,
        in_path: &[(String, String)],
        request: &Request<Bytes>,
        body: Option<&Value>,
    ) -> Result<Option<Step<'_>>, Problem> {
        let Some(place) = self.resources.place(operation) else { return Ok(None) };
        let mut keys = self.resources.things(place, in_path);
        let is_put = *request.method() == Method::PUT && place.role == Role::Change;
        let needed = keys.len() - usize::from(is_put && !keys.is_empty());
        for key in &keys[..needed] {
            if self.things().get(key).is_some_and(|thing| thing.value.is_none()) {
                let message = format!("`{}` of `{}` was deleted", key.1, key.0);
                let help = "an earlier request has deleted it: make another, or reset the mock";
                return Err(Problem::new(StatusCode::NOT_FOUND, message).help(help));
            }
        }
        let is_one = [Role::Fetch, Role::Change, Role::Delete, Role::Act].contains(&place.role);
        let (Some(collection), true) = (place.collection, place.role != Role::Other) else {
            return Ok(None);
        };
        let query = request.uri().query().unwrap_or_default().as_bytes();
        Ok(Some(Step {
            state: self,
            role: place.role,
            collection,
            path: self.resources.path(collection, in_path),
            key: keys.pop().filter(|_| is_one),
            sent: body.and_then(overlay::members).unwrap_or_default(),
            query: url::form_urlencoded::parse(query).into_owned().collect(),
            is_amended: false,
        }))
    }
}

impl Step<'_> {
    /// Makes of the document's answer the one by what is known, and remembers it. `is_page` where it is a
    /// list that can have things, and not what comes after the last page.
    pub(crate) fn amend(&mut self, schema: Option<&Schema>, answer: &mut Node, is_page: bool) {
        self.is_amended = true;
        match (self.role, self.key.clone()) {
            (Role::Create, _) => self.create(schema, answer),
            (Role::Replace, _) => self.replace(schema, answer),
            (Role::List, _) if is_page => self.list(schema, answer),
            (Role::Fetch, Some(key)) => self.fetch(schema, answer, key),
            (Role::Change, Some(key)) => self.change(schema, answer, key),
            (Role::Act, Some(key)) => self.act(schema, answer, key),
            (Role::Delete, Some(key)) => self.name(schema, answer, &key),
            _ => {}
        }
    }

    /// Ends a request that succeeded. What its answer says nothing of is done all the same.
    pub(crate) fn finish(mut self, description: &Description) {
        if let (Role::Delete, Some(key)) = (self.role, &self.key) {
            self.state.things().delete(key);
            return;
        }
        let is_silent =
            [Role::Create, Role::Replace, Role::Change].contains(&self.role) && !self.is_amended;
        let schema: Option<SchemaId> = self.state.resources.collections[self.collection].item;
        if let Some(id) = schema.filter(|_| is_silent) {
            let schema = description.schema(id, Direction::Response);
            if let Some(mut value) = schema.sample() {
                self.amend(Some(&schema), &mut value, true);
            }
        }
    }

    fn parameter(&self) -> &str {
        &self.state.resources.collections[self.collection].parameter
    }

    fn create(&self, schema: Option<&Schema>, answer: &mut Node) {
        let set = overlay::apply(schema, answer, &self.sent);
        let Some(place) = identity::place(answer, self.parameter()) else { return };
        let given = || identity::at(answer, &place).and_then(identity::text);
        let mut inner = place.iter().skip(1);
        let sent = self.sent.get(&place[0]);
        let sent = sent.and_then(|sent| inner.try_fold(sent, |value, name| value.get(name)));
        let is_set = set.contains(&place[0]) && sent.is_some();
        let mut things = self.state.things();
        let id = match given().filter(|_| is_set) {
            Some(id) => Some(id),
            None => {
                let number = things.number(self.collection);
                let is_taken = |id: &str| things.get(&(self.path.clone(), id.to_owned())).is_some();
                identity::renew(schema, answer, &place, number, is_taken)
            }
        };
        if let Some(id) = id {
            things.put((self.path.clone(), id), thing(answer, set));
        }
    }

    fn replace(&self, schema: Option<&Schema>, answer: &mut Node) {
        let Some(place) = identity::place(answer, self.parameter()) else { return };
        let mut sent = Node::Object(self.sent.clone());
        let id = identity::at(&sent, &place).and_then(identity::text);
        let Some(id) = id else { return };
        let key = (self.path.clone(), id);
        let known = self.state.things().get(&key).cloned();
        let mut set = self.known(schema, answer, known.as_ref());
        if let Node::Object(members) = &mut sent {
            set.extend(overlay::apply(schema, answer, members));
        }
        self.state.things().put(key, thing(answer, set));
    }

    fn list(&self, schema: Option<&Schema>, answer: &mut Node) {
        let things = {
            let things = self.state.things();
            let each =
                things.of(&self.path).map(|(id, thing)| (id.to_owned(), thing.value.clone()));
            each.collect()
        };
        let known = Known { parameter: self.parameter(), things, query: self.query.clone() };
        known.list(schema, answer);
    }

    fn fetch(&self, schema: Option<&Schema>, answer: &mut Node, key: Key) {
        // Held until the step is remembered: two at a time are two steps.
        let mut things = self.state.things();
        let Some(known) = things.get(&key).cloned() else {
            drop(things);
            return self.name(schema, answer, &key);
        };
        let example = answer.clone();
        let set = self.known(schema, answer, Some(&known));
        if let Some(schema) = schema {
            let before = answer.clone();
            progress::step(schema, answer, &set);
            if *answer != before {
                complete(schema, answer, &example, &set);
                self.name(Some(schema), answer, &key);
            }
        }
        things.put(key, thing(answer, set));
    }

    fn change(&self, schema: Option<&Schema>, answer: &mut Node, key: Key) {
        let mut things = self.state.things();
        let known = things.get(&key).cloned();
        let mut set = self.known(schema, answer, known.as_ref());
        set.extend(overlay::apply(schema, answer, &self.sent));
        self.name(schema, answer, &key);
        things.put(key, thing(answer, set));
    }

    /// The answer of what is done with a thing says what becomes of it: all else stays what it was.
    fn act(&self, schema: Option<&Schema>, answer: &mut Node, key: Key) {
        let mut things = self.state.things();
        let known = things.get(&key).cloned();
        if let Some(Node::Object(members)) = known.as_ref().and_then(|known| known.value.clone()) {
            let stays =
                |name: &String, value: &Node| *value != Node::Null && !progress::is_status(name);
            let kept: Map =
                members.into_iter().filter(|(name, value)| stays(name, value)).collect();
            overlay::apply(schema, answer, &kept);
        }
        self.name(schema, answer, &key);
        let mut set = known.map(|known| known.set).unwrap_or_default();
        set.retain(|name| !progress::is_status(name));
        things.put(key, thing(answer, set));
    }

    /// Gives the answer the id that the path has.
    fn name(&self, schema: Option<&Schema>, answer: &mut Node, key: &Key) {
        if let Some(place) = identity::place(answer, self.parameter()) {
            identity::set(schema, answer, &place, &key.1);
        }
    }

    /// Puts what is known of a thing into an answer. Returns the names of what callers have set.
    fn known(
        &self,
        schema: Option<&Schema>,
        answer: &mut Node,
        known: Option<&Thing>,
    ) -> BTreeSet<String> {
        let Some(Thing { value: Some(value), set }) = known else { return BTreeSet::new() };
        match (schema, value) {
            (Some(schema), Node::Object(members)) if !is_valid(schema, value) => {
                overlay::apply(Some(schema), answer, members);
            }
            _ => answer.clone_from(value),
        }
        set.clone()
    }
}

/// Once work has come as far as it is in the document's example, all that callers have not `set` is as it
/// is there: the results, and counts of what is done.
fn complete(schema: &Schema, answer: &mut Node, example: &Node, set: &BTreeSet<String>) {
    let (Node::Object(members), Node::Object(shown)) = (&*answer, example) else { return };
    let mut statuses = shown.iter().filter(|(name, _)| progress::is_status(name)).peekable();
    let is_as_far = statuses.peek().is_some()
        && statuses.all(|(name, status)| members.get(name) == Some(status));
    if is_as_far {
        let results = shown.iter().filter(|(name, _)| !set.contains(*name));
        let results: Map = results.map(|(name, value)| (name.clone(), value.clone())).collect();
        overlay::apply(Some(schema), answer, &results);
    }
}

fn thing(value: &Node, set: impl IntoIterator<Item = String>) -> Thing {
    Thing { value: Some(value.clone()), set: set.into_iter().collect() }
}
