//! A list of things: what the document shows, and what was made of it.

use heck::ToSnakeCase;
use specmill_core::source::{Node, Number};

use super::identity;
use crate::coerce::property;
use crate::sample::is_valid;
use crate::scalar::{size, whole};
use crate::schema::{Schema, views};

/// What is known of the things of one collection.
pub(super) struct Known<'k> {
    /// The parameter of the path of one thing.
    pub(super) parameter: &'k str,
    /// Ids with values, in the order in which they were made; `None` for what was deleted.
    pub(super) things: Vec<(String, Option<Node>)>,
    /// Query parameters, by whose names things are chosen.
    pub(super) query: Vec<(String, String)>,
}

impl Known<'_> {
    /// Puts the things into the list that `answer` is or has.
    pub(super) fn list(&self, schema: Option<&Schema>, answer: &mut Node) {
        if self.things.is_empty() {
            return;
        }
        let Some(name) = list_of(answer) else { return };
        let was_valid = schema.is_none_or(|schema| is_valid(schema, answer));
        let Some(listed) = items(answer, name.as_deref()).cloned() else { return };
        let ids = |items: &[Node]| items.iter().map(|item| self.id(item)).collect::<Vec<_>>();
        let before = ids(&listed);
        let mut kept: Vec<Node> = Vec::new();
        for (item, id) in listed.iter().zip(&before) {
            match self.things.iter().find(|(known, _)| Some(known) == id.as_ref()) {
                None => kept.push(item.clone()),
                Some((_, Some(value))) => {
                    let fitting = self.fitting(schema, answer, name.as_deref(), value, was_valid);
                    kept.push(fitting.unwrap_or_else(|| item.clone()));
                }
                Some((_, None)) => {}
            }
        }
        let is_new = |id: &String| !before.contains(&Some(id.clone()));
        for (_, value) in self.things.iter().filter(|(id, _)| is_new(id)) {
            if let Some(value) = value
                && self.is_wanted(value)
                && let Some(item) = self.fitting(schema, answer, name.as_deref(), value, was_valid)
            {
                kept.push(item);
            }
        }
        let most = schema.and_then(|schema| most_items(schema, name.as_deref()));
        kept.truncate(most.unwrap_or(usize::MAX));
        let after = ids(&kept);
        let mut changed = answer.clone();
        if let Some(items) = items(&mut changed, name.as_deref()) {
            *items = kept;
        }
        follow(&mut changed, &before, &after);
        // Where even an empty list would not do, the document's stays.
        if !was_valid || schema.is_none_or(|schema| is_valid(schema, &changed)) {
            *answer = changed;
        }
    }

    fn id(&self, item: &Node) -> Option<String> {
        let place = identity::place(item, self.parameter)?;
        identity::text(identity::at(item, &place)?)
    }

    /// The thing, or the object in it that has the id, whichever is an item of the list.
    fn fitting(
        &self,
        schema: Option<&Schema>,
        answer: &Node,
        name: Option<&str>,
        value: &Node,
        was_valid: bool,
    ) -> Option<Node> {
        let Some(schema) = schema.filter(|_| was_valid) else { return Some(value.clone()) };
        let place = identity::place(value, self.parameter);
        let inner = place.filter(|place| place.len() > 1).and_then(|place| value.get(&place[0]));
        let mut alone = answer.clone();
        [Some(value), inner].into_iter().flatten().find_map(|item| {
            *items(&mut alone, name)? = vec![item.clone()];
            is_valid(schema, &alone).then(|| item.clone())
        })
    }

    /// Whether a thing has what the query names: of a parameter that is called as a member of it, one of
    /// the values.
    fn is_wanted(&self, value: &Node) -> bool {
        value.as_object().into_iter().flatten().all(|(name, value)| {
            let text = match value {
                Node::String(text) => text.clone(),
                Node::Number(_) | Node::Bool(_) => value.json(),
                _ => return true,
            };
            let mut asked = self.query.iter().filter(|(known, _)| known == name).peekable();
            asked.peek().is_none()
                || asked
                    .any(|(_, values)| *values == text || values.split(',').any(|it| it == text))
        })
    }
}

/// Where the list is: `Some(None)` for the answer itself, else the first member that lists objects.
fn list_of(answer: &Node) -> Option<Option<String>> {
    match answer {
        Node::Array(_) => Some(None),
        Node::Object(members) => {
            let is_list = |value: &Node| {
                value
                    .as_array()
                    .is_some_and(|items| items.iter().all(|it| it.as_object().is_some()))
            };
            let full = |value: &Node| value.as_array().is_some_and(|items| !items.is_empty());
            let mut lists = members.iter().filter(|(_, value)| is_list(value));
            let first = lists.clone().find(|(_, value)| full(value)).or_else(|| lists.next());
            first.map(|(name, _)| Some(name.clone()))
        }
        _ => None,
    }
}

fn items<'a>(answer: &'a mut Node, name: Option<&str>) -> Option<&'a mut Vec<Node>> {
    let list = match name {
        Some(name) => answer.as_object_mut()?.get_mut(name)?,
        None => answer,
    };
    match list {
        Node::Array(items) => Some(items),
        _ => None,
    }
}

fn most_items(schema: &Schema, name: Option<&str>) -> Option<usize> {
    let node = match name {
        Some(name) => property(schema, schema.root(), name),
        None => schema.root(),
    };
    views(schema, node).into_iter().filter_map(|view| view.get("maxItems").and_then(size)).min()
}

/// What stands beside a list and tells of it follows it: how many there are, and the ids of the first
/// and the last.
fn follow(answer: &mut Node, before: &[Option<String>], after: &[Option<String>]) {
    let count = |ids: &[Option<String>]| i64::try_from(ids.len()).unwrap_or(i64::MAX);
    let ends =
        |ids: &[Option<String>]| (ids.first().cloned().flatten(), ids.last().cloned().flatten());
    let ((first, last), (new_first, new_last)) = (ends(before), ends(after));
    for (name, value) in answer.as_object_mut().into_iter().flatten() {
        let words = name.to_snake_case();
        let is_first = words.starts_with("first");
        let old = if is_first { &first } else { &last };
        let new = if is_first { &new_first } else { &new_last };
        match value {
            Node::Number(Number::Signed(number))
                if *number == count(before)
                    && words.split('_').any(|word| ["total", "count"].contains(&word)) =>
            {
                *value = whole(count(after));
            }
            Node::String(text) if Some(&*text) == old.as_ref() => {
                if let Some(new) = new {
                    new.clone_into(text);
                }
            }
            _ => {}
        }
    }
}
