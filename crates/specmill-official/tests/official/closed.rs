//! Schemas that forbid what nobody describes.

use serde_json::{Map, Value, json};

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
