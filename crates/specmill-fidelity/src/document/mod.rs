//! A document as JSON Schema: read by the generator's loader, and else by nothing of it.

mod inheritance;
mod json_schema;
mod reduced;
mod references;
mod sound;
mod tags;

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Map, Value, json};
use specmill_core::Limits;
use specmill_core::source::{self, Node, Number, Overlays};

pub use json_schema::json_schema;
use references::{Places, escaped};

/// What the address of each schema begins with; its number follows.
const ADDRESS: &str = "schema:/";

/// The component schemas of a document, and what they refer to, as JSON Schema 2020-12.
///
/// Each has a number and is a resource of its own, `schema:/7`; references name those. What OpenAPI's
/// `discriminator` demands is written out, in the words of JSON Schema.
#[derive(Debug, Default)]
pub struct Document {
    /// The schemas, components first.
    schemas: Vec<Value>,
    /// As `schemas`, with nothing but what strict decoding has to notice.
    reduced: Vec<Value>,
    /// The number of each component, and the schema of its values where they stand on their own.
    components: BTreeMap<String, usize>,
    /// Where a component's values are described: its own number, or that of the choice of its children.
    roots: BTreeMap<String, usize>,
    /// References that lead nowhere. Such a schema is taken to allow anything.
    pub unresolved: Vec<String>,
}

/// The document at `path` joined out of its files, changed by the overlays beside it.
pub(crate) fn joined(path: &Path) -> Result<source::Document, String> {
    source::read(path, &Overlays::Beside, &Limits::default()).map_err(|found| found.to_string())
}

impl Document {
    /// Reads the document at `path`, with what it refers to and the overlay beside it.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    pub fn read(path: &Path) -> Result<Self, String> {
        Ok(Self::of(&value(&joined(path)?.root)))
    }

    /// The schemas of the document `root`.
    #[must_use]
    pub fn of(root: &Value) -> Self {
        let mut reading = Reading {
            root,
            is_30: root["openapi"].as_str().is_some_and(|version| version.starts_with("3.0")),
            places: Places::of(root),
            numbers: BTreeMap::new(),
            pointers: Vec::new(),
            unresolved: Vec::new(),
        };
        let mut components = BTreeMap::new();
        for name in root["components"]["schemas"].as_object().into_iter().flat_map(Map::keys) {
            let pointer = format!("/components/schemas/{}", escaped(name));
            components.insert(name.clone(), reading.number(pointer));
        }
        let mut plain = Vec::new();
        while plain.len() < reading.pointers.len() {
            plain.push(reading.schema(plain.len()));
        }
        let (schemas, roots) = tags::written_out(&plain, &components);
        let reduced = schemas.iter().map(|schema| reduced::reduced(schema, &schemas)).collect();
        Self { schemas, reduced, components, roots, unresolved: reading.unresolved }
    }

    /// The names of the component schemas.
    pub fn components(&self) -> impl Iterator<Item = &str> {
        self.components.keys().map(String::as_str)
    }

    /// The number of the schema that describes values of the component.
    pub(crate) fn root(&self, component: &str) -> Option<usize> {
        self.roots.get(component).copied()
    }

    /// The schema of this number.
    pub(crate) fn schema(&self, number: usize) -> Option<&Value> {
        self.schemas.get(number)
    }

    /// Every schema with its address; with nothing but what strict decoding has to notice where it is
    /// `reduced`.
    pub(crate) fn resources(&self, reduced: bool) -> impl Iterator<Item = (String, &Value)> {
        let schemas = if reduced { &self.reduced } else { &self.schemas };
        schemas.iter().enumerate().map(|(number, schema)| (address(number), schema))
    }

    /// The schema that a `$ref` names.
    pub(crate) fn target(&self, reference: &Value) -> Option<(usize, &Value)> {
        let number = number(reference)?;
        Some((number, self.schemas.get(number)?))
    }
}

/// The address of the schema of this number.
pub(crate) fn address(number: usize) -> String {
    format!("{ADDRESS}{number}")
}

/// The number of the schema that a `$ref` names.
fn number(reference: &Value) -> Option<usize> {
    addressed(reference.as_str()?)
}

/// The number of the schema at an address.
pub(crate) fn addressed(address: &str) -> Option<usize> {
    address.strip_prefix(ADDRESS)?.parse().ok()
}

/// A document on its way to JSON Schema.
struct Reading<'a> {
    root: &'a Value,
    is_30: bool,
    places: Places,
    /// The number of each place that has a schema.
    numbers: BTreeMap<String, usize>,
    /// The place of each number.
    pointers: Vec<String>,
    unresolved: Vec<String>,
}

impl Reading<'_> {
    fn number(&mut self, pointer: String) -> usize {
        *self.numbers.entry(pointer).or_insert_with_key(|pointer| {
            self.pointers.push(pointer.clone());
            self.pointers.len() - 1
        })
    }

    fn schema(&mut self, number: usize) -> Value {
        let pointer = self.pointers[number].clone();
        let home = pointer.split('/').nth(3).unwrap_or_default();
        let written = self.root.pointer(&pointer).cloned().unwrap_or_default();
        let mut schema = sound::sound(&json_schema(&written, self.is_30, home));
        let anchors = anchors(&schema);
        self.resolve(&mut schema, &anchors);
        schema
    }

    /// Puts the number of its target in place of each reference.
    fn resolve(&mut self, value: &mut Value, anchors: &[String]) {
        let members = match value {
            Value::Object(members) => members,
            Value::Array(items) => {
                return items.iter_mut().for_each(|item| self.resolve(item, anchors));
            }
            _ => return,
        };
        if let Some(reference) = members.get("$dynamicRef").and_then(Value::as_str) {
            let name = reference.trim_start_matches('#');
            if !anchors.iter().any(|anchor| anchor == name) {
                // Nothing to bind here, so that it is a reference like any other.
                let reference = json!(reference);
                members.remove("$dynamicRef");
                members.insert("$ref".to_owned(), reference);
            }
        }
        if let Some(reference) = members.get("$ref").and_then(Value::as_str) {
            match self.target(reference) {
                Some(number) => drop(members.insert("$ref".to_owned(), json!(address(number)))),
                None => {
                    self.unresolved.push(reference.to_owned());
                    members.remove("$ref");
                }
            }
        }
        if let Some(discriminator) = members.get("discriminator") {
            let resolved = self.discriminator(discriminator);
            members.insert("discriminator".to_owned(), resolved);
        }
        for (key, value) in members.iter_mut() {
            if !["enum", "const", "$ref", "discriminator"].contains(&key.as_str()) {
                self.resolve(value, anchors);
            }
        }
    }

    fn target(&mut self, reference: &str) -> Option<usize> {
        let pointer = self.places.pointer(reference)?;
        self.root.pointer(&pointer)?;
        Some(self.number(pointer))
    }

    /// A Discriminator Object whose mapping leads to addresses.
    fn discriminator(&mut self, written: &Value) -> Value {
        let mut mapping = Map::new();
        for (value, target) in written["mapping"].as_object().into_iter().flatten() {
            let Some(target) = target.as_str() else { continue };
            let by_name = format!("/components/schemas/{}", escaped(target));
            let number = match self.root.pointer(&by_name) {
                Some(_) => Some(self.number(by_name)),
                None => self.target(target),
            };
            if let Some(number) = number {
                mapping.insert(value.clone(), json!(address(number)));
            }
        }
        json!({"propertyName": written["propertyName"], "mapping": mapping})
    }
}

/// The dynamic anchors in `schema`.
pub(crate) fn anchors(schema: &Value) -> Vec<String> {
    let (mut found, mut open) = (Vec::new(), vec![schema]);
    while let Some(value) = open.pop() {
        match value {
            Value::Object(members) => {
                let anchor = members.get("$dynamicAnchor").and_then(Value::as_str);
                found.extend(anchor.map(str::to_owned));
                open.extend(members.values());
            }
            Value::Array(items) => open.extend(items),
            _ => {}
        }
    }
    found
}

/// The tree of the loader as JSON.
#[must_use]
pub fn value(node: &Node) -> Value {
    match node {
        Node::Null => Value::Null,
        Node::Bool(value) => json!(value),
        Node::Number(Number::Signed(value)) => json!(value),
        Node::Number(Number::Unsigned(value)) => json!(value),
        Node::Number(Number::Float(value)) => json!(value),
        Node::String(text) => json!(text),
        Node::Array(items) => items.iter().map(value).collect(),
        Node::Object(members) => {
            members.iter().map(|(name, node)| (name.clone(), value(node))).collect()
        }
    }
}
