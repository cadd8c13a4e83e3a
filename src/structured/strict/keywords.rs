//! The keywords of JSON Schema: which strict mode has, and which can be left out.

use serde_json::{Map, Value};

/// What a schema says for its reader, the model.
const NOTES: [&str; 2] = ["description", "title"];

/// Keywords that no value depends on, and which the API refuses (`'default' is not permitted`) or has no use for.
/// `uniqueItems` is among them, since whatever reads a set takes what comes twice.
const LEFT_OUT: [&str; 13] = [
    "$anchor",
    "$comment",
    "$id",
    "$schema",
    "contentEncoding",
    "contentMediaType",
    "default",
    "deprecated",
    "examples",
    "readOnly",
    "unevaluatedProperties",
    "uniqueItems",
    "writeOnly",
];

/// The formats that strict mode knows; others, such as `uint8` and `uri`, are errors there.
const FORMATS: [&str; 9] =
    ["date", "date-time", "duration", "email", "hostname", "ipv4", "ipv6", "time", "uuid"];

/// The keywords of the kinds of JSON that are left as they are.
const STRING: [&str; 4] = ["format", "maxLength", "minLength", "pattern"];
const NUMBER: [&str; 5] =
    ["exclusiveMaximum", "exclusiveMinimum", "maximum", "minimum", "multipleOf"];
const LIST: [&str; 4] = ["items", "maxItems", "minItems", "prefixItems"];
const OBJECT: [&str; 5] =
    ["additionalProperties", "patternProperties", "properties", "propertyNames", "required"];

/// Whether a keyword is for the model alone.
pub(super) fn is_note(keyword: &str) -> bool {
    NOTES.contains(&keyword)
}

/// Whether a schema says nothing about its values.
pub(super) fn has_only_notes(schema: &Map<String, Value>) -> bool {
    schema.keys().all(|keyword| is_note(keyword))
}

/// Takes out of a schema what strict mode does not have and no value depends on.
pub(super) fn leave_out(schema: &mut Map<String, Value>) {
    schema.retain(|keyword, value| match keyword.as_str() {
        "format" => value.as_str().is_some_and(|format| FORMATS.contains(&format)),
        keyword => !LEFT_OUT.contains(&keyword) && !keyword.starts_with("x-"),
    });
}

/// Whether a keyword says something of values of this type.
pub(super) fn belongs_to(kind: &str, keyword: &str) -> bool {
    match kind {
        "string" => STRING.contains(&keyword),
        "integer" | "number" => NUMBER.contains(&keyword),
        "array" => LIST.contains(&keyword),
        "object" => OBJECT.contains(&keyword),
        _ => false,
    }
}

/// Whether `value` is of a type of JSON Schema.
pub(super) fn is_of(kind: &str, value: &Value) -> bool {
    match kind {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => false,
    }
}

/// A keyword of a schema that strict mode does not have, if there is one.
pub(super) fn refused(schema: &Map<String, Value>) -> Option<&str> {
    let known = |keyword: &str| {
        is_note(keyword)
            || matches!(keyword, "type" | "enum" | "const")
            || ["string", "number", "array", "object"].iter().any(|kind| belongs_to(kind, keyword))
    };
    schema.keys().map(String::as_str).find(|keyword| !known(keyword))
}
