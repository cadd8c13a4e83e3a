//! What a `discriminator` demands (OpenAPI 3.1, 4.8.25), in the words of JSON Schema.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::inheritance::Inheritance;
use super::json_schema::{LISTED, NAMED, ONE};
use super::{address, number};

/// Marks what is required by a discriminator alone. Validators take no notice of it.
pub(super) const TAG: &str = "x-tag";

/// `plain` with its discriminators written out, followed by the choices that parents have become, and
/// which of them describes the values of each component.
pub(super) fn written_out(
    plain: &[Value],
    components: &BTreeMap<String, usize>,
) -> (Vec<Value>, BTreeMap<String, usize>) {
    let names = components.iter().map(|(name, number)| (*number, name.as_str())).collect();
    let inheritance = Inheritance::of(plain, components.values().copied());
    let mut tags = Tags { plain, names, inheritance, choices: BTreeMap::new() };
    let parents =
        (0..plain.len()).filter(|number| tags.inheritance.discriminator(*number).is_some());
    tags.choices = parents.zip(plain.len()..).collect();
    let mut schemas: Vec<Value> =
        plain.iter().map(|schema| tags.schema(schema, Place::Component)).collect();
    schemas.extend(tags.choices.keys().map(|parent| tags.choice(*parent)));
    let mut roots = BTreeMap::new();
    for (name, number) in components {
        let root = match (tags.choices.get(number), tags.child(*number)) {
            (Some(choice), _) => *choice,
            (None, Some(child)) => {
                schemas.push(child);
                schemas.len() - 1
            }
            (None, None) => *number,
        };
        roots.insert(name.clone(), root);
    }
    (schemas, roots)
}

/// Where a schema stands.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    /// It is a component.
    Component,
    /// It describes a value on its own.
    Whole,
    /// It is a part of an `allOf`.
    Part,
}

struct Tags<'a> {
    plain: &'a [Value],
    names: BTreeMap<usize, &'a str>,
    inheritance: Inheritance<'a>,
    /// The number of the choice between the children of a parent.
    choices: BTreeMap<usize, usize>,
}

impl Tags<'_> {
    fn schema(&self, schema: &Value, place: Place) -> Value {
        let Value::Object(members) = schema else { return schema.clone() };
        let mut out = Map::new();
        for (key, value) in members {
            let changed = match (key.as_str(), value) {
                ("$ref", _) if place != Place::Part => {
                    let choice = number(value).and_then(|target| self.choices.get(&target));
                    choice.map_or_else(|| value.clone(), |choice| json!(address(*choice)))
                }
                ("discriminator", _) => continue,
                (key, Value::Object(schemas)) if NAMED.contains(&key) => schemas
                    .iter()
                    .map(|(name, schema)| (name.clone(), self.schema(schema, Place::Whole)))
                    .collect(),
                (key, Value::Array(schemas)) if LISTED.contains(&key) => {
                    let inner = inner_place(key, members, place);
                    let discriminator = schema.get("discriminator");
                    let member = |schema: &Value| match (key, discriminator) {
                        ("oneOf" | "anyOf", Some(discriminator)) => {
                            self.tagged(schema, discriminator, inner)
                        }
                        _ => self.schema(schema, inner),
                    };
                    schemas.iter().map(member).collect()
                }
                (key, _) if ONE.contains(&key) => self.schema(value, Place::Whole),
                _ => value.clone(),
            };
            out.insert(key.clone(), changed);
        }
        Value::Object(out)
    }

    /// A member of a union, with the tag that leads to it.
    fn tagged(&self, member: &Value, discriminator: &Value, place: Place) -> Value {
        let schema = self.schema(member, place);
        let property = discriminator["propertyName"].as_str();
        let target = member.get("$ref").and_then(number);
        let (Some(property), Some(target)) = (property, target) else { return schema };
        match self.values(discriminator, property, target) {
            Some(values) => json!({"allOf": [schema, tag(property, &values, true)]}),
            None => schema,
        }
    }

    /// The values of the tag that lead to `target`; `None` where its own schema says them.
    fn values(&self, discriminator: &Value, property: &str, target: usize) -> Option<Vec<Value>> {
        let mapping = discriminator["mapping"].as_object().into_iter().flatten();
        let to_it = mapping.filter(|(_, mapped)| number(mapped) == Some(target));
        let mut tags: Vec<&str> = to_it.map(|(value, _)| value.as_str()).collect();
        let declared = self.declared(property, target, 0);
        if tags.is_empty() {
            let name = *self.names.get(&target)?;
            let says_others = |known: &Vec<Value>| !known.iter().any(|known| known == name);
            if declared.as_ref().is_some_and(says_others) || self.is_union(target, 0) {
                return None;
            }
            tags.push(name);
        }
        let mut values: Vec<Value> = tags.iter().map(|tag| json!(tag)).collect();
        if declared.is_some() {
            // A tag may be a number or a boolean; the keys of a mapping cannot.
            let parsed = tags.iter().filter_map(|tag| serde_json::from_str(tag).ok());
            values.extend(parsed.filter(|tag: &Value| tag.is_number() || tag.is_boolean()));
        }
        Some(values)
    }

    /// The values that `target` itself gives `property`: empty where it declares another schema.
    fn declared(&self, property: &str, target: usize, depth: usize) -> Option<Vec<Value>> {
        self.declared_in(property, &self.plain[target], depth)
    }

    fn declared_in(&self, property: &str, schema: &Value, depth: usize) -> Option<Vec<Value>> {
        if depth > 8 {
            return None;
        }
        if let Some(described) = schema.get("properties").and_then(|all| all.get(property)) {
            return self.constants(described, depth);
        }
        let parts = schema.get("allOf").and_then(Value::as_array).into_iter().flatten();
        let target = schema.get("$ref").and_then(number);
        let targets = target.and_then(|target| self.declared(property, target, depth + 1));
        targets.or_else(|| parts.rev().find_map(|part| self.declared_in(property, part, depth + 1)))
    }

    fn constants(&self, schema: &Value, depth: usize) -> Option<Vec<Value>> {
        if let Some(value) = schema.get("const") {
            return Some(vec![value.clone()]);
        }
        if let Some(values) = schema.get("enum").and_then(Value::as_array) {
            return Some(values.clone());
        }
        let target = schema.get("$ref").and_then(number).filter(|_| depth < 8)?;
        self.constants(&self.plain[target], depth + 1)
    }

    fn is_union(&self, target: usize, depth: usize) -> bool {
        let schema = &self.plain[target];
        let next = schema.get("$ref").and_then(number).filter(|_| depth < 8);
        schema.get("oneOf").is_some()
            || schema.get("anyOf").is_some()
            || next.is_some_and(|next| self.is_union(next, depth + 1))
    }

    /// A value of `parent`: one of its children, with the tag that leads there.
    fn choice(&self, parent: usize) -> Value {
        let discriminator = self.inheritance.discriminator(parent).unwrap_or(&Value::Null);
        let property = discriminator["propertyName"].as_str().unwrap_or_default();
        let child = |child: usize| {
            let schema = json!({"$ref": address(child)});
            match self.values(discriminator, property, child) {
                Some(values) => json!({"allOf": [schema, tag(property, &values, true)]}),
                None => schema,
            }
        };
        let children: Vec<Value> = self.inheritance.values(parent).into_iter().map(child).collect();
        match children.is_empty() {
            true => json!({"$ref": address(parent)}),
            false => json!({"anyOf": children}),
        }
    }

    /// A component that is the child of a parent, with the tag by which that knows it.
    fn child(&self, component: usize) -> Option<Value> {
        let mut parts = vec![json!({"$ref": address(component)})];
        for parent in self.inheritance.parents(component) {
            let discriminator = self.inheritance.discriminator(parent)?;
            let property = discriminator["propertyName"].as_str()?;
            let is_value = self.inheritance.values(parent).contains(&component);
            if let Some(values) =
                self.values(discriminator, property, component).filter(|_| is_value)
            {
                parts.push(tag(property, &values, false));
            }
        }
        (parts.len() > 1).then(|| json!({"allOf": parts}))
    }
}

/// The place of the members of `key`, in a schema of `members` at `place`.
fn inner_place(key: &str, members: &Map<String, Value>, place: Place) -> Place {
    let says_more = members.contains_key("properties") || members.contains_key("$ref");
    match key {
        "allOf" => {
            let is_wrapper = members[key].as_array().is_some_and(|parts| parts.len() == 1);
            if place == Place::Whole && is_wrapper && !says_more {
                Place::Whole
            } else {
                Place::Part
            }
        }
        "prefixItems" => Place::Whole,
        _ if place == Place::Component => Place::Whole,
        _ => place,
    }
}

/// The objects whose `property` has one of `values`.
fn tag(property: &str, values: &[Value], is_required: bool) -> Value {
    let mut schema = json!({"properties": {property: {"enum": values}}});
    if is_required {
        schema["required"] = json!([property]);
        schema[TAG] = json!(true);
    }
    schema
}
