//! Values that are valid by a schema.

use serde_json::{Map, Value, json};

use crate::document::{Document, component_name};

/// Which way a value travels: it lacks the properties that only go the other way.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Direction {
    Request,
    Response,
}

/// Makes values: every property, the first value of an enum, of each union the member `choice`
/// (counted from the start again where it has fewer), and `inner` of a union inside of a union.
pub(crate) struct Sampler<'a> {
    pub(crate) document: &'a Document,
    pub(crate) direction: Direction,
    pub(crate) choice: usize,
    pub(crate) inner: usize,
}

/// Stands among the open components for a union.
const UNION: &str = "|";

/// A recursive schema is followed this often.
const DEPTH: usize = 2;

/// How many members the widest union in `schema` has, references not followed.
pub(crate) fn variants(schema: &Value) -> usize {
    match schema {
        Value::Object(members) => {
            let own = ["anyOf", "oneOf"].iter().filter_map(|key| members.get(*key)?.as_array());
            let own = own.map(Vec::len).max().unwrap_or(1);
            members.values().map(variants).max().unwrap_or(1).max(own)
        }
        Value::Array(items) => items.iter().map(variants).max().unwrap_or(1),
        _ => 1,
    }
}

impl Sampler<'_> {
    /// A value for `schema`; `None` where only an endless one would do.
    pub(crate) fn sample(&self, schema: &Value) -> Option<Value> {
        self.value(schema, &mut Vec::new(), true)
    }

    /// `whole` where no other schema describes the same value.
    fn value(&self, schema: &Value, open: &mut Vec<String>, whole: bool) -> Option<Value> {
        let Value::Object(members) = schema else { return Some(json!("anything")) };
        if let Some(value) = members.get("const") {
            return Some(value.clone());
        }
        if let Some(values) = members.get("enum").and_then(Value::as_array) {
            return values.iter().find(|value| !value.is_null()).or(values.first()).cloned();
        }
        let mut made = None;
        let parts = ["$ref", "allOf", "anyOf", "oneOf"];
        let compound = parts.iter().any(|key| members.contains_key(*key));
        if let Some(name) = members.get("$ref").and_then(Value::as_str).and_then(component_name) {
            if open.iter().filter(|known| **known == name).count() >= DEPTH {
                return None;
            }
            open.push(name.clone());
            let value = self.value(self.document.component(&name), open, whole);
            open.pop();
            made = merged(made, value?);
        }
        for member in members.get("allOf").and_then(Value::as_array).into_iter().flatten() {
            made = merged(made, self.value(member, open, false)?);
        }
        let mut left_out = Vec::new();
        for key in ["anyOf", "oneOf"] {
            let Some(union) = members.get(key).and_then(Value::as_array) else { continue };
            if union.iter().all(only_requires) {
                left_out.extend(self.not_required(union));
            } else {
                made = merged(made, self.member(union, open, whole)?);
            }
        }
        if !compound || members.contains_key("properties") {
            made = merged(made, self.plain(members, open, whole && !compound)?);
        }
        if let Some(Value::Object(object)) = &mut made {
            if whole {
                // What is required, but described by nobody.
                for name in self.required(schema, 0) {
                    object.entry(name).or_insert_with(|| json!("anything"));
                }
            }
            object.retain(|name, _| !left_out.contains(&name.as_str()));
        }
        made
    }

    /// What a schema and the parts of its `allOf` require.
    fn required(&self, schema: &Value, depth: usize) -> Vec<String> {
        let own = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let mut names: Vec<String> = own.map(str::to_owned).collect();
        if depth > 8 {
            return names;
        }
        if let Some(name) = schema["$ref"].as_str().and_then(component_name) {
            names.extend(self.required(self.document.component(&name), depth + 1));
        }
        for member in schema["allOf"].as_array().into_iter().flatten() {
            names.extend(self.required(member, depth + 1));
        }
        names
    }

    /// The properties that the chosen member of a union does not require, and another does.
    fn not_required<'s>(&self, union: &'s [Value]) -> Vec<&'s str> {
        let required = |member: &'s Value| {
            member["required"].as_array().into_iter().flatten().filter_map(Value::as_str)
        };
        let chosen: Vec<&str> = required(&union[self.choice % union.len()]).collect();
        union.iter().flat_map(required).filter(|name| !chosen.contains(name)).collect()
    }

    fn member(&self, union: &[Value], open: &mut Vec<String>, whole: bool) -> Option<Value> {
        let members: Vec<&Value> =
            union.iter().filter(|member| member["type"] != json!("null")).collect();
        let count = members.len();
        let choice = if open.iter().any(|name| name == UNION) { self.inner } else { self.choice };
        open.push(UNION.to_owned());
        let made =
            (0..count).find_map(|at| self.value(members[(choice + at) % count], open, whole));
        open.pop();
        made
    }

    fn plain(
        &self,
        members: &Map<String, Value>,
        open: &mut Vec<String>,
        whole: bool,
    ) -> Option<Value> {
        match kind(members) {
            "object" => self.object(members, open, whole),
            "array" => self.array(members, open),
            "string" => Some(json!(string(members))),
            "integer" => Some(integer(members)),
            "number" => Some(number(members)),
            "boolean" => Some(json!(true)),
            "null" => Some(Value::Null),
            _ => Some(json!("anything")),
        }
    }

    fn object(
        &self,
        members: &Map<String, Value>,
        open: &mut Vec<String>,
        whole: bool,
    ) -> Option<Value> {
        let mut object = Map::new();
        let required: Vec<&str> = members
            .get("required")
            .and_then(Value::as_array)
            .map(|names| names.iter().filter_map(Value::as_str).collect())
            .unwrap_or_default();
        let properties = members.get("properties").and_then(Value::as_object);
        for (name, schema) in properties.into_iter().flatten() {
            let other = match self.direction {
                Direction::Request => "readOnly",
                Direction::Response => "writeOnly",
            };
            if schema[other] == json!(true) {
                continue;
            }
            match self.value(schema, open, true) {
                Some(value) => drop(object.insert(name.clone(), value)),
                None if required.contains(&name.as_str()) => return None,
                None => {}
            }
        }
        match members.get("additionalProperties") {
            Some(schema @ Value::Object(_)) => {
                if let Some(value) = self.value(schema, open, true) {
                    object.insert("key".to_owned(), value);
                }
            }
            None | Some(Value::Bool(true)) if properties.is_none() && whole => {
                object.insert("key".to_owned(), json!("value"));
            }
            _ => {}
        }
        Some(Value::Object(object))
    }

    fn array(&self, members: &Map<String, Value>, open: &mut Vec<String>) -> Option<Value> {
        let limit = |key: &str| members.get(key).and_then(Value::as_u64);
        let mut items = Vec::new();
        for schema in members.get("prefixItems").and_then(Value::as_array).into_iter().flatten() {
            items.push(self.value(schema, open, true)?);
        }
        let least = limit("minItems").unwrap_or(0);
        let wanted = least.max(1).min(limit("maxItems").unwrap_or(u64::MAX));
        let any = json!({});
        let item = self.value(members.get("items").unwrap_or(&any), open, true);
        if let Some(item) = item {
            while (items.len() as u64) < wanted {
                items.push(item.clone());
            }
        } else if least > 0 {
            return None;
        }
        Some(json!(items))
    }
}

/// Whether a member of a union says which properties there must be, and nothing else.
fn only_requires(member: &Value) -> bool {
    member.as_object().is_some_and(|member| member.keys().all(|key| key == "required"))
}

/// The value that both describe.
fn merged(one: Option<Value>, other: Value) -> Option<Value> {
    Some(match (one, other) {
        (Some(Value::Object(mut one)), Value::Object(other)) => {
            one.extend(other);
            Value::Object(one)
        }
        (Some(one), _) => one,
        (None, other) => other,
    })
}

fn kind(members: &Map<String, Value>) -> &str {
    let implied = || {
        let is = |key: &str| members.contains_key(key);
        if is("properties") || is("additionalProperties") || is("required") {
            "object"
        } else if is("items") || is("prefixItems") {
            "array"
        } else {
            "any"
        }
    };
    match members.get("type") {
        Some(Value::String(kind)) => kind,
        Some(Value::Array(kinds)) => {
            kinds.iter().filter_map(Value::as_str).find(|kind| *kind != "null").unwrap_or("null")
        }
        _ => implied(),
    }
}

fn string(members: &Map<String, Value>) -> String {
    let text = match members.get("format").and_then(Value::as_str) {
        Some("date-time") => "2024-01-02T03:04:05Z",
        Some("date") => "2024-01-02",
        Some("time") => "03:04:05Z",
        Some("uuid") => "67e55044-10b1-426f-9247-bb680e5fe0c8",
        Some("uri") => "https://example.com/a",
        Some("email") => "a@example.com",
        Some("byte") => "aGk=",
        _ => "text",
    };
    if let Some(pattern) = members.get("pattern") {
        let schema = json!({"pattern": pattern});
        // What the patterns of the documents want.
        let known = ["text", "tunnel_0123456789abcdef0123456789abcdef"];
        let fits = known.iter().find(|text| jsonschema::is_valid(&schema, &json!(text)));
        return (*fits.unwrap_or_else(|| panic!("no text is known for {pattern}"))).to_owned();
    }
    let length = |key: &str| members.get(key).and_then(Value::as_u64).map(|n| n as usize);
    let mut text = text.to_owned();
    while text.len() < length("minLength").unwrap_or(0) {
        text.push('x');
    }
    text.truncate(length("maxLength").unwrap_or(usize::MAX));
    text
}

fn integer(members: &Map<String, Value>) -> Value {
    if members.get("format").and_then(Value::as_str) == Some("unixtime") {
        return json!(1_700_000_000);
    }
    json!(within(members, 7.0, 1.0) as i64)
}

fn number(members: &Map<String, Value>) -> Value {
    json!(within(members, 0.5, 0.5))
}

/// `value`, or what is nearest to it within the limits.
fn within(members: &Map<String, Value>, value: f64, step: f64) -> f64 {
    let limit = |key: &str| members.get(key).and_then(Value::as_f64);
    let least = limit("minimum").or_else(|| limit("exclusiveMinimum").map(|limit| limit + step));
    let most = limit("maximum").or_else(|| limit("exclusiveMaximum").map(|limit| limit - step));
    value.max(least.unwrap_or(f64::MIN)).min(most.unwrap_or(f64::MAX))
}
