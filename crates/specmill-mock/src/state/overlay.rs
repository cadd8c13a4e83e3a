//! What was sent, in what is answered.

use serde_json::Value;
use specmill_core::source::{Map, Node, Number};

use crate::coerce::{property, property_names};
use crate::sample::is_valid;
use crate::schema::{Schema, views};

/// Members that are taken over one by one, where not all of them fit.
const MOST_MEMBERS: usize = 64;

/// Takes the members of `new` into `value` that it describes, as far as it stays as valid as it was. A
/// `null` that does not fit takes its member away (RFC 7396). Returns the names that were taken.
pub(super) fn apply(schema: Option<&Schema>, value: &mut Node, new: &Map) -> Vec<String> {
    let is_described = |name: &str| match schema {
        Some(schema) => {
            let node = property(schema, schema.root(), name);
            let names = property_names(schema, schema.root());
            // What is only sent is never answered.
            let is_secret = views(schema, node)
                .iter()
                .any(|view| view.get("writeOnly").and_then(Node::as_bool) == Some(true));
            !is_secret
                && (names.contains(&name) || value.get(name).is_some() || *node != Node::Null)
        }
        None => true,
    };
    let members: Vec<(&String, &Node)> =
        new.iter().filter(|(name, _)| is_described(name)).collect();
    let Some(before) = value.as_object().cloned() else { return Vec::new() };
    let fits = |members: &Map| {
        schema.is_none_or(|schema| is_valid(schema, &Node::Object(members.clone())))
    };
    let was_valid = fits(&before);
    let mut all = before.clone();
    all.extend(members.iter().map(|(name, new)| ((*name).clone(), (*new).clone())));
    if !was_valid || fits(&all) {
        *value = Node::Object(all);
        return members.into_iter().map(|(name, _)| name.clone()).collect();
    }
    let (mut current, mut taken) = (before, Vec::new());
    for (name, new) in members.into_iter().take(MOST_MEMBERS) {
        let mut changed = current.clone();
        changed.insert(name.clone(), new.clone());
        if *new == Node::Null && !fits(&changed) {
            changed.shift_remove(name);
        }
        if fits(&changed) {
            current = changed;
            taken.push(name.clone());
        }
    }
    *value = Node::Object(current);
    taken
}

/// The members of a body, if it is an object.
pub(super) fn members(body: &Value) -> Option<Map> {
    match node(body) {
        Node::Object(members) => Some(members),
        _ => None,
    }
}

/// JSON as a tree. How deep a body is has a limit where it is read.
fn node(value: &Value) -> Node {
    match value {
        Value::Null => Node::Null,
        Value::Bool(value) => Node::Bool(*value),
        Value::Number(number) => Node::Number(match (number.as_i64(), number.as_u64()) {
            (Some(number), _) => Number::Signed(number),
            (None, Some(number)) => Number::Unsigned(number),
            (None, None) => Number::Float(number.as_f64().unwrap_or_default()),
        }),
        Value::String(text) => Node::String(text.clone()),
        Value::Array(items) => Node::Array(items.iter().map(node).collect()),
        Value::Object(members) => {
            Node::Object(members.iter().map(|(name, value)| (name.clone(), node(value))).collect())
        }
    }
}
