//! Values out of text: a query, a form or a header has no types of its own, so the schema tells
//! what each text is.

use indexmap::IndexMap;
use serde_json::{Map, Value};
use specmill_core::source::Node;

use crate::schema::{Schema, kind, views};

/// Named fields, a repeated name being a list and, where brackets mean that, `a[b]` the field `b` of
/// `a`.
#[derive(Debug, Default)]
pub(crate) struct Fields {
    members: IndexMap<String, Fields>,
    leaves: Vec<Leaf>,
}

/// What one field holds.
#[derive(Clone, Debug)]
pub(crate) enum Leaf {
    /// Text, whose type the schema tells.
    Text(String),
    /// What came as JSON.
    Json(Value),
}

/// Keys that a name may have; with more it is one word, as no server reads it otherwise.
const MOST_LEVELS: usize = 64;

impl Fields {
    /// Adds a field under a name and the brackets after it: none, `[]`, `[key]`, `[key][]` and so on.
    /// Brackets of another form are part of the name.
    pub(crate) fn add(&mut self, name: &str, brackets: &str, leaf: Leaf) {
        let is_deep = brackets.matches("][").nth(MOST_LEVELS).is_some();
        let keys = brackets.strip_prefix('[').and_then(|keys| keys.strip_suffix(']'));
        let at = match keys.filter(|_| !is_deep) {
            Some(keys) => {
                let first = self.members.entry(name.to_owned()).or_default();
                keys.split("][")
                    .fold(first, |at, key| at.members.entry(key.to_owned()).or_default())
            }
            None => self.members.entry(format!("{name}{brackets}")).or_default(),
        };
        at.leaves.push(leaf);
    }

    /// The value that `node`, a schema of `schema`, makes of them.
    pub(crate) fn value(&self, schema: &Schema, node: &Node) -> Value {
        let kinds = kinds(schema, node);
        let is_list = kinds.contains(&"array");
        if self.members.is_empty() {
            return self.leaf(schema, node, is_list);
        }
        let is_listed =
            self.members.keys().all(|key| key.is_empty() || key.parse::<usize>().is_ok());
        if is_list && is_listed {
            let items = item_schema(schema, node);
            let each = self.members.values().flat_map(|fields| match fields.leaves.as_slice() {
                [] => vec![fields.value(schema, items)],
                leaves => leaves.iter().map(|leaf| leaf.value(schema, items)).collect(),
            });
            return each.collect();
        }
        let member = |(name, fields): (&String, &Fields)| {
            (name.clone(), fields.value(schema, property(schema, node, name)))
        };
        Value::Object(self.members.iter().map(member).collect::<Map<_, _>>())
    }

    fn leaf(&self, schema: &Schema, node: &Node, is_list: bool) -> Value {
        match self.leaves.as_slice() {
            [] => Value::Object(Map::new()),
            [Leaf::Json(value)] if !is_list || is_whole(schema, node, value) => value.clone(),
            [leaf] if !is_list || has_text(schema, node) => leaf.value(schema, node),
            leaves if is_list => {
                let items = item_schema(schema, node);
                leaves.iter().map(|leaf| leaf.value(schema, items)).collect()
            }
            [.., last] => last.value(schema, node),
        }
    }
}

/// Whether JSON is the list that `node` describes, and not an item of it.
fn is_whole(schema: &Schema, node: &Node, value: &Value) -> bool {
    value.is_array() && !kinds(schema, item_schema(schema, node)).contains(&"array")
}

impl Leaf {
    fn value(&self, schema: &Schema, node: &Node) -> Value {
        match self {
            Leaf::Text(text) => scalar(schema, node, text),
            Leaf::Json(value) => value.clone(),
        }
    }
}

/// What `text` is by the schema: a number or a boolean where that is allowed and it is one, a list
/// or an object in JSON where nothing else is, else text.
pub(crate) fn scalar(schema: &Schema, node: &Node, text: &str) -> Value {
    let kinds = kinds(schema, node);
    let is = |kind: &str| kinds.contains(&kind);
    let parsed = serde_json::from_str::<Value>(text).ok();
    let fits = parsed.filter(|value| match value {
        Value::Number(_) => is("number") || is("integer"),
        Value::Bool(_) => is("boolean"),
        Value::Null => is("null") && !is("string"),
        Value::Array(_) => is("array") && !is("string"),
        Value::Object(_) => is("object") && !is("string"),
        Value::String(_) => false,
    });
    fits.unwrap_or_else(|| Value::from(text))
}

/// The JSON types that `node` allows; none where it does not say.
pub(crate) fn kinds<'s>(schema: &'s Schema, node: &'s Node) -> Vec<&'s str> {
    let mut found = Vec::new();
    for members in views(schema, node).into_iter().filter_map(Node::as_object) {
        match members.get("type") {
            Some(Node::Array(kinds)) => found.extend(kinds.iter().filter_map(Node::as_str)),
            _ => found.push(kind(members)),
        }
        let values = members.get("enum").and_then(Node::as_array).unwrap_or_default();
        found.extend(values.iter().chain(members.get("const")).map(|value| match value {
            Node::Null => "null",
            Node::Bool(_) => "boolean",
            Node::Number(_) => "number",
            Node::String(_) => "string",
            Node::Array(_) => "array",
            Node::Object(_) => "object",
        }));
    }
    found.retain(|kind| *kind != "any");
    found
}

fn has_text(schema: &Schema, node: &Node) -> bool {
    kinds(schema, node).contains(&"string")
}

/// The schema of the property `name`; one that allows anything where it is not described.
pub(crate) fn property<'s>(schema: &'s Schema, node: &'s Node, name: &str) -> &'s Node {
    let views = views(schema, node);
    let named = views.iter().find_map(|view| view.get("properties")?.get(name));
    let others = || views.iter().find_map(|view| view.get("additionalProperties"));
    named.or_else(others).unwrap_or(&Node::Null)
}

/// The schema of a list's items.
pub(crate) fn item_schema<'s>(schema: &'s Schema, node: &'s Node) -> &'s Node {
    views(schema, node).into_iter().find_map(|view| view.get("items")).unwrap_or(&Node::Null)
}

/// The names of all properties that are described.
pub(crate) fn property_names<'s>(schema: &'s Schema, node: &'s Node) -> Vec<&'s str> {
    let objects =
        views(schema, node).into_iter().filter_map(|view| view.get("properties")?.as_object());
    objects.flat_map(|properties| properties.keys().map(String::as_str)).collect()
}
