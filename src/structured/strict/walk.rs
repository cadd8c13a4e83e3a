//! The walk through a schema that makes it strict.

use serde_json::{Map, Value, json};

use super::keywords::{belongs_to, has_only_notes, is_note, is_of, leave_out, refused};
use super::merge::{Parts, merge};
use crate::structured::schema_error::{SchemaError, SchemaFault};

/// How many schemas there may be, those that take the place of a `$ref` included.
const MOST_SCHEMAS: usize = 20_000;

/// How many schemas may be in one another.
const DEEPEST: usize = 100;

type Schema = Map<String, Value>;

/// The state of the walk.
pub(super) struct Walk {
    parts: Parts,
    /// The `$ref`s that the walk is in: what they lead to cannot be put in their place once more.
    entered: Vec<String>,
    /// The last named type, and the way from there.
    place: Vec<String>,
    depth: usize,
    left: usize,
}

impl Walk {
    pub(super) fn new(name: &str, root: Schema, definitions: Schema) -> Self {
        Self {
            parts: Parts { root: root.into(), definitions },
            entered: Vec::new(),
            place: vec![name.to_owned()],
            depth: 0,
            left: MOST_SCHEMAS,
        }
    }

    /// The strict schema of the whole, which has to be an object.
    pub(super) fn root(&mut self, mut root: Schema) -> Result<Schema, SchemaError> {
        // The root of a type that is another's newtype is a `$ref`; strict mode wants it in place.
        if let Some(Value::String(reference)) = root.shift_remove("$ref") {
            root = self.put_in_place(&reference, root)?;
        }
        self.entered.push("#".to_owned());
        let root = self.members(root);
        self.entered.pop();
        let root = root?;
        if root.get("type").is_some_and(|kind| kind == "object") {
            Ok(root)
        } else {
            self.fault(SchemaFault::NotAnObject)
        }
    }

    /// A definition under its name.
    pub(super) fn definition(
        &mut self,
        name: String,
        schema: &Value,
    ) -> Result<(String, Value), SchemaError> {
        let place = std::mem::replace(&mut self.place, vec![name.clone()]);
        self.entered.push(format!("#/$defs/{}", pointer_token(&name)));
        let strict = self.schema(schema)?;
        self.entered.pop();
        self.place = place;
        Ok((name, strict))
    }

    fn fault<T>(&self, fault: SchemaFault) -> Result<T, SchemaError> {
        Err(SchemaError::new(self.place.concat(), fault))
    }

    fn schema(&mut self, schema: &Value) -> Result<Value, SchemaError> {
        match schema {
            Value::Object(members) => self.members(members.clone()).map(Value::Object),
            Value::Bool(false) => self.fault(SchemaFault::NoValue),
            _ => self.fault(SchemaFault::AnyValue),
        }
    }

    /// The schema at a step further into the type.
    fn schema_at(&mut self, step: String, schema: &Value) -> Result<Value, SchemaError> {
        self.place.push(step);
        let strict = self.schema(schema)?;
        self.place.pop();
        Ok(strict)
    }

    fn members(&mut self, mut schema: Schema) -> Result<Schema, SchemaError> {
        if self.left == 0 || self.depth == DEEPEST {
            return self.fault(SchemaFault::TooLarge);
        }
        self.left -= 1;
        self.depth += 1;
        leave_out(&mut schema);
        let strict = self.by_kind(schema)?;
        self.depth -= 1;
        Ok(strict)
    }

    fn by_kind(&mut self, mut schema: Schema) -> Result<Schema, SchemaError> {
        if let Some(Value::String(reference)) = schema.shift_remove("$ref") {
            return self.reference(&reference, schema);
        }
        if let Some(Value::Array(parts)) = schema.shift_remove("allOf") {
            let whole = parts.iter().try_fold(schema, |whole, part| self.merged(&whole, part))?;
            return self.entering(&parts, whole);
        }
        for keyword in ["oneOf", "anyOf"] {
            if let Some(Value::Array(members)) = schema.shift_remove(keyword) {
                return self.union(schema, &members);
            }
        }
        match schema.get("type") {
            Some(Value::Array(kinds)) => {
                let kinds = kinds.clone();
                self.kinds(&schema, &kinds)
            }
            Some(Value::String(kind)) if kind == "object" => self.object(schema),
            Some(Value::String(kind)) if kind == "array" => self.list(schema),
            None if schema.contains_key("properties") => self.object(schema),
            None if has_only_notes(&schema) => self.fault(SchemaFault::AnyValue),
            _ => self.checked(schema),
        }
    }

    /// A schema of which nothing has to be changed, unless there is a keyword that strict mode does not have.
    fn checked(&self, schema: Schema) -> Result<Schema, SchemaError> {
        if schema.get("enum").and_then(Value::as_array).is_some_and(Vec::is_empty) {
            return self.fault(SchemaFault::NoValue);
        }
        match refused(&schema) {
            Some(keyword) => self.fault(SchemaFault::Keyword(keyword.to_owned())),
            None => Ok(schema),
        }
    }

    /// A `$ref` with what stands beside it: the API takes one that stands alone.
    fn reference(&mut self, reference: &str, beside: Schema) -> Result<Schema, SchemaError> {
        if beside.is_empty() {
            if self.parts.target(reference).is_none() {
                return self.fault(SchemaFault::Reference(reference.to_owned()));
            }
            return Ok(Schema::from_iter([("$ref".to_owned(), reference.into())]));
        }
        if self.entered.iter().any(|entered| entered == reference) {
            if !has_only_notes(&beside) {
                return self.fault(SchemaFault::Recursion);
            }
            // What contains itself cannot be put in place for ever; a union of one keeps the notes.
            let mut union = beside;
            union.insert("anyOf".to_owned(), json!([{"$ref": reference}]));
            return Ok(union);
        }
        let whole = self.put_in_place(reference, beside)?;
        self.entering(&[json!({"$ref": reference})], whole)
    }

    /// A schema that was made of these parts, whose `$ref`s cannot lead into it once more.
    fn entering(&mut self, parts: &[Value], whole: Schema) -> Result<Schema, SchemaError> {
        let before = self.entered.len();
        for reference in parts.iter().filter_map(|part| part["$ref"].as_str()) {
            if self.entered.iter().any(|entered| entered == reference) {
                return self.fault(SchemaFault::Recursion);
            }
            self.entered.push(reference.to_owned());
        }
        let strict = self.members(whole)?;
        self.entered.truncate(before);
        Ok(strict)
    }

    /// What a `$ref` leads to, with what stands beside it, which goes first.
    fn put_in_place(&mut self, reference: &str, beside: Schema) -> Result<Schema, SchemaError> {
        let Some(target) = self.parts.target(reference).cloned() else {
            return self.fault(SchemaFault::Reference(reference.to_owned()));
        };
        self.merged(&beside, &target)
    }

    fn merged(&mut self, first: &Schema, second: &Value) -> Result<Schema, SchemaError> {
        match merge(&self.parts, first, second, &mut self.left) {
            Ok(whole) => Ok(whole),
            Err(fault) => self.fault(fault),
        }
    }

    /// A union, which strict mode has as `anyOf`. What stands beside it is said of each of its members.
    fn union(&mut self, schema: Schema, members: &[Value]) -> Result<Schema, SchemaError> {
        let (notes, beside): (Schema, Schema) =
            schema.into_iter().partition(|(keyword, _)| is_note(keyword));
        if members.is_empty() {
            return self.fault(SchemaFault::NoValue);
        }
        let mut strict = Vec::new();
        for member in members {
            let member = if beside.is_empty() {
                self.schema(member)?
            } else {
                let whole = self.merged(&beside, member)?;
                self.entering(std::slice::from_ref(member), whole)?.into()
            };
            // A union of nothing but unions is one: an optional union in place.
            match member.as_object().and_then(|member| member.get("anyOf")) {
                Some(Value::Array(inner))
                    if member.as_object().is_some_and(|all| all.len() == 1) =>
                {
                    strict.extend(inner.iter().cloned());
                }
                _ => strict.push(member),
            }
        }
        let mut union = notes;
        union.insert("anyOf".to_owned(), strict.into());
        Ok(union)
    }

    /// Several types are a union of schemas of one type, each with the keywords that are about it.
    fn kinds(&mut self, schema: &Schema, kinds: &[Value]) -> Result<Schema, SchemaError> {
        let mut members = Vec::new();
        for kind in kinds.iter().filter_map(Value::as_str) {
            let mut member = Schema::from_iter([("type".to_owned(), kind.into())]);
            for (keyword, value) in schema {
                match (keyword.as_str(), value) {
                    ("enum", Value::Array(values)) => {
                        let values = values.iter().filter(|value| is_of(kind, value)).cloned();
                        member.insert(keyword.clone(), values.collect());
                    }
                    ("const", value) if is_of(kind, value) => {
                        member.insert(keyword.clone(), value.clone());
                    }
                    (keyword, value) if belongs_to(kind, keyword) => {
                        member.insert(keyword.to_owned(), value.clone());
                    }
                    _ => {}
                }
            }
            if kind == "null" {
                member.shift_remove("enum");
            }
            members.push(Value::Object(member));
        }
        let mut notes: Schema = schema.clone();
        notes.retain(|keyword, _| is_note(keyword));
        if let [Value::Object(only)] = &members[..] {
            notes.extend(only.clone());
            return self.members(notes);
        }
        self.union(notes, &members)
    }

    /// An object: its members are known, all of them are there, and there are no others.
    fn object(&mut self, mut schema: Schema) -> Result<Schema, SchemaError> {
        let is_closed =
            schema.get("additionalProperties").is_none_or(|schema| *schema == Value::Bool(false));
        let is_map =
            ["patternProperties", "propertyNames"].iter().any(|key| schema.contains_key(*key));
        if !is_closed || is_map {
            return self.fault(SchemaFault::Map);
        }
        let properties = match schema.get("properties") {
            Some(Value::Object(properties)) => properties.clone(),
            _ => Map::new(),
        };
        let mut strict = Map::new();
        for (name, property) in properties {
            let property = self.schema_at(format!(".{name}"), &property)?;
            strict.insert(name, property);
        }
        schema.insert("type".to_owned(), "object".into());
        schema.insert("required".to_owned(), strict.keys().cloned().collect());
        schema.insert("properties".to_owned(), strict.into());
        schema.insert("additionalProperties".to_owned(), false.into());
        self.checked(schema)
    }

    fn list(&mut self, mut schema: Schema) -> Result<Schema, SchemaError> {
        if schema.contains_key("prefixItems") || schema.get("items").is_some_and(Value::is_array) {
            return self.fault(SchemaFault::Tuple);
        }
        let items = schema.get("items").cloned().unwrap_or(Value::Bool(true));
        let items = self.schema_at("[]".to_owned(), &items)?;
        schema.insert("items".to_owned(), items);
        self.checked(schema)
    }
}

/// A name as it stands in a JSON pointer.
fn pointer_token(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
