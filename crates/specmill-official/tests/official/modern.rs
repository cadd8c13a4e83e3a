//! Schema Objects as JSON Schema 2020-12, for a validator that knows nothing of OpenAPI.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

/// `schema` with the words of OpenAPI 3.0 replaced (`is_30`) and annotations left out but for those
/// that say which way a property travels; `home` is the component it stands in.
pub(crate) fn modern(schema: &Value, is_30: bool, home: &str) -> Value {
    let Value::Object(members) = schema else { return schema.clone() };
    let inner = |schema: &Value| modern(schema, is_30, home);
    if let Some(reference) = members.get("$ref").filter(|_| is_30) {
        // What stands beside a reference does not count (OpenAPI 3.0, Reference Object).
        return json!({"$ref": reference});
    }
    let mut out = Map::new();
    for (key, value) in members {
        let changed = match (key.as_str(), value) {
            ("properties" | "patternProperties" | "$defs", Value::Object(schemas)) => {
                schemas.iter().map(|(name, schema)| (name.clone(), inner(schema))).collect()
            }
            (
                "items"
                | "additionalProperties"
                | "not"
                | "if"
                | "then"
                | "else"
                | "propertyNames"
                | "unevaluatedProperties"
                | "contains",
                _,
            ) => inner(value),
            ("allOf" | "anyOf" | "oneOf" | "prefixItems", Value::Array(schemas)) => {
                schemas.iter().map(inner).collect()
            }
            // JSON Schema 2019-09, 8.2.4.2; both documents have it where it means the component.
            ("$recursiveRef", _) => {
                out.insert("$ref".to_owned(), json!(format!("#/components/schemas/{home}")));
                continue;
            }
            ("exclusiveMinimum" | "exclusiveMaximum", Value::Bool(_)) => continue,
            (
                "$ref" | "type" | "enum" | "const" | "required" | "minimum" | "maximum"
                | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf" | "minLength"
                | "maxLength" | "pattern" | "format" | "minItems" | "maxItems" | "uniqueItems"
                | "minProperties" | "maxProperties" | "readOnly" | "writeOnly",
                _,
            ) => value.clone(),
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

/// `nullable: true` in the words of JSON Schema.
fn nullable(mut schema: Map<String, Value>) -> Value {
    let compound = ["allOf", "anyOf", "oneOf"].iter().any(|key| schema.contains_key(*key));
    match schema.get("type").cloned() {
        Some(Value::String(ty)) if !compound => {
            schema.insert("type".to_owned(), json!([ty, "null"]));
            if let Some(Value::Array(values)) = schema.get_mut("enum") {
                values.push(Value::Null);
            }
            Value::Object(schema)
        }
        _ => json!({"anyOf": [schema, {"type": "null"}]}),
    }
}

/// `schema` with every member that nobody describes forbidden; `whole` where no other schema
/// describes the same value.
pub(crate) fn closed(schema: &Value, whole: bool) -> Value {
    let Value::Object(members) = schema else { return schema.clone() };
    let mut out: Map<String, Value> = members
        .iter()
        .map(|(key, value)| {
            let changed = match (key.as_str(), value) {
                ("properties" | "patternProperties", Value::Object(schemas)) => schemas
                    .iter()
                    .map(|(name, schema)| (name.clone(), closed(schema, true)))
                    .collect(),
                ("items" | "additionalProperties", _) => closed(value, true),
                ("prefixItems", Value::Array(schemas)) => {
                    schemas.iter().map(|schema| closed(schema, true)).collect()
                }
                ("allOf" | "anyOf" | "oneOf", Value::Array(schemas)) => {
                    schemas.iter().map(|schema| closed(schema, false)).collect()
                }
                _ => value.clone(),
            };
            (key.clone(), changed)
        })
        .collect();
    let has = |key: &str| members.contains_key(key);
    let describes = ["properties", "$ref", "allOf", "anyOf", "oneOf"].iter().any(|key| has(key));
    if has("additionalProperties") {
        return Value::Object(out);
    }
    if describes && whole {
        out.insert("unevaluatedProperties".to_owned(), json!(false));
    } else if !describes && !has("required") {
        // Nothing is said about its members, so that it is a map of anything.
        out.insert("additionalProperties".to_owned(), json!(true));
    }
    Value::Object(out)
}
