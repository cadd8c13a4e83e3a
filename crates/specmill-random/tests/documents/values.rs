//! Random values of a schema, by what JSON Schema says of it.

use serde_json::{json, Map, Value};

use crate::random::Choices;

/// Values are nested this deep where they must be, and then no deeper than their schema makes them.
const DEEPEST: usize = 6;

/// A value that `schema` of `document` describes whole: with no member it does not name. `None`
/// where none is known: an `allOf` of what are not all objects, a value that is only binary.
pub(crate) fn value(choices: &mut Choices, document: &Value, schema: &Value) -> Option<Value> {
    Values { choices, document }.any(schema, 0)
}

struct Values<'a> {
    choices: &'a mut Choices,
    document: &'a Value,
}

impl<'a> Values<'a> {
    fn any(&mut self, schema: &'a Value, depth: usize) -> Option<Value> {
        if depth > DEEPEST {
            return None;
        }
        let schema = self.target(schema)?;
        if is_nullable(schema) && self.choices.one_in(4) {
            return Some(Value::Null);
        }
        if let Some(values) = schema.get("enum").and_then(Value::as_array) {
            let known: Vec<&Value> = values.iter().filter(|value| !value.is_null()).collect();
            return Some((*known.get(self.choices.below(known.len()))?).clone());
        }
        if let Some(value) = schema.get("const") {
            return Some(value.clone());
        }
        if let Some(members) = union(schema) {
            return self.union(schema, members, depth);
        }
        if schema.get("allOf").is_some() {
            return self.object(schema, depth);
        }
        let format = schema.get("format").and_then(Value::as_str);
        match kind(schema) {
            None if schema.get("properties").is_some() => self.object(schema, depth),
            None => Some(json!({"any": [1, null, "é"]})),
            Some("boolean") => Some(json!(self.choices.one_in(2))),
            Some("integer") => Some(self.integer(format)),
            // Of a whole number, `3` and `3.0` are two ways to write one.
            Some("number") => Some(json!(self.choices.below(200) as f64 - 99.5)),
            Some("string") => self.string(format),
            Some("array") => {
                let items = schema.get("items")?;
                let count = self.choices.below(3);
                (0..count)
                    .map(|_| self.any(items, depth + 1))
                    .collect::<Option<Vec<_>>>()
                    .map(Value::from)
            }
            Some("object") => self.object(schema, depth),
            Some(_) => None,
        }
    }

    /// What `schema` is, once `$ref`s are followed.
    fn target(&self, mut schema: &'a Value) -> Option<&'a Value> {
        for _ in 0..20 {
            let Some(reference) = schema.get("$ref").and_then(Value::as_str) else {
                return Some(schema);
            };
            let pointer = reference.strip_prefix('#')?.replace("%25", "%");
            schema = self.document.pointer(&pointer)?;
        }
        None
    }

    fn integer(&mut self, format: Option<&str>) -> Value {
        let small = self.choices.below(100) as i64;
        match (format, self.choices.below(4)) {
            (Some("uint64"), 0) => json!(u64::MAX),
            (Some("int64") | None, 0) => json!(i64::MIN),
            (Some("int32"), 0) => json!(i32::MIN),
            (Some(unsigned), _) if unsigned.starts_with("uint") => json!(small),
            _ => json!(small - 50),
        }
    }

    fn string(&mut self, format: Option<&str>) -> Option<Value> {
        let text = match format {
            Some("date-time") => "2026-11-25T03:04:05Z",
            Some("date") => "2026-11-25",
            Some("uuid") => "67e55044-10b1-426f-9247-bb680e5fe0c8",
            Some("byte") => "aGVsbG8=",
            Some("binary") => return None,
            _ => *self.choices.pick(&[
                "",
                "a",
                "\"\\/\u{8}\n\t\0",
                "日本 🦀",
                "\u{2028}",
                "null",
                "1",
            ]),
        };
        Some(json!(text))
    }

    fn union(&mut self, schema: &'a Value, members: &'a [Value], depth: usize) -> Option<Value> {
        let member = members.get(self.choices.below(members.len()))?;
        let value = match member.get("type").and_then(Value::as_str) {
            Some("null") => return Some(Value::Null),
            _ => self.any(member, depth + 1)?,
        };
        let Some(discriminator) = schema.get("discriminator") else { return Some(value) };
        self.tagged(discriminator, member, value)
    }

    /// `value` with the tag the discriminator demands. `None` where the member has no place for it, or
    /// is told by what another is told by.
    fn tagged(&self, discriminator: &'a Value, member: &'a Value, value: Value) -> Option<Value> {
        let property = discriminator.get("propertyName")?.as_str()?;
        let reference = member.get("$ref")?.as_str()?;
        let Value::Object(mut members) = value else { return None };
        let described = self.target(member)?.get("properties")?.get(property)?;
        let mapped = discriminator.get("mapping").and_then(Value::as_object).and_then(|mapping| {
            mapping.iter().find(|(_, target)| *target == reference).map(|(value, _)| value.clone())
        });
        let implied =
            reference.rsplit('/').next()?.replace("~1", "/").replace("~0", "~").replace("%25", "%");
        // A constant says itself what the tag is, which a mapping may contradict.
        if described.get("enum").is_some() && mapped.is_some() {
            return None;
        }
        if kind(described) != Some("string") || described.get("format").is_some() {
            return None;
        }
        members.insert(property.to_owned(), json!(mapped.unwrap_or(implied)));
        Some(Value::Object(members))
    }

    /// An object of everything that `schema` and the parts of its `allOf` say.
    fn object(&mut self, schema: &'a Value, depth: usize) -> Option<Value> {
        let mut parts = Vec::new();
        self.parts(schema, 0, &mut parts)?;
        let mut described: Vec<(&str, &Value)> = Vec::new();
        let mut required: Vec<&str> = Vec::new();
        let mut additional = None;
        for part in &parts {
            for (name, schema) in
                part.get("properties").and_then(Value::as_object).into_iter().flatten()
            {
                // Described twice: what both allow is beyond these values.
                if described.iter().any(|(known, _)| known == name) {
                    return None;
                }
                described.push((name, schema));
            }
            let names = part.get("required").and_then(Value::as_array).into_iter().flatten();
            required.extend(names.filter_map(Value::as_str));
            if let Some(other) = part.get("additionalProperties") {
                if parts.len() > 1 {
                    return None;
                }
                additional = Some(other);
            }
        }
        let mut members = Map::new();
        for (name, schema) in &described {
            let one_sided =
                ["readOnly", "writeOnly"].iter().any(|word| schema.get(*word).is_some());
            if !required.contains(name) && (one_sided || self.choices.one_in(2)) {
                continue;
            }
            match self.any(schema, depth + 1) {
                Some(value) => drop(members.insert((*name).to_owned(), value)),
                None if required.contains(name) => return None,
                None => {}
            }
        }
        let is_open = described.is_empty() && !matches!(additional, Some(Value::Bool(false)));
        let extra = match additional {
            Some(schema @ Value::Object(_)) => self.any(schema, depth + 1),
            Some(Value::Bool(true)) => Some(json!({"x": [0.5]})),
            None if is_open => Some(json!("any")),
            _ => None,
        };
        if let Some(extra) = extra.filter(|_| self.choices.one_in(2)) {
            if !described.iter().any(|(name, _)| *name == "a further one") {
                members.insert("a further one".to_owned(), extra);
            }
        }
        Some(Value::Object(members))
    }

    /// `schema` and the parts of its `allOf`, all objects.
    fn parts(&self, schema: &'a Value, depth: usize, found: &mut Vec<&'a Value>) -> Option<()> {
        let schema = self.target(schema)?;
        if depth > DEEPEST || union(schema).is_some() || schema.get("enum").is_some() {
            return None;
        }
        if schema.get("const").is_some() || !matches!(kind(schema), None | Some("object")) {
            return None;
        }
        found.push(schema);
        for part in schema.get("allOf").and_then(Value::as_array).into_iter().flatten() {
            self.parts(part, depth + 1, found)?;
        }
        Some(())
    }
}

fn union(schema: &Value) -> Option<&[Value]> {
    let members = schema.get("oneOf").or_else(|| schema.get("anyOf"))?;
    members.as_array().map(Vec::as_slice)
}

/// `type`, `null` aside.
fn kind(schema: &Value) -> Option<&str> {
    match schema.get("type")? {
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).find(|kind| *kind != "null"),
        one => one.as_str(),
    }
}

fn is_nullable(schema: &Value) -> bool {
    let listed = schema.get("type").and_then(Value::as_array);
    schema.get("nullable") == Some(&Value::Bool(true))
        || listed.is_some_and(|kinds| kinds.iter().any(|kind| kind == "null"))
}
