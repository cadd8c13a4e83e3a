//! A schema cut down to what strict decoding has to notice: type, required, enum, constant and tag.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::json_schema::{LISTED, NAMED};
use super::number;
use super::tags::TAG;

/// The keywords that stay; of `oneOf` stays that one of its members fits.
const KEPT: [&str; 14] = [
    "$ref",
    "$dynamicRef",
    "$dynamicAnchor",
    "$defs",
    "type",
    "properties",
    "patternProperties",
    "additionalProperties",
    "required",
    "items",
    "prefixItems",
    "enum",
    "const",
    "allOf",
];

/// `schema`, which may refer to others of `all`, with nothing else.
///
/// A property that only one side sends may be left out by the other (OpenAPI 3.0, `readOnly`), so it
/// is required no more.
pub(super) fn reduced(schema: &Value, all: &[Value]) -> Value {
    part(schema, all, &BTreeSet::new())
}

fn part(schema: &Value, all: &[Value], around: &BTreeSet<String>) -> Value {
    let Value::Object(members) = schema else { return schema.clone() };
    let mut one_sided = around.clone();
    one_sided.extend(one_sided_properties(schema, all, 0));
    let whole = |schema: &Value| part(schema, all, &BTreeSet::new());
    let mut out = Map::new();
    let mut unions = Vec::new();
    for (key, value) in members {
        let changed = match (key.as_str(), value) {
            ("oneOf" | "anyOf", Value::Array(schemas)) if schemas.iter().all(only_demands) => {
                continue;
            }
            ("oneOf" | "anyOf", Value::Array(schemas)) => {
                let members: Value =
                    schemas.iter().map(|schema| part(schema, all, &one_sided)).collect();
                unions.push(json!({"anyOf": members}));
                continue;
            }
            (key, _) if !KEPT.contains(&key) => continue,
            // Whether a tag may be left out that its own schema does not require, nobody agrees on.
            ("required", _) if members.contains_key(TAG) => continue,
            ("required", Value::Array(names)) => {
                let both =
                    |name: &&Value| !name.as_str().is_some_and(|name| one_sided.contains(name));
                names.iter().filter(both).cloned().collect()
            }
            ("allOf", Value::Array(parts)) => {
                parts.iter().map(|schema| part(schema, all, &one_sided)).collect()
            }
            (key, Value::Array(schemas)) if LISTED.contains(&key) => {
                schemas.iter().map(whole).collect()
            }
            (key, Value::Object(schemas)) if NAMED.contains(&key) => {
                schemas.iter().map(|(name, schema)| (name.clone(), whole(schema))).collect()
            }
            ("items" | "additionalProperties", _) => whole(value),
            _ => value.clone(),
        };
        out.insert(key.clone(), changed);
    }
    for union in unions {
        match out.get_mut("allOf").and_then(Value::as_array_mut) {
            Some(parts) => parts.push(union),
            None => drop(out.insert("allOf".to_owned(), json!([union]))),
        }
    }
    Value::Object(out)
}

/// Whether `schema` only says which properties must come together: no type can say that, and nobody
/// notices.
fn only_demands(schema: &Value) -> bool {
    let Value::Object(members) = schema else { return false };
    members.iter().all(|(key, value)| match (key.as_str(), value) {
        ("required" | "not", _) => true,
        ("type", kind) => kind == "object",
        ("oneOf" | "anyOf" | "allOf", Value::Array(schemas)) => schemas.iter().all(only_demands),
        (key, _) => !KEPT.contains(&key),
    })
}

/// The properties of `schema` and its parts that only one side sends.
fn one_sided_properties(schema: &Value, all: &[Value], depth: usize) -> Vec<String> {
    let is_one_sided = |schema: &Value| {
        let target = schema.get("$ref").and_then(number).and_then(|number| all.get(number));
        ["readOnly", "writeOnly"].iter().any(|word| {
            let says = |schema: &Value| schema.get(*word) == Some(&Value::Bool(true));
            says(schema) || target.is_some_and(says)
        })
    };
    let properties = schema.get("properties").and_then(Value::as_object).into_iter().flatten();
    let mut found: Vec<String> = properties
        .filter(|(_, schema)| is_one_sided(schema))
        .map(|(name, _)| name.clone())
        .collect();
    if depth < 8 {
        let target = schema.get("$ref").and_then(number).and_then(|number| all.get(number));
        let parts = schema.get("allOf").and_then(Value::as_array).into_iter().flatten();
        for part in parts.chain(target) {
            found.extend(one_sided_properties(part, all, depth + 1));
        }
    }
    found
}
