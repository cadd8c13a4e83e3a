//! Members of a value that its schema does not speak of. JSON Schema allows them; in an example
//! they are mistakes.

use serde_json::Value;
use specmill_core::source::Node;

use crate::coerce::item_schema;
use crate::schema::{Schema, views};

impl Schema {
    /// The JSON pointers of members of `value` that the schema does not describe. They are allowed
    /// all the same; in an example they are mistakes. Of a union, what any member describes is
    /// described.
    #[must_use]
    pub fn undescribed(&self, value: &Value) -> Vec<String> {
        undescribed(self, self.root(), value, "")
    }
}

/// The JSON pointers of the members of `value` that no part of `node` describes.
fn undescribed(schema: &Schema, node: &Node, value: &Value, at: &str) -> Vec<String> {
    match value {
        Value::Object(members) => {
            let views = views(schema, node);
            let has = |key: &str| views.iter().any(|view| view.get(key).is_some());
            if !has("properties") && !has("additionalProperties") {
                // Nothing is said about its members.
                return Vec::new();
            }
            let mut found = Vec::new();
            for (name, value) in members {
                let at = format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"));
                let named: Vec<&Node> =
                    views.iter().filter_map(|view| view.get("properties")?.get(name)).collect();
                let others = || views.iter().filter_map(|view| view.get("additionalProperties"));
                let described: Vec<&Node> = if named.is_empty() {
                    others().filter(|other| other.as_bool() != Some(false)).collect()
                } else {
                    named
                };
                // Of several that describe it, as members of a union do, the kindest counts.
                let inner = described.iter().map(|node| undescribed(schema, node, value, &at));
                match inner.min_by_key(Vec::len) {
                    Some(inner) => found.extend(inner),
                    None => found.push(at),
                }
            }
            found
        }
        Value::Array(items) => {
            let node = item_schema(schema, node);
            let each = items.iter().enumerate();
            each.flat_map(|(n, item)| undescribed(schema, node, item, &format!("{at}/{n}")))
                .collect()
        }
        _ => Vec::new(),
    }
}
