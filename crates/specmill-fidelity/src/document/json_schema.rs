//! Schema Objects as JSON Schema 2020-12, for a validator that knows nothing of OpenAPI.
//!
//! This is a reading of our own, from what the OpenAPI Specification says. It shares nothing with the
//! `normalize` stage, whose faults it is there to find.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

/// Keywords whose value is a schema.
pub(crate) const ONE: [&str; 11] = [
    "items",
    "additionalProperties",
    "not",
    "if",
    "then",
    "else",
    "propertyNames",
    "unevaluatedProperties",
    "unevaluatedItems",
    "contains",
    "contentSchema",
];

/// Keywords whose value is a list of schemas.
pub(crate) const LISTED: [&str; 4] = ["allOf", "anyOf", "oneOf", "prefixItems"];

/// Keywords whose value is schemas by name.
pub(crate) const NAMED: [&str; 4] =
    ["properties", "patternProperties", "$defs", "dependentSchemas"];

/// Keywords that are kept as they are.
const KEPT: [&str; 27] = [
    "$ref",
    "$dynamicRef",
    "$dynamicAnchor",
    "type",
    "enum",
    "const",
    "required",
    "dependentRequired",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "pattern",
    "format",
    "contentEncoding",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minContains",
    "maxContains",
    "minProperties",
    "maxProperties",
    "readOnly",
    "writeOnly",
];

/// `schema` with the words of OpenAPI 3.0 replaced (`is_30`) and annotations left out but for those
/// that say which way a property travels and what tells the members of a union apart; `home` is the
/// component it stands in.
#[must_use]
pub fn json_schema(schema: &Value, is_30: bool, home: &str) -> Value {
    let Value::Object(members) = schema else { return schema.clone() };
    let inner = |schema: &Value| json_schema(schema, is_30, home);
    if let Some(reference) = members.get("$ref").filter(|_| is_30) {
        // What stands beside a reference does not count (OpenAPI 3.0, Reference Object).
        return json!({"$ref": reference});
    }
    let mut out = Map::new();
    for (key, value) in members {
        let changed = match (key.as_str(), value) {
            (key, Value::Object(schemas)) if NAMED.contains(&key) => {
                schemas.iter().map(|(name, schema)| (name.clone(), inner(schema))).collect()
            }
            (key, _) if ONE.contains(&key) => inner(value),
            ("anyOf" | "oneOf", Value::Array(schemas)) if !schemas.iter().all(is_bare_nullable) => {
                let member = |schema: &Value| match is_bare_nullable(schema) {
                    true => json!({"type": "null"}),
                    false => inner(schema),
                };
                schemas.iter().map(member).collect()
            }
            (key, Value::Array(schemas)) if LISTED.contains(&key) => {
                schemas.iter().map(inner).collect()
            }
            // JSON Schema 2019-09, 8.2.4.2; where documents have it, it means the component.
            ("$recursiveRef", _) => {
                out.insert("$ref".to_owned(), json!(format!("#/components/schemas/{home}")));
                continue;
            }
            ("exclusiveMinimum" | "exclusiveMaximum", Value::Bool(_)) => continue,
            ("discriminator", Value::Object(_)) => value.clone(),
            (key, _) if KEPT.contains(&key) => value.clone(),
            _ => continue,
        };
        out.insert(key.clone(), changed);
    }
    if let Some(Value::Array(names)) = out.get_mut("required") {
        // Some are listed twice, which a validator refuses.
        let mut seen = BTreeSet::new();
        names.retain(|name| seen.insert(name.to_string()));
    }
    for (limit, exclusive) in [("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")] {
        if members.get(exclusive) == Some(&Value::Bool(true))
            && let Some(value) = out.remove(limit)
        {
            out.insert(exclusive.to_owned(), value);
        }
    }
    if is_30 && members.get("nullable") == Some(&Value::Bool(true)) {
        return nullable(out);
    }
    Value::Object(out)
}

/// Whether a schema says `nullable: true` and nothing else of its values. By the letter it takes any value;
/// beside other members of a union, those who write it mean null (schemars for an `Option`).
fn is_bare_nullable(schema: &Value) -> bool {
    let Value::Object(members) = schema else { return false };
    let says_more = |key: &String| {
        [&KEPT[..], &ONE, &LISTED, &NAMED].iter().any(|keys| keys.contains(&key.as_str()))
    };
    members.get("nullable") == Some(&Value::Bool(true)) && !members.keys().any(says_more)
}

/// `nullable: true` in the words of JSON Schema.
fn nullable(mut schema: Map<String, Value>) -> Value {
    let compound = ["allOf", "anyOf", "oneOf"].iter().any(|key| schema.contains_key(*key));
    match schema.get("type").cloned() {
        Some(Value::String(ty)) if !compound => {
            schema.insert("type".to_owned(), json!([ty, "null"]));
            if let Some(Value::Array(values)) = schema.get_mut("enum")
                && !values.contains(&Value::Null)
            {
                values.push(Value::Null);
            }
            Value::Object(schema)
        }
        _ => json!({"anyOf": [schema, {"type": "null"}]}),
    }
}
