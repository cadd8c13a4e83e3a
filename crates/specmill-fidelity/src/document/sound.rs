//! A schema without what a validator refuses to read.
//!
//! Documents have keywords of the wrong kind (`required: true`) and patterns of other dialects. The
//! generator goes on without them, with a warning, and so do we.

use serde_json::{Map, Value, json};

use super::json_schema::{LISTED, NAMED, ONE};

/// The types of JSON Schema.
const TYPES: [&str; 7] = ["null", "boolean", "integer", "number", "string", "array", "object"];

/// `schema` without the keywords whose value is none they can have.
pub(super) fn sound(schema: &Value) -> Value {
    let members = match schema {
        Value::Object(members) => members,
        Value::Bool(_) => return schema.clone(),
        _ => return Value::Bool(true),
    };
    let mut out = Map::new();
    for (key, value) in members {
        if let Some(value) = keyword(key, value) {
            out.insert(key.clone(), value);
        }
    }
    Value::Object(out)
}

fn keyword(key: &str, value: &Value) -> Option<Value> {
    if ONE.contains(&key) {
        return Some(sound(value));
    }
    if LISTED.contains(&key) {
        let schemas = value.as_array().filter(|schemas| !schemas.is_empty())?;
        return Some(schemas.iter().map(sound).collect());
    }
    if NAMED.contains(&key) {
        let fits = |name: &str| key != "patternProperties" || is_pattern(name);
        let schemas = value.as_object()?.iter().filter(|(name, _)| fits(name));
        return Some(schemas.map(|(name, schema)| (name.clone(), sound(schema))).collect());
    }
    let is_sound = match key {
        "type" => return types(value),
        "enum" => value.as_array().is_some_and(|values| !values.is_empty()),
        "required" => {
            let names = value.as_array()?.iter().filter(|name| name.is_string());
            return Some(names.cloned().collect());
        }
        "dependentRequired" => value.is_object(),
        "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" => value.is_number(),
        "multipleOf" => value.as_f64().is_some_and(|step| step > 0.0),
        "minLength" | "maxLength" | "minItems" | "maxItems" | "minContains" | "maxContains"
        | "minProperties" | "maxProperties" => value.as_u64().is_some(),
        "uniqueItems" | "readOnly" | "writeOnly" => value.is_boolean(),
        "pattern" => value.as_str().is_some_and(is_pattern),
        "$ref" | "$dynamicRef" | "$dynamicAnchor" | "format" => value.is_string(),
        _ => true,
    };
    is_sound.then(|| value.clone())
}

/// `type`, without what is none.
fn types(value: &Value) -> Option<Value> {
    match value {
        Value::String(name) => TYPES.contains(&name.as_str()).then(|| value.clone()),
        Value::Array(names) => {
            let mut known: Vec<&str> = names.iter().filter_map(Value::as_str).collect();
            known.retain(|name| TYPES.contains(name));
            known.sort_unstable();
            known.dedup();
            (!known.is_empty()).then(|| json!(known))
        }
        _ => None,
    }
}

fn is_pattern(pattern: &str) -> bool {
    jsonschema::draft202012::options().build(&json!({"pattern": pattern})).is_ok()
}
